package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"bantin/internal/diag"
)

// Scan walks the three input folders and returns every file with its digest. Files that prev knows with the same stat keep their
// digest unread; prev may be nil and is only read. now is the real clock, for comparison with the file system's times, never the
// date that a build pretends to have.
//
// Diagnostics are about single names; everything else of the tree is complete. An error means that the disk failed and that no
// tree can be trusted.
func (r *Root) Scan(prev *Tree, look Look) (*Tree, []diag.Diagnostic, error) {
	s := &scan{root: r.root, now: look.Now, Look: look}
	for _, name := range Inputs() {
		if err := s.input(name); err != nil {
			return nil, nil, err
		}
	}
	for len(s.queue) > 0 {
		f := s.queue[len(s.queue)-1]
		s.queue = s.queue[:len(s.queue)-1]
		if err := s.folder(f); err != nil {
			return nil, nil, err
		}
	}
	s.dropTwins()
	if err := s.digests(prev); err != nil {
		return nil, nil, err
	}
	return s.tree(), diag.Sort(s.diags), nil
}

// scan is one walk. Folders wait in a queue and each is closed before the next is opened, so that the depth of a tree costs no
// descriptors (32 are enough for a build).
type scan struct {
	root *os.Root
	Look
	now    time.Time
	inputs []string // where the input folders really lie
	queue  []folder
	found  []found
	diags  []diag.Diagnostic
}

// folder is a folder on the way.
type folder struct {
	raw    string // the spelling that opens it
	key    string // NFC
	real   string // raw with all links resolved
	linked bool   // reached through a link inside an input folder
}

// found is a file of the walk.
type found struct {
	File
	link bool // the name is a link: it opens from the site's folder only
	lost bool // to be left out of the tree
}

// input starts the walk of one input folder. It may be a link to another folder of the site.
func (s *scan) input(name string) error {
	info, err := s.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("scan %s: %w", name, err)
	}
	f := folder{raw: name, key: name, real: name}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, ok, err := s.follow(name, name)
		if err != nil || !ok {
			return err
		}
		f.real, info = target.path, target.info
	}
	if !info.IsDir() {
		s.report("source-not-folder", name, name)
		return nil
	}
	s.inputs = append(s.inputs, f.real)
	s.queue = append(s.queue, f)
	return nil
}

// folder lists one folder: its files are noted, its folders wait in the queue.
func (s *scan) folder(f folder) error {
	dir, names, err := s.open(f)
	if dir == nil || err != nil {
		return err
	}
	defer dir.Close()
	for _, name := range names {
		if Ignored(name) {
			continue
		}
		key, ok := s.name(f, name)
		if !ok {
			continue
		}
		info, err := dir.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since it was listed
		}
		if err != nil {
			return fmt.Errorf("scan %s: %w", key, err)
		}
		if err := s.entry(f, name, key, info); err != nil {
			return err
		}
	}
	return nil
}

// open opens and lists a folder. One that is gone, or may not be read, is (nil, nil, nil).
func (s *scan) open(f folder) (*os.Root, []string, error) {
	dir, err := s.root.OpenRoot(f.raw)
	if err == nil {
		var list *os.File
		if list, err = dir.Open("."); err == nil {
			names, listErr := list.Readdirnames(-1)
			list.Close()
			if listErr == nil {
				return dir, names, nil
			}
			err = listErr
		}
		dir.Close()
	}
	switch {
	case nowhere(err):
		return nil, nil, nil
	case errors.Is(err, fs.ErrPermission):
		s.report("source-unreadable", f.key, f.key)
		return nil, nil, nil
	}
	return nil, nil, fmt.Errorf("scan %s: %w", f.key, err)
}

// entry sorts one name of a folder by what it stands for.
func (s *scan) entry(f folder, name, key string, info fs.FileInfo) error {
	raw, real, linked := f.raw+"/"+name, f.real+"/"+name, false
	if info.Mode()&fs.ModeSymlink != 0 {
		target, ok, err := s.follow(raw, key)
		if err != nil || !ok {
			return err
		}
		if target.info.IsDir() && !s.mayEnter(f, key, target) {
			return nil
		}
		real, info, linked = target.path, target.info, true
	}
	switch {
	case info.IsDir():
		s.queue = append(s.queue, folder{raw: raw, key: key, real: real, linked: f.linked || linked})
	case info.Mode().IsRegular():
		changed, inode := statTimes(info)
		s.found = append(s.found, found{link: linked, File: File{
			Path: key, Raw: raw, Size: info.Size(), ModTime: info.ModTime().UnixNano(), Changed: changed, Inode: inode,
		}})
	default:
		s.report("source-special", key, key)
	}
	return nil
}

// name checks one name of a folder and returns its key.
func (s *scan) name(f folder, name string) (key string, ok bool) {
	key, fault := keyOf(name)
	if fault != "" {
		s.report(fault, f.key+"/"+printable(name), quoted(name))
		return "", false
	}
	key = f.key + "/" + key
	if !strings.HasSuffix(key, "/"+name) {
		s.report("source-name-nfd", key, path.Base(key))
	}
	return key, true
}

// dropTwins finds files whose names are one in NFC. None of them is read: which one wins would depend on the order of the folder.
func (s *scan) dropTwins() {
	slices.SortFunc(s.found, func(a, b found) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.Raw, b.Raw)
	})
	for i := 1; i < len(s.found); i++ {
		if a, b := &s.found[i-1], &s.found[i]; a.Path == b.Path {
			a.lost, b.lost = true, true
			s.report("source-name-twins", a.Path, quoted(a.Raw), quoted(b.Raw))
		}
	}
}

// tree is what is left.
func (s *scan) tree() *Tree {
	t := &Tree{Files: make([]File, 0, len(s.found))}
	for i := range s.found {
		if !s.found[i].lost {
			t.Files = append(t.Files, s.found[i].File)
		}
	}
	return t
}

// report notes a diagnostic about one name as a whole.
func (s *scan) report(code diag.Code, at string, args ...string) {
	s.diags = append(s.diags, diag.New(code, diag.Pos{Path: at}, args...))
}
