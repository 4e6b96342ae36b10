package casetest

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestRead: the names of characters are read everywhere, an input may be empty, and marks count at the
// beginning of a line only.
func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	text := "What it is about.\n\n== E1 one\na⟨NBSP⟩b == c\n-- want\nx⟨TAB⟩y\n-- diagnostics\nz\n\n== E2 empty\n-- want\n\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	want := []Case{{"E1 one", "a\u00a0b == c\n", "x\ty\n-- diagnostics\nz\n"}, {"E2 empty", "\n", "\n"}}
	if got := Read(t, file); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := show("x\ty\u00a0z w"); got != "x⟨TAB⟩y⟨NBSP⟩z w" {
		t.Errorf("%q", got)
	}
}
