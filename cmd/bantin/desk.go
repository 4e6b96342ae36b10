package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/google/renameio/v2/maybe"
	"github.com/rogpeppe/go-internal/diff"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
)

// A deskFile is a source file that a command of the editors' desk may rewrite.
type deskFile struct {
	path string
	raw  []byte
	mode fs.FileMode
}

// errChanged says that another program wrote the file in the meantime.
var errChanged = errors.New("the file was changed by another program")

// openDeskFile reads a file that an editor names. What is no ordinary file is refused, links too: writing
// would put a file in the place of the link.
func (c *console) openDeskFile(path string) (*deskFile, error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New(c.say("no-file", path))
	case err != nil:
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, c.refuse(diag.New("desk-not-file", diag.Pos{Path: path}))
	}
	if most := int64(2 * decode.MaxFile); info.Size() > most { // UTF-16 takes twice the room
		return nil, c.refuse(diag.New("file-too-large", diag.Pos{Path: path}, strconv.FormatInt(info.Size()>>20, 10), strconv.FormatInt(most>>20, 10)))
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return &deskFile{path: path, raw: raw, mode: info.Mode().Perm()}, nil
}

func (f *deskFile) pos() diag.Pos { return diag.Pos{Path: f.path} }

// keep writes the original beside the file, as FILE.goc (bản gốc), FILE.2.goc … : no copy that is there
// already is written over.
func (f *deskFile) keep() (string, error) {
	for n := 1; ; n++ {
		name := f.path + ".goc"
		if n > 1 {
			name = f.path + "." + strconv.Itoa(n) + ".goc"
		}
		backup, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, f.mode)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = backup.Write(f.raw)
		if err = errors.Join(err, backup.Sync(), backup.Close()); err != nil {
			return "", errors.Join(err, os.Remove(name))
		}
		return name, nil
	}
}

// write puts new bytes in the place of the file, all or none of them.
func (f *deskFile) write(data []byte) error {
	now, err := os.ReadFile(f.path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, f.raw) {
		return errChanged
	}
	return maybe.WriteFile(f.path, data, f.mode)
}

// deskError turns an error of write into a diagnostic where it is one.
func (c *console) deskError(f *deskFile, err error) error {
	if errors.Is(err, errChanged) {
		return c.refuse(diag.New("desk-changed", f.pos()))
	}
	return err
}

// refuse prints why a file is left alone.
func (c *console) refuse(d diag.Diagnostic) error {
	c.explain(d)
	return errContent
}

// Colours of a difference.
const (
	colorAdded   = "\x1b[32m"
	colorRemoved = "\x1b[31m"
	colorHunk    = "\x1b[36m"
	colorEnd     = "\x1b[0m"
)

// printDiff shows the difference between two texts line by line, as diff -u does. Signs that cannot be seen
// are made visible, since they are often the whole difference.
func (c *console) printDiff(name, before, after string) {
	text := string(diff.Diff(name, []byte(before), name, []byte(after)))
	_, body, _ := strings.Cut(text, "\n") // the line "diff a b"
	colour := c.printer(c.out).Color
	for line := range strings.Lines(body) {
		line = visible(strings.TrimSuffix(line, "\n"))
		paint := ""
		switch {
		case !colour || line == "":
		case line[0] == '+':
			paint = colorAdded
		case line[0] == '-':
			paint = colorRemoved
		case line[0] == '@':
			paint = colorHunk
		}
		if paint != "" {
			line = paint + line + colorEnd
		}
		fmt.Fprintln(c.out, line)
	}
}

// visible shows the signs of a line that a terminal does not: NBSP as ␣, TAB as ⇥, the line end of Windows as
// ␍, others as ·.
func visible(line string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return '␣'
		case r == '\t':
			return '⇥'
		case r == '\r':
			return '␍'
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return '·'
		}
		return r
	}, line)
}
