package legacytext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/viet"
)

// Recovered is what Recover made of a file.
type Recovered struct {
	Text string     // NFC, with the lines of the input
	From []Encoding // what was converted, the encoding of the bytes first; empty when all was sound
	// numbers, from 1, of the lines that were converted letter by letter (TCVN3, VNI, VIQR, mojibake)
	Lines []int
}

// Recover reads a file and converts what is not sound Unicode: the bytes, text that was saved twice by
// mistake (mojibake, again and again), and text in TCVN3, VNI or VIQR, line by line, so that sound passages
// between them stay as they are. The result is a proposal for a person to read; Review says where to look
// first.
//
// as names the encoding where the detection cannot know it: that of the bytes, or of all text that is not
// sound. Unicode means to find it out; then a passage in a text that is sound for the most part is left
// alone, for it may be a quotation in another language.
func Recover(raw []byte, as Encoding) Recovered {
	text, bytesFrom := readAs(raw, as)
	r := Recovered{}
	r.note(bytesFrom)
	text = r.undoMojibake(text, as == Mojibake)
	whole, _ := Find(viet.NFC(text))
	told := slices.Contains([]Encoding{TCVN3, VNI, VIQR}, as)
	if told {
		whole.Encoding = as
	}
	if told || whole.Whole || whole.Encoding == VIQR {
		text = r.convertLines(text, whole.Encoding, as != Unicode)
	}
	r.Text = viet.NFC(text)
	return r
}

func readAs(raw []byte, as Encoding) (string, Encoding) {
	switch as {
	case Windows1258:
		return from1258(raw), Windows1258
	case Windows1252:
		return FromWindows1252(raw), Windows1252
	}
	return Read(raw)
}

func (r *Recovered) note(from Encoding) {
	if from != Unicode && !slices.Contains(r.From, from) {
		r.From = append(r.From, from)
	}
}

// maxMojibake is how often a text may have been saved wrongly on top of itself.
const maxMojibake = 4

func (r *Recovered) undoMojibake(text string, force bool) string {
	for range maxMojibake {
		if found, _ := Find(viet.NFC(text)); !force && (found.Encoding != Mojibake || !found.Whole) {
			return text
		}
		force = false
		next := fromMojibake(text)
		if next == text {
			return text
		}
		r.note(Mojibake)
		r.noteLines(text, next)
		text = next
	}
	return text
}

// noteLines remembers which lines differ. Mojibake may hide line ends of its own (U+0085): then all lines are
// meant.
func (r *Recovered) noteLines(before, after string) {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	for i := range b {
		if (len(a) != len(b) || a[i] != b[i]) && !slices.Contains(r.Lines, i+1) {
			r.Lines = append(r.Lines, i+1)
		}
	}
	slices.Sort(r.Lines)
}

// convertLines converts every line that is not sound, by its own verdict, else by that of its paragraph, else
// by that of the whole.
func (r *Recovered) convertLines(text string, whole Encoding, forced bool) string {
	var out strings.Builder
	out.Grow(len(text) + len(text)/4)
	prose := blankMarkup(text)
	at, number := 0, 0
	// a person said what the rest is in, not that all of the rest is
	doubtful := forced && measure(prose).isUnicode()
	upTo := func(end int, enc Encoding) {
		for line := range strings.Lines(text[at:end]) {
			number++
			from := lineVerdict(prose[at:at+len(line)], enc)
			if doubtful && !becomesVietnamese(prose[at:at+len(line)], from) {
				from = Unicode
			}
			at += len(line)
			converted := Convert(line, from)
			if from == TCVN3 {
				converted = keepLoneSigns(line, converted)
			}
			if from != Unicode && converted != viet.NFC(line) {
				r.note(from)
				r.Lines = append(r.Lines, number)
			}
			out.WriteString(converted)
		}
	}
	for start, end := range paragraphs(prose) {
		upTo(start, Unicode)
		enc := whole
		if m := measure(prose[start:end]); !forced && m.characters >= minParagraph {
			enc = m.encoding(prose[start:end])
			if enc == Unicode && !m.isUnicode() && m.foreign > 0 {
				enc = whole
			}
		}
		next := len(text)
		if i := strings.IndexByte(text[end:], '\n'); i >= 0 {
			next = end + i + 1
		}
		upTo(next, enc)
	}
	upTo(len(text), Unicode)
	slices.Sort(r.Lines)
	r.Lines = slices.Compact(r.Lines)
	return out.String()
}

// lineVerdict is the encoding of one line, markup left out, of a paragraph that is in enc as a whole.
func lineVerdict(line string, enc Encoding) Encoding {
	m := measure(viet.NFC(line))
	switch {
	case m.isUnicode():
		return Unicode
	case enc == VIQR:
		return VIQR
	case m.foreign == 0:
		return Unicode
	case enc != Unicode:
		return enc
	}
	return strictVerdict(line, m)
}

// strictVerdict judges one line alone, a title for example, which is too short for counting: hardly a word of
// it is written Vietnamese as it stands, and nearly all become it by one of the conversions.
func strictVerdict(line string, m measures) Encoding {
	if m.foreign < 3 || m.ascii < 4 || m.vietnamese > 0 {
		return Unicode
	}
	if marked, _ := syllableShares(line); marked > 0.4 {
		return Unicode
	}
	for _, enc := range [...]Encoding{VNI, TCVN3} {
		vni, tcvn3 := countCodes(line)
		if codes := map[Encoding]int{VNI: vni, TCVN3: tcvn3}[enc]; 3*codes < m.foreign {
			continue
		}
		converted := Convert(line, enc)
		if marked, all := syllableShares(converted); marked >= 0.9 && all >= 0.6 && strings.IndexFunc(converted, isVietnameseOnly) >= 0 {
			return enc
		}
	}
	return Unicode
}

// firstStrictLine finds a line that strictVerdict calls legacy text in a paragraph of which the measures are
// known: most are one line.
func firstStrictLine(prose string, start, end int, whole measures) (at int, enc Encoding, m measures) {
	for at := start; at < end; {
		line := prose[at:end]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		m := whole
		if len(line) < end-start {
			m = measure(line)
		}
		if m.foreign > 0 {
			if enc := strictVerdict(line, m); enc != Unicode {
				return at, enc, m
			}
		}
		at += len(line) + 1
	}
	return 0, Unicode, measures{}
}

// loneSigns are signs that are codes of TCVN3 and stand for themselves where no letter is beside them: no
// word is written with that letter alone.
const loneSigns = "·§©®¨"

func isLoneSign(word string) bool {
	return utf8.RuneCountInString(word) == 1 && strings.Contains(loneSigns, word)
}

// keepLoneSigns puts bullets and the like back that the conversion took for letters. TCVN3 has one character
// for each letter.
func keepLoneSigns(line, converted string) string {
	before, after := []rune(line), []rune(converted)
	if len(before) != len(after) {
		return converted
	}
	blank := func(i int) bool { return i < 0 || i >= len(before) || unicode.IsSpace(before[i]) }
	for i, r := range before {
		if strings.ContainsRune(loneSigns, r) && blank(i-1) && blank(i+1) {
			after[i] = r
		}
	}
	return string(after)
}
