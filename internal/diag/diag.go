// Package diag holds what bantin says about an editor's files: positions, diagnostics with stable codes, the
// catalogue of their texts in Vietnamese and English, and how they are printed.
//
// A diagnostic is data. The stage that finds a fault makes one with a code of the catalogue, a position and
// the words that fill the message; it prints nothing. Diagnostics travel with the value that they belong to,
// are remembered with it, and are printed once at the end, sorted:
//
//	content/tin-tuc/a.md:4:1: lỗi: Không có trường “titel”. [key-unknown]
//	    4 | titel: Xin chào
//	      | ^
//	      gợi ý: Có phải “title” không?
//
// The catalogue is one table in several files, one per area of the program (catalogue_content.go,
// catalogue_site.go …). Codes are stable names: people silence them in settings and search for them in the
// guide.
package diag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says what a diagnostic does to a build.
type Severity uint8

const (
	// Notice is shown by `bantin check` and in reports only; nothing depends on it.
	Notice Severity = iota
	// Warning leaves the page published; with --strict it counts as an error.
	Warning
	// Error keeps the entry (or, for layouts and settings, the whole build) from being published; exit status
	// 1.
	Error
)

// Code names a kind of diagnostic, such as "fence-unclosed". Codes are stable.
type Code string

// Pos is a place in a file. Line and Col count from 1; Col counts characters (runes) of the line. A zero Line
// means the file as a whole.
type Pos struct {
	Path string // slash path under the site's folder: content/tin-tuc/a.md
	Line int
	Col  int
}

// Diagnostic is one diagnostic about one place. It is plain data: comparable by its fields and safe to store.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Pos      Pos
	Source   string   // the line at Pos, of a long one the part around Col, see Quote; "" when unknown
	Skip     int      // characters of the line that stand before those of Source
	Args     []string // fill {1}, {2} … of the message and the hint
	Also     []Pos    // further places that the message is about
}

// New makes a diagnostic of the catalogue's severity for code. An unknown code is a broken invariant of the
// program.
func New(code Code, pos Pos, args ...string) Diagnostic {
	m, ok := catalogue[code]
	if !ok {
		panic("internal error: diagnostic code without a message: " + string(code))
	}
	return Diagnostic{Code: code, Severity: m.Severity, Pos: pos, Args: bounded(args)}
}

// longestArg is how many characters of an editor's text a message repeats, be it a title of a megabyte.
const longestArg = 300

// bounded cuts arguments that no message needs whole.
func bounded(args []string) []string {
	for i, arg := range args {
		if len(arg) > longestArg*utf8.UTFMax {
			args = slices.Clone(args)
			args[i] = shorten(arg, longestArg)
		}
	}
	return args
}

// Sort orders diagnostics by path, line, column, code and arguments, and drops exact repetitions.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortStableFunc(ds, compare)
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		strings.Compare(a.Pos.Path, b.Pos.Path),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Col, b.Pos.Col),
		strings.Compare(string(a.Code), string(b.Code)),
		slices.Compare(a.Args, b.Args),
	)
}

// Levels say what becomes of diagnostics that are no errors, by code: "error", "warning" or "off". What a
// file says of its own goes before what the settings of the site say.
type Levels struct {
	Site  map[string]string
	Files map[string]map[string]string // by source path
}

// Adjust raises and silences diagnostics. An error stays one.
func Adjust(ds []Diagnostic, levels Levels) []Diagnostic {
	if len(levels.Site) == 0 && len(levels.Files) == 0 {
		return ds
	}
	kept := make([]Diagnostic, 0, len(ds))
	for _, d := range ds {
		if d.Severity != Error {
			switch cmp.Or(levels.Files[d.Pos.Path][string(d.Code)], levels.Site[string(d.Code)]) {
			case "off":
				continue
			case "error":
				d.Severity = Error
			case "warning":
				d.Severity = Warning
			}
		}
		kept = append(kept, d)
	}
	return kept
}

// Worst is the highest severity among ds, and whether there is any.
func Worst(ds []Diagnostic) (Severity, bool) {
	worst := Notice
	for _, d := range ds {
		worst = max(worst, d.Severity)
	}
	return worst, len(ds) > 0
}

// Count gives the number of diagnostics of each severity.
func Count(ds []Diagnostic) (errors, warnings, notices int) {
	for _, d := range ds {
		switch d.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		default:
			notices++
		}
	}
	return errors, warnings, notices
}
