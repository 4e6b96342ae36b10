package internal

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestFaults holds docs/faults.md and docs/threats.md against the tests: what they name is there, and a test
// that bears the id of a row of the former stands in it.
func TestFaults(t *testing.T) {
	page, err := os.ReadFile("../docs/faults.md")
	if err != nil {
		t.Fatal(err)
	}
	threats, err := os.ReadFile("../docs/threats.md")
	if err != nil {
		t.Fatal(err)
	}
	tests := testNames(t)
	for _, name := range regexp.MustCompile(`\b(Test|Fuzz)[A-Z][A-Za-z0-9_]*`).FindAllString(string(page)+string(threats), -1) {
		if !slices.Contains(tests, name) {
			t.Errorf("docs name %s, and there is no such test", name)
		}
	}
	for _, name := range regexp.MustCompile(`\b[a-z_]+\.txt`).FindAllString(string(page), -1) {
		if _, err := os.Stat(filepath.Join("../cmd/bantin/testdata/script", name)); err != nil {
			t.Errorf("docs/faults.md: %v", err)
		}
	}
	row := regexp.MustCompile(`[BCW][0-9]{2}`)
	for _, name := range tests {
		if strings.HasPrefix(name, "TestFound_") {
			continue // bears the id of a row of another table
		}
		if row.MatchString(name) && !strings.Contains(string(page), name) {
			t.Errorf("%s bears the id of a fault: name it in docs/faults.md", name)
		}
	}
}

// TestFoundRows: every row of the table of what was found on real input has a test that bears its id.
func TestFoundRows(t *testing.T) {
	page, err := os.ReadFile("../docs/faults.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(page), "## Found on real input")
	if !ok {
		t.Fatal("docs/faults.md has no section of what was found on real input")
	}
	tests := testNames(t)
	rows := regexp.MustCompile(`(?m)^\| ([A-E][0-9]+(?: [A-E][0-9]+)*) \|`).FindAllStringSubmatch(table, -1)
	if len(rows) < 60 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, row := range rows {
		for id := range strings.FieldsSeq(row[1]) {
			named := regexp.MustCompile("^TestFound_([A-E][0-9]+_)*" + id + "_")
			_, missing := os.Stat(filepath.Join("../cmd/bantin/testdata/script", "found_"+id+".txt"))
			if missing != nil && !slices.ContainsFunc(tests, named.MatchString) {
				t.Errorf("row %s: no script found_%s.txt and no test TestFound_%s_…", id, id, id)
			}
		}
	}
}

// testNames are those of all tests and fuzz targets.
func testNames(t *testing.T) (names []string) {
	declaration := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w*)\(`)
	for _, root := range []string{"../internal", "../cmd"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := os.ReadFile(name)
			for _, m := range declaration.FindAllSubmatch(text, -1) {
				names = append(names, string(m[1]))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}
