package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// way is one of the two commands that follow a site, and how its readers see the site.
type way interface {
	// command is the command with its own flags.
	command() []string
	// begun takes what the command has said and reports whether readers may come.
	begun(said string) bool
	// rebuilds counts the builds that changed something, beside the first.
	rebuilds(said string) int
	// read is what a reader finds under an address.
	read(address string) ([]byte, error)
	// ask asks for all that is known of the site, now.
	ask()
	// differs compares what readers find, those of the last ask first, with the output folder of a clean
	// build.
	differs(clean string) error
	// prompt reports whether what was saved before a person asks is in the answer; else it comes some time.
	prompt() bool
}

// errAbsent says that nothing is published under an address.
var errAbsent = errors.New("nothing is there")

// builds is `bantin build --watch`: readers have its output folder.
type builds struct{ out string }

func (b *builds) command() []string { return []string{"build", "--watch", "--out", b.out} }

func (b *builds) begun(said string) bool { return strings.Contains(said, "Watching for changes") }

func (b *builds) rebuilds(said string) int { return strings.Count(said, " Rebuilt in ") }

func (b *builds) read(address string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(b.out, address))
	if errors.Is(err, fs.ErrNotExist) {
		err = errAbsent
	}
	return data, err
}

func (b *builds) ask() {}

// differs compares names, modes and bytes.
func (b *builds) differs(clean string) error {
	want, err := readRows(clean)
	got, gotErr := readRows(b.out)
	if diff := cmp.Diff(want, got); diff != "" {
		return errors.New("(-clean +watched):\n" + diff)
	}
	return errors.Join(err, gotErr)
}

func (b *builds) prompt() bool { return false }

// serves is `bantin serve`: readers have what it answers.
type serves struct {
	client  http.Client
	address string           // ends in a slash
	known   []string         // every address that was ever in a clean build
	answers map[string]reply // of the last ask
}

// reply is what a reader got.
type reply struct {
	data []byte
	err  error
}

// command asks for what a build publishes: the preview would show drafts too.
func (s *serves) command() []string {
	return []string{"serve", "--addr", "127.0.0.1:0", "--drafts=false", "--future=false"}
}

func (s *serves) begun(said string) bool {
	_, rest, _ := strings.Cut(said, "Preview at ")
	address, _, ok := strings.Cut(rest, " ")
	s.address = address
	return ok
}

// timed begins the lines of what happened. There are those about what was updated, and one beside it when no
// errors are left.
var timed = regexp.MustCompile(`(?m)^\d\d:\d\d:\d\d: `)

func (s *serves) rebuilds(said string) int {
	return len(timed.FindAllString(said, -1)) - strings.Count(said, ": no errors any more\n")
}

// inset is all that the preview adds to a page, at its end (package serve, preview.html). Only where the site
// has errors there is a box in it.
var inset = regexp.MustCompile(`(?s)\n<div id="bantin-preview" class="bantin-preview" lang="en" data-page="[0-9a-f]{20}" data-style="[0-9a-f]{20}">` +
	`(?:\n<div role="alert">\n<details class="bantin-box" open>.*</details>\n</div>)?\n</div>\n` +
	`<link rel="stylesheet" href="/\.bantin/preview\.css">\n<script src="/\.bantin/preview\.js" defer></script>\n`)

func (s *serves) read(address string) ([]byte, error) {
	response, err := s.client.Get(s.address + (&url.URL{Path: address}).EscapedPath())
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return nil, err
	// an entry that an error keeps out has no page either, but the error in its place
	case response.StatusCode == http.StatusNotFound,
		response.StatusCode == http.StatusInternalServerError && bytes.Contains(data, []byte("<h1>This page cannot be made</h1>")):
		return nil, errAbsent
	case response.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s: %s\n%s", address, response.Status, data)
	case strings.HasSuffix(address, ".html"):
		at := inset.FindAllIndex(data, -1)
		if len(at) != 1 || !bytes.HasPrefix(data[at[0][1]:], []byte("</body>")) {
			return nil, fmt.Errorf("%s has another inset than a preview adds:\n%s", address, data)
		}
		data = slices.Delete(data, at[0][0], at[0][1])
	}
	return data, nil
}

func (s *serves) ask() {
	s.answers = map[string]reply{}
	for _, address := range s.known {
		data, err := s.read(address)
		s.answers[address] = reply{data, err}
	}
}

// differs compares every file of the clean build with what is answered, and makes sure that what was there
// and is gone is answered no more. manifest/ is no page: it tells what lies in an output folder, and a
// preview has none.
func (s *serves) differs(clean string) error {
	made := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(clean), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "manifest/") {
			return err
		}
		made[name], err = os.ReadFile(filepath.Join(clean, name))
		if !slices.Contains(s.known, name) {
			s.known = append(s.known, name)
		}
		return err
	})
	wrong := []error{err}
	for _, address := range s.known {
		got, asked := s.answers[address]
		if !asked {
			got.data, got.err = s.read(address)
		}
		switch want, published := made[address]; {
		case !published && got.err == nil:
			wrong = append(wrong, fmt.Errorf("%s is still answered", address))
		case !published && errors.Is(got.err, errAbsent):
		case got.err != nil:
			wrong = append(wrong, fmt.Errorf("%s: %w", address, got.err))
		case !bytes.Equal(got.data, want):
			wrong = append(wrong, fmt.Errorf("%s (-clean +served):\n%s", address, cmp.Diff(string(want), string(got.data))))
		}
	}
	s.answers = nil
	return errors.Join(wrong...)
}

func (s *serves) prompt() bool { return true }
