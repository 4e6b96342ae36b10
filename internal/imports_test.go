// Package internal holds nothing; its test keeps the rules that concern all packages: who may import whom,
// and what nobody may call.
package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A layer is one row of the table in docs/architecture.md.
type layer struct {
	level     int
	mayImport []string
}

// The words of the table that are no package of internal/.
const (
	rootPackage = "the root package" // embed.go
	anyPackage  = "any but lab"
	command     = "cmd/bantin"
	laboratory  = "lab/" // what measures and tries the product; no part of it
)

// soleOwners are libraries behind one package each, with those below it, so that another one can take their
// place.
var soleOwners = map[string]string{
	"github.com/adrg/frontmatter":        "frontmatter",
	"github.com/yuin/goldmark":           "markdown",
	"github.com/fsnotify/fsnotify":       "watch",
	"github.com/spf13/cobra":             command,
	"github.com/vbauerster/mpb":          command,
	"github.com/microcosm-cc/bluemonday": "markdown",
}

// yardstick is the package that measures a library alone, beside ours.
const yardstick = "lab/bench"

// forbidden are the calls that a search finds, each with its reason. Commands gather the clock and the
// environment for all.
var forbidden = map[string]string{
	"time.Now":             "the clock is an input: take a time.Time, or a func() time.Time that measures",
	"time.Since":           "the clock is an input",
	"os.Getenv":            "the environment is read by cmd/bantin alone: bytes must depend on the inputs only",
	"os.LookupEnv":         "the environment is read by cmd/bantin alone",
	"os.Environ":           "the environment is read by cmd/bantin alone",
	"os.Getwd":             "no working folder may show in the bytes: take the folder",
	"html.WithUnsafe":      "raw HTML of an article must never reach a page (docs/threats.md T04)",
	"parser.WithAttribute": "content must not set style, class or id (docs/threats.md T06)",
	"template.JS":          "no value of a page is script (docs/threats.md T07)",
	"template.HTMLAttr":    "no value of a page is an attribute (docs/threats.md T05)",
	"template.CSS":         "no value of a page is style (docs/threats.md T31)",
	"template.URL":         "addresses are judged by html/template (docs/threats.md T01)",
	"log.Fatal":            "return an error",
	"os.Exit":              "return an error",
}

// trustedHTML are the packages that may say that a text is safe HTML (docs/threats.md T08).
var trustedHTML = []string{"page", "layout"}

// TestImports holds the table of docs/architecture.md against the imports of every package.
func TestImports(t *testing.T) {
	table := readTable(t)
	seen := map[string]bool{}
	for file, syntax := range goFiles(t) {
		name := packageOf(file)
		seen[name] = true
		row, ok := table[name]
		if !ok {
			t.Errorf("%s: package %s is not in the table of docs/architecture.md: say there what it owns and what it may import", file, name)
			continue
		}
		for _, spec := range syntax.Imports {
			target, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			checkImport(t, file, name, row, target)
		}
	}
	for name, row := range table {
		if !seen[name] {
			t.Errorf("docs/architecture.md: the table names %s, and there is no such package", name)
		}
		for _, target := range row.mayImport {
			below, ok := table[target]
			switch {
			case target == rootPackage || target == anyPackage:
			case !ok:
				t.Errorf("docs/architecture.md: %s may import %s, which is not in the table", name, target)
			case below.level >= row.level:
				t.Errorf("docs/architecture.md: %s (level %d) may import %s (level %d): imports run downwards only", name, row.level, target, below.level)
			}
		}
	}
}

func checkImport(t *testing.T, file, name string, row layer, target string) {
	for library, owner := range soleOwners {
		if (target == library || strings.HasPrefix(target, library+"/")) && name != owner && !strings.HasPrefix(name, owner+"/") && name != yardstick {
			t.Errorf("%s: imports %s, which only %s may: it stands behind that package, so that another library can take its place", file, target, owner)
		}
	}
	if target == "bantin" {
		target = rootPackage
	}
	inner, ours := strings.CutPrefix(target, "bantin/internal/")
	if !ours && target != rootPackage {
		return
	}
	if !slices.Contains(row.mayImport, inner) && (strings.HasPrefix(inner, laboratory) || !slices.Contains(row.mayImport, anyPackage)) {
		t.Errorf("%s: package %s must not import %s: the table of docs/architecture.md allows it %s. Pass a value or a function, or change "+
			"the table and say why", file, name, inner, strings.Join(row.mayImport, ", "))
	}
}

// TestForbidden searches the packages that are no command for what they must not do.
func TestForbidden(t *testing.T) {
	for file, syntax := range goFiles(t) {
		name := packageOf(file)
		if syntax.Name.Name == "main" {
			continue
		}
		if slices.Contains([]string{"utils", "util", "common", "helpers", "base", "core", "types", "manager"}, path.Base(name)) {
			t.Errorf("%s: a package is named for what it owns; a name like this one fills up", file)
		}
		ast.Inspect(syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok {
					call := x.Name + "." + n.Sel.Name
					if why, found := forbidden[call]; found && !declares(syntax, x.Name) {
						t.Errorf("%s: %s: %s", file, call, why)
					}
					if call == "template.HTML" && !slices.Contains(trustedHTML, name) {
						t.Errorf("%s: template.HTML: a text is called safe in %s only (docs/threats.md T08)", file, strings.Join(trustedHTML, " and "))
					}
				}
			case *ast.FuncDecl:
				if n.Name.Name == "init" && n.Recv == nil {
					t.Errorf("%s: init(): what a package needs is made where it is used", file)
				}
			}
			return true
		})
	}
}

// declares reports whether a file has no import of that name, so that the name is a variable of its own.
func declares(syntax *ast.File, name string) bool {
	for _, spec := range syntax.Imports {
		target, _ := strconv.Unquote(spec.Path.Value)
		if spec.Name != nil && spec.Name.Name == name || spec.Name == nil && path.Base(target) == name {
			return false
		}
	}
	return true
}

// readTable reads the rows "| level | package | owns | may import |".
func readTable(t *testing.T) map[string]layer {
	text, err := os.ReadFile("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]layer{}
	for _, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) < 6 {
			continue
		}
		level, err := strconv.Atoi(strings.TrimSpace(cells[1]))
		if err != nil {
			continue
		}
		name := strings.Trim(cells[2], " `")
		if _, twice := table[name]; twice {
			t.Errorf("docs/architecture.md: two rows for %s", name)
		}
		table[name] = layer{level, targets(cells[4])}
	}
	if len(table) == 0 {
		t.Fatal("docs/architecture.md has no table of packages: | level | package | owns | may import |")
	}
	return table
}

// targets splits a cell such as "diag, viet"; "–" is none.
func targets(cell string) []string {
	var list []string
	for _, word := range strings.Split(cell, ",") {
		if word = strings.Trim(word, " `"); word != "–" && word != "" {
			list = append(list, word)
		}
	}
	return list
}

// goFiles are the files of internal/ and cmd/, tests left out, by their path.
func goFiles(t *testing.T) map[string]*ast.File {
	files := map[string]*ast.File{}
	for _, root := range []string{"../internal", "../cmd"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && d.Name() == "testdata" {
				return skipOr(err)
			}
			if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return nil
			}
			syntax, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution|parser.ParseComments)
			files[strings.TrimPrefix(filepath.ToSlash(name), "../")] = syntax
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// skipOr is the error of a walk, else the word to pass over a folder.
func skipOr(err error) error {
	if err != nil {
		return err
	}
	return filepath.SkipDir
}

// packageOf is the name of a file's package in the table: "diag", "cmd/bantin".
func packageOf(file string) string { return strings.TrimPrefix(path.Dir(file), "internal/") }
