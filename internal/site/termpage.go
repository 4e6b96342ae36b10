package site

import (
	"path"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// taxonomyFolders are the folders, by their slugs, whose _index.md are the pages of terms, as Hugo has them
// (content/tags/le-hoi/_index.md), with the names of the taxonomies. Categories that are no sections are
// tags.
var taxonomyFolders = map[string]string{
	"tags": "tag", "tag": "tag", "the": "tag", "categories": "tag", "category": "tag",
	"authors": "author", "author": "author", "tac-gia": "author",
	"series": "series", "chuyen-de": "series",
	"organizations": "organization", "don-vi": "organization",
}

// foldersOfTerms are those of them that are there and hold nothing else: else they are sections like any
// other.
func foldersOfTerms(entries []*content.Entry) map[string]bool {
	folders := map[string]bool{}
	for _, e := range entries {
		top := topElement(folderOf(e.Path))
		if taxonomyFolders[viet.Slug(top)] == "" {
			continue
		}
		if known, seen := folders[top]; !seen || known {
			folders[top] = e.IsIndex()
		}
	}
	return folders
}

// describeTerms gives the terms the pages that editors wrote for them. A text for which there is no term is
// shown nowhere, so it is named.
func (j *joiner) describeTerms() {
	j.termPages = map[string]*Term{}
	for _, e := range j.termIndexes {
		top, name, isTerm := strings.Cut(folderOf(e.Path), "/")
		var t *Term
		for _, tax := range j.site.Taxonomies() {
			if isTerm && tax.Name == taxonomyFolders[viet.Slug(top)] {
				t = tax.find(e, path.Base(name))
			}
		}
		switch {
		case t != nil && t.Index == nil:
			t.Index = e
			j.termPages[e.Path] = t
		case e.HasBody || isTerm:
			j.report(diag.New("term-unused", diag.Pos{Path: e.Path, Line: 1, Col: 1}, e.Title))
		}
	}
}

// find is the term that a page is about: of its title, else of its folder's name.
func (t *Taxonomy) find(e *content.Entry, folder string) *Term {
	for _, same := range []func(*Term) bool{
		func(t *Term) bool { return t.key == viet.LabelKey(e.Title) },
		func(t *Term) bool { return t.key == viet.LabelKey(folder) },
		func(t *Term) bool { return path.Base(t.Path) == viet.SlugMax(folder) },
		func(t *Term) bool { return viet.SlugMax(t.Label) == viet.SlugMax(folder) },
	} {
		if i := slices.IndexFunc(t.Terms, same); i >= 0 {
			return t.Terms[i]
		}
	}
	return nil
}

// Title is what the page of the term is headed by: the title of the page that editors wrote for it, else its
// label.
func (t *Term) Title() string {
	if t.Index != nil {
		return t.Index.Title
	}
	return t.Label
}
