package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// MostOfCode is how many diagnostics of one code are shown of one file.
const MostOfCode = 20

const (
	mostErrors  = 20 // errors that a summary shows one by one
	mostPlaces  = 3  // places that a line of a summary names
	mostSubject = 10 // unknown fields that a summary tells apart
)

// Limit keeps the first diagnostics of each code in each file, and puts after the file's diagnostics how many
// more there are of which code. ds is sorted.
func Limit(ds []Diagnostic) []Diagnostic {
	kept := make([]Diagnostic, 0, len(ds))
	for len(ds) > 0 {
		n := 1
		for n < len(ds) && ds[n].Pos.Path == ds[0].Pos.Path {
			n++
		}
		kept = limitFile(kept, ds[:n])
		ds = ds[n:]
	}
	return kept
}

// limitFile appends what is kept of the diagnostics of one file.
func limitFile(kept, ds []Diagnostic) []Diagnostic {
	if len(ds) <= MostOfCode {
		return append(kept, ds...)
	}
	seen := map[Code]int{}
	var more []Diagnostic
	for _, d := range ds {
		if seen[d.Code]++; seen[d.Code] <= MostOfCode {
			kept = append(kept, d)
			continue
		}
		i := slices.IndexFunc(more, func(m Diagnostic) bool { return m.Args[1] == string(d.Code) })
		if i < 0 {
			i = len(more)
			more = append(more, New("remarks-more", Pos{Path: d.Pos.Path}, "", string(d.Code)))
		}
		more[i].Severity = max(more[i].Severity, d.Severity)
		more[i].Args[0] = strconv.Itoa(seen[d.Code] - MostOfCode)
	}
	return append(kept, more...)
}

// PrintSummary says in some dozens of lines what thousands of diagnostics say: the first errors, how many
// more there are of which code, then one line a code with its count, its first places, and the words and the
// cure of the first. An unknown field has a line of its own. ds is sorted.
func (p Printer) PrintSummary(w io.Writer, ds []Diagnostic) error {
	var b strings.Builder
	errors, others := groupsOf(ds)
	shown := p.firstErrors(&b, ds)
	for _, g := range errors {
		if left := g.count - shown[g.of]; left > 0 {
			fmt.Fprintf(&b, "%s\n", Say(p.Lang, "summary-errors", strconv.Itoa(left), string(g.first.Code)))
		}
	}
	subjects := map[Code]int{}
	rest := map[Code]int{}
	for _, g := range others {
		if g.of.subject != "" {
			if subjects[g.of.code]++; subjects[g.of.code] > mostSubject {
				rest[g.of.code] += g.count
				continue
			}
		}
		p.group(&b, g)
	}
	for _, code := range Codes() {
		if rest[code] > 0 {
			fmt.Fprintf(&b, "%s\n", Say(p.Lang, "summary-subjects", strconv.Itoa(subjects[code]-mostSubject), string(code), strconv.Itoa(rest[code])))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// group is what a summary has one line for.
type group struct {
	of     groupKey
	first  Diagnostic
	places []string
	count  int
}

type groupKey struct {
	code     Code
	severity Severity
	subject  string // the name of an unknown field
}

// groupsOf puts diagnostics together: errors, and the others by severity and number.
func groupsOf(ds []Diagnostic) (errors, others []*group) {
	known := map[groupKey]*group{}
	for _, d := range ds {
		key := groupKey{code: d.Code, severity: d.Severity}
		if d.Severity < Error && (d.Code == "key-unknown" || d.Code == "key-unlisted") {
			key.subject = d.Args[0]
		}
		g := known[key]
		if g == nil {
			g = &group{of: key, first: d}
			known[key] = g
			if d.Severity == Error {
				errors = append(errors, g)
			} else {
				others = append(others, g)
			}
		}
		if g.count++; len(g.places) < mostPlaces {
			g.places = append(g.places, d.Pos.String())
		}
	}
	for _, list := range [][]*group{errors, others} {
		slices.SortFunc(list, func(a, b *group) int {
			return cmp.Or(-cmp.Compare(a.of.severity, b.of.severity), -cmp.Compare(a.count, b.count), strings.Compare(string(a.of.code), string(b.of.code)),
				strings.Compare(a.of.subject, b.of.subject))
		})
	}
	return errors, others
}

// firstErrors prints the first errors without their lines, each cure once, and counts them.
func (p Printer) firstErrors(b *strings.Builder, ds []Diagnostic) map[groupKey]int {
	shown, inFile, cures := map[groupKey]int{}, map[string]int{}, map[string]bool{}
	left := mostErrors
	for _, d := range ds {
		of := d.Pos.Path + " " + string(d.Code)
		if d.Severity != Error || left == 0 || inFile[of] == MostOfCode {
			continue
		}
		left--
		inFile[of]++
		shown[groupKey{code: d.Code, severity: d.Severity}]++
		d.Source, d.Also = "", nil
		t := d.Parts(p.Lang, p.Width)
		if cures[t.Hint] {
			t.Hint = ""
		}
		cures[t.Hint] = true
		p.parts(b, d.Severity, t)
	}
	return shown
}

// group prints the line of a group.
func (p Printer) group(b *strings.Builder, g *group) {
	t := g.first.Parts(p.Lang, p.Width)
	places := strings.Join(g.places, ", ")
	if g.count > len(g.places) {
		places += ", …"
	}
	head := Say(p.Lang, "summary-group", strconv.Itoa(g.count), string(t.Code))
	line := places + ": " + t.Message
	if t.Hint != "" {
		line += " " + Say(p.Lang, "hint") + ": " + t.Hint
	}
	fmt.Fprintf(b, "%s: %s: %s\n", p.paint(severityColor(g.of.severity), t.Severity), head, line)
}
