package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// How long and from which seed the storm blows.
var (
	stormTime = flag.Duration("storm.time", 4*time.Second, "of TestFound_D1_D4_Storm; an hour before a release")
	stormSeed = flag.Uint64("storm.seed", 0, "of the same; 0 for another one each time")
)

// TestFound_D1_D4_Storm: whatever is done to a site, in whatever order, by tools and editors that do not wait
// for each other, its readers find what a clean build makes as soon as the storm pauses. The commands run as
// a user without rights, so that folders can be closed to them.
func TestFound_D1_D4_Storm(t *testing.T) {
	seed := *stormSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("-storm.seed %d", seed)
	bothWays(t, func(l *live) {
		if b, ok := l.way.(*builds); ok {
			b.out = l.path("public") // that user may not write elsewhere
		}
		l.startProcess(`exec "$@"`, nobody(l.t, l.site))
		s := &storm{live: l, rand: rand.New(rand.NewPCG(seed, 1)), aside: l.t.TempDir()}
		pauses := 0
		for end := time.Now().Add(*stormTime); time.Now().Before(end); pauses++ {
			s.blow(5 + s.rand.IntN(60))
			l.equal(fmt.Sprintf("pause %d, after %d blows", pauses, len(s.blows)))
			s.blows = nil
		}
		l.silent("watch-failed", "watch-limit", "[internal]")
	})
}

// storm does things to a site.
type storm struct {
	*live
	rand   *rand.Rand
	aside  string   // a folder outside the site
	away   []string // folders that wait there
	blows  []string // what was done since the last pause
	number int
}

// blow does so many things one upon the other, and then gives rights back and ends what was begun.
func (s *storm) blow(times int) {
	kinds := []struct {
		name string
		do   func()
	}{
		{"save", s.save}, {"save", s.save}, {"save", s.save}, {"checkout", s.checkout}, {"grow", s.grow}, {"grow", s.grow}, {"move", s.move},
		{"send away", s.sendAway}, {"bring back", s.bringBack}, {"remove", s.remove}, {"moved and removed", s.movedAndRemoved},
		{"replace", s.replaceFolder}, {"close", s.close}, {"open", s.open}, {"link", s.link}, {"layout", s.layout},
	}
	for range times {
		kind := kinds[s.rand.IntN(len(kinds))]
		s.blows = append(s.blows, kind.name)
		kind.do()
		if s.rand.IntN(4) == 0 {
			time.Sleep(time.Duration(s.rand.IntN(120)) * time.Millisecond)
		}
	}
	s.open()
	s.must(os.RemoveAll(s.path("layouts")))
}

// must is for what can only fail because of something that the storm did before.
func (s *storm) must(err error) {
	s.t.Helper()
	for _, expected := range []error{nil, fs.ErrNotExist, fs.ErrExist, syscall.EINVAL, syscall.ENOTDIR, syscall.EISDIR} {
		if errors.Is(err, expected) {
			return
		}
	}
	s.t.Fatalf("%v, after %v", err, s.blows)
}

// text is an article that nothing else is like.
func (s *storm) text() []byte {
	s.number++
	return []byte(fmt.Sprintf("---\ntitle: Bài số %d\ndate: 2018-%02d-%02d\ntags: [thẻ %d]\n---\nLời thứ %d.\n", s.number, 1+s.number%12, 1+s.number%28,
		s.number%7, s.number))
}

// folder is one of the folders that come and go.
func (s *storm) folder() string {
	return s.path(fmt.Sprintf("content/bao-%d", s.rand.IntN(3))) + []string{"", "", "/sau", "/sau/hon"}[s.rand.IntN(4)]
}

// file is an article in one of them, or one that stays.
func (s *storm) file() string {
	if s.rand.IntN(2) == 0 {
		return s.path(articlePath(s.rand.IntN(12)))
	}
	return filepath.Join(s.folder(), fmt.Sprintf("bai-%d.md", s.rand.IntN(4)))
}

// save saves as editors do: in place, by renaming, by renaming twice, by removing first, slowly, in two steps
// from empty.
func (s *storm) save() {
	name, text := s.file(), s.text()
	s.must(os.MkdirAll(filepath.Dir(name), 0o755))
	beside := filepath.Join(filepath.Dir(name), ".moi")
	switch s.rand.IntN(6) {
	case 0:
		s.must(os.WriteFile(name, text, 0o644))
	case 1:
		s.must(errors.Join(os.WriteFile(beside, text, 0o644), os.Rename(beside, name)))
	case 2:
		s.must(errors.Join(os.Rename(name, name+"~"), os.WriteFile(name, text, 0o644), os.Remove(name+"~")))
	case 3:
		s.must(errors.Join(os.Remove(name), os.WriteFile(name, text, 0o644)))
	case 4:
		s.slowly(name, text, 8*time.Millisecond)
	case 5:
		s.must(os.WriteFile(name, nil, 0o644))
		time.Sleep(time.Duration(s.rand.IntN(60)) * time.Millisecond)
		s.must(os.WriteFile(name, text, 0o644))
	}
}

func (s *storm) slowly(name string, text []byte, pause time.Duration) {
	f, err := os.Create(name)
	if err != nil {
		s.must(err)
		return
	}
	defer f.Close()
	for len(text) > 0 {
		n := min(len(text), 16)
		_, err := f.Write(text[:n])
		s.must(err)
		text = text[n:]
		time.Sleep(pause)
	}
}

// checkout takes files away and writes others, as git does.
func (s *storm) checkout() {
	for i := range 12 {
		if name := s.path(articlePath(i)); s.rand.IntN(2) == 0 {
			s.must(errors.Join(os.Remove(name), os.WriteFile(name, s.text(), 0o644)))
		}
	}
}

// grow makes a tree and fills it.
func (s *storm) grow() {
	folder := s.folder()
	s.must(os.MkdirAll(filepath.Join(folder, "sau/hon"), 0o755))
	for _, below := range []string{"", "sau", "sau/hon"} {
		s.must(os.WriteFile(filepath.Join(folder, below, fmt.Sprintf("bai-%d.md", s.rand.IntN(4))), s.text(), 0o644))
	}
}

func (s *storm) move() {
	s.must(os.Rename(s.folder(), s.path(fmt.Sprintf("content/bao-%d/doi-%d", s.rand.IntN(3), s.rand.IntN(4)))))
}

func (s *storm) sendAway() {
	s.number++
	away := filepath.Join(s.aside, fmt.Sprint(s.number))
	if err := os.Rename(s.folder(), away); err == nil {
		s.away = append(s.away, away)
	}
}

func (s *storm) bringBack() {
	if len(s.away) > 0 {
		s.must(os.Rename(s.away[0], s.path(fmt.Sprintf("content/bao-%d", s.rand.IntN(3)))))
		s.away = s.away[1:]
	}
}

func (s *storm) remove() { s.must(os.RemoveAll(s.folder())) }

func (s *storm) movedAndRemoved() {
	s.grow()
	gone := filepath.Join(s.aside, "gone")
	if os.Rename(s.folder(), gone) == nil {
		s.must(os.RemoveAll(gone))
	}
}

// replaceFolder puts something else in the place of a folder, and an article there afterwards.
func (s *storm) replaceFolder() {
	folder := s.folder()
	s.must(os.RemoveAll(folder))
	s.must(os.MkdirAll(filepath.Dir(folder), 0o755))
	if s.rand.IntN(2) == 0 {
		s.must(os.WriteFile(folder, nil, 0o644))
	} else {
		s.must(os.Symlink("tin-tuc", folder))
	}
	time.Sleep(time.Duration(s.rand.IntN(60)) * time.Millisecond)
	s.must(os.Remove(folder))
	s.grow()
}

// close takes the rights away from a folder or a file.
func (s *storm) close() {
	name := []string{s.folder(), s.file(), s.path("content"), s.path("content/tin-tuc"), s.path("static")}[s.rand.IntN(5)]
	s.must(os.Chmod(name, 0))
}

// open gives all rights back. What was closed may have been moved since.
func (s *storm) open() {
	for _, top := range []string{"content", "static"} {
		s.sh(`test ! -e "$1" || chmod -R u+rwX,go+rX "$1"`, top)
	}
	for _, away := range s.away {
		s.sh(`chmod -R u+rwX,go+rX "$1"`, away)
	}
}

func (s *storm) link() {
	name := s.path(fmt.Sprintf("content/tin-tuc/lien-%d.md", s.rand.IntN(2)))
	s.must(os.Remove(name))
	if s.rand.IntN(2) == 0 {
		s.must(os.Symlink(filepath.Base(articlePath(s.rand.IntN(12))), name))
	}
}

func (s *storm) layout() {
	s.must(os.MkdirAll(s.path("layouts"), 0o755))
	text := fmt.Sprintf(`{{define "main"}}<hr data-own="%d">{{template "entry" .}}{{end}}`, s.number)
	s.must(os.WriteFile(s.path("layouts/article.html"), []byte(text), 0o644))
	if s.rand.IntN(2) == 0 {
		s.must(os.RemoveAll(s.path("layouts")))
	}
}
