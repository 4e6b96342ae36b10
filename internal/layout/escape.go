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
	root := l.templates[strings.TrimPrefix(fault.Name, guarded(""))].file
	return root, len(root.Text), code, "an element or comment is not closed"
}

// search finds the text that an error quotes when it names no place: in the layout itself, else in what it
// includes.
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

// misplaced reports a template that is included where HTML text cannot stand: inside of a tag, a script or a
// style. What it would put there is hidden from lint. html/template gives such a call the name of a copy,
// which it names after the place.
func misplaced(tree *parse.Tree) (err error) {
	inspect(tree.Root, func(n parse.Node) {
		call, ok := n.(*parse.TemplateNode)
		if !ok || err != nil {
			return
		}
		name, place, copied := strings.Cut(call.Name, "$htmltemplate_")
		if copied && !strings.HasPrefix(place, "stateText") && !strings.HasPrefix(place, "stateRCDATA") && !isAttributeValue(place) {
			err = &template.Error{Node: call, Description: strconv.Quote(name) + " is included inside a tag, a script or a style"}
		}
	})
	return err
}

// isAttributeValue reports a place inside of an ordinary attribute's value.
func isAttributeValue(place string) bool {
	return strings.HasPrefix(place, "stateAttr_") || strings.HasPrefix(place, "stateURL") ||
		strings.HasPrefix(place, "stateSrcset") || strings.HasPrefix(place, "stateMetaContent")
}
