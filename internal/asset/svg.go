package asset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"bantin/internal/diag"
)

// scanSVG reports what must not stand in an SVG that a site publishes (docs/threats.md T13): script, event
// handlers, HTML inside (foreignObject), references to anything outside of the file, a DOCTYPE with its
// entities. Positions have line and column. A text that is no well-formed XML in UTF-8 is refused, for nobody
// knows how a browser would read it.
func scanSVG(path string, text []byte) []diag.Diagnostic {
	s := svgScan{file: diag.File{Path: path, Text: string(text)}, tokens: xml.NewDecoder(bytes.NewReader(text))}
	s.tokens.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	s.scan()
	return s.found
}

// maxFindings is how many faults of one file are reported.
const maxFindings = 20

type svgScan struct {
	file   diag.File
	tokens *xml.Decoder
	start  int    // of the token at hand
	raw    string // its text
	root   bool   // the first element has been seen
	rootAt int    // where it stands
	space  string // its namespace
	style  int    // depth inside of <style>
	found  []diag.Diagnostic
}

func (s *svgScan) report(offset int, code diag.Code, args ...string) {
	s.found = append(s.found, s.file.At(offset, code, args...))
}

func (s *svgScan) scan() {
	for len(s.found) < maxFindings {
		s.start = int(s.tokens.InputOffset())
		token, err := s.tokens.Token()
		s.raw = s.file.Text[s.start:s.tokens.InputOffset()]
		if errors.Is(err, io.EOF) {
			s.end()
			return
		}
		if err != nil {
			s.report(int(s.tokens.InputOffset()), "svg-broken", xmlWords(err))
			return
		}
		s.token(token)
	}
}

// svgSpace is the namespace without which browsers take a drawing for XML of some kind, and show nothing.
const svgSpace = "http://www.w3.org/2000/svg"

// end reports what only the whole file says.
func (s *svgScan) end() {
	switch {
	case !s.root:
		s.report(s.start, "svg-broken", "no <svg>")
	case len(s.found) == 0 && s.space != svgSpace:
		s.report(s.rootAt, "svg-broken", "no xmlns", `xmlns="`+svgSpace+`"`)
	}
}

// xmlWords is what the parser says without its own line number.
func xmlWords(err error) string {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Msg
	}
	return strings.TrimPrefix(err.Error(), "xml: ")
}

func (s *svgScan) token(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		s.element(t)
	case xml.EndElement:
		if strings.EqualFold(t.Name.Local, "style") {
			s.style--
		}
	case xml.CharData:
		if s.style > 0 {
			if outside := cssReference(string(t), true); outside != "" {
				s.report(s.start, "svg-external", outside)
			}
		}
	case xml.Directive:
		s.report(s.start, "svg-doctype")
	case xml.ProcInst:
		if t.Target != "xml" {
			s.report(s.start, "svg-external", "<?"+t.Target+"?>")
		}
	}
}

// activeElements run something or hold another kind of document. They count in any namespace: a prefix
// changes nothing for a browser.
var activeElements = []string{
	"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "handler", "listener", "link", "meta", "base",
}

const xhtml = "http://www.w3.org/1999/xhtml"

func (s *svgScan) element(e xml.StartElement) {
	name := strings.ToLower(e.Name.Local)
	if !s.root {
		s.root, s.rootAt, s.space = true, s.start, e.Name.Space
		if name != "svg" {
			s.report(s.start, "svg-broken", "no <svg>")
		}
	}
	if slices.Contains(activeElements, name) || e.Name.Space == xhtml {
		s.report(s.start, "svg-active", "<"+e.Name.Local+">")
	}
	if name == "style" {
		s.style++
	}
	for _, a := range e.Attr {
		if len(s.found) < maxFindings {
			s.attribute(a)
		}
	}
}

// references are the attributes that name something to be loaded or gone to.
var references = []string{"href", "src", "base", "data", "action", "formaction", "srcset", "poster"}

// attribute reports what is wrong with an attribute. Its place is looked for only then: that takes a walk
// through the whole tag.
func (s *svgScan) attribute(a xml.Attr) {
	if code, argument := judgeAttribute(a); code != "" {
		s.report(s.attributeOffset(a.Name.Local), code, argument)
	}
}

func judgeAttribute(a xml.Attr) (code diag.Code, argument string) {
	name, value := strings.ToLower(a.Name.Local), plain(a.Value)
	switch {
	case a.Name.Space == "xmlns" || name == "xmlns":
		return "", ""
	case len(name) > 2 && strings.HasPrefix(name, "on"):
		return "svg-handler", a.Name.Local
	case name == "attributename" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")):
		return "svg-active", a.Value
	case strings.Contains(value, "javascript:"):
		return "svg-active", "javascript:"
	case slices.Contains(references, name) && !isInternal(value):
		return "svg-external", shorten(a.Value)
	case slices.Contains(references, name):
		return "", ""
	}
	if outside := cssReference(a.Value, name == "style"); outside != "" {
		return "svg-external", outside
	}
	return "", ""
}

// plain is a value as a browser reads it when it looks for a scheme: in lower case, without blanks and
// control characters.
func plain(value string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, value))
}

// isInternal reports a reference that stays in the file: a fragment, or a picture of pixels that is given as
// data.
func isInternal(value string) bool {
	return value == "" || value[0] == '#' || embedded.MatchString(value)
}

var (
	embedded = regexp.MustCompile(`^data:image/(png|jpeg|jpg|gif|webp)[;,]`)
	cssURL   = regexp.MustCompile(`(?i)url\(\s*["']?\s*([^"')]*)`)
	// Escapes can spell url( and @import in ways that a search does not see; drawing programs write none.
	cssHidden = regexp.MustCompile(`(?i)@import|\\|image-set\(|src\(`)
)

// cssReference is what a style, or an attribute such as fill="url(#a)", refers to outside of the file; "" for
// nothing. Only a style can hide a reference behind escapes.
func cssReference(text string, isStyle bool) string {
	if !strings.ContainsAny(text, `(@\`) {
		return "" // a path of a megabyte need not be searched
	}
	if hidden := cssHidden.FindString(text); hidden != "" && (isStyle || hidden != `\`) {
		return hidden
	}
	for _, m := range cssURL.FindAllStringSubmatch(text, -1) {
		if !isInternal(plain(m[1])) {
			return shorten(m[1])
		}
	}
	return ""
}

// attributeOffset finds an attribute in the tag at hand.
func (s *svgScan) attributeOffset(local string) int {
	if local == "" {
		return s.start
	}
	at := s.start
	for before, rest, found := strings.Cut(s.raw, local); found; before, rest, found = strings.Cut(rest, local) {
		at += len(before)
		begins := before != "" && strings.IndexByte(" \t\r\n:", before[len(before)-1]) >= 0
		if begins && strings.HasPrefix(strings.TrimLeft(rest, " \t\r\n"), "=") {
			return at
		}
		at += len(local)
	}
	return s.start
}

func shorten(value string) string {
	const most = 60
	if runes := []rune(value); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return value
}
