// Package casetest runs the cases of text files, for tests. A file holds several, below whatever it says
// about itself:
//
//	== E12 a colon in the title
//	the input
//	-- want
//	what it gives
//
// A name begins with an id where the case is one of a kind of input that editors are known to type.
// Characters that cannot be seen are written by their names: ⟨NBSP⟩, ⟨TAB⟩, ⟨ZWSP⟩ and the others of the
// table below.
//
// With the flag -update a run writes what the cases give into the files. Read the difference before you
// commit it.
package casetest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the cases give into their files; read the difference before you commit it")

// Case is an input and what it gives. Both end with a newline, and hold the characters themselves.
type Case struct{ Name, Input, Want string }

const (
	caseMark = "\n== "
	wantMark = "\n-- want\n"
)

// invisible are the characters that have names.
var invisible = []string{"⟨NBSP⟩", "\u00a0", "⟨TAB⟩", "\t", "⟨ZWSP⟩", "\u200b", "⟨SHY⟩", "\u00ad", "⟨NUL⟩", "\x00", "⟨FF⟩", "\f", "⟨RLO⟩", "\u202e",
	"⟨BOM⟩", "\ufeff", "⟨CR⟩", "\r", "⟨GRAVE⟩", "\u0300", "⟨ACUTE⟩", "\u0301", "⟨SLASH⟩", "\u0338", "⟨SP⟩", " "}

// Text puts the characters in place of their names.
func Text(written string) string { return strings.NewReplacer(invisible...).Replace(written) }

// show puts the names in place of the characters, but for blanks.
func show(text string) string {
	var pairs []string
	for i := 0; i < len(invisible)-2; i += 2 {
		pairs = append(pairs, invisible[i+1], invisible[i])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Read returns the cases of a file.
func Read(t testing.TB, file string) []Case {
	t.Helper()
	_, texts := split(t, file)
	cases := make([]Case, len(texts))
	for i, text := range texts {
		name, rest, _ := strings.Cut(text, "\n")
		input, want, found := strings.Cut("\n"+rest, wantMark)
		if !found && !*update {
			t.Fatalf("%s: case %q has no line \"-- want\"", file, name)
		}
		cases[i] = Case{name, Text(strings.TrimPrefix(input, "\n") + "\n"), Text(strings.TrimRight(want, "\n") + "\n")}
	}
	return cases
}

// split returns what a file says about itself, and the texts of its cases.
func split(t testing.TB, file string) (head string, texts []string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split("\n"+string(data), caseMark)
	return strings.TrimPrefix(parts[0], "\n"), parts[1:]
}

// Run gives every case of the files that match a pattern to a function, and expects what the case wants.
// Newlines at the end do not count.
func Run(t *testing.T, pattern string, give func(t *testing.T, c Case) string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runFile(t, file, give) })
	}
}

func runFile(t *testing.T, file string, give func(t *testing.T, c Case) string) {
	head, texts := split(t, file)
	cases := Read(t, file)
	if len(cases) == 0 {
		t.Fatalf("%s has no cases", file)
	}
	updated := head
	for i, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			got := strings.TrimRight(give(t, c), "\n") + "\n"
			if got != c.Want && !*update {
				t.Errorf("%s\n got:\n%s\nwant:\n%s", c.Name, got, c.Want)
			}
			written, _, _ := strings.Cut("\n"+texts[i], wantMark)
			updated += caseMark + strings.TrimPrefix(written, "\n") + wantMark + show(got)
		})
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.TrimPrefix(updated, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
