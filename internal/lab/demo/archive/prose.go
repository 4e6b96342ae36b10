package archive

import (
	"math/rand/v2"
	"time"
	"unicode"
	"unicode/utf8"
)

// prose writes running text about a subject, piece by piece, with blanks and capitals where they belong.
type prose struct {
	g       *generator
	r       *rand.Rand
	subject *subject
	date    time.Time // of the article: figures and dates in the text lie before it
	cites   bool      // the text names documents by number
	markup  bool      // bold and italic words now and then

	buf    []byte
	tokens int    // syllables and numbers written
	upper  bool   // the next word opens a sentence
	glued  bool   // the next word stands right after what is written
	last   string // word drawn last
}

// begin starts a stretch of text: the next word is capitalised and no blank goes before it.
func (p *prose) begin() { p.upper, p.glued = true, true }

// put appends Markdown as it is.
func (p *prose) put(markdown string) { p.buf = append(p.buf, markdown...) }

// rule sets one way to make a part of the grammar.
func (p *prose) rule(name string) {
	i, ok := p.g.grammar.names[name]
	if !ok {
		panic("internal error: demo: no rule " + name)
	}
	p.expand(&p.g.grammar.rules[i])
}

func (p *prose) expand(r *rule) {
	for _, part := range r.pick(p.r) {
		switch part.kind {
		case literal:
			p.say(part.text)
		case expand:
			p.expand(&p.g.grammar.rules[part.index])
		case draw:
			p.class(part.index)
		case made:
			makers[part.index].make(p)
		}
	}
}

// text returns what a rule makes, apart from what is written.
func (p *prose) text(rule string) string {
	start := len(p.buf)
	p.begin()
	p.rule(rule)
	text := string(p.buf[start:])
	p.buf = p.buf[:start]
	return text
}

// class sets a word of a class, now and then in bold or italics.
func (p *prose) class(class int) {
	word := p.word(class)
	if word == p.last { // "cán bộ và cán bộ"
		word = p.word(class)
	}
	p.last = word
	if p.markup && class == nouns && p.r.IntN(1500) == 0 {
		mark := "**"
		if chance(p.r, 40) {
			mark = "*"
		}
		p.emphasis(mark, word)
		return
	}
	p.say(word)
}

// word draws a word of a class: one of the article's own in half of the cases, else one of its topic, of
// others, or of any text. The shares, in percent, and flatten were fitted to real news (see the package
// comment).
func (p *prose) word(class int) string {
	lex := p.g.lexicon
	if class >= len(topical) {
		return lex.word(p.r, class, common)
	}
	switch u := p.r.IntN(100); {
	case u < 50 || class == units:
		return p.subject.focus[class][p.r.IntN(focusWords)]
	case u < 68:
		return lex.word(p.r, class, p.subject.topic)
	case u < 74:
		return lex.word(p.r, class, p.subject.second)
	case u < 80:
		return lex.word(p.r, class, 1+p.r.IntN(len(topics)-1))
	default:
		return lex.word(p.r, class, common)
	}
}

func (p *prose) emphasis(mark, word string) {
	p.space()
	p.put(mark)
	p.glued = true
	p.say(word)
	p.put(mark)
}

// say sets a word or a sign. Signs that close stand right after the word before them.
func (p *prose) say(word string) {
	switch word {
	case ".", ",", ";", ":", ")", "”", "%":
		p.put(word)
		p.upper = p.upper || word == "."
		return
	case "(", "“":
		p.space()
		p.put(word)
		p.glued, p.upper = true, word == "“"
		return
	}
	p.space()
	if p.upper {
		first, size := utf8.DecodeRuneInString(word)
		p.buf = utf8.AppendRune(p.buf, unicode.ToUpper(first))
		p.put(word[size:])
		p.upper = false
	} else {
		p.put(word)
	}
	p.tokens += syllableCount(word)
}

func (p *prose) space() {
	if !p.glued {
		p.buf = append(p.buf, ' ')
	}
	p.glued = false
}

// syllableCount counts runs of letters and digits, as the search index does: "ki-lô-mét" is three.
func syllableCount(text string) int {
	count, inside := 0, false
	for _, r := range text {
		part := unicode.IsLetter(r) || unicode.IsDigit(r)
		if part && !inside {
			count++
		}
		inside = part
	}
	return count
}
