package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// Scan walks the three input folders and returns every file with its digest. Of prev, which may be nil and is
// only read, it takes over the folders that look.Dirty does not name, and the digests of files whose stat is
// the same.
//
// Diagnostics are about single names; everything else of the tree is complete, unless [Closed] says
// otherwise. An error means that the disk failed and that no tree can be trusted.
func (r *Root) Scan(prev *Tree, look Look) (*Tree, []diag.Diagnostic, error) {
	if prev == nil {
		prev = &Tree{}
		look.Patient = look.Blank // else there is nothing that a file could be left as
	}
	s := &scan{root: r.root, Look: look, now: look.Now.UnixNano(), prev: prev, listings: make(map[string]*listing, len(prev.listings))}
	for _, name := range Inputs() {
		s.input(name)
	}
	for len(s.queue) > 0 {
		f := s.queue[len(s.queue)-1]
		s.queue = s.queue[:len(s.queue)-1]
		s.visit(f)
	}
	s.patience()
	if err := s.digests(); err != nil {
		return nil, nil, err
	}
	tree := s.tree()
	return tree, s.diagnostics(), nil
}

// Closed reports whether some of what a scan said is about a folder that cannot be read, or a file that
// decides over others. The tree is then not to be published.
func Closed(found []diag.Diagnostic) bool {
	return slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == "source-closed" })
}

// scan is one walk. Folders wait in a queue and each is closed before the next is opened, so that the depth
// of a tree costs no descriptors (32 are enough for a build).
type scan struct {
	Look
	root     *disk
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
func (s *scan) input(name string) {
	info, err := s.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		s.closed(name, err)
		return
	}
	f := folder{raw: name, key: name, real: name}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, ok := s.follow(name, name)
		if !ok {
			return
		}
		f.real, info = target.path, target.info
	}
	if !info.IsDir() {
		s.report("source-not-folder", name, name)
		return
	}
	s.inputs = append(s.inputs, f.real)
	s.queue = append(s.queue, f)
}

// visit takes a folder over from the tree before, or lists it. Its folders wait in the queue.
func (s *scan) visit(f folder) {
	l := s.known(f)
	if l == nil {
		if s.Enter != nil {
			s.Enter(f.real)
		}
		l = &listing{folder: f}
		s.current = l
		s.list(f)
		s.current = nil
		l.sort()
		s.fresh = append(s.fresh, l)
	}
	s.listings[f.raw] = l
	s.queue = append(s.queue, l.folders...)
}

// list lists one folder.
func (s *scan) list(f folder) {
	dir, names, err := s.open(f)
	if err == nil {
		defer dir.Close()
		err = s.entries(f, dir, names)
	}
	if err != nil {
		s.current.again = true
	}
	if err != nil && !nowhere(err) {
		s.closed(f.key, err)
	}
}

// open opens and lists a folder.
func (s *scan) open(f folder) (*disk, []string, error) {
	dir, err := s.root.OpenRoot(f.raw)
	if err != nil {
		return nil, nil, err
	}
	names, info, err := dir.list()
	if err != nil {
		dir.Close()
		return nil, nil, err
	}
	s.current.changed = info.ModTime().UnixNano()
	return dir, names, nil
}

// entries looks at the names of a folder.
func (s *scan) entries(f folder, dir *disk, names []string) error {
	for _, name := range names {
		if real, ok := Placeholder(name); ok {
			s.absent(f.key+"/"+viet.NFC(real), names, real)
			continue
		}
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
			return err
		}
		s.entry(f, name, key, info)
	}
	return nil
}

// absent notes a file of which only a cloud's placeholder is there. Without an article or a layout the site
// is not what its editors think; whether a picture is missed is known where something names it.
func (s *scan) absent(key string, names []string, real string) {
	if slices.Contains(names, real) {
		return // it was downloaded since
	}
	s.current.absent = append(s.current.absent, key)
	if ext := strings.ToLower(path.Ext(key)); ext == ".md" || ext == ".markdown" || strings.HasPrefix(key, "layouts/") {
		s.report("file-not-downloaded", key, key)
	}
}

// closed notes that a folder cannot be read: it may not be, or its disk fails. What lies in it is not known,
// so nobody may conclude that nothing does.
func (s *scan) closed(key string, err error) {
	why := ""
	if !errors.Is(err, fs.ErrPermission) {
		why = reason(err)
	}
	s.report("source-closed", key, key, why)
}

// reason is what the system says, without the paths.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error()
}

// entry sorts one name of a folder by what it stands for.
func (s *scan) entry(f folder, name, key string, info fs.FileInfo) {
	raw, real, linked := f.raw+"/"+name, f.real+"/"+name, false
	if raw == key {
		raw = key // one text and not two, for every file of the archive
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		s.current.again = true // what it leads to changes elsewhere
		target, ok := s.follow(raw, key)
		if !ok || target.info.IsDir() && !s.mayEnter(f, key, target) {
			return
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
	if meant, broken := brokenName(path.Base(key)); broken && meant != "" {
		s.report("source-name-broken", key, path.Base(key), meant)
	} else if broken {
		s.report("source-name-lost", key, path.Base(key))
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
		s.current.diagnostics = append(s.current.diagnostics, d)
	} else {
		s.outside = append(s.outside, d)
	}
}
