package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"

	"bantin/internal/markdown/lex"
)

// LineBreaks are the line ends of a paragraph that are kept as breaks: all of them in verse and the like,
// else those before lines that open with a sign of enumeration, when there are at least two such lines (E31).
type LineBreaks struct {
	segments *text.Segments
	all      bool
	kept     bool
	next     int // the line that follows the last one asked for
}

func (b *LineBreaks) Read(segments *text.Segments, source []byte) {
	*b = LineBreaks{segments: segments, next: 1}
	if segments.Len() < 2 {
		return
	}
	if b.all = isVerse(segments, source); b.all {
		return
	}
	items := 0
	for i := 0; i < segments.Len() && items < 2; i++ {
		segment := segments.At(i)
		if opensItem(segment.Value(source)) {
			items++
		}
	}
	b.kept = items >= 2
}

// Before reports whether the line end at an offset of the source is kept.
func (b *LineBreaks) Before(offset int, source []byte) bool {
	if b.all || !b.kept {
		return b.all
	}
	for ; b.next < b.segments.Len(); b.next++ {
		if segment := b.segments.At(b.next); segment.Start > offset {
			return opensItem(segment.Value(source))
		}
	}
	return false
}

// signs that open an item of an enumeration typed by hand; U+F0B7 and its like are bullets of Word's symbol
// fonts.
const (
	itemSigns      = "•·▪●○◦‣–—-✓✔→➢➤❖◆■□✦★\uf0b7\uf0a7\uf0d8\uf0fc"
	itemSignsApart = "+*" // with a blank behind them, else they may be anything
)

// opensItem reports whether a line opens with a sign of enumeration: "a)", "1.", "(1)", "1.2.", "IV.", "•",
// "-" and the like, behind any blanks.
func opensItem(line []byte) bool {
	for n := lex.BlankLength(line); n > 0; n = lex.BlankLength(line) {
		line = line[n:]
	}
	s := string(line[:min(len(line), 24)])
	first, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	switch {
	case strings.ContainsRune(itemSigns, first):
		return rest != "" && strings.IndexByte("-0123456789=>.", rest[0]) < 0
	case strings.ContainsRune(itemSignsApart, first):
		return lex.BlankLength([]byte(rest)) > 0
	}
	return opensNumber(s)
}

// opensNumber reports whether a line opens with a number or a letter of an enumeration. A letter or a number
// alone needs a bracket or a dot behind it, and the dot a blank.
func opensNumber(s string) bool {
	open, inner := strings.CutPrefix(s, "(")
	label := open[:len(open)-len(strings.TrimLeft(open, "0123456789."))]
	if label == "" {
		label = open[:len(open)-len(strings.TrimLeft(open, "IVXL"))]
	}
	if first, size := utf8.DecodeRuneInString(open); label == "" && lex.IsLetter(first) {
		label = open[:size]
	}
	rest := open[len(label):]
	switch {
	case label == "" || label[0] == '.' || len(label) > 8:
		return false
	case inner:
		return strings.HasPrefix(rest, ")")
	case strings.HasPrefix(rest, ")"):
		return true
	case strings.HasSuffix(label, "."): // 1. 1.2.
		number := strings.TrimRight(label, ".")
		return (len(number) < 3 || strings.Contains(number, ".") || lex.YearOf([]byte(s)) > 0) && lex.BlankLength([]byte(rest)) > 0
	}
	dotted, ok := strings.CutPrefix(rest, ".") // I. a.
	return ok && lex.BlankLength([]byte(dotted)) > 0
}
