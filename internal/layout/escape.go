package layout

import (
	"errors"
	"html/template"
	"strconv"
	"strings"
	"text/template/parse"

	"bantin/internal/diag"
)

// escapeFault gives an error of html/template its place.
func (s *Set) escapeFault(l *layout, err error) (*file, int, diag.Code, string) {
	const code = diag.Code("layout-escape")
	var fault *template.Error
	if !errors.As(err, &fault) {
		return l.file, 0, code, err.Error()
	}
	words, _, _ := strings.Cut(fault.Description, ": {") // what follows is a dump of the escaper's state
	if fault.Node == nil {
		f, offset := l.search(quotedWords(words))
		return f, offset, code, words
	}
	location, _ := (*parse.Tree)(nil).ErrorContext(fault.Node)
	path, offset := s.offset(location)
	if f := s.files[path]; f != nil {
		return f, offset, code, words
	}
	// The node is the condition around a root: the root does not end as it began.
	f, offset := l.unfinished(strings.TrimPrefix(fault.Name, guarded("")))
	return f, offset, code, "a tag, attribute or comment is not closed"
}

// search finds the text that an error quotes when it names no place: in the layout itself, else in what it includes.
func (l *layout) search(text string) (*file, int) {
	files := []*file{l.file}
	for _, name := range l.templates.closure(l.entry) {
		files = append(files, l.templates[name].file)
	}
	for _, f := range files {
		if i := strings.Index(f.Text, text); i >= 0 {
			return f, i
		}
	}
	return l.file, 0
}

// quotedWords is the last text in quotes of a message.
func quotedWords(message string) string {
	for i := strings.IndexByte(message, '"'); i >= 0 && i < len(message); i++ {
		if text, err := strconv.Unquote(message[i:]); err == nil {
			return text
		}
	}
	return ""
}

// unfinished finds a tag that does not end among what a template includes.
func (l *layout) unfinished(root string) (*file, int) {
	for _, name := range l.templates.closure(root) {
		f := l.templates[name].file
		if _, at := scanTags(f.Text, f.actions); at < len(f.Text) {
			return f, at
		}
	}
	return l.file, 0
}
