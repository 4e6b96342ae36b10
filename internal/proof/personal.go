package proof

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// personal finds numbers that look like those of a person. Those of one sort in one block of lines are one
// diagnostic, at the first.
func personal(f diag.File) []diag.Diagnostic {
	var found []diagnostic
	last := map[diag.Code]int{} // 1 + index of the newest diagnostic of a code
	text := f.Text
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		n := scanNumber(text, i)
		code := n.sort(text)
		if code == "" || !isProse(text, n.start) {
			i = n.end
			continue
		}
		if at := last[code]; at > 0 && !strings.Contains(text[found[at-1].end:n.start], "\n\n") {
			found[at-1].end = n.end
			found[at-1].count++
		} else {
			found = append(found, diagnostic{code: code, start: n.start, end: n.end, count: 1})
			last[code] = len(found)
		}
		i = n.end
	}
	var ds []diag.Diagnostic
	for _, r := range found {
		ds = append(ds, f.At(r.start, r.code, strconv.Itoa(r.count)))
	}
	return ds
}

// diagnostic is what is said of the numbers of one block.
type diagnostic struct {
	code       diag.Code
	start, end int // of its first number, of its last
	count      int
}

// number is a run of digits, perhaps in groups that a blank, a full stop or a hyphen parts.
type number struct {
	start, end int
	run        int              // digits before the first separator
	runEnd     int              // where they end
	digits     [mostDigits]byte // all of them, without separators, as many as fit
	count      int              // how many there are
	triples    bool             // all groups have three digits
	hyphen     bool             // a hyphen is among the separators
}

// mostDigits is more than any number has that is looked for.
const mostDigits = 13

// scanNumber reads the number that begins at a digit. A group that would make it longer than any number of
// interest is not taken.
func scanNumber(text string, start int) number {
	n := number{start: start, triples: true}
	i := start
	for {
		group := i
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		n.triples = n.triples && i-group == 3
		if group == start {
			n.run, n.runEnd = i-group, i
		}
		copy(n.digits[min(n.count, mostDigits):], text[group:i])
		n.count += i - group
		n.end = i
		size := separator(text, i)
		if size == 0 || i+size >= len(text) || !isDigit(text[i+size]) || n.count >= mostDigits-1 {
			return n
		}
		n.hyphen = n.hyphen || text[i] == '-'
		i += size
	}
}

// separator is the length of what may part the groups of one number.
func separator(text string, at int) int {
	switch {
	case at == len(text):
		return 0
	case text[at] == ' ' || text[at] == '.' || text[at] == '-':
		return 1
	case strings.HasPrefix(text[at:], "\u00a0"):
		return 2
	}
	return 0
}

// sort says what a number looks like; "" is nothing of interest. Of an identity number in one run, whatever
// stands behind it, it takes back the rest.
func (n *number) sort(text string) diag.Code {
	if n.count < 9 || !opensNumber(text[:n.start]) {
		return ""
	}
	line := lineAround(text, n.start)
	switch {
	case n.mobile(text) && closesNumber(text[n.end:]):
		if inList(line) {
			return "personal-phone"
		}
		return ""
	case n.run == 9 || n.run == 12:
		n.end = n.runEnd
	case n.triples && !n.hyphen && n.count == 12 && (n.digits[0] == '0' || speaksOfIdentity(line)):
	case n.triples && !n.hyphen && n.count == 9 && speaksOfIdentity(line):
	default:
		return ""
	}
	if !closesNumber(text[n.end:]) || isAmount(text[n.end:]) {
		return ""
	}
	return "personal-id"
}

// mobile reports whether the digits are a number of a mobile telephone of Vietnam: 0 and nine digits since
// 2018, 01 and nine digits before; +84 in place of the 0.
func (n *number) mobile(text string) bool {
	if n.count < 9 || n.count > mostDigits {
		return false
	}
	d := string(n.digits[:n.count])
	if rest, ok := strings.CutPrefix(d, "84"); ok && (len(rest) == 9 || strings.HasSuffix(text[:n.start], "+")) {
		d = "0" + rest
	}
	switch {
	case len(d) == 10 && d[0] == '0':
		return strings.IndexByte("35789", d[1]) >= 0
	case len(d) == 11 && d[:2] == "01":
		return strings.IndexByte("2689", d[2]) >= 0
	}
	return false
}

// opensNumber reports whether a number may begin behind a text: it is no part of a word, an address, a file
// name.
func opensNumber(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_/.,=#%&@-?", r)
}

// closesNumber reports whether a number may end before a text.
func closesNumber(after string) bool {
	r, size := utf8.DecodeRuneInString(after)
	switch {
	case size == 0:
		return true
	case strings.ContainsRune(".,-:", r):
		next, _ := utf8.DecodeRuneInString(after[size:])
		return !unicode.IsLetter(next) && !unicode.IsDigit(next)
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_/=@%²", r)
}

// units follow numbers that count something.
var units = []string{"đồng", "đ", "vnđ", "vnd", "usd", "kg", "m2", "m²", "m3", "ha", "tấn", "người", "lượt", "hộ", "con", "cây", "byte"}

// isAmount reports whether a unit follows.
func isAmount(after string) bool {
	after, _, _ = strings.Cut(strings.TrimLeft(after, " \u00a0"), "\n")
	word := after
	if end := strings.IndexFunc(after, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '²' }); end >= 0 {
		word = after[:end]
	}
	word = strings.ToLower(word)
	for _, u := range units {
		if word == u {
			return true
		}
	}
	return false
}

// lineAround is the line that an offset lies in.
func lineAround(text string, at int) string {
	start := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return line
}

// speaksOfIdentity reports whether a line names identity papers.
func speaksOfIdentity(line string) bool {
	folded := viet.FoldedKey(line)
	for _, word := range []string{"cccd", "cmnd", "cmtnd", "can cuoc", "chung minh", "dinh danh", "so cmt"} {
		if strings.Contains(folded, word) {
			return true
		}
	}
	return false
}

// inList reports whether a line is an item of a list or a row of a table.
func inList(line string) bool {
	line = viet.TrimBlanksLeft(strings.TrimLeft(line, "> \t"))
	if strings.HasPrefix(line, "|") || strings.Count(line, "|") > 1 {
		return true
	}
	_, ok := listMarker(line)
	return ok
}

// listMarker is the length of the sign that opens an item of a list, with the blank behind it: "- ", "• ",
// "1. ", "a) ".
func listMarker(line string) (length int, ok bool) {
	r, size := utf8.DecodeRuneInString(line)
	switch {
	case size == 0:
		return 0, false
	case strings.ContainsRune("-+*•–", r):
	case unicode.IsDigit(r) || unicode.IsLower(r):
		for size < len(line) && isDigit(line[size]) {
			size++
		}
		if size >= len(line) || line[size] != '.' && line[size] != ')' {
			return 0, false
		}
		size++
	default:
		return 0, false
	}
	blank := len(line[size:]) - len(viet.TrimBlanksLeft(line[size:]))
	if blank == 0 {
		return 0, false
	}
	return size + blank, true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
