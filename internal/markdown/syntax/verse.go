package syntax

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// Verse, invitations and signatures have lines of their own: short, each begun like a sentence. Readers of
// Markdown know two blanks at the end of a line for that; editors do not.
const (
	longestVerseLine = 60 // characters
	narrowestWrapped = 40 // characters: no program breaks lines that are shorter
	longestLabel     = 4  // words before the colon of "Địa điểm: …"
)

// isVerse reports whether the line ends of a paragraph are its author's: every line is short, every one after
// the first begins with a capital, a digit, a dash or a quote, and no program broke them.
func isVerse(segments *text.Segments, source []byte) bool {
	lines := make([][]byte, 0, 16)
	for i := range segments.Len() {
		segment := segments.At(i)
		line := trimBlanks(segment.Value(source))
		if !isShort(line) || i > 0 && !beginsLine(line) {
			return false
		}
		lines = append(lines, line)
	}
	return !isWrapped(lines)
}

// verseRun says of lines of the source, up to an offset, whether they are verse.
type verseRun struct {
	end int
	is  bool
}

// isIndentedVerse reports whether lines are verse that is indented. When every one of them ends a sentence,
// they are paragraphs.
func isIndentedVerse(lines []byte) bool {
	sentences := true
	for line := range bytes.Lines(lines) {
		words := trimBlanks(line)
		if indentWidth(line) < 4 || !isShort(words) || !beginsLine(words) {
			return false
		}
		sentences = sentences && endsSentence(words)
	}
	return !sentences
}

func isShort(line []byte) bool {
	return len(line) <= longestVerseLine || len(line) <= utf8.UTFMax*longestVerseLine && utf8.RuneCount(line) <= longestVerseLine
}

func trimBlanks(s []byte) []byte { return bytes.TrimFunc(s, unicode.IsSpace) }

// beginsLine reports whether a line begins with a capital, a digit, a dash or a quote, behind signs of
// Markdown.
func beginsLine(line []byte) bool {
	r, _ := utf8.DecodeRune(bytes.TrimLeft(line, "*_~[\\"))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("-–—−―\"'“”‘’«»„", r)
}

// isWrapped reports whether a program may have broken the lines: at every end the next word would have passed
// the longest line. Lines that all have as many syllables are verse whatever their length, and "Địa điểm: …"
// begins a line of its own.
func isWrapped(lines [][]byte) bool {
	widest, equal, labels := narrowestWrapped, true, true
	for i, line := range lines {
		widest = max(widest, utf8.RuneCount(line))
		equal = equal && len(bytes.Fields(line)) == len(bytes.Fields(lines[0]))
		labels = labels && (i == 0 || hasLabel(line))
	}
	if equal || labels {
		return false
	}
	for i, line := range lines[1:] {
		word, _, _ := bytes.Cut(line, []byte(" "))
		if utf8.RuneCount(lines[i])+1+utf8.RuneCount(word) <= widest {
			return false
		}
	}
	return true
}

// hasLabel reports whether a line begins with a few words and a colon.
func hasLabel(line []byte) bool {
	label, rest, ok := bytes.Cut(line, []byte(":"))
	return ok && len(rest) > 0 && len(bytes.Fields(label)) <= longestLabel
}
