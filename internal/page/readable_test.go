package page_test

import (
	"bytes"
	"encoding/json"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// readable sets a file so that a change of it is a change of few lines: HTML and XML one element a line, JSON
// one member a line. Beside blanks and line ends nothing is altered: tags and text stand as they are
// published.
func readable(t *testing.T, name string, file []byte) string {
	t.Helper()
	switch path.Ext(name) {
	case ".html":
		return markupLines(t, file, inlineElements, voidElements)
	case ".xml":
		return markupLines(t, file, nil, nil)
	case ".json":
		return jsonLines(t, file)
	}
	return string(file)
}

// inlineElements stay within the line of the element around them, so that the blanks beside them are seen.
var inlineElements = strings.Fields("a abbr audio b br button cite code del dfn em i img input ins kbd label mark option path q s select small span strong sub sup svg time u")

// voidElements have no end tag.
var voidElements = strings.Fields("area base br col embed hr img input link meta source track wbr")

// markupLines writes one element a line, indented by its depth; an element that holds text and inline
// elements alone is one line with these. Line ends within <pre> are shown as ⏎.
func markupLines(t *testing.T, file []byte, inline, void []string) string {
	t.Helper()
	w := markupWriter{}
	z := html.NewTokenizer(bytes.NewReader(file))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				t.Fatal(z.Err())
			}
			w.flush()
			return w.out.String()
		}
		name, _ := z.TagName()
		tag := string(name)
		switch {
		case kind == html.TextToken && w.script:
			w.line.WriteString("\n" + jsonLines(t, []byte(raw)))
		case kind == html.TextToken:
			w.text(raw)
		case kind == html.DoctypeToken || kind == html.CommentToken:
			w.flush()
			w.line.WriteString(raw)
			w.flush()
		case slices.Contains(inline, tag):
			w.line.WriteString(raw)
		case kind == html.EndTagToken:
			w.end(raw)
		default:
			w.start(raw, kind == html.SelfClosingTagToken || slices.Contains(void, tag))
		}
		if tag == "pre" {
			w.pre = kind == html.StartTagToken
		}
		if tag == "script" {
			w.script = kind == html.StartTagToken && strings.Contains(raw, "json")
		}
	}
}

type markupWriter struct {
	out, line   strings.Builder
	depth       int
	open        bool // the line begins with the start tag of an element that is not closed yet
	pre, script bool // in <pre>; in a script element that holds JSON
}

func (w *markupWriter) text(raw string) {
	if w.pre {
		w.line.WriteString(strings.ReplaceAll(raw, "\n", "⏎"))
		return
	}
	words := strings.Join(strings.Fields(raw), " ")
	switch {
	case words == "" && w.line.Len() == 0:
		return
	case words == "":
		words = " "
	default:
		if strings.ContainsRune(" \n\t", rune(raw[0])) {
			words = " " + words
		}
		if strings.ContainsRune(" \n\t", rune(raw[len(raw)-1])) {
			words += " "
		}
	}
	w.line.WriteString(words)
}

func (w *markupWriter) start(raw string, void bool) {
	w.flush()
	w.line.WriteString(raw)
	if void {
		w.flush()
		return
	}
	w.open = true
}

func (w *markupWriter) end(raw string) {
	if !w.open {
		w.flush()
		w.depth--
	}
	w.line.WriteString(raw)
	w.open = false
	w.flush()
}

// flush ends the line. What comes next lies within the element that it opened.
func (w *markupWriter) flush() {
	if text := strings.TrimSpace(w.line.String()); text != "" {
		w.out.WriteString(strings.Repeat(" ", max(0, w.depth)) + text + "\n")
	}
	w.line.Reset()
	if w.open {
		w.depth++
	}
	w.open = false
}

func jsonLines(t *testing.T, data []byte) string {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", " "); err != nil {
		t.Fatal(err)
	}
	return out.String() + "\n"
}
