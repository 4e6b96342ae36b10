package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"bantin/internal/diag"
)

// Scan walks the three input folders and returns every file with its digest. Of prev, which may be nil and is only read, it takes over
// the folders that look.Dirty does not name, and the digests of files whose stat is the same.
//
// Diagnostics are about single names; everything else of the tree is complete. An error means that the disk failed and that no
// tree can be trusted.
func (r *Root) Scan(prev *Tree, look Look) (*Tree, []diag.Diagnostic, error) {
	if prev == nil {
		prev = &Tree{}
		look.Patient = false // there is nothing that a file could be left as
	}
	s := &scan{root: r.root, Look: look, now: look.Now.UnixNano(), prev: prev, listings: make(map[string]*listing, len(prev.listings))}
	for _, name := range Inputs() {
		if err := s.input(name); err != nil {
			return nil, nil, err
		}
	}
	for len(s.queue) > 0 {
		f := s.queue[len(s.queue)-1]
		s.queue = s.queue[:len(s.queue)-1]
		if err := s.visit(f); err != nil {
			return nil, nil, err
		}
	}
	s.patience()
	if err := s.digests(); err != nil {
		return nil, nil, err
	}
	tree := s.tree()
	return tree, s.remarks(), nil
}

// scan is one walk. Folders wait in a queue and each is closed before the next is opened, so that the depth of a tree costs no
// descriptors (32 are enough for a build).
type scan struct {
	Look
	root     *os.Root
	now      int64 // Look.Now
	prev     *Tree
	inputs   []string // where the input folders really lie
	queue    []folder
	listings map[string]*listing // by folder.raw
	fresh    []*listing          // those that were made by this scan
	current  *listing            // the one that is being made
	outside  []diag.Diagnostic   // about input folders and twins: what belongs to no listing
	again    int64               // when to look again; 0 for never
	inodes   map[uint64]bool     // of the files in fresh; made when it is asked for
}

// folder is a folder on the way.
type folder struct {
	raw    string // the spelling that opens it
	key    string // NFC
	real   string // raw with all links resolved
	linked bool   // reached through a link inside an input folder
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

// visit takes a folder over from the tree before, or lists it. Its folders wait in the queue.
func (s *scan) visit(f folder) error {
	l := s.known(f)
	if l == nil {
		if s.Enter != nil {
			s.Enter(f.real)
		}
		l = &listing{folder: f}
		s.current = l
		err := s.list(f)
		s.current = nil
		if err != nil {
			return err
		}
		l.sort()
		s.fresh = append(s.fresh, l)
	}
	s.listings[f.raw] = l
	s.queue = append(s.queue, l.folders...)
	return nil
}

// list lists one folder.
func (s *scan) list(f folder) error {
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
			if info, err := list.Stat(); err == nil {
				s.current.changed = info.ModTime().UnixNano()
			}
			names, listErr := list.Readdirnames(-1)
			list.Close()
			if listErr == nil {
				return dir, names, nil
			}
			err = listErr
		}
		dir.Close()
	}
	s.current.again = true
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
	if raw == key {
		raw = key // one text and not two, for every file of the archive
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		s.current.again = true // what it leads to changes elsewhere
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
		s.current.folders = append(s.current.folders, folder{raw: raw, key: key, real: real, linked: f.linked || linked})
	case info.Mode().IsRegular():
		changed, inode := statTimes(info)
		s.current.files = append(s.current.files, &found{link: linked, File: File{
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
	if strings.HasSuffix(strings.ToLower(key), ".md.txt") {
		s.report("source-name-txt", key, path.Base(key), path.Base(key[:len(key)-len(".txt")]))
	}
	return key, true
}

// report notes a diagnostic about one name as a whole.
func (s *scan) report(code diag.Code, at string, args ...string) {
	d := diag.New(code, diag.Pos{Path: at}, args...)
	if s.current != nil {
		s.current.remarks = append(s.current.remarks, d)
	} else {
		s.outside = append(s.outside, d)
	}
}
