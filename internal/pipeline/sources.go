package pipeline

import (
	"fmt"
	"slices"

	"bantin/internal/content"
	"bantin/internal/fingerprint"
	"bantin/internal/markdown"
	"bantin/internal/memo"
	"bantin/internal/page"
	"bantin/internal/source"
)

// sources are the files of one list. Its artifacts look texts and bytes up in them, so that those of one list
// can be looked at while the next one is made, by several goroutines.
type sources struct {
	readings
	root   *source.Root
	tree   *source.Tree
	bodies *bodyStore
}

// ofPages is what pages look up.
func (s *sources) ofPages() page.Sources {
	return page.Sources{Text: func(e *content.Entry) *content.Text { return s.text(e.Path) }, Body: s.body, File: s.file}
}

// text is the text part of the entry at a path.
func (s *sources) text(path string) *content.Text {
	if row := s.find(path); row != nil {
		return row.Value.Text
	}
	panic("internal error: " + path + " is no entry of this list")
}

// file gives size and digest of a file.
func (s *sources) file(path string) (size int64, digest fingerprint.Digest) {
	f, _ := s.tree.Lookup(path)
	return f.Size, f.Digest
}

// body returns the rendered body of an entry for its page: from the store, else from the file, which must
// still be the one that the text was made from ([source.ErrChanged] says that it is not).
func (s *sources) body(e *content.Entry) (markdown.Body, error) {
	if body, ok := s.bodies.take(s.text(e.Path)); ok {
		return body, nil
	}
	result, err := s.again(e.Path)
	return result.Body, err
}

// again reads an entry again.
func (s *sources) again(path string) (content.Result, error) {
	f, ok := s.tree.Lookup(path)
	if !ok {
		return content.Result{}, fmt.Errorf("%s is not part of this build", path)
	}
	raw, err := s.root.Read(f)
	if err != nil {
		return content.Result{}, fmt.Errorf("reading %s again: %w", path, err)
	}
	return content.Parse(path, raw, s.options.Options(path)), nil
}

// with are the sources as if the entry at a path had been read otherwise.
func (s *sources) with(path string, r reading) *sources {
	other := *s
	other.sections, other.articles = slices.Clone(s.sections), slices.Clone(s.articles)
	for _, rows := range []memo.Rows[reading]{other.sections, other.articles} {
		for i, row := range rows {
			if row.Path == path {
				rows[i] = &memo.Row[reading]{Path: path, Value: r}
			}
		}
	}
	return &other
}

// withFile are the sources as if a file were another one.
func (s *sources) withFile(f source.File) *sources {
	files := slices.Clone(s.tree.Files)
	files[slices.IndexFunc(files, func(was source.File) bool { return was.Path == f.Path })] = f
	other := *s
	other.tree = &source.Tree{Files: files}
	return &other
}
