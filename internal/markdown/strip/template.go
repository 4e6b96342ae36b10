package strip

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"bantin/internal/diag"
	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// Articles of other programs hold signs that those fill in: shortcodes of Hugo ({{< … >}}, {{% … %}}), tags
// and values of Liquid in Jekyll ({% … %}, {{ … }}), attributes of kramdown ({: … }) and of headings
// ({#name}). What stands for a picture, a link or code becomes that, in Markdown; a name becomes a place that
// links can lead to. Everything else is taken out and reported; the text between tags stays. Nothing is
// executed.

// All markup in braces but shortcodes is reported once for an article.
const (
	templateMarkup = diag.Code("template-markup")
	anyBraces      = "{…}"
)

// maxTemplate is the longest such sign, in bytes.
const maxTemplate = 4096

// template is one sign, taken apart.
type template struct {
	from, to int // in the body
	name     string
	args     []templateArg
}

// templateArg is one value of a template; key is "" for one that is known by its place.
type templateArg struct{ key, value string }

// named is the first value that goes by one of some names.
func (t template) named(keys ...string) string {
	for _, key := range keys {
		for _, a := range t.args {
			if a.key == key && a.value != "" {
				return a.value
			}
		}
	}
	return ""
}

// first is the first value without a name, or the one with one of the names.
func (t template) first(keys ...string) string {
	for _, a := range t.args {
		if a.key == "" && a.value != "." {
			return a.value
		}
	}
	return t.named(keys...)
}

// brace reads what begins with the { at i and returns where to go on.
func (a *asides) brace(i int) int {
	if i < a.rawUntil {
		return i + 1
	}
	rest := a.body[i:min(len(a.body), i+maxTemplate)]
	switch {
	case bytes.HasPrefix(rest, []byte("{{<")), bytes.HasPrefix(rest, []byte("{{%")):
		return a.shortcode(i, rest)
	case bytes.HasPrefix(rest, []byte("{{/*")), bytes.HasPrefix(rest, []byte("{{- /*")), bytes.HasPrefix(rest, []byte("{{!--")):
		return a.hidden(i, "{{", "}}")
	case bytes.HasPrefix(rest, []byte("{# ")):
		line, _, _ := bytes.Cut(rest, []byte("\n"))
		// over several lines it may be two names of headings that went wrong
		if !bytes.Contains(line, []byte("#}")) {
			return i + 1
		}
		return a.hidden(i, "{#", "#}")
	case bytes.HasPrefix(rest, []byte("{::comment}")):
		return a.hidden(i, "{::comment}", "{:/comment}")
	case bytes.HasPrefix(rest, []byte("{%")):
		return a.liquid(i, rest)
	case bytes.HasPrefix(rest, []byte("{{")):
		return a.value(i, rest)
	case len(rest) > 1 && strings.IndexByte(":#.", rest[1]) >= 0:
		return a.braces(i, rest)
	}
	return i + 1
}

// hidden takes out a comment of a template language.
func (a *asides) hidden(i int, opening, closing string) int {
	end := bytes.Index(a.body[i:], []byte(closing))
	if end < 0 {
		a.Fault(a.here(i), "comment-unclosed", opening, closing)
		return len(a.body)
	}
	return a.take(i, i+end+len(closing))
}

// shortcode reads a shortcode of Hugo.
func (a *asides) shortcode(i int, rest []byte) int {
	opening, closing := string(rest[:3]), ">}}"
	if rest[2] == '%' {
		closing = "%}}"
	}
	end := templateEnd(rest, closing)
	if end < len(opening)+len(closing) {
		a.Warn(a.here(i), "html-unclosed", opening, closing)
		return i + 3
	}
	inside := strings.TrimSpace(string(rest[3 : end-3]))
	if shown, ok := strings.CutPrefix(inside, "/*"); ok { // a shortcode that is shown and not used
		a.replace(i, i+end, "{{"+html.EscapeString(opening[2:])+strings.TrimSuffix(shown, "*/")+closing)
		return i + end
	}
	t := readTemplate(strings.TrimSuffix(inside, "/"))
	t.from, t.to = i, i+end
	return a.template(t, "shortcode", t.name)
}

// liquid reads a tag of Liquid.
func (a *asides) liquid(i int, rest []byte) int {
	end := templateEnd(rest, "%}")
	if end < len("{%%}") { // "{%}" has one sign for both
		return i + 2
	}
	t := readTemplate(strings.Trim(string(rest[2:end-2]), "- \t\n"))
	t.from, t.to = i, i+end
	switch t.name {
	case "comment":
		_, after := a.tagAfter(t.to, "{%", "endcomment")
		if after < 0 {
			a.Fault(a.here(i), "comment-unclosed", "{% comment %}", "{% endcomment %}")
			return len(a.body)
		}
		return a.take(i, after)
	case "raw":
		if before, _ := a.tagAfter(t.to, "{%", "endraw"); before >= 0 {
			a.rawUntil = before
		}
		return a.remove(i, t.to)
	case "endraw":
		return a.remove(i, t.to)
	case "include", "include_relative", "include_cached":
		file := path.Base(t.first())
		t.name = strings.TrimSuffix(file, path.Ext(file))
		t.args = t.args[min(len(t.args), 1):]
	}
	return a.template(t, templateMarkup, anyBraces)
}

// template puts Markdown in the place of a template that means a picture, a link or code, and takes any other
// out.
func (a *asides) template(t template, code diag.Code, name string) int {
	switch strings.ToLower(t.name) {
	case "figure", "img", "image", "picture", "photo":
		if source := t.source(); source != "" {
			return a.setPicture(t, source)
		}
	case "ref", "relref", "link", "post_url":
		if to := t.first("path"); to != "" {
			return a.setReference(t, to)
		}
	case "highlight":
		if end := a.setCode(t); end > 0 {
			return end
		}
	default:
		if address, words := t.page(); address != "" {
			return a.setLink(t, address, words)
		}
	}
	if !strings.HasPrefix(t.name, "/") && !strings.HasPrefix(t.name, "end") {
		a.drop(code, a.here(t.from), name)
	}
	return a.remove(t.from, t.to)
}

// remove takes body[from:to] out; within an address nothing may stand for it.
func (a *asides) remove(from, to int) int {
	if a.inAddress(from) {
		a.replace(from, to, "")
		return to
	}
	return a.take(from, to)
}

// inAddress reports whether the target of a link or a value of an attribute begins at i, or goes on behind
// another template.
func (a *asides) inAddress(i int) bool {
	if i == 0 {
		return false
	}
	if a.done == i && len(a.out) > 0 && a.addressed == len(a.cuts) {
		return true
	}
	before := a.body[max(0, i-3):i]
	is := slices.ContainsFunc([]string{"](", "](<", `="`, "='", "]: "}, func(s string) bool { return bytes.HasSuffix(before, []byte(s)) })
	if is {
		a.addressed = len(a.cuts) + 1 // the cut that is made now
	}
	return is
}

// source is the file of a picture.
func (t template) source() string {
	if named := t.named("src", "url", "image", "file", "image_path", "path"); named != "" {
		return named
	}
	for _, arg := range t.args {
		if arg.key == "" && isPictureName(arg.value) {
			return arg.value
		}
	}
	return ""
}

func isPictureName(name string) bool {
	name, _, _ = strings.Cut(name, "?")
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".jfif"}, strings.ToLower(path.Ext(name)))
}

// setPicture writes a picture with its caption: title, caption and attribution in this order.
func (a *asides) setPicture(t template, source string) int {
	caption := ""
	for _, part := range []string{t.named("title"), t.named("caption", "description"), t.named("attr")} {
		if caption != "" && part != "" && strings.IndexByte(".!?:", caption[len(caption)-1]) < 0 {
			caption += "."
		}
		caption = strings.TrimSpace(caption + " " + lex.OneLine(part))
	}
	if caption == "" {
		caption = t.words(source)
	}
	link := t.named("link")
	if a.html {
		text := `<img src="` + html.EscapeString(source) + `" alt="` + html.EscapeString(t.named("alt")) + `" title="` + html.EscapeString(caption) + `">`
		if link != "" {
			text = `<a href="` + html.EscapeString(link) + `">` + text + "</a>"
		}
		a.replace(t.from, t.to, text)
		return t.to
	}
	text := "![" + escapeMarkdown(lex.OneLine(t.named("alt"))) + "](" + escapeAddress(source)
	if caption != "" {
		text += ` "` + escapeMarkdown(caption) + `"`
	}
	text += ")"
	if link != "" {
		text = "[" + text + "](" + escapeAddress(link) + ")"
	}
	if a.alone(t) {
		text = "\n" + text + "\n"
	}
	a.replace(t.from, t.to, text)
	return t.to
}

// words are the values without a name that are neither a file nor a number: those of {% img … %} are its
// caption.
func (t template) words(source string) string {
	var words []string
	behind := false
	for _, arg := range t.args {
		if arg.key == "" && behind && strings.ContainsFunc(arg.value, unicode.IsLetter) {
			words = append(words, arg.value)
		}
		behind = behind || arg.value == source
	}
	return lex.OneLine(strings.Join(words, " "))
}

// alone reports whether a template is all that stands on its lines, outside of quotes and lists.
func (a *asides) alone(t template) bool {
	return a.done <= a.line && lex.BlankOnly(a.body[a.line:t.from]) && a.endsLine(t.to)
}

// setReference writes the address of another article, as a link unless it stands where an address does.
func (a *asides) setReference(t template, to string) int {
	if !a.inAddress(t.from) {
		return a.setLink(t, to, to)
	}
	a.replace(t.from, t.to, escapeAddress(to))
	return t.to
}

func (a *asides) setLink(t template, address, words string) int {
	text := "[" + escapeMarkdown(lex.OneLine(words)) + "](" + escapeAddress(address) + ")"
	if a.html {
		text = `<a href="` + html.EscapeString(address) + `">` + html.EscapeString(lex.OneLine(words)) + "</a>"
	}
	a.replace(t.from, t.to, text)
	return t.to
}

// page is the page of a service that a template shows a part of, with the words for a link to it; "" when it
// is none.
func (t template) page() (address, words string) {
	id := t.first("id", "url", "src")
	host := ""
	switch strings.ToLower(t.name) {
	case "youtube", "yt":
		host, address = "youtube.com", "https://www.youtube.com/watch?v="
	case "vimeo":
		host, address = "vimeo.com", "https://vimeo.com/"
	case "instagram":
		host, address = "instagram.com", "https://www.instagram.com/p/"
	case "tweet", "x", "twitter":
		host, address = "x.com", "https://x.com/"
		if user := t.named("user"); user != "" {
			id = user + "/status/" + t.named("id")
		} else if id != "" && !lex.IsWebAddress([]byte(id)) {
			id = "i/status/" + id
		}
	case "gist":
		host, address = "gist.github.com", "https://gist.github.com/"
		var parts []string
		for _, arg := range t.args[:min(len(t.args), 2)] {
			parts = append(parts, arg.value)
		}
		id = strings.Join(parts, "/")
	default:
		return "", ""
	}
	if lex.IsWebAddress([]byte(id)) {
		address = id
	} else if address += id; id == "" || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || strings.ContainsRune(`"<>\`, r) }) {
		return "", ""
	}
	words = lex.EmbeddedWords + " trên " + host
	if title := t.named("title"); title != "" {
		words += ": " + title
	}
	return address, words
}

// setCode writes what stands between the tags of a listing as code, and returns where to go on; 0 when that
// cannot be.
func (a *asides) setCode(t template) int {
	if a.done > a.line || !lex.BlankOnly(a.body[a.line:t.from]) {
		return 0
	}
	from, to := a.tagAfter(t.to, "{{", "/highlight")
	if a.body[t.from+1] == '%' {
		from, to = a.tagAfter(t.to, "{%", "endhighlight")
	}
	if from < 0 {
		return 0
	}
	code := strings.TrimPrefix(string(a.body[t.to:from]), "\n")
	code = strings.TrimRight(code, " \t\n") + "\n"
	if a.html {
		a.replace(t.from, to, "<pre>"+html.EscapeString(code)+"</pre>")
		return to
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	text := fence + strings.Map(onlyWord, t.first("lang")) + "\n" + code + fence
	if !a.endsLine(to) {
		text += "\n"
	}
	a.replace(t.from, to, text)
	return to
}

func onlyWord(r rune) rune {
	if r < 0x80 && util.IsAlphaNumeric(byte(r)) || strings.ContainsRune("+-_#", r) {
		return r
	}
	return -1
}

// tagAfter finds a template by its sign and its name behind a place: where it begins and ends, -1 without
// one.
func (a *asides) tagAfter(at int, sign, name string) (from, to int) {
	if a.bodyEnds.of(a.body, strings.TrimPrefix(name, "/")) < at {
		return -1, -1
	}
	for {
		next := bytes.Index(a.body[at:], []byte(sign))
		if next < 0 {
			return -1, -1
		}
		at += next
		end := bytes.IndexByte(a.body[at:min(len(a.body), at+maxTemplate)], '}')
		if end < 0 {
			at += len(sign)
			continue
		}
		inside := a.body[at+len(sign) : at+end]
		if strings.ReplaceAll(string(bytes.Trim(inside, "-%<> \t\n")), " ", "") != name {
			at += len(sign)
			continue
		}
		if end++; sign == "{{" && at+end < len(a.body) && a.body[at+end] == '}' {
			end++
		}
		return at, at + end
	}
}

// value reads a value that Liquid would fill in: {{ site.baseurl }}, {{ "/anh/cau.jpg" | relative_url }}.
// What may be anything else, such as the braces of a formula, stays.
func (a *asides) value(i int, rest []byte) int {
	end := bytes.Index(rest, []byte("}}"))
	if end < 0 {
		return i + 2
	}
	end += 2
	inside := strings.Trim(string(rest[2:end-2]), "- \t")
	if strings.ContainsAny(inside, "\\\n{") || inside == "" {
		return i + 2
	}
	if inside[0] == '"' || inside[0] == '\'' {
		words, filters, closed := strings.Cut(inside[1:], inside[:1])
		if !closed || filters != "" && !strings.HasPrefix(strings.TrimSpace(filters), "|") {
			return i + 2
		}
		if a.inAddress(i) {
			words = escapeAddress(words)
		} else {
			words = escapeMarkdown(words)
		}
		a.replace(i, i+end, words)
		return i + end
	}
	root := inside[:tagNameLength([]byte(inside))]
	rooted := slices.Contains([]string{"site", "page", "post", "content", "layout", "include"}, root)
	if !rooted && (root == "" && inside[0] != '.' || !strings.ContainsAny(inside, ".|")) {
		return i + 2
	}
	a.drop(templateMarkup, a.here(i), anyBraces)
	return a.remove(i, i+end)
}

// braces reads attributes in braces: {: .lead #ten}, {:toc}, {#ten}, {.lead}. A name becomes a place; the
// rest goes.
func (a *asides) braces(i int, rest []byte) int {
	end := bytes.IndexAny(rest, "}\n")
	if end < 0 || rest[end] == '\n' {
		return i + 1
	}
	end++
	kramdown := rest[1] == ':'
	names, plain, ok := readAttributes(strings.TrimLeft(string(rest[1:end-1]), ":"), kramdown)
	last := a.endsLine(i + end)
	if a.inTag(i) {
		return i + 1 // it would become part of a tag
	}
	if !ok || !kramdown && !last && (i == 0 || strings.IndexByte(")]", a.body[i-1]) < 0) {
		return i + 1
	}
	if !plain {
		a.drop(templateMarkup, a.here(i), anyBraces)
	}
	places := ""
	for _, name := range names {
		places += ` <a id="` + html.EscapeString(name) + `">`
	}
	from := i
	if places != "" && last && a.bare && isMarkers(a.body[max(a.line, a.done):i]) {
		places += "\n" // a tag alone on its line would begin a block of HTML
	}
	switch {
	case a.done < a.line && lex.BlankOnly(a.body[a.line:i]) && last && !lex.BlankOnly(a.previousLine()):
		from = a.line - 1 // it belongs to the line above
		places = strings.TrimSuffix(places, "\n")
	default:
		for last && from > max(a.done, a.line) && (a.body[from-1] == ' ' || a.body[from-1] == '\t') {
			from--
		}
		from = a.beforeClosing(from)
	}
	if places == "" && !last && lex.BlankLength(a.body[i+end:]) == 0 {
		return a.take(i, i+end)
	}
	if places == "" && from > 0 && a.body[from-1] == '>' {
		return a.take(i, i+end)
	}
	a.replace(from, i+end, places)
	return i + end
}

// previousLine is the line above the one that is being read, without its end.
func (a *asides) previousLine() []byte {
	above := a.body[:max(0, a.line-1)]
	return above[bytes.LastIndexByte(above, '\n')+1:]
}

// beforeClosing is where the signs begin that close a heading before from.
func (a *asides) beforeClosing(from int) int {
	line := a.body[max(a.line, a.done):max(from, a.line, a.done)]
	if len(line) == 0 || line[0] != '#' {
		return from
	}
	words := bytes.TrimRight(line, "#")
	if len(words) == len(line) || !bytes.HasSuffix(words, []byte(" ")) || len(bytes.TrimSpace(words)) == 0 {
		return from
	}
	return from - len(line) + len(bytes.TrimRight(words, " "))
}

// readAttributes reads names, classes and values in braces; plain holds when there is nothing but names.
func readAttributes(s string, kramdown bool) (names []string, plain, ok bool) {
	plain = true
	if kramdown && strings.HasPrefix(s, "/") { // {:/}, the end of what {::… } begins
		return nil, false, true
	}
	arguments := readArguments(s)
	for _, arg := range arguments {
		switch {
		case arg.key == "id":
			names = append(names, arg.value)
		case arg.key != "":
			plain = false
		case len(arg.value) > 1 && arg.value[0] == '#':
			names = append(names, arg.value[1:])
		case len(arg.value) > 1 && arg.value[0] == '.':
			plain = false
		case kramdown && strings.TrimFunc(arg.value, isNameRune) == "":
			plain = false
		default:
			return nil, false, false
		}
	}
	return names, plain, len(arguments) > 0
}

func isNameRune(r rune) bool { return lex.IsLetter(r) || '0' <= r && r <= '9' || r == '_' || r == '-' }

// templateEnd is the length of the template that s begins with, up to a closing sign outside of quotes;
// without one, to the first within quotes that never end. It is -1 when there is none before another
// template.
func templateEnd(s []byte, closing string) int {
	quote := byte(0)
	for i := 2; i < len(s); i++ {
		switch {
		case quote != 0:
			if s[i] == quote {
				quote = 0
			}
		case bytes.HasPrefix(s[i:], []byte(closing)):
			return i + len(closing)
		case s[i] == '"' || s[i] == '`' || s[i] == '\'' && !util.IsAlphaNumeric(s[i-1]):
			quote = s[i]
		case s[i] == '{' && i > 2 && i+1 < len(s) && (s[i+1] == '{' || s[i+1] == '%'):
			return -1
		}
	}
	end := bytes.Index(s, []byte(closing))
	if next := bytes.Index(s[2:], []byte("{{")); end < 0 || next >= 0 && next < end {
		return -1
	}
	return end + len(closing)
}

// readTemplate reads the inside of a template: a name and values.
func readTemplate(inside string) template {
	arguments := readArguments(inside)
	if len(arguments) == 0 {
		return template{}
	}
	name := arguments[0].value
	if arguments[0].key == "" && name == "/" && len(arguments) > 1 { // {{< / figure >}}
		name = "/" + arguments[1].value
	}
	return template{name: name, args: arguments[1:]}
}

// readArguments reads values, with or without names, in quotes of any kind or none.
func readArguments(s string) (list []templateArg) {
	for s = viet.TrimBlanks(s); s != ""; s = viet.TrimBlanks(s) {
		arg := templateArg{}
		if key := s[:tagNameLength([]byte(s))]; key != "" {
			rest := strings.TrimLeft(s[len(key):], "_-")
			if more := s[len(key) : len(s)-len(rest)]; more != "" { // image_path
				length := tagNameLength([]byte(rest))
				key, rest = key+more+rest[:length], rest[length:]
			}
			if value, named := strings.CutPrefix(viet.TrimBlanks(rest), "="); named {
				arg.key, s = strings.ToLower(key), viet.TrimBlanks(value)
			}
		}
		arg.value, s = readValue(s)
		if arg.value != "" || arg.key != "" {
			list = append(list, arg)
		}
	}
	return list
}

// readValue reads the value that s begins with and returns what follows it.
func readValue(s string) (value, rest string) {
	for _, quotes := range [][2]string{{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"”", "”"}, {"‘", "’"}} {
		inner, quoted := strings.CutPrefix(s, quotes[0])
		if !quoted {
			continue
		}
		for i := 0; i < len(inner); i++ {
			if inner[i] == '\\' && quotes[0] == `"` {
				i++
			} else if strings.HasPrefix(inner[i:], quotes[1]) {
				value = inner[:i]
				if quotes[0] == `"` {
					value = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(value)
				}
				return value, inner[i+len(quotes[1]):]
			}
		}
	}
	if end := strings.IndexAny(s, " \t\n"); end >= 0 {
		return s[:end], s[end:]
	}
	return s, ""
}

// escapeMarkdown writes words so that Markdown reads them as such.
func escapeMarkdown(s string) string {
	var out strings.Builder
	for i := range len(s) {
		if strings.IndexByte("\\`*_[]<>&~|$\"!", s[i]) >= 0 {
			out.WriteByte('\\')
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

// escapeAddress writes an address so that it ends where it does, as the target of a link or the value of an
// attribute.
func escapeAddress(s string) string {
	var out strings.Builder
	for i := range len(s) {
		if b := s[i]; b <= ' ' || strings.IndexByte("()<>\"'\\`*_[]|$&", b) >= 0 && b != '_' && b != '&' {
			out.WriteString("%" + string("0123456789ABCDEF"[b>>4]) + string("0123456789ABCDEF"[b&15]))
			continue
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
