package proof

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// prose is the reading of one body.
type prose struct {
	file  diag.File
	found []diag.Diagnostic
	cited []Citation

	open []int       // offsets of the “ that nothing has closed yet
	told []diag.Code // in this paragraph
}

func (p *prose) at(offset int, code diag.Code) {
	if !slices.Contains(p.told, code) {
		p.told = append(p.told, code)
		p.found = append(p.found, p.file.At(offset, code))
	}
}

// read goes over the lines of the body, paragraph by paragraph, and leaves out what is fenced as code.
func (p *prose) read(body int) {
	text := p.file.Text
	fence := ""
	parted := true
	for at := body; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		switch sign := fenceSign(line); {
		case fence != "":
			if strings.HasPrefix(sign, fence) {
				fence, parted = "", true
			}
		case sign != "":
			fence = sign
		case viet.IsBlankText(line):
			parted = true
		default:
			p.line(at, mask(line), parted)
			parted = false
		}
		at += len(line) + 1
	}
	p.closeQuotes()
}

// fenceSign is the run of ``` or ~~~ that opens or closes code, "" when the line does neither.
func fenceSign(line string) string {
	line = strings.TrimLeft(line, " >")
	for _, c := range []string{"`", "~"} {
		if rest := strings.TrimLeft(line, c); len(line)-len(rest) >= 3 && (c == "~" || !strings.Contains(rest, "`")) {
			return line[:len(line)-len(rest)]
		}
	}
	return ""
}

// line reads one line of prose. first says that it begins a paragraph; an item of a list always does.
func (p *prose) line(at int, line string, first bool) {
	start := len(line) - len(viet.TrimBlanksLeft(strings.TrimLeft(line, "> \t")))
	marker, item := listMarker(line[start:])
	start += marker
	if first || item {
		p.paragraph(!item && strings.HasPrefix(line[start:], "“"))
	}
	p.quotes(at, line)
	p.stops(at, line)
	if !strings.Contains(line, "|") { // the columns of a table are set with blanks
		p.blanks(at+start, line[start:])
	}
	for _, n := range viet.FindDocNumbers(line) {
		p.cited = append(p.cited, Citation{n.Text, at + n.Start})
	}
}

// paragraph begins a paragraph. A quotation that runs on opens it with “ again, which is then no second one.
func (p *prose) paragraph(quotes bool) {
	p.told = p.told[:0]
	if quotes && len(p.open) > 0 {
		p.open = p.open[:len(p.open)-1]
		return
	}
	p.closeQuotes()
}

// closeQuotes reports the first mark that was never closed.
func (p *prose) closeQuotes() {
	if len(p.open) > 0 {
		p.found = append(p.found, p.file.At(p.open[0], "prose-quote"))
	}
	p.open = p.open[:0]
}

// Marks of quotation begin with these bytes: U+201C, U+201D.
const quoteLead = "\xe2\x80"

// quotes pairs the marks “ and ” of a line.
func (p *prose) quotes(at int, line string) {
	for from := 0; ; {
		i := strings.Index(line[from:], quoteLead)
		if i < 0 {
			return
		}
		i += from
		switch r, _ := utf8.DecodeRuneInString(line[i:]); {
		// German: „…“
		case r == '“' && len(p.open) > 0 && strings.HasPrefix(p.file.Text[p.open[len(p.open)-1]:], "„"):
			p.open = p.open[:len(p.open)-1]
		case r == '“', r == '„':
			p.open = append(p.open, at+i)
		case r == '”' && len(p.open) > 0:
			p.open = p.open[:len(p.open)-1]
		case r == '”':
			p.at(at+i, "prose-quote")
		}
		from = i + len(quoteLead)
	}
}

// stops finds a full stop or comma with a word on either side. A capital must follow what ends a sentence:
// else "vietnam.vn" would be two; and the word before it must be one: "Gs.Ts" and "TP.Lào Cai" are
// abbreviations.
func (p *prose) stops(at int, line string) {
	for i := 1; i < len(line)-1; i++ {
		c := line[i]
		if c != '.' && c != ',' && c != ';' && c != '!' && c != '?' || line[i+1] == ' ' {
			continue
		}
		previous, _ := utf8.DecodeLastRuneInString(line[:i])
		next, _ := utf8.DecodeRuneInString(line[i+1:])
		if unicode.IsLower(previous) && (unicode.IsUpper(next) && fullWord(lastWord(line[:i])) || c != '.' && unicode.IsLetter(next)) {
			p.at(at+i, "prose-stop")
			return
		}
	}
}

// lastWord is the run of letters that a text ends in.
func lastWord(text string) string {
	i := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return text[i+size:]
}

// fullWord reports whether a word is more than the abbreviation of a title.
func fullWord(word string) bool {
	if len(word) == 1 {
		return false // "e.V."
	}
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(first) || utf8.RuneCountInString(word) > 2
}

// blanks finds two blanks or more between words.
func (p *prose) blanks(at int, line string) {
	end := len(viet.TrimBlanksRight(line))
	for i := 0; i < end; i++ {
		if line[i] != ' ' && line[i] < utf8.RuneSelf {
			continue
		}
		first, size := utf8.DecodeRuneInString(line[i:end])
		second, _ := utf8.DecodeRuneInString(line[i+size : end])
		if viet.IsBlank(first) && viet.IsBlank(second) {
			p.at(at+i+size, "prose-blanks")
			return
		}
		i += size - 1
	}
}

// mask hides what is no prose: code, targets of links, tags, addresses. Offsets stay.
func mask(line string) string {
	if !strings.ContainsAny(line, "`<@:](\\$") {
		return line
	}
	b := []byte(line)
	hide := func(from, to int) {
		for i := from; i < to; i++ {
			b[i] = 0
		}
	}
	for _, pair := range [][2]string{{"`", "`"}, {"$$", "$$"}, {`\(`, `\)`}, {`\[`, `\]`}, {"](", ")"}, {"<", ">"}} {
		for from := 0; ; {
			open := strings.Index(line[from:], pair[0])
			if open < 0 {
				break
			}
			open += from + len(pair[0])
			length := strings.Index(line[open:], pair[1])
			if length < 0 {
				break
			}
			hide(open, open+length)
			from = open + length + len(pair[1])
		}
	}
	for open, end := formula(line, 0); end > 0; open, end = formula(line, end) {
		hide(open, end)
	}
	for from := 0; from < len(line); {
		length := strings.IndexAny(line[from:], " \t")
		if length < 0 {
			length = len(line) - from
		}
		if word := line[from : from+length]; strings.Contains(word, "://") || strings.HasPrefix(word, "www.") || strings.Contains(word, "@") {
			hide(from, from+length)
		}
		from += length + 1
	}
	return string(b)
}

// formula finds the next $…$ of a line that is TeX and no two prices; end is 0 without one.
func formula(line string, from int) (open, end int) {
	for {
		i := strings.IndexByte(line[from:], '$')
		if i < 0 {
			return 0, 0
		}
		open = from + i
		length := strings.IndexByte(line[open+1:], '$')
		if length < 0 {
			return 0, 0
		}
		inside := line[open+1 : open+1+length]
		if length > 0 && inside[0] != ' ' && inside[length-1] != ' ' && strings.ContainsAny(inside, `\^_={}`) {
			return open, open + length + 2
		}
		from = open + 1
	}
}

// isProse reports whether an offset of a text lies in running text: in no code and no formula.
func isProse(text string, offset int) bool {
	fence := ""
	for at := 0; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		sign := fenceSign(line)
		if end := at + len(line); offset <= end {
			return fence == "" && mask(line)[offset-at] != 0
		}
		switch {
		case fence == "":
			fence = sign
		case strings.HasPrefix(sign, fence):
			fence = ""
		}
		at += len(line) + 1
	}
	return true
}
