package sourcefmt

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// matter gives front matter, fences included, its canonical form. What is no YAML keeps its lines. A field
// whose canonical form reads otherwise keeps its value as typed.
func (f *formatting) matter(matter, body string) string {
	if matter == "" || !f.judge.block.YAML {
		return f.either(plainLines(matter), matter, body)
	}
	members := f.judge.members
	if next := f.print(members, nil); f.same(next + body) {
		return next
	}
	typed := map[int]bool{} // by offset of the key
	for i := range members {
		typed[members[i].KeyOffset] = true
	}
	for i := range members {
		delete(typed, members[i].KeyOffset)
		if !f.same(f.print(members, typed) + body) {
			typed[members[i].KeyOffset] = true
		}
	}
	return f.either(f.print(members, typed), matter, body)
}

// either gives the first form if the file with it reads as before, else the second.
func (f *formatting) either(next, before, body string) string {
	if f.same(next + body) {
		return next
	}
	return before
}

// print writes front matter; the fields at the offsets in typed keep their values as typed.
func (f *formatting) print(members []frontmatter.Member, typed map[int]bool) string {
	kind := f.opts.DefaultKind
	if e := f.judge.result.Entry; e != nil {
		kind = e.Kind
	}
	p := printer{text: f.judge.text, names: content.NamesOf(f.path, kind), typed: typed}
	p.fields(members, f.judge.block.Start, f.judge.block.End)
	return "---\n" + p.out.String() + "---\n"
}

// plainLines ends every line without blanks.
func plainLines(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(trimRight(strings.TrimSuffix(line, "\n")) + "\n")
	}
	return strings.TrimLeft(out.String(), "\n")
}

// printer writes fields of front matter. Whatever it cannot write so that nothing is lost keeps its lines.
type printer struct {
	text     string // the file
	names    content.Names
	out      strings.Builder
	typed    map[int]bool // offsets of the keys whose values keep their lines
	blockEnd int          // where the field or item that is being written ends
	head     string       // the comment behind the colon of the field that is being written
	below    int          // where the lines below its first begin
}

// A chunk is a field with the comments above it.
type chunk struct {
	comments []string
	member   *frontmatter.Member
	name     content.Name
	known    bool
}

// fields writes the fields whose lines are start to end of the text, in the order of the schema.
func (p *printer) fields(members []frontmatter.Member, start, end int) {
	var chunks []chunk
	at := start
	for i := range members {
		m := &members[i]
		c := chunk{comments: comments(p.text[at:lineStart(p.text, m.KeyOffset)]), member: m}
		c.name, c.known = p.names.Lookup("", m.Key)
		chunks = append(chunks, c)
		at = m.End
	}
	slices.SortStableFunc(chunks, func(a, b chunk) int { return cmp.Compare(a.rank(), b.rank()) })
	for _, c := range chunks {
		p.lines("", c.comments)
		p.field(c.member, "", "")
	}
	p.lines("", comments(p.text[at:end]))
}

// rank orders what the schema knows; what it does not know comes last, in its own order.
func (c chunk) rank() int {
	if !c.known {
		return 1 << 20
	}
	return c.name.Rank
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// comments are the lines between two fields: all of them are comments or blank.
func comments(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = viet.TrimBlanks(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

func (p *printer) lines(indent string, lines []string) {
	for _, line := range lines {
		p.out.WriteString(indent + line + "\n")
	}
}

// field writes one field, of the table in the field parent or of the file itself.
func (p *printer) field(m *frontmatter.Member, parent, indent string) {
	name, known := p.names.Lookup(parent, m.Key)
	source := p.text[m.KeyOffset:m.End]
	if !known {
		p.keep(m, indent)
		return
	}
	before := p.out.Len()
	p.blockEnd = m.End
	p.head, p.below = p.headComment(m)
	p.out.WriteString(indent + name.Key + ":")
	if p.typed[m.KeyOffset] || !p.value(&m.Node, name, indent) || hashes(p.out.String()[before:]) != hashes(source) {
		rest := p.out.String()[:before]
		p.out.Reset()
		p.out.WriteString(rest)
		p.rename(m, name.Key, indent)
	}
}

// hashes counts the signs that may begin a comment: all but those of codes of HTML, &#39;.
func hashes(text string) int { return strings.Count(text, "#") - strings.Count(text, "&#") }

// headComment is the comment that stands alone behind the colon of a field, and where the lines below begin.
func (p *printer) headComment(m *frontmatter.Member) (comment string, below int) {
	first, _, _ := strings.Cut(p.text[m.KeyOffset:m.End], "\n")
	below = min(m.KeyOffset+len(first)+1, m.End)
	if colon := strings.Index(first, ":"); colon >= 0 && m.Offset >= below {
		if comment = viet.TrimBlanks(first[colon+1:]); strings.HasPrefix(comment, "#") {
			return " " + comment, below
		}
	}
	return "", below
}

// keep writes a field as it stands, with blanks in its indentation that YAML knows.
func (p *printer) keep(m *frontmatter.Member, indent string) {
	p.reindent(p.margin(m)+p.text[m.KeyOffset:m.End], indent)
}

// rename writes a field as it stands, under another name.
func (p *printer) rename(m *frontmatter.Member, name, indent string) {
	source := p.text[m.KeyOffset:m.End]
	colon := strings.IndexAny(source, ":：")
	if rest := strings.TrimPrefix(source[len(m.Key):], `"`); colon < len(m.Key) {
		colon = len(source) - len(rest) + max(strings.IndexAny(rest, ":："), 0)
	}
	_, size := utf8.DecodeRuneInString(source[colon:])
	value := source[colon+size:]
	if value != "" && !viet.IsBlankText(value[:1]) {
		value = " " + value
	}
	p.reindent(p.margin(m)+name+":"+value, indent)
}

// margin is what stands before a key, the hyphen of an item too, as blanks.
func (p *printer) margin(m *frontmatter.Member) string {
	return strings.Repeat(" ", utf8.RuneCountInString(p.text[lineStart(p.text, m.KeyOffset):m.KeyOffset]))
}

// reindent writes lines whose first stands at one indentation at another: the others move with it.
func (p *printer) reindent(lines, indent string) {
	margin := -1
	for line := range strings.Lines(strings.TrimRight(lines, "\n \t\u00a0") + "\n") {
		line = trimRight(strings.TrimSuffix(line, "\n"))
		words := viet.TrimBlanksLeft(line)
		width := utf8.RuneCountInString(line[:len(line)-len(words)])
		if words == "" {
			p.out.WriteString("\n") // a text of several lines may hold one
			continue
		}
		if margin < 0 {
			margin = width
		}
		p.out.WriteString(indent + strings.Repeat(" ", max(0, width-margin)) + words + "\n")
	}
}
