package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/parallel"
)

const (
	// racyWindow: a file whose mtime is nearer to now than this is read, whatever its stat says.
	racyWindow = 3 * time.Second
	// fineGrain and coarseGrain bound how far apart two changes of a file may lie and still bear one time.
	// Kernels stamp files with a clock that ticks every 1 to 10 ms; FAT and some network shares keep whole
	// seconds, even ones only.
	fineGrain   = 100 * time.Millisecond
	coarseGrain = 3 * time.Second

	// each holds three descriptors at most; more readers than that gain nothing on any disk that was tried
	maxReaders = 4
	batchSize  = 64 // files that a reader takes at once, all of one folder
	maxReads   = 3  // of a file that changes while it is read
)

// digests gives every file of the new listings its digest: that of the tree before where the stat is the
// same, else of its bytes.
func (s *scan) digests() error {
	var unread []*found
	racy := s.now - int64(racyWindow)
	for _, l := range s.fresh {
		for _, f := range l.files {
			if f.writing != nil {
				continue
			}
			old, known := s.prev.Lookup(f.Path)
			if known && f.ModTime < racy && sameStat(f.File, old) {
				f.Digest = old.Digest
				continue
			}
			unread = append(unread, f)
		}
	}
	slices.SortFunc(unread, func(a, b *found) int { return strings.Compare(a.Path, b.Path) })
	if err := s.readAll(unread); err != nil {
		return err
	}
	s.judge()
	return nil
}

// judge looks at what the reading of files said.
func (s *scan) judge() {
	for _, l := range s.fresh {
		for _, f := range l.files {
			if f.writing != nil {
				continue
			}
			f.lost = f.denied || f.gone
			if f.denied {
				l.diagnostics = append(l.diagnostics, denied(f.Path))
			}
			if old, known := s.prev.Lookup(f.Path); s.Patient && !f.denied && (f.gone && known || f.touched && s.unsettled(f, old, known)) {
				s.leave(l, f, old, known, max(f.ModTime, f.Changed))
			}
		}
	}
}

// denied is the diagnostic about a file that may not be read. Layouts and the _index.md of a section decide
// over other files, also whether those may be published.
func denied(path string) diag.Diagnostic {
	if strings.HasPrefix(path, "layouts/") || strings.HasSuffix(path, "/_index.md") {
		return diag.New("source-closed", diag.Pos{Path: path}, path, "")
	}
	return diag.New("source-unreadable", diag.Pos{Path: path}, path)
}

func sameStat(a, b File) bool {
	return a.Raw == b.Raw && a.Size == b.Size && a.ModTime == b.ModTime && a.Changed == b.Changed && a.Inode == b.Inode
}

// readAll reads files with a few readers. Outcomes lie in a slot for each file, so that nothing depends on
// who was first.
func (s *scan) readAll(files []*found) error {
	batches := batch(files)
	faults := make([]error, len(batches))
	var next atomic.Int64
	parallel.Workers(min(maxReaders, runtime.GOMAXPROCS(0), len(batches)), func() {
		r := &reader{root: s.root, now: s.now, sum: sha256.New(), buf: make([]byte, 64<<10)}
		for {
			i := int(next.Add(1)) - 1
			if i >= len(batches) {
				return
			}
			faults[i] = r.batch(batches[i])
		}
	})
	return errors.Join(faults...)
}

// batch cuts the files, which are sorted, into runs of one folder each.
func batch(files []*found) [][]*found {
	var batches [][]*found
	for start := 0; start < len(files); {
		dir := path.Dir(files[start].Raw)
		end := start + 1
		for end < len(files) && end-start < batchSize && path.Dir(files[end].Raw) == dir {
			end++
		}
		batches = append(batches, files[start:end])
		start = end
	}
	return batches
}

// reader digests files with one buffer.
type reader struct {
	root *disk
	now  int64
	sum  hash.Hash
	buf  []byte
}

// batch reads files of one folder. Opening the folder once and then single names halves the time of opening
// paths, of which os.Root opens every element.
func (r *reader) batch(files []*found) error {
	dir, err := r.root.OpenRoot(path.Dir(files[0].Raw))
	if err != nil {
		// Without the folder each file is opened by its path, which tells what is wrong file by file.
		dir = nil
	} else {
		defer dir.Close()
	}
	for _, f := range files {
		from, name := r.root, f.Raw
		if dir != nil && !f.link {
			from, name = dir, path.Base(f.Raw)
		}
		switch err := r.file(from, name, f); {
		case err == nil:
		case errors.Is(err, fs.ErrPermission):
			f.denied = true
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNotRegular):
			f.gone = true // removed or replaced since it was listed; the next scan sees what is there
		default:
			return fmt.Errorf("read %s: %w", f.Path, err)
		}
	}
	return nil
}

// file reads one file and notes digest and stat of one consistent read.
func (r *reader) file(dir *disk, name string, f *found) error {
	listed, steady := f.File, false
	for range maxReads {
		in, err := dir.regular(name)
		if err != nil {
			return err
		}
		steady, err = r.digest(in, &f.File)
		in.Close()
		if err != nil {
			return err
		}
		if steady {
			break
		}
	}
	f.unsteady = !steady
	f.touched = !steady || f.Size != listed.Size || f.ModTime != listed.ModTime || f.Inode != listed.Inode
	if !steady || r.young(f.File) {
		f.Changed = 0
	}
	return nil
}

// digest reads an open file. It reports whether the stat before and after the read is the same and fits the
// number of bytes.
func (r *reader) digest(in *os.File, f *File) (steady bool, err error) {
	before, err := in.Stat()
	if err != nil {
		return false, err
	}
	r.sum.Reset()
	n, err := io.CopyBuffer(r.sum, onlyReader{in}, r.buf)
	if err != nil {
		return false, err
	}
	after, err := in.Stat()
	if err != nil {
		return false, err
	}
	changedBefore, _ := statTimes(before)
	f.Size, f.ModTime = n, after.ModTime().UnixNano()
	f.Changed, f.Inode = statTimes(after)
	f.Digest = fingerprint.Digest(r.sum.Sum(nil))
	steady = before.Size() == n && after.Size() == n && changedBefore == f.Changed && before.ModTime().Equal(after.ModTime())
	return steady, nil
}

// onlyReader hides the WriteTo of [os.File], which would pass over the buffer.
type onlyReader struct{ io.Reader }

// young reports whether a later change of the file could bear the times that it bears now.
func (r *reader) young(f File) bool {
	grain := fineGrain
	if f.ModTime%int64(time.Second) == 0 {
		grain = coarseGrain
	}
	return max(f.ModTime, f.Changed) > r.now-int64(grain)
}
