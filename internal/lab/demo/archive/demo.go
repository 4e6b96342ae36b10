package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Options say how large the archive is and which one of its size.
type Options struct {
	Articles int    // number of articles, 0 or more
	Seed     uint64 // the same number, size and program give the same bytes
}

// batch is how many articles a worker takes at a time.
const batch = 64

// Write writes content/, layouts/ and static/ below dir, which it makes when it is missing. An existing
// folder that holds anything is left alone; the error then wraps [fs.ErrExist]. carried holds the program's
// own files in its folders layouts/ and static/ (either may be missing); they are copied as they are.
//
// progress, when not nil, is told the number of articles written so far: rising, by one goroutine at a time,
// last opts.Articles. When ctx ends, Write stops and returns its error; what is written stays.
func Write(ctx context.Context, dir string, carried fs.FS, opts Options, progress func(done int)) error {
	if opts.Articles < 0 {
		return fmt.Errorf("demo: %d articles", opts.Articles)
	}
	if err := prepare(dir); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := copyCarried(dir, carried); err != nil {
		return fmt.Errorf("demo: copy the program's files: %w", err)
	}
	g, err := newGenerator(opts)
	if err != nil {
		return err
	}
	if err := g.writeFrame(dir); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := g.writeArticles(ctx, dir, progress); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	return nil
}

// prepare makes dir, or sees that it is empty.
func prepare(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return os.MkdirAll(dir, 0o755)
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("folder %s is not empty: %w", dir, fs.ErrExist)
	}
	return nil
}

func copyCarried(dir string, carried fs.FS) error {
	for _, name := range [...]string{"layouts", "static"} {
		if _, err := fs.Stat(carried, name); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		sub, err := fs.Sub(carried, name)
		if err != nil {
			return err
		}
		if err := os.CopyFS(filepath.Join(dir, name), sub); err != nil {
			return err
		}
	}
	return nil
}

// generator holds what all articles share; it does not change once made.
type generator struct {
	articles  int
	seed      uint64
	lexicon   *lexicon
	grammar   *grammar
	sections  pool
	syllables []string
	nameLimit int
	tagSet    tagSet
	series    []string
	pictures  []picture
}

func newGenerator(opts Options) (*generator, error) {
	g := &generator{
		articles:  opts.Articles,
		seed:      opts.Seed,
		lexicon:   parseLexicon(lexiconText),
		grammar:   parseGrammar(grammarText),
		sections:  newSectionPool(),
		syllables: syllables(),
		nameLimit: nameLimit(opts.Articles),
	}
	g.tagSet = g.newTagSet(opts.Articles)
	g.series = g.newSeries(opts.Articles)
	var err error
	g.pictures, err = g.newPictures()
	return g, err
}

// writeArticles writes the articles, on all processors; each depends on its number alone.
func (g *generator) writeArticles(ctx context.Context, dir string, progress func(done int)) error {
	workers, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	var reporting sync.Mutex
	done := 0
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() error {
			var buf []byte
			for {
				end := int(next.Add(batch))
				start := end - batch
				end = min(end, g.articles)
				if start >= end {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				for i := start; i < end; i++ {
					var err error
					if buf, err = g.writeArticle(dir, i, buf); err != nil {
						return err
					}
				}
				reporting.Lock()
				done += end - start
				if progress != nil {
					progress(done)
				}
				reporting.Unlock()
			}
		})
	}
	return workers.Wait()
}

// writeArticle writes article i with the help of buf, which it returns for the next one.
func (g *generator) writeArticle(dir string, i int, buf []byte) ([]byte, error) {
	path, text, own := g.article(i, buf)
	file := filepath.Join(dir, "content", filepath.FromSlash(path))
	if err := writeFile(file, text); err != nil {
		return nil, err
	}
	if own == nil {
		return text, nil
	}
	return text, writeFile(filepath.Join(filepath.Dir(file), ownPicture+own.extension()), own.data)
}

// writeFile writes a file, and makes the folders above it when they are missing.
func writeFile(name string, data []byte) error {
	err := os.WriteFile(name, data, 0o644)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
