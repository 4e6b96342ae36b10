package layout

import (
	"path"
	"sort"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"bantin/internal/diag"
)

// Limits of one layout file. They keep a hostile or broken file from exhausting the stack of the parser.
const (
	maxFile  = 1 << 20
	maxDepth = 100
)

// file is one layout file with what it defines.
type file struct {
	diag.File
	name    string // "article" for layouts/article.html, "card" for layouts/partials/card.html
	partial bool
	actions []action
	root    *parse.Tree            // what stands outside of definitions
	defines map[string]*parse.Tree // by name
}

const (
	folder        = "layouts/"
	partialFolder = "layouts/partials/"
	extension     = ".html"
	basePath      = folder + "base" + extension
)

// classify gives the name of a layout or partial by its path; ok is false for any other file.
func classify(p string) (name string, partial, ok bool) {
	if path.Ext(p) != extension {
		return "", false, false
	}
	p = strings.TrimSuffix(p, extension)
	if name, partial = strings.CutPrefix(p, partialFolder); partial {
		return name, true, name != ""
	}
	name, ok = strings.CutPrefix(p, folder)
	return name, false, ok && name != "" && !strings.Contains(name, "/")
}

// parseFile reads one file. The diagnostic is nil when it could be parsed.
func parseFile(src Source) (*file, *diag.Diagnostic) {
	text := strings.ReplaceAll(strings.TrimPrefix(src.Text, "\ufeff"), "\r\n", "\n")
	f := &file{File: diag.File{Path: src.Path, Text: text}, defines: map[string]*parse.Tree{}}
	f.name, f.partial, _ = classify(src.Path)
	if at := invalidUTF8(text); at >= 0 {
		return nil, f.fault(at, "layout-encoding")
	}
	actions, closed := scanActions(text)
	f.actions = actions
	open, depth := openBlocks(actions)
	if len(text) > maxFile || depth > maxDepth {
		return nil, f.fault(0, "layout-too-large", "1 MB", strconv.Itoa(maxDepth))
	}
	trees, err := parseTrees(src.Path, text)
	if err != nil {
		return nil, f.syntaxError(err, closed, open)
	}
	for name, tree := range trees {
		if name == src.Path {
			f.root = tree
		} else {
			f.defines[name] = tree
		}
	}
	return f, nil
}

// parseTrees parses a text. Functions are looked up later, by the check that can suggest a name (see
// walk.function).
func parseTrees(name, text string) (map[string]*parse.Tree, error) {
	trees := map[string]*parse.Tree{}
	t := parse.New(name)
	t.Mode = parse.SkipFuncCheck
	_, err := t.Parse(text, "", "", trees)
	return trees, err
}

func (f *file) fault(offset int, code diag.Code, args ...string) *diag.Diagnostic {
	d := f.At(offset, code, args...)
	return &d
}

// syntaxError gives a parser's error its place. The parser says a line at most, and for a missing {{end}} the
// last one, so the place is worked out from the list of actions.
func (f *file) syntaxError(err error, closed bool, open []action) *diag.Diagnostic {
	message := parserWords(err, f.Path)
	if message == "unexpected EOF" && len(open) > 0 {
		last := open[len(open)-1]
		return f.fault(last.start, "layout-end-missing", last.word)
	}
	a := f.offender(err)
	if !closed && a.end == len(f.Text) || strings.Contains(f.Text[min(a.start+2, a.end):a.end], "{{") {
		return f.fault(a.start, "layout-action-unclosed")
	}
	return f.fault(a.start+quotedOffset(f.Text[a.start:a.end], message), "layout-syntax", message)
}

// offender is the action that the parser stumbled over: the first one with which the text up to its end gives
// the same error. The parser stops at its first error, so all longer texts give it too and the search can
// halve.
func (f *file) offender(err error) action {
	i := sort.Search(len(f.actions), func(i int) bool {
		_, shorter := parseTrees(f.Path, f.Text[:f.actions[i].end])
		return shorter != nil && shorter.Error() == err.Error()
	})
	if i < len(f.actions) {
		return f.actions[i]
	}
	return action{start: len(f.Text), end: len(f.Text)}
}

// parserWords is an error of the parser without its "template: path:line: ".
func parserWords(err error, path string) string {
	message := strings.TrimPrefix(err.Error(), "template: "+path+":")
	if _, rest, ok := strings.Cut(message, ": "); ok {
		return rest
	}
	return message
}

// quotedOffset finds the token that a message quotes within an action, 0 when it is not there.
func quotedOffset(action, message string) int {
	if i := strings.IndexByte(message, '"'); i >= 0 {
		if quoted, err := strconv.QuotedPrefix(message[i:]); err == nil {
			token, _ := strconv.Unquote(quoted)
			return max(0, strings.LastIndex(action, token))
		}
	}
	return 0
}

// invalidUTF8 is the offset of the first byte that is no UTF-8, or a NUL; -1 when there is none.
func invalidUTF8(text string) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// definition is the place where a template of the file begins.
func (f *file) definition(tree *parse.Tree) int {
	return max(0, strings.LastIndex(f.Text[:tree.Root.Position()], "{{"))
}

// isDocument reports whether the file holds a whole document, so that it stands without base.html.
func (f *file) isDocument() bool {
	for _, n := range f.root.Root.Nodes {
		if text, ok := n.(*parse.TextNode); ok && strings.Contains(strings.ToLower(string(text.Text)), "<!doctype") {
			return true
		}
	}
	return false
}

// looseText is the offset of the first thing outside of every definition that a reader would see, -1 for
// none.
func (f *file) looseText() int {
	for _, n := range f.root.Root.Nodes {
		text, isText := n.(*parse.TextNode)
		if !isText {
			return max(0, strings.LastIndex(f.Text[:n.Position()], "{{"))
		}
		if trimmed := strings.TrimLeft(string(text.Text), " \t\n"); trimmed != "" {
			return int(text.Pos) + len(text.Text) - len(trimmed)
		}
	}
	return -1
}
