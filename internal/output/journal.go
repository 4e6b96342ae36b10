package output

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"syscall"

	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/output/disk"
)

// The journal lists, in order, what turns the old generation into the new one. It lies beside the staged files, so that it survives
// the loss of the state folder. It is text:
//
//	bantin journal 1
//	+ tin-tuc/a.html                move the staged file into place
//	- 9f86d081… tin-tuc/b.html      remove the file if it bears this digest
//	= 60303ae2…                     SHA-256 of the lines above
const (
	journalName  = "journal"
	journalMagic = "bantin journal 1\n"
)

// step is one line of the journal.
type step struct {
	path   string
	remove bool
	digest fingerprint.Digest // of what is removed
}

func encodeJournal(steps []step) []byte {
	b := []byte(journalMagic)
	for _, s := range steps {
		if s.remove {
			b = append(append(b, "- "...), s.digest.String()+" "...)
		} else {
			b = append(b, "+ "...)
		}
		b = append(append(b, s.path...), '\n')
	}
	sum := fingerprint.Bytes(b)
	return append(b, "= "+sum.String()+"\n"...)
}

// errJournal says that a journal is not whole. It is renamed into place only when it is, so the disk or somebody else changed it.
var errJournal = errors.New("broken journal")

func decodeJournal(data []byte) ([]step, error) {
	text := string(data)
	end := strings.LastIndex(text, "\n= ") + 1
	if end == 0 || text[end:] != "= "+fingerprint.Bytes(data[:end]).String()+"\n" {
		return nil, errJournal
	}
	body, ok := strings.CutPrefix(text[:end], journalMagic)
	if !ok {
		return nil, errJournal
	}
	var steps []step
	for line := range strings.Lines(body) {
		s, err := decodeStep(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, err
		}
		steps = append(steps, s)
	}
	return steps, nil
}

func decodeStep(line string) (step, error) {
	var s step
	if rest, ok := strings.CutPrefix(line, "- "); ok {
		row, err := parseRows([]byte(strings.Replace(rest, " ", "  ", 1) + "\n"))
		if err != nil || len(row) != 1 {
			return s, errJournal
		}
		return step{path: row[0].Path, digest: row[0].Digest, remove: true}, nil
	}
	s.path = strings.TrimPrefix(line, "+ ")
	if s.path == line || checkPath(s.path) != nil {
		return s, errJournal
	}
	return s, nil
}

// player carries out a journal.
type player struct {
	d       disk.Disk
	place   place
	staging string
	again   bool                             // a dead process may have done part of it
	moved   func(path string, st disk.Stamp) // told of every move, may be nil
	removed func(path string)                // told of every removal, may be nil
	effects int                              // steps that changed the output folder
	buf     []byte
}

func (pl *player) play(steps []step) error {
	pl.buf = make([]byte, 64<<10)
	came := pl.movedBefore(steps)
	for i, s := range steps {
		var err error
		if s.remove {
			if at, ok := came[strings.ToLower(s.path)]; ok && at > i {
				continue // the file of another spelling has come in its place
			}
			err = pl.remove(s)
		} else {
			err = pl.move(s)
		}
		if err != nil {
			return failure(err, s.path, 0)
		}
	}
	return nil
}

// movedBefore are the moves that a dead process has made already, by folded path, with their places.
func (pl *player) movedBefore(steps []step) map[string]int {
	came := map[string]int{}
	for i, s := range steps {
		if !pl.again || s.remove {
			continue
		}
		if f, err := pl.d.Open(pl.staging + "/new/" + s.path); err == nil {
			f.Close()
		} else if errors.Is(err, fs.ErrNotExist) {
			came[strings.ToLower(s.path)] = i
		}
	}
	return came
}

func (pl *player) move(s step) error {
	from, to := pl.staging+"/new/"+s.path, pl.place.out+"/"+s.path
	var st disk.Stamp
	move := func() (err error) {
		st, err = pl.d.Move(from, to)
		return err
	}
	err := move()
	if errors.Is(err, fs.ErrNotExist) {
		// Either the folder is missing (somebody removed it, or a file that lay there has just gone), or the move was done before.
		if err = disk.MkdirAll(pl.d, path.Dir(to)); err == nil {
			err = move()
			if pl.again && errors.Is(err, fs.ErrNotExist) {
				return nil
			}
		}
	} else if err != nil && dropEmpty(pl.d, to) == nil {
		err = move()
	}
	if err != nil {
		return err
	}
	pl.effects++
	if pl.moved != nil {
		pl.moved(s.path, st)
	}
	return nil
}

// dropEmpty removes a folder that holds nothing but such folders: somebody made one where a file has to lie.
func dropEmpty(d disk.Disk, dir string) error {
	entries, err := d.List(dir)
	for _, e := range entries {
		if err == nil && e.Kind != disk.IsFolder {
			err = fs.ErrExist
		}
		if err == nil {
			err = dropEmpty(d, dir+"/"+e.Name)
		}
	}
	if err != nil {
		return err
	}
	return d.Remove(dir)
}

// remove removes a file that is still as we wrote it, and the folders that it leaves empty.
func (pl *player) remove(s step) error {
	full := pl.place.out + "/" + s.path
	digest, err := disk.Digest(pl.d, full, pl.buf)
	if err == nil && digest != s.digest {
		return nil // edited meanwhile: not ours any more
	}
	if err == nil {
		err = pl.d.Remove(full)
	}
	switch {
	case err == nil:
		pl.effects++
		if pl.removed != nil {
			pl.removed(s.path)
		}
	case errors.Is(err, memory.ErrNotRegular) || errors.Is(err, syscall.ENOTDIR):
		return nil // done before: what takes its place has come
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return pl.prune(path.Dir(s.path))
}

// prune removes a folder and those above it as long as they are empty.
func (pl *player) prune(dir string) error {
	for ; dir != "."; dir = path.Dir(dir) {
		err := pl.d.Remove(pl.place.out + "/" + dir)
		switch {
		case err == nil, errors.Is(err, fs.ErrNotExist):
		case errors.Is(err, syscall.ENOTEMPTY), errors.Is(err, fs.ErrExist), errors.Is(err, syscall.EBUSY):
			return nil // in use, or somebody's mount point
		default:
			return err
		}
	}
	return nil
}
