package legacytext

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/viet"
)

// Encoding (bảng mã) names a way of writing Vietnamese from before Unicode, or a damage of Unicode.
type Encoding string

const (
	Unicode  Encoding = ""         // Unicode, another language, or too little to tell
	TCVN3    Encoding = "tcvn3"    // fonts .VnTime; one byte a letter
	VNI      Encoding = "vni"      // VNI-Windows; a base letter and a mark letter
	VIQR     Encoding = "viqr"     // ASCII, "Vie^.t"; the detection is a hint only
	Mojibake Encoding = "mojibake" // UTF-8 that was read as Windows-1252
)

// minParagraph is the length in characters from which a paragraph can be judged alone.
const minParagraph = 40

// Label is the name of an encoding as people know it.
func (e Encoding) Label() string {
	switch e {
	case Unicode:
		return "UTF-8"
	case Mojibake:
		return "UTF-8 (mojibake)"
	case Windows1258:
		return "Windows-1258"
	case Windows1252:
		return "Windows-1252"
	}
	return strings.ToUpper(string(e))
}

// telltaleReach is the greatest distance in characters of two signs of mojibake.
const telltaleReach = 400

// Detect returns the encoding of a whole document, or of a paragraph of 40 characters or
// more. Code, math, tags and addresses in it do not count. The text must not have been cleaned:
// the soft hyphen is the letter ư in TCVN3.
//
// The figures of the decision were measured on 17,162 paragraphs of real Unicode text: letters
// that only Vietnamese has are at least 55 % of its letters beyond ASCII, about 0 of legacy text,
// and the limit is 20 %. None was taken for TCVN3, VNI or mojibake; 52 of LaTeX and code for VIQR.
func Detect(text string) Encoding {
	text = blankMarkup(viet.NFC(text))
	if firstMojibake(text) >= 0 {
		return Mojibake
	}
	return measure(text).encoding(text)
}

// Passage is a place in a text that is not Unicode Vietnamese.
type Passage struct {
	Encoding Encoding
	// most of the text is in that encoding; else this is a passage of another text, and may be right as it is
	Whole      bool
	Start, End int // byte offsets of its first line without the line end, for a message
}

// Find looks at NFC text as Detect does, first as a whole, then at each paragraph of
// 40 characters or more, so that one pasted paragraph is found in a sound article, and by a
// stricter rule at each line, a title for example. ok is false when all is well. VIQR is only
// reported when there is nothing worse.
func Find(text string) (found Passage, ok bool) {
	prose := blankMarkup(text)
	for _, first := range [...]func(string) int{firstMojibake, firstDoubled} {
		if at := first(prose); at >= 0 {
			return Passage{Encoding: Mojibake, Whole: !measure(prose).isUnicode()}.at(text, at), true
		}
	}
	var whole measures
	var hint Passage
	old := 0 // characters beyond ASCII of the passages in old encodings
	for start, end := range paragraphs(prose) {
		m := measure(prose[start:end])
		whole.add(m)
		encoding := Unicode
		if m.characters >= minParagraph {
			encoding = m.encoding(prose[start:end])
		}
		at := start
		switch {
		case encoding == VIQR && hint.Encoding == Unicode:
			hint = Passage{Encoding: VIQR}.at(text, start)
		case encoding == Unicode:
			at, encoding, m = firstStrictLine(prose, start, end, m)
		}
		if encoding == Unicode || encoding == VIQR {
			continue
		}
		old += m.foreign
		if found.Encoding == Unicode {
			found = Passage{Encoding: encoding}.at(text, at)
		}
	}
	switch encoding := whole.encoding(prose); {
	case encoding == VIQR && hint.Encoding == Unicode:
		hint = Passage{Encoding: VIQR}.at(text, len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace)))
	case encoding == VIQR, encoding == Unicode:
		found.Whole = 2*old > whole.foreign
	case found.Encoding == Unicode:
		found = Passage{}.at(text, strings.IndexFunc(prose, isForeign))
		fallthrough
	default: // the whole decides which encoding it is
		found.Encoding, found.Whole = encoding, true
	}
	if found.Encoding == Unicode {
		found = hint
	}
	return found, found.Encoding != Unicode
}

// at returns l at the line that holds the offset.
func (l Passage) at(text string, offset int) Passage {
	l.Start = strings.LastIndexByte(text[:offset], '\n') + 1
	l.End = len(text)
	if n := strings.IndexAny(text[l.Start:], "\r\n"); n >= 0 {
		l.End = l.Start + n
	}
	return l
}

// paragraphs yields the offsets of the paragraphs of text, which blank lines part, without the
// line end of their last line.
func paragraphs(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		start, end := -1, 0 // start is -1 between two paragraphs
		at := 0
		for line := range strings.Lines(text) {
			if n := len(strings.TrimRightFunc(line, unicode.IsSpace)); n > 0 {
				if start < 0 {
					start = at
				}
				end = at + n
			} else if start >= 0 {
				if !yield(start, end) {
					return
				}
				start = -1
			}
			at += len(line)
		}
		if start >= 0 {
			yield(start, end)
		}
	}
}

// frequentPairs begin the letters ạ … ỹ, đ and ư.
var frequentPairs = []string{"á»", "áº", "Ä‘", "Ä\u0091", "Æ°"}

// firstMojibake returns the offset of a telltale pair that a frequent pair follows nearby, or -1. One pair
// alone may be typed by a Frenchman; the frequent ones are in every Vietnamese line.
func firstMojibake(text string) int {
	// The case of nearly every sound text, found at the speed of memory: each of the pairs has one of these
	// two bytes.
	if strings.IndexByte(text, 0xC2) < 0 && strings.IndexByte(text, 0x98) < 0 {
		return -1
	}
	if !slices.ContainsFunc(frequentPairs, func(pair string) bool { return strings.Contains(text, pair) }) {
		return -1
	}
	last, lastAt := -1, 0 // where the last telltale pair ended, in characters and in bytes
	var p2, p1 rune       // the two characters before
	i := 0
	for at, r := range text {
		if r >= 0x80 && p1 >= 0x80 {
			if last >= 0 && i-1-last <= telltaleReach && isFrequentPair(p1, r) {
				return lastAt
			}
			if isTelltale(p2, p1, r) {
				last, lastAt = i, at
			}
		}
		p2, p1 = p1, r
		i++
	}
	return -1
}

// firstDoubled returns the offset of the first of many pairs Ã or Â and the sign of a continuation byte, when
// most of what is beyond ASCII are such pairs: text of Latin-1 letters that was saved wrongly, mojibake or
// TCVN3 among it. Else it returns -1.
func firstDoubled(text string) int {
	if !strings.Contains(text, "Ã") && !strings.Contains(text, "Â") {
		return -1
	}
	first, pairs, foreign := -1, 0, 0
	var before rune
	for at, r := range text {
		if r < utf8.RuneSelf {
			before = r
			continue
		}
		foreign++
		if (before == 'Ã' || before == 'Â') && isContinuation(r) {
			if pairs++; first < 0 {
				first = at - len("Ã")
			}
		}
		before = r
	}
	if pairs < 4 || 3*pairs < foreign {
		return -1
	}
	return first
}

func isFrequentPair(a, b rune) bool {
	switch a {
	case 'á':
		return b == '»' || b == 'º'
	case 'Ä':
		return b == '‘' || b == 0x91
	case 'Æ':
		return b == '°'
	}
	return false
}

func isTelltale(a, b, c rune) bool {
	switch b {
	case '»', 'º':
		return a == 'á' && isContinuation(c)
	case 'Ã', 'Ä':
		return isContinuation(c)
	case 'Æ':
		return c == '°' || c == '¡'
	}
	return false
}

// isContinuation reports whether r is how Windows-1252 shows a continuation byte of UTF-8.
func isContinuation(r rune) bool {
	b, ok := windows1252Byte(r)
	return ok && b >= 0x80 && b <= 0xBF
}

// measures are what the decision between the encodings needs.
type measures struct {
	characters int
	ascii      int // ASCII letters
	foreign    int // characters above 127
	vietnamese int // letters that only Vietnamese Unicode text has
	viqr       int // signs of VIQR
}

func (m *measures) add(o measures) {
	m.characters += o.characters
	m.ascii += o.ascii
	m.foreign += o.foreign
	m.vietnamese += o.vietnamese
	m.viqr += o.viqr
}

// measure looks at bytes and decodes no characters: every file passes here. It asks a table, because a
// processor guesses wrongly what comes next in a text: the search for old encodings became half as fast
// again.
func measure(text string) (m measures) {
	for i := range len(text) {
		class := &byteClasses[text[i]]
		m.characters += int(class.character)
		m.ascii += int(class.ascii)
		m.foreign += int(class.foreign)
		switch {
		case class.vietnamese && beginsVietnameseOnly(text[i:]):
			m.vietnamese++
		case class.viqr && isVIQR(text, i):
			m.viqr++
		}
	}
	return m
}

// byteClass is what a byte of UTF-8 alone says: 1 or 0 for measures that it counts for, and what it may be
// the first or a part of.
type byteClass struct {
	character, ascii, foreign uint8
	vietnamese                bool // may begin a letter that only Vietnamese has
	viqr                      bool // may be a sign of VIQR
}

var byteClasses = func() (classes [256]byteClass) {
	for i := range classes {
		c, class := byte(i), &classes[i]
		if c < 0x80 || c >= 0xC0 { // else a character goes on
			class.character = 1
		}
		if isASCIILetter(rune(c)) {
			class.ascii = 1
		}
		if c >= 0xC0 {
			class.foreign = 1
		}
		class.vietnamese = c == 0xC4 || c == 0xC6 || c == 0xE1
		class.viqr = c == '^' || c == '+' || c == '('
	}
	return classes
}()

// isVIQR reports whether the byte at i is a sign of VIQR: a^ e^ o^ o+ u+, or a( at the beginning of a word.
func isVIQR(text string, i int) bool {
	if i == 0 {
		return false
	}
	before := text[i-1]
	switch text[i] {
	case '^':
		return before == 'a' || before == 'e' || before == 'o'
	case '+':
		return before == 'o' || before == 'u'
	case '(':
		return before == 'a' && (i == 1 || !isASCIIWord(text[i-2]))
	}
	return false
}

// isForeign holds for the characters beyond ASCII.
func isForeign(r rune) bool { return r >= utf8.RuneSelf }

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// isASCIIWord holds for the bytes that a word of ASCII is made of.
func isASCIIWord(c byte) bool { return isASCIILetter(rune(c)) || '0' <= c && c <= '9' || c == '_' }

// isVietnameseOnly holds for ă đ ơ ư and the letters of Latin Extended Additional.
func isVietnameseOnly(r rune) bool {
	switch r {
	case 'ă', 'Ă', 'đ', 'Đ', 'ơ', 'Ơ', 'ư', 'Ư':
		return true
	}
	return r >= 0x1EA0 && r <= 0x1EF9
}

// beginsVietnameseOnly is isVietnameseOnly for the first character of a text.
func beginsVietnameseOnly(text string) bool {
	if len(text) < 2 {
		return false
	}
	switch second := text[1]; text[0] {
	case 0xC4:
		return second == 0x82 || second == 0x83 || second == 0x90 || second == 0x91
	case 0xC6:
		return second == 0xA0 || second == 0xA1 || second == 0xAF || second == 0xB0
	case 0xE1:
		return len(text) > 2 && (second == 0xBA && text[2] >= 0xA0 || second == 0xBB && text[2] <= 0xB9)
	}
	return false
}

// isUnicode reports whether the letters that only Vietnamese has are as frequent as in no old encoding.
func (m measures) isUnicode() bool { return m.vietnamese > 0 && 5*m.vietnamese >= m.foreign }

// encoding decides between the encodings but mojibake. The order of the questions matters.
func (m measures) encoding(text string) Encoding {
	if m.foreign >= 5 && 50*m.foreign >= m.ascii {
		if m.isUnicode() {
			return Unicode
		}
		vni, tcvn3 := countCodes(text)
		switch {
		case 10*vni >= 3*m.foreign && becomesVietnamese(text, VNI):
			return VNI
		case 10*tcvn3 >= 3*m.foreign && becomesVietnamese(text, TCVN3):
			return TCVN3
		}
	}
	if 50*m.foreign < m.ascii && 100*m.viqr >= m.ascii && becomesVietnamese(text, VIQR) {
		return VIQR
	}
	return Unicode
}

// becomesVietnamese is the counter-check of a verdict by counting, which calls "An toàn giao thông" VNI (its
// oà is a code) and Spanish VNI for its ñ: the words must be no written Vietnamese as they stand, and must
// become it by conversion, those without marks beside them.
func becomesVietnamese(text string, from Encoding) bool {
	if marked, _ := syllableShares(text); marked >= 0.75 {
		return false
	}
	marked, all := syllableShares(Convert(text, from))
	return marked >= 0.75 && all >= 0.6
}

// countCodes counts the pairs and ñ of VNI, and the signs of TCVN3 that are no ordinary small
// letters of Vietnamese.
func countCodes(text string) (vni, tcvn3 int) {
	var before rune
	for _, r := range text {
		if r < utf8.RuneSelf {
			before = r
			continue
		}
		_, pair := tables.vniPairs[[2]rune{before, r}]
		if pair || r == 'ñ' || r == 'Ñ' {
			vni++
		}
		if isTCVN3Sign(r) {
			tcvn3++
		}
		before = r
		if pair {
			before = 0 // a mark belongs to one letter
		}
	}
	return vni, tcvn3
}

// isTCVN3Sign holds for the codes of TCVN3 that Unicode text has no use for: small letters'
// codes that are not ordinary letters of Latin-1 themselves, and § (Đ).
func isTCVN3Sign(r rune) bool {
	if strings.ContainsRune("àáâãèéêìíòóôõùúý", r) {
		return false
	}
	_, ok := tables.tcvn3[r]
	return ok && r >= 0xA7
}
