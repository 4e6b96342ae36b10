package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// floorNames are the two halves of the floor, as the table names them.
var floorNames = [2]string{"floor: read + goldmark", "floor: write the same files"}

// floorParse reads every article and lets goldmark make HTML of its body.
func floorParse(content string) error {
	var paths []string
	err := filepath.WalkDir(content, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	var html sync.Pool
	return everywhere(len(paths), func(i int) error {
		out, _ := html.Get().(*bytes.Buffer)
		if out == nil {
			out = new(bytes.Buffer)
		}
		defer html.Put(out)
		out.Reset()
		text, err := os.ReadFile(paths[i])
		if err != nil {
			return err
		}
		if _, body, ok := bytes.Cut(text, []byte("\n---\n")); ok {
			text = body
		}
		return md.Convert(text, out)
	})
}

// floorWrite writes files of the sizes that a list of "size path" lines says into a new folder.
func floorWrite(list, dir string) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	type file struct {
		size int
		path string
	}
	var files []file
	largest := 0
	folders := map[string]bool{}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		size, path, _ := strings.Cut(lines.Text(), " ")
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		f := file{n, filepath.Join(dir, path)}
		files = append(files, f)
		largest = max(largest, n)
		if folder := filepath.Dir(f.path); !folders[folder] {
			folders[folder] = true
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
		}
	}
	bytes := make([]byte, largest)
	return everywhere(len(files), func(i int) error { return os.WriteFile(files[i].path, bytes[:files[i].size], 0o644) })
}

// everywhere does n things on all processors and returns one of the errors.
func everywhere(n int, do func(i int) error) error {
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && failed.Load() == nil; i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					failed.Store(&err)
				}
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}

// writeList writes the sizes and paths of the files in a folder.
func writeList(list, dir string) error {
	var text bytes.Buffer
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		fmt.Fprintln(&text, info.Size(), rel)
		return err
	})
	if err != nil {
		return err
	}
	return os.WriteFile(list, text.Bytes(), 0o644)
}
