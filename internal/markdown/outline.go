package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"bantin/internal/byline"
	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// ordinal is how a paragraph that may be an entry of the outline opens: "Thứ hai,", "Hai là:", "II.", "2.",
// "b)".
type ordinal struct {
	series series
	number int
	label  string // the opening without the sign behind it: "Thứ hai", "II."
}

// series is a way of counting.
type series uint8

const (
	noSeries    series = iota
	ordinals           // Thứ nhất, Thứ hai
	cardinals          // Một là, Hai là
	roman              // I. II.
	arabic             // 1. 2.
	letters            // a) b)
	seriesCount        // how many there are
)

// The words of the two series in words, from one to ten.
var (
	ordinalWords  = []string{"nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"}
	cardinalWords = []string{"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"}
)

// alphabet counts enumerations by letters. Official texts leave out f, j, w and z, others leave out đ.
var alphabet = []rune("abcdđefghijklmnopqrstuvwxyz")

// optionalLetters may be left out of an enumeration.
const optionalLetters = "đfjwz"

// openingOrdinal reads the opening of a paragraph.
func openingOrdinal(text string) (ordinal, bool) {
	if o, ok := wordOrdinal(text); ok {
		return o, true
	}
	return signOrdinal(text)
}

// wordOrdinal reads "Thứ nhất," and "Một là:", in any case, in either placement of tones.
func wordOrdinal(text string) (ordinal, bool) {
	end := strings.IndexAny(text[:min(len(text), 32)], ",:")
	if end < 0 {
		return ordinal{}, false
	}
	words := strings.Fields(viet.ExactKey(text[:end]))
	if len(words) != 2 {
		return ordinal{}, false
	}
	o := ordinal{series: ordinals, label: text[:end]}
	names, name := ordinalWords, words[1]
	if words[1] == "là" {
		o.series, names, name = cardinals, cardinalWords, words[0]
	} else if words[0] != "thứ" {
		return ordinal{}, false
	}
	o.number = slices.Index(names, name) + 1
	return o, o.number > 0
}

// signOrdinal reads "I.", "1." and "a)", with words behind them.
func signOrdinal(text string) (ordinal, bool) {
	end := strings.IndexAny(text[:min(len(text), 8)], ".)")
	if end <= 0 || end+1 >= len(text) || lex.IsDigit(text[end+1]) {
		return ordinal{}, false // "1.234 hộ" is a number
	}
	o := ordinal{label: text[:end+1]}
	sign := text[:end]
	switch {
	case text[end] == ')':
		r, size := utf8.DecodeRuneInString(sign)
		if size == len(sign) {
			o.series, o.number = letters, slices.Index(alphabet, r)+1
		}
	case lex.IsDigit(sign[0]):
		o.series = arabic
		o.number, _ = strconv.Atoi(sign)
	default:
		o.series, o.number = roman, romanNumber(sign)
	}
	return o, o.number > 0
}

// romanNumber is the value of a Roman numeral up to XXXIX, 0 for anything else.
func romanNumber(s string) int {
	tens := 0
	for tens < 3 && strings.HasPrefix(s, "X") {
		tens, s = tens+1, s[1:]
	}
	ones := slices.Index([]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}, s)
	if ones < 0 {
		return 0
	}
	return 10*tens + ones
}

// follows reports whether b is the next entry of the series after a.
func (b ordinal) follows(a ordinal) bool {
	if a.series != b.series || a.number == 0 || b.number <= a.number {
		return false
	}
	if b.series != letters {
		return b.number == a.number+1
	}
	for _, between := range alphabet[a.number : b.number-1] {
		if !strings.ContainsRune(optionalLetters, between) {
			return false
		}
	}
	return true
}

// outlineParagraph notes a paragraph of the top level that opens like an entry of the outline; its id goes to
// a mark.
func (c *conversion) outlineParagraph(text string, id int) {
	if o, ok := openingOrdinal(text); ok {
		c.entries = append(c.entries, entry{kind: entryParagraph, text: text, open: id, ordinal: o})
		c.anchorOf[len(c.anchorOf)-1] = len(c.entries)
	}
}

// numberedParagraph renders a list of one item with one paragraph, at the top level: "1. Kết quả" between
// paragraphs. For goldmark it is a list, for its author a paragraph with a number. It stays a list unless it
// is an entry of the outline, or opens with a number that counts no items ("2018. Năm của …").
func (c *conversion) numberedParagraph(n *ast.List) bool {
	item := n.FirstChild()
	if n.Marker != '.' || n.ChildCount() != 1 || item.ChildCount() != 1 || n.Parent().Kind() != ast.KindDocument {
		return false
	}
	text := item.FirstChild()
	if kind := text.Kind(); kind != ast.KindParagraph && kind != ast.KindTextBlock {
		return false
	}
	if c.holdsBlocks(text) {
		return false
	}
	label := strconv.Itoa(n.Start) + "."
	e := entry{kind: entryNumbered, ordinal: ordinal{series: arabic, number: n.Start, label: label}, block: len(c.doc.Blocks)}
	e.open = c.fixedMark()
	e.text = label + " " + c.textIn("", text, "")
	e.end = c.fixedMark()
	if e.block == len(c.doc.Blocks) {
		e.ordinal = ordinal{} // an empty item
	}
	c.entries = append(c.entries, e)
	if e.block < len(c.doc.Blocks) {
		c.anchorOf[e.block] = len(c.entries)
	}
	return true
}

// leastUncounted is the first number that is no item of a list.
const leastUncounted = 100

// settleOutline decides what the whole text decides: the levels of headings, which paragraphs are entries of
// the outline, and all ids.
func (c *conversion) settleOutline() {
	c.reportTopHeadings()
	members := c.seriesMembers()
	shift, above := c.headingShift(), 1
	anchors := make([]string, len(c.entries)+1) // by number of entries passed
	for i := range c.entries {
		e := &c.entries[i]
		anchors[i+1] = anchors[i]
		switch {
		case e.kind == entryHeading:
			above = max(2, min(6, e.level+shift))
			anchors[i+1] = c.settleHeading(e, above)
		case e.kind == entryNotes:
			id := c.ids.Heading(e.text)
			c.marks[e.open].text, c.marks[e.end].text = id, id
			c.doc.Anchors = append(c.doc.Anchors, id)
			anchors[i+1] = id
		case members[i]:
			id := c.ids.Heading(e.ordinal.label)
			c.settleParagraph(e, ` id="`+id+`"`)
			c.doc.Outline = append(c.doc.Outline, Heading{ID: id, Text: openingWords(e.text), Level: min(6, above+1)})
			c.doc.Anchors = append(c.doc.Anchors, id)
			anchors[i+1] = id
		case e.kind == entryNumbered && e.ordinal.number >= leastUncounted:
			c.settleParagraph(e, "")
		case e.kind == entryNumbered:
			c.settleList(e)
		}
	}
	for i := range c.doc.Blocks {
		c.doc.Blocks[i].Anchor = anchors[c.anchorOf[i]]
	}
}

// settleHeading writes the tags of a heading and returns its id. One without words has an id and no place in
// the outline.
func (c *conversion) settleHeading(e *entry, level int) string {
	id, tag := e.own, "h"+strconv.Itoa(level)
	if id == "" {
		id = c.ids.Heading(e.text)
		c.doc.Anchors = append(c.doc.Anchors, id)
	}
	c.marks[e.open].text = "<" + tag + ` id="` + lex.Attribute(id) + `">`
	c.marks[e.end].text = "</" + tag + ">"
	if e.text != "" {
		c.doc.Outline = append(c.doc.Outline, Heading{ID: id, Text: e.text, Level: level})
	}
	return id
}

// settleParagraph writes the attributes of a paragraph, and the tags and the number of one that was written
// as a list.
func (c *conversion) settleParagraph(e *entry, attributes string) {
	if e.kind == entryParagraph {
		c.marks[e.open].text = attributes
		return
	}
	c.marks[e.open].text = "<p" + attributes + ">" + e.ordinal.label + " "
	c.marks[e.end].text = "</p>\n"
	c.doc.Blocks[e.block].Text = e.text
	c.doc.Words++
}

// settleList writes the tags of a numbered paragraph that is a list after all.
func (c *conversion) settleList(e *entry) {
	c.marks[e.open].text = "<ol>\n<li>"
	if e.ordinal.number != 1 {
		c.marks[e.open].text = `<ol start="` + strconv.Itoa(e.ordinal.number) + `">` + "\n<li>"
	}
	c.marks[e.end].text = "</li>\n</ol>\n"
}

// seriesMembers tells which entries belong to a series: the first of it, and those that follow in order, two
// at least. "Thứ năm" alone is Thursday.
func (c *conversion) seriesMembers() []bool {
	members := make([]bool, len(c.entries))
	var last [seriesCount]int // of each series the entry that came last, plus one
	for i := range c.entries {
		o := c.entries[i].ordinal
		if o.series == noSeries {
			continue
		}
		previous := last[o.series] - 1
		switch {
		case o.number == 1:
			last[o.series] = i + 1
		case previous >= 0 && o.follows(c.entries[previous].ordinal):
			members[previous], members[i] = true, true
			last[o.series] = i + 1
		}
	}
	return members
}

// longestOpening is how much of a paragraph an outline shows, in characters.
const longestOpening = 80

// openingWords is the beginning of a paragraph as an entry of the outline, cut at a word.
func openingWords(text string) string {
	count := 0
	for i := range text {
		if count++; count > longestOpening {
			if blank := strings.LastIndexByte(text[:i], ' '); blank > 0 {
				i = blank
			}
			return strings.TrimRight(text[:i], " ,;:.–-") + "…"
		}
	}
	return text
}

// reportTopHeadings reports headings of level 1 that stand in the body.
func (c *conversion) reportTopHeadings() {
	first, n := -1, 0
	for i := range c.entries {
		if e := &c.entries[i]; e.kind == entryHeading && e.level == 1 {
			if n++; first < 0 {
				first = e.offset
			}
		}
	}
	if n > 0 {
		c.Warn(first, "heading-level", strconv.Itoa(n))
	}
}

// leadSeek looks for the lead (sapo): the first paragraph of text. Pictures and bylines before it are passed
// over; anything else ends the search.
type leadSeek struct{ done, skipped bool }

// offer asks whether the words of a paragraph are the lead.
func (l *leadSeek) offer(words string) bool {
	if l.done {
		return false
	}
	l.skipped = words == "" || byline.Is(words)
	l.done = !l.skipped
	return l.done
}

// skip passes over a picture.
func (l *leadSeek) skip() { l.skipped = true }

// pass ends the search behind a node of the top level that has text and was not passed over.
func (l *leadSeek) pass(hasText bool) {
	l.done = l.done || hasText && !l.skipped
	l.skipped = false
}
