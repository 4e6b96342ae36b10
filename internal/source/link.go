package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"
)

// maxHops is how many links one name may pass, as in the Linux kernel. More is a loop.
const maxHops = 40

// target is what a link leads to.
type target struct {
	path string // below the site's folder, without links
	info fs.FileInfo
}

// What a link may do wrong.
var (
	errOutside  = errors.New("leads out of the site")
	errHidden   = errors.New("leads to an ignored name")
	errDangling = errors.New("leads nowhere")
	errLoop     = errors.New("leads to itself")
)

// follow resolves the link raw and reports what is wrong with it; ok is false when it must not be used.
func (s *scan) follow(raw, key string) (t target, ok bool) {
	t, err := s.resolve(raw)
	if err == nil {
		return t, true
	}
	dest, _ := s.root.Readlink(raw) // "" when the link is gone by now
	dest = printable(dest)
	switch {
	case errors.Is(err, errOutside):
		s.report("source-link-outside", key, dest)
	case errors.Is(err, errHidden):
		s.report("source-link-hidden", key, dest)
	case errors.Is(err, errDangling):
		s.report("source-link-dangling", key, dest)
	case errors.Is(err, errLoop):
		s.report("source-link-loop", key, dest)
	default:
		s.closed(key, err) // it may lead to a folder
	}
	return t, false
}

// resolve follows links by hand, element by element, because an error of [os.Root] does not say whether a
// target is missing, outside, or passes a name that must not be read.
func (s *scan) resolve(raw string) (target, error) {
	var t target
	rest := strings.Split(raw, "/")
	for hops := 0; len(rest) > 0; {
		name := rest[0]
		rest = rest[1:]
		switch name {
		case "", ".":
			continue
		case "..":
			if t.path == "" {
				return t, errOutside
			}
			t.path = strings.TrimPrefix(path.Dir(t.path), ".")
			continue
		}
		if Ignored(name) {
			return t, errHidden
		}
		next := path.Join(t.path, name)
		s.watch(next)
		dest, err := s.readLink(next)
		switch {
		case nowhere(err):
			return t, missing(rest, next)
		case err != nil:
			return t, err
		case dest == "":
			t.path = next
			continue
		}
		if hops++; hops > maxHops {
			return t, errLoop
		}
		rest = append(strings.Split(dest, "/"), rest...)
	}
	return s.arrived(t)
}

// watch has the folder watched in which a link's way goes on, before the way is looked at there. The site's
// folder is, for the sake of the input folders.
func (s *scan) watch(next string) {
	if s.Enter != nil && !slices.Contains(Inputs(), next) {
		s.Enter(path.Dir(next))
	}
}

// readLink returns where a link leads, and "" for what is no link.
func (s *scan) readLink(name string) (dest string, err error) {
	info, err := s.root.Lstat(name)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return "", err
	}
	if dest, err = s.root.Readlink(name); err == nil && path.IsAbs(dest) {
		err = errOutside
	}
	return dest, err
}

// arrived adds the stat of where the links have led.
func (s *scan) arrived(t target) (target, error) {
	if t.path == "" {
		t.path = "."
	}
	info, err := s.root.Lstat(t.path)
	if nowhere(err) {
		return t, errDangling
	}
	t.info = info
	return t, err
}

// nowhere reports that a name stands for nothing: it is missing, passes a file as if it were a folder, or
// could not exist.
func nowhere(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG)
}

// missing tells a link to nowhere inside the site from one to nowhere outside of it.
func missing(rest []string, at string) error {
	depth := strings.Count(at, "/") + 1
	for _, name := range rest {
		switch name {
		case "", ".":
		case "..":
			if depth--; depth < 0 {
				return errOutside
			}
		default:
			depth++
		}
	}
	return errDangling
}

// mayEnter judges a link to a folder. See "Links" in the package comment.
func (s *scan) mayEnter(f folder, key string, t target) bool {
	switch {
	case within(f.real, t.path):
		s.report("source-link-loop", key, t.path)
	case f.linked:
		s.report("source-link-nested", key, t.path)
	case !slices.ContainsFunc(s.inputs, func(input string) bool { return within(t.path, input) }):
		s.report("source-link-folder", key, t.path)
	default:
		return true
	}
	return false
}

// within reports whether p is the folder dir or lies below it.
func within(p, dir string) bool {
	return dir == "." || p == dir || strings.HasPrefix(p, dir+"/")
}
