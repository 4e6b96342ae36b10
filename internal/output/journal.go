package output

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/output/disk"
)

// The journal lists, in order, what turns the old generation into the new one. It lies beside the staged
// files, so that it survives the loss of the state folder.
const (
	journalName  = "journal"
	journalMagic = "bantin journal 2\n"
)

// step is one line of the journal: a staged file is moved into place, or a file is removed if it bears a
// digest.
type step struct {
	Path   string
	Remove bool
	Digest fingerprint.Digest // of what is removed
}

func encodeJournal(steps []step) []byte { return seal(journalMagic, memory.Encode(steps)) }

// decodeJournal fails for a journal that is not whole. It is renamed into place only when it is, so the disk
// or another program changed it.
func decodeJournal(data []byte) ([]step, error) {
	body, err := unseal(journalMagic, data)
	if err != nil {
		return nil, err
	}
	steps, err := memory.Decode[[]step](body)
	if err != nil || slices.ContainsFunc(steps, func(s step) bool { return checkPath(s.Path) != nil }) {
		return nil, errSealed
	}
	return steps, nil
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
		if s.Remove {
			if at, ok := came[strings.ToLower(s.Path)]; ok && at > i {
				continue // the file of another spelling has come in its place
			}
			err = pl.remove(s)
		} else {
			err = pl.move(s)
		}
		if err != nil {
			return failure(err, s.Path, 0)
		}
	}
	return nil
}

// movedBefore are the moves that a dead process has made already, by folded path, with their places.
func (pl *player) movedBefore(steps []step) map[string]int {
	came := map[string]int{}
	for i, s := range steps {
		if !pl.again || s.Remove {
			continue
		}
		if f, err := pl.d.Open(pl.staging + "/new/" + s.Path); err == nil {
			f.Close()
		} else if errors.Is(err, fs.ErrNotExist) {
			came[strings.ToLower(s.Path)] = i
		}
	}
	return came
}

func (pl *player) move(s step) error {
	from, to := pl.staging+"/new/"+s.Path, pl.place.out+"/"+s.Path
	var st disk.Stamp
	move := func() (err error) {
		st, err = pl.d.Move(from, to)
		return err
	}
	err := move()
	if errors.Is(err, fs.ErrNotExist) {
		// Either the folder is missing (a person removed it, or a file that lay there has just gone), or the
		// move was done before.
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
		pl.moved(s.Path, st)
	}
	return nil
}

// dropEmpty removes a folder that holds nothing but such folders: a person made one where a file has to lie.
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
	full := pl.place.out + "/" + s.Path
	digest, err := disk.Digest(pl.d, full, pl.buf)
	if err == nil && digest != s.Digest {
		return nil // edited meanwhile: not ours any more
	}
	if err == nil {
		err = pl.d.Remove(full)
	}
	switch {
	case err == nil:
		pl.effects++
		if pl.removed != nil {
			pl.removed(s.Path)
		}
	case errors.Is(err, memory.ErrNotRegular) || errors.Is(err, syscall.ENOTDIR):
		return nil // done before: what takes its place has come
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return pl.prune(path.Dir(s.Path))
}

// prune removes a folder and those above it as long as they are empty.
func (pl *player) prune(dir string) error {
	for ; dir != "."; dir = path.Dir(dir) {
		err := pl.d.Remove(pl.place.out + "/" + dir)
		switch {
		case err == nil, errors.Is(err, fs.ErrNotExist):
		case errors.Is(err, syscall.ENOTEMPTY), errors.Is(err, fs.ErrExist), errors.Is(err, syscall.EBUSY):
			return nil // in use, or a person's mount point
		default:
			return err
		}
	}
	return nil
}
