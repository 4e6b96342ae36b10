package memo

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/source"
)

// tree are files whose bytes are a word each: "a=one b=two".
func tree(words string) (files []*source.File) {
	for _, word := range strings.Fields(words) {
		path, text, _ := strings.Cut(word, "=")
		files = append(files, &source.File{Path: path, Digest: fingerprint.Of(text)})
	}
	return files
}

// asking asks a table for files and says what it gave and what it had to make: "a:1 b:2 | b was 1". The n-th
// value that is made is n; those of paths in once are not kept.
type asking struct {
	Table[int]
	made int
}

func (a *asking) get(words, options string, once ...string) string {
	var said []string
	rows := a.Get(tree(words), func(string) fingerprint.Digest { return fingerprint.Of(options) }, func(fresh []*Fresh[int]) {
		for _, f := range fresh {
			a.made++
			f.Value, f.Once = a.made, slices.Contains(once, f.Path)
			note := f.Path
			if f.Was != nil {
				note += " was " + string(rune('0'+*f.Was))
			}
			said = append(said, note)
		}
	})
	var got []string
	for _, r := range rows {
		got = append(got, r.Path+":"+string(rune('0'+r.Value)))
	}
	return strings.Join(got, " ") + " | " + strings.Join(said, ", ")
}

func TestTable(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps [][]string // files, options, what comes of it, paths whose value is not kept
	}{
		{"what is known is not made again", [][]string{{"a=x b=y", "", "a:1 b:2 | a, b"}, {"a=x b=y", "", "a:1 b:2 | "}}},
		{"other bytes", [][]string{{"a=x b=y", "", "a:1 b:2 | a, b"}, {"a=x b=z", "", "a:1 b:3 | b was 2"}, {"a=x b=y", "", "a:1 b:4 | b was 3"}}},
		{"other options", [][]string{{"a=x", "", "a:1 | a"}, {"a=x", "o", "a:2 | a was 1"}}},
		{"a file comes before, between and behind", [][]string{{"b=x d=y", "", "b:1 d:2 | b, d"}, {"a=x b=x c=x d=y e=x", "", "a:3 b:1 c:4 d:2 e:5 | a, c, e"}}},
		{"a file goes and comes back", [][]string{{"a=x b=y", "", "a:1 b:2 | a, b"}, {"b=y", "", "b:2 | "}, {"a=x b=y", "", "a:3 b:2 | a"}}},
		{"a file moves", [][]string{{"a=x", "", "a:1 | a"}, {"b=x", "", "b:2 | b"}}},
		{"no file", [][]string{{"a=x", "", "a:1 | a"}, {"", "", " | "}, {"a=x", "", "a:2 | a"}}},
		{"good once", [][]string{{"a=x b=y", "", "a:1 b:2 | a, b", "a"}, {"a=x b=y", "", "a:3 b:2 | a"}}},
		{"good once, and then as it was", [][]string{{"a=x b=y", "", "a:1 b:2 | a, b"}, {"a=z b=y", "", "a:3 b:2 | a was 1", "a"}, {"a=x b=y", "", "a:1 b:2 | "}}},
	} {
		var table asking
		for i, s := range c.steps {
			if got := table.get(s[0], s[1], s[3:]...); got != s[2] {
				t.Errorf("%s, step %d: %q, want %q", c.name, i, got, s[2])
			}
		}
	}
}

// TestTableRows: rows that were given are not touched by what comes later, and a row that stands is the same.
func TestTableRows(t *testing.T) {
	var table Table[string]
	get := func(words string) Rows[string] {
		return table.Get(tree(words), func(string) fingerprint.Digest { return fingerprint.Digest{} }, func(fresh []*Fresh[string]) {
			for _, f := range fresh {
				f.Value = words
			}
		})
	}
	first := get("a=x b=y c=z")
	held := slices.Clone(first)
	second := get("a=x b=other c=z")
	if !slices.Equal(first, held) || first[1].Value != "a=x b=y c=z" {
		t.Error("rows that were given have changed")
	}
	if second[0] != first[0] || second[1] == first[1] || second[2] != first[2] {
		t.Error("a row that stands is another one, or one that does not is the same")
	}
	if second.Find("b") != second[1] || second.Find("bb") != nil || second.Find("") != nil || Rows[string](nil).Find("a") != nil {
		t.Error("Find")
	}
}

// TestTableOnDisk: another process knows what this one knew, nothing is written twice, and what is wrong with
// the file is an error and an empty table.
func TestTableOnDisk(t *testing.T) {
	dir, program := memory.Folder(t.TempDir()), fingerprint.Of("program")
	file := filepath.Join(string(dir), "numbers"+memory.Suffix)
	var table asking
	if err := table.Recall(dir, "numbers", program); !errors.Is(err, memory.ErrMissing) {
		t.Fatal(err)
	}
	save := func(a *asking) (written bool) {
		t.Helper()
		_ = os.Remove(file)
		if err := a.Save(dir, "numbers", program); err != nil {
			t.Fatal(err)
		}
		_, err := os.Stat(file)
		return err == nil
	}
	if !save(&table) || save(&table) {
		t.Error("an empty table is not written where there was no file, or twice")
	}
	table.get("a=x b=y", "")
	if !save(&table) || save(&table) {
		t.Error("it is not written, or twice")
	}
	table.get("a=x b=y", "")
	if save(&table) {
		t.Error("written though nothing differs")
	}
	table.get("a=z b=y", "", "a")
	if save(&table) {
		t.Error("written for a value that is not kept")
	}
	table.get("a=x b=y c=z", "")
	if !save(&table) {
		t.Error("a new file is not written")
	}
	var other asking
	if err := other.Recall(dir, "numbers", program); err != nil {
		t.Fatal(err)
	}
	if got := other.get("a=x b=y c=z", ""); got != "a:1 b:2 c:4 | " {
		t.Errorf("recalled: %q", got)
	}
	if err := new(asking).Recall(dir, "numbers", fingerprint.Of("another")); !errors.Is(err, memory.ErrForeign) {
		t.Errorf("of another program: %v", err)
	}
	if err := os.WriteFile(file, []byte("không phải"), 0o644); err != nil {
		t.Fatal(err)
	}
	var damaged asking
	if err := damaged.Recall(dir, "numbers", program); !errors.Is(err, memory.ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
	if got := damaged.get("", ""); got != " | " || !save(&damaged) {
		t.Errorf("a damaged file stays: %q", got)
	}
	if err := memory.Save(dir, "numbers", program, []Row[int]{{Path: "b"}, {Path: "a"}}); err != nil {
		t.Fatal(err)
	}
	if err := new(asking).Recall(dir, "numbers", program); !errors.Is(err, memory.ErrDamaged) {
		t.Errorf("not sorted: %v", err)
	}
}

func TestLast(t *testing.T) {
	var last Last[int, *string]
	made := 0
	get := func(key int, keep bool) *string {
		return last.Get(key, func(was int, _ *string) bool { return was == key }, func() (*string, bool) {
			made++
			return new(string), keep
		})
	}
	one := get(1, true)
	if get(1, true) != one || made != 1 {
		t.Error("a value that stands was made again")
	}
	two := get(2, true)
	if two == one || get(2, true) != two {
		t.Error("another key gives the old value")
	}
	if three := get(3, false); three == two || get(3, false) == three || made != 4 {
		t.Error("a value that is not kept was kept")
	}
	if get(2, true) != two {
		t.Error("the value before one that is not kept is gone")
	}
	last.Forget()
	if get(2, true) == two {
		t.Error("forgotten and there")
	}
}
