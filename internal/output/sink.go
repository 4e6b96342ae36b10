package output

import (
	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

// spillAt is the size from which an artifact goes to the staging folder while it is made, before it is known
// whether it differs. Pages stay below; a film does not have to fit into memory.
const spillAt = 4 << 20

// sink takes the bytes of one artifact: in memory while they are few, in the staging folder from spillAt on.
type sink struct {
	w    *worker
	path string
	size int64
	file disk.File // open once the bytes spilled over
	err  error
}

// Write implements [io.Writer].
func (s *sink) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	s.size += int64(len(p))
	if s.file == nil && s.w.out.Len()+len(p) <= spillAt {
		return s.w.out.Write(p)
	}
	if s.file == nil {
		if s.file, s.err = s.w.createStaged(s.path); s.err == nil {
			s.flush(s.w.out.Bytes())
		}
	}
	if s.err == nil {
		s.flush(p)
	}
	if s.err != nil {
		return 0, s.err
	}
	return len(p), nil
}

// flush writes bytes to the staged file and digests them.
func (s *sink) flush(p []byte) {
	s.w.sum.Write(p)
	_, s.err = s.file.Write(p)
}

// digest is that of all bytes.
func (s *sink) digest() fingerprint.Digest {
	if s.file == nil {
		return fingerprint.Bytes(s.w.out.Bytes())
	}
	return fingerprint.Digest(s.w.sum.Sum(nil))
}

// stage completes the file in the staging folder. On a full disk nothing more is written, only counted: the
// error at the end says how many bytes the site needs.
func (s *sink) stage() (disk.Stamp, error) {
	s.w.needed.Add(s.size)
	if s.file == nil {
		if s.w.full.Load() != nil {
			return disk.Stamp{}, nil
		}
		f, err := s.w.createStaged(s.path)
		if err == nil {
			s.file = f
			_, err = f.Write(s.w.out.Bytes())
		}
		if err != nil {
			return disk.Stamp{}, s.w.ifFull(s, err)
		}
	}
	st, err := s.file.Finish()
	s.file = nil
	return st, s.w.ifFull(s, err)
}

// ifFull notes the first path that found the disk full, and lets the others be counted.
func (r *run) ifFull(s *sink, err error) error {
	if err != nil && isFull(err) {
		s.drop()
		r.full.CompareAndSwap(nil, &fullDisk{path: s.path, err: err})
		return nil
	}
	return err
}

// fullDisk is where the disk had no room left.
type fullDisk struct {
	path string
	err  error
}

// drop gives up what was staged; the staging folder goes as a whole when something failed.
func (s *sink) drop() {
	if s.file != nil {
		s.file.Finish()
		s.w.d.Remove(s.w.staged(s.path))
		s.file = nil
	}
}

// staged is the place of an artifact in the staging folder.
func (r *run) staged(path string) string { return r.staging + "/new/" + path }

// createStaged creates a file in the staging folder, and the folders above it if it is the first in them.
func (r *run) createStaged(path string) (f disk.File, err error) {
	full := r.staged(path)
	err = disk.InFolderOf(r.d, full, func() error {
		f, err = r.d.Create(full)
		return err
	})
	return f, err
}
