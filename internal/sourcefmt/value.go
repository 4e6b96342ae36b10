package sourcefmt

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// longLine is how wide a list in brackets may be before it is written one item a line.
const longLine = 110

// value writes what stands behind a colon, up to the line end. It reports false for what it cannot write for
// certain.
func (p *printer) value(n *frontmatter.Node, name content.Name, indent string) bool {
	switch {
	case n.IsEmpty():
		p.out.WriteString("\n")
	case n.Kind == frontmatter.BlockScalar:
		return p.block(n, indent)
	case name.Type == content.TextValue && (n.Kind == frontmatter.Scalar || n.Text != ""),
		name.Type == content.NamesValue && n.Kind == frontmatter.Scalar && !strings.Contains(n.Text, "\n"):
		p.out.WriteString(" " + yamlText(oneText(n), false) + "\n")
	case n.Kind == frontmatter.Scalar:
		return p.scalar(n, name)
	case name.Type == content.TextValue:
		return false
	case n.Kind == frontmatter.List && p.text[n.Offset] == '[':
		return p.flowList(n, name, indent)
	case n.Kind == frontmatter.List:
		return p.list(n, name, indent)
	case p.text[n.Offset] == '{':
		return false
	default:
		p.out.WriteString(p.head + "\n")
		return p.table(n.Members, p.below, name.Key, indent+"  ")
	}
	return true
}

// oneText is a text as the reader understands it, on one line.
func oneText(n *frontmatter.Node) string {
	if n.Quoted {
		return content.Shown(n.Text)
	}
	return content.Shown(viet.TrimBlanks(strings.ReplaceAll(n.Text, "\n", " ")))
}

// scalar writes a value that is no prose, with the comment behind it, or a list that was typed as one text.
func (p *printer) scalar(n *frontmatter.Node, name content.Name) bool {
	if name.Type == content.ListValue {
		var items []string
		for _, part := range content.SplitList(n.Text) {
			if item := viet.TrimBlanks(part); item != "" {
				items = append(items, yamlText(content.Shown(item), true))
			}
		}
		p.out.WriteString(" [" + strings.Join(items, ", ") + "]\n")
		return !strings.Contains(n.Text, " #")
	}
	word, comment := cutComment(n)
	canonical, ok := canonicalWord(word, name.Type)
	if !ok {
		return false
	}
	if comment != "" {
		canonical += " " + comment
	}
	p.out.WriteString(" " + canonical + "\n")
	return true
}

// cutComment parts a comment from the word before it.
func cutComment(n *frontmatter.Node) (word, comment string) {
	if n.Quoted {
		return n.Text, ""
	}
	for i := range len(n.Text) {
		if before := viet.TrimBlanksRight(n.Text[:i]); n.Text[i] == '#' && len(before) < i {
			return before, n.Text[i:]
		}
	}
	return n.Text, ""
}

// canonicalWord writes a date, a count or a yes or no; ok is false for what cannot be read.
func canonicalWord(word string, as content.ValueType) (text string, ok bool) {
	switch as {
	case content.BoolValue:
		yes, ok := content.ParseBool(word)
		return strconv.FormatBool(yes), ok
	case content.CountValue:
		n, ok := viet.ParseCount(word)
		return strconv.FormatInt(n, 10), ok
	case content.DateValue:
		return canonicalDate(viet.TrimBlanks(word))
	}
	return "", false
}

// canonicalDate writes a date like 2018-03-20, 2018-03, 2018 or 2018-03-20 08:30. One that names its zone
// stays as typed: it knows more.
func canonicalDate(word string) (text string, ok bool) {
	d, err := viet.ParseDate(word, time.UTC)
	if err != nil {
		return "", false
	}
	if d.Circa {
		text = "khoảng "
	}
	switch d.Precision {
	case viet.PrecisionMinute:
		if other, err := viet.ParseDate(word, time.FixedZone("", 3600)); err != nil || other != d {
			return word, true
		}
		text += fmt.Sprintf("%04d-%02d-%02d %02d:%02d", d.Year, d.Month, d.Day, d.Hour, d.Minute)
		if d.Second > 0 {
			text += fmt.Sprintf(":%02d", d.Second)
		}
	case viet.PrecisionDay:
		text += fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	case viet.PrecisionMonth:
		text += fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	default:
		text += fmt.Sprintf("%04d", d.Year)
	}
	return text, true
}

// block writes a text of several lines, its head as typed, its lines indented by two blanks more than its
// field.
func (p *printer) block(n *frontmatter.Node, indent string) bool {
	start := lineStart(p.text, n.Offset)
	if start < 2 {
		return false
	}
	headStart := lineStart(p.text, start-1)
	head := p.text[headStart : start-1]
	mark := strings.LastIndexAny(head, "|>")
	if mark < 0 || strings.ContainsAny(head[mark:], "0123456789") || n.Text == "" {
		return false
	}
	p.out.WriteString(" " + trimRight(head[mark:]) + "\n")
	margin := utf8.RuneCountInString(p.text[start:n.Offset])
	lines := strings.Split(p.blockLines(start), "\n")
	for _, line := range lines {
		if line = trimRight(line); line == "" {
			p.out.WriteString("\n")
			continue
		}
		p.out.WriteString(indent + "  " + content.Shown(dropBlanks(line, margin)) + "\n")
	}
	return true
}

// blockLines are the lines of the text of several lines that begins at start: up to the end of its field,
// without blank lines at the end.
func (p *printer) blockLines(start int) string {
	return strings.TrimRight(p.text[start:p.blockEnd], "\n \t\u00a0")
}

// dropBlanks removes at most a number of blanks from the front of a line.
func dropBlanks(line string, most int) string {
	for range most {
		r, size := utf8.DecodeRuneInString(line)
		if !viet.IsBlank(r) {
			break
		}
		line = line[size:]
	}
	return line
}

// flowList writes a list in brackets: on one line, or one item a line when that is too long.
func (p *printer) flowList(n *frontmatter.Node, name content.Name, indent string) bool {
	var items []string
	for i := range n.Members {
		item := &n.Members[i]
		if item.IsCollection() || item.Kind == frontmatter.BlockScalar {
			return false
		}
		if !item.IsEmpty() {
			items = append(items, oneText(&item.Node))
		}
		if !item.Quoted && len(content.SplitList(item.Text)) > 1 {
			return false
		}
	}
	line := " ["
	for i, item := range items {
		if i > 0 {
			line += ", "
		}
		line += yamlText(item, true)
	}
	if line += "]"; utf8.RuneCountInString(indent+name.Key+line) <= longLine || n.Text != "" {
		p.out.WriteString(line + "\n")
		return true
	}
	p.out.WriteString("\n")
	for _, item := range items {
		p.out.WriteString(indent + "  - " + yamlText(item, false) + "\n")
	}
	return true
}

// list writes a list one item a line.
func (p *printer) list(n *frontmatter.Node, name content.Name, indent string) bool {
	p.out.WriteString(p.head + "\n")
	indent += "  "
	at := p.below
	for i := range n.Members {
		item := &n.Members[i]
		p.lines(indent, comments(p.text[at:lineStart(p.text, item.KeyOffset)]))
		at = item.End
		if item.IsEmpty() {
			continue
		}
		p.blockEnd = item.End
		switch {
		case item.Kind == frontmatter.BlockScalar:
			p.out.WriteString(indent + "-")
			if !p.block(&item.Node, indent) {
				return false
			}
		case item.Kind == frontmatter.Table && name.Type == content.TableValue && p.text[item.Offset] != '{':
			if !p.tableItem(item, name.Key, indent) {
				return false
			}
		case item.Kind == frontmatter.Scalar || name.Type != content.TableValue && item.Text != "" && item.Kind == frontmatter.Table:
			p.out.WriteString(indent + "- " + yamlText(oneText(&item.Node), false) + "\n")
		default:
			return false
		}
	}
	return true
}

// tableItem writes an item that is a table: its first field behind the hyphen, the others below.
func (p *printer) tableItem(item *frontmatter.Member, parent, indent string) bool {
	before := p.out.Len()
	if !p.table(item.Members, item.KeyOffset, parent, indent+"  ") {
		return false
	}
	written := p.out.String()
	p.out.Reset()
	p.out.WriteString(written[:before] + indent + "- " + strings.TrimPrefix(written[before:], indent+"  "))
	return true
}

// table writes the fields of a table, whose lines begin at an offset, in their own order.
func (p *printer) table(members []frontmatter.Member, at int, parent, indent string) bool {
	for i := range members {
		m := &members[i]
		if m.End == 0 {
			return false
		}
		if start := lineStart(p.text, m.KeyOffset); at < start {
			p.lines(indent, comments(p.text[at:start]))
		}
		at = m.End
		p.field(m, parent, indent)
	}
	return true
}
