package direct

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// escaper escapes texts for one kind of place on a page.
type escaper struct {
	special *[256]bool // bytes that may have to be escaped there; a text without any is copied
	scheme  bool       // a text that begins with "https://" is an address whose scheme is allowed
	// what html/template writes for a byte below 0x80, where it judges each by itself; nil where it does not
	instead []string
	reference
}

// reference is html/template itself, escaping one text.
type reference struct {
	sample         *template.Template
	prefix, suffix string
}

// places has a sample of every kind of place that layouts fill. Which escapers belong to it is read from what
// html/template makes of the sample. copied lists the bytes below 0x80 that stay as they are in such a place;
// text says that all others do, and that each byte is escaped by itself, which is not so in an address.
var places = []struct {
	prefix, suffix string
	copied         func(b byte) bool
	text           bool
}{
	{"", "", plainText, true},
	{`<p title="`, `">`, plainText, true},
	{"<title>", "</title>", plainText, true},
	{`<a href="`, `">`, plainAddress, false},
	{`<a href="x?q=`, `">`, unreserved, false},
	{`<meta http-equiv="refresh" content="0; url=`, `">`, unreservedOrSlash, false},
}

// plainText tells bytes that mean nothing in HTML, in text and in quoted attributes.
func plainText(b byte) bool { return b != 0 && strings.IndexByte(`"&'+<>`, b) < 0 }

// plainAddress tells bytes that stay in an address within an attribute. A colon can end a scheme that is not
// allowed.
func plainAddress(b byte) bool { return unreserved(b) || strings.IndexByte(`!#$*,/;=?@[]`, b) >= 0 }

func unreservedOrSlash(b byte) bool { return unreserved(b) || b == '/' }

func unreserved(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || strings.IndexByte("-._~", b) >= 0
}

// escapers are the escapers by the functions that html/template put at the end of a pipeline, joined by "|".
type escapers map[string]*escaper

func newEscapers() escapers {
	all := escapers{}
	for _, p := range places {
		sample := template.Must(template.New("").Parse(p.prefix + "{{.}}" + p.suffix))
		e := &escaper{special: new([256]bool), reference: reference{sample, p.prefix, p.suffix}}
		for b := range e.special {
			e.special[b] = b < 0x80 && !p.copied(byte(b)) || b >= 0x80 && !p.text
		}
		// html/template puts the escapers into the tree when it first executes it.
		e.scheme = string(e.escape("https://")) == "https://"
		for b := 0; p.text && b < 0x80; b++ {
			e.instead = append(e.instead, string(e.escape(string(rune(b)))))
		}
		for _, n := range e.sample.Tree.Root.Nodes {
			if action, ok := n.(*parse.ActionNode); ok {
				_, key := split(action.Pipe)
				all[key] = e
			}
		}
	}
	return all
}

// escape lets html/template escape a text.
func (e reference) escape(text string) []byte {
	var out bytes.Buffer
	if err := e.sample.Execute(&out, text); err != nil {
		panic(fmt.Sprintf("internal error: escaping %q: %v", text, err))
	}
	return out.Bytes()[len(e.prefix) : out.Len()-len(e.suffix)]
}

// append writes a text, escaped.
func (e *escaper) append(out []byte, text string) []byte {
	done := 0
	for i := e.afterScheme(text); i < len(text); i++ {
		if !e.special[text[i]] {
			continue
		}
		if e.instead == nil {
			return append(out, e.escape(text)...)
		}
		out = append(append(out, text[done:i]...), e.instead[text[i]]...)
		done = i + 1
	}
	return append(out, text[done:]...)
}

// afterScheme is where the judgement of a text begins: behind "https://", which every address of the site
// itself has.
func (e *escaper) afterScheme(text string) int {
	const scheme = "https://"
	if e.scheme && strings.HasPrefix(text, scheme) {
		return len(scheme)
	}
	return 0
}

// split takes the escapers from the end of a pipeline.
func split(p *parse.PipeNode) (commands []*parse.CommandNode, key string) {
	commands = p.Cmds
	for i := len(commands) - 1; i >= 0; i-- {
		f, ok := commands[i].Args[0].(*parse.IdentifierNode)
		if !ok || len(commands[i].Args) > 1 || !strings.HasPrefix(f.Ident, "_html_template_") {
			break
		}
		key = strings.TrimSuffix(f.Ident+"|"+key, "|")
		commands = commands[:i]
	}
	return commands, key
}

// written compiles an action that writes a value.
func (c *compiler) written(p *parse.PipeNode, s scope) node {
	commands, key := split(p)
	e := c.escapers[key]
	if e == nil || len(commands) != 1 {
		refuse("escapers of %s", p)
	}
	if f, ok := commands[0].Args[0].(*parse.IdentifierNode); ok && f.Ident == "fragment" && e == c.escapers[htmlEscaper] {
		return c.fragment(commands[0], s)
	}
	v, t := c.command(commands[0], s)
	switch {
	case t == c.host.Trusted && key == htmlEscaper: // in a text html/template does not escape it either
		return func(r *run, dot reflect.Value) { r.out = append(r.out, v(r, dot).String()...) }
	case isText(t):
		return func(r *run, dot reflect.Value) { r.out = e.append(r.out, v(r, dot).String()) }
	case t == intType: // digits mean nothing anywhere
		return func(r *run, dot reflect.Value) { r.out = strconv.AppendInt(r.out, v(r, dot).Int(), 10) }
	}
	refuse("writing a %s", t)
	return nil
}

// isText tells types whose values are written as they are: without a method that writes them, and not one of
// those that html/template trusts.
func isText(t reflect.Type) bool {
	return t.Kind() == reflect.String && reflect.PointerTo(t).NumMethod() == 0 && t.PkgPath() != "html/template"
}

const htmlEscaper = "_html_template_htmlescaper"

// fragment compiles {{fragment "name" value}}. One without any loop, such as a card, is cheap and made each
// time: tens of thousands of them took 22 MB.
func (c *compiler) fragment(n *parse.CommandNode, s scope) node {
	name, ok := n.Args[1].(*parse.StringNode)
	if !ok || len(n.Args) != 3 {
		refuse("%s", n)
	}
	v, t := c.operand(n.Args[2], s)
	body := c.template(name.Text, t)
	if !c.loops(name.Text) {
		return func(r *run, dot reflect.Value) { body(r, v(r, dot)) }
	}
	return func(r *run, dot reflect.Value) {
		data := v(r, dot)
		key, text, known := r.host.Fragments.Get(name.Text, data.Interface())
		if known {
			r.out = append(r.out, text...)
			return
		}
		start := len(r.out)
		body(r, data)
		r.host.Fragments.Put(key, string(r.out[start:]))
	}
}
