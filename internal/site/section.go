package site

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// contentRoot is the folder that source paths begin with.
const contentRoot = "content"

// plantSections makes the tree of sections: every top folder is one, a deeper folder where it has an
// _index.md. A year folder (tin-tuc/2018) without one is only a place to keep files; its entries belong to
// the section around it.
func (j *joiner) plantSections(entries []*content.Entry) {
	j.site.Root = &Section{}
	j.sections = map[string]*Section{".": j.site.Root}
	j.sectionIndexes = map[string]*Section{}
	indexes := map[string]*content.Entry{}
	folders := map[string]bool{}
	termFolders := foldersOfTerms(entries)
	for _, e := range entries {
		folder := folderOf(e.Path)
		if termFolders[topElement(folder)] {
			j.termIndexes = append(j.termIndexes, e)
			continue
		}
		if e.IsIndex() {
			indexes[folder] = e
			folders[folder] = true
		} else if top, _, _ := strings.Cut(folder, "/"); top != "." {
			folders[top] = true
		}
	}
	j.site.Home = indexes["."]
	if j.site.Home != nil {
		j.site.Root.Index = j.site.Home
		j.sectionIndexes[j.site.Home.Path] = j.site.Root
	}
	delete(folders, ".")
	// Sorted, a folder comes after the folder that holds it.
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		j.plant(folder, indexes[folder])
	}
	sortSections(j.site.Root)
	j.site.Sections = appendSections(nil, j.site.Root)
}

// plant adds the section of one folder below the nearest section around it. A second folder with the same
// address shares the section of the first.
func (j *joiner) plant(folder string, index *content.Entry) {
	parent := j.sectionOf(path.Dir(folder))
	s := &Section{Path: sectionPath(folder, parent, index), Title: path.Base(folder), Index: index, Parent: parent, folder: folder}
	pos := diag.Pos{Path: contentRoot + "/" + folder, Line: 1, Col: 1}
	if index != nil {
		s.Title, s.Label, pos.Path = index.Title, index.LinkTitle, index.Path
	}
	s.Label = cmp.Or(s.Label, s.Title)
	if slices.Contains(reservedFolders, topElement(s.Path)) {
		j.report(diag.New("section-reserved", pos, s.Path))
		return
	}
	if len(s.Path) > maxPath-listPageRoom {
		j.report(diag.New("address-long", pos, s.Path))
		return
	}
	if i := slices.IndexFunc(parent.Children, func(c *Section) bool { return c.Path == s.Path }); i >= 0 {
		j.report(diag.New("section-taken", pos, folder, parent.Children[i].folder, s.Path))
		j.sections[folder] = parent.Children[i]
		return
	}
	j.sections[folder] = s
	if index != nil {
		j.sectionIndexes[index.Path] = s
	}
	parent.Children = append(parent.Children, s)
}

// listPageRoom is how much longer than a section's address those of its pages are: /nam-2018-03-100.html.
const listPageRoom = 24

// sectionPath is the address of a section: that of the section around it and the slugs of the folders
// between; slug replaces the last element.
func sectionPath(folder string, parent *Section, index *content.Entry) string {
	elements := slugElements(strings.TrimPrefix(strings.TrimPrefix(folder, parent.folder), "/"))
	if index != nil && index.Slug != "" {
		elements[len(elements)-1] = slugElement(index.Slug, index.Path)
	}
	return path.Join(parent.Path, strings.Join(elements, "/"))
}

func topElement(p string) string {
	top, _, _ := strings.Cut(p, "/")
	return top
}

// sectionOf is the section that a folder belongs to.
func (j *joiner) sectionOf(folder string) *Section {
	for ; folder != "."; folder = path.Dir(folder) {
		if s := j.sections[folder]; s != nil {
			return s
		}
	}
	return j.site.Root
}

// folderOf is the folder of a source path under content/, "." at the top.
func folderOf(sourcePath string) string {
	return path.Dir(strings.TrimPrefix(sourcePath, contentRoot+"/"))
}

func sortSections(s *Section) {
	slices.SortFunc(s.Children, func(a, b *Section) int {
		return cmp.Or(compareWeight(weightOf(a), weightOf(b)), viet.Compare(a.Title, b.Title), strings.Compare(a.Path, b.Path))
	})
	for _, child := range s.Children {
		sortSections(child)
	}
}

func weightOf(s *Section) int {
	if s.Index == nil {
		return 0
	}
	return s.Index.Weight
}

// compareWeight puts small weights first and no weight (0) last, as Hugo does.
func compareWeight(a, b int) int {
	switch {
	case a == b:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	}
	return cmp.Compare(a, b)
}

func appendSections(list []*Section, s *Section) []*Section {
	for _, child := range s.Children {
		list = appendSections(append(list, child), child)
	}
	return list
}

// assignSections gives every item the sections that its categories name, else that of its folder. A category
// that names no section is one of another program: its items bear it as a tag, unless it is a section's name
// with a slip.
func (j *joiner) assignSections() {
	names := j.sectionNames()
	tagged := map[string]*foreignCategory{}
	byCategory := map[string]*Section{} // as written
	for _, it := range j.site.Items {
		for _, ref := range it.Entry.Categories {
			s, known := byCategory[ref.Value]
			if !known {
				s = names.find(strings.Trim(ref.Value, "/ "))
				byCategory[ref.Value] = s
			}
			pos := diag.Pos{Path: it.Entry.Path, Line: ref.Line, Col: ref.Col}
			if s != nil {
				if !slices.Contains(it.Sections, s) {
					it.Sections = append(it.Sections, s)
				}
			} else if near := nearSection(ref.Value, names.letters); near != "" {
				j.report(diag.New("category-unknown", pos, ref.Value, near))
			} else {
				it.Labels = append(it.Labels, ref.Value)
				key := viet.LabelKey(ref.Value)
				if tagged[key] == nil {
					tagged[key] = &foreignCategory{name: ref.Value, at: pos}
				}
				tagged[key].items++
			}
		}
		if len(it.Sections) == 0 {
			it.Sections = []*Section{it.Section}
		}
		it.Section = it.Sections[0]
	}
	for _, c := range tagged {
		j.report(diag.New("category-tag", c.at, c.name, strconv.Itoa(c.items)))
	}
}

// foreignCategory is a category that became a tag: where it stands first, and on how many items.
type foreignCategory struct {
	name  string
	at    diag.Pos
	items int
}

// sectionNames are the names of sections.
type sectionNames struct {
	exact, folded map[string]*Section // by viet.ExactKey and viet.FoldedKey: Đ is not D where both are there
	letters       map[string]string   // those that nearly find one, by their letters alone: the name to write
}

func (j *joiner) sectionNames() sectionNames {
	names := sectionNames{exact: map[string]*Section{}, folded: map[string]*Section{}, letters: map[string]string{}}
	for _, s := range j.site.Sections {
		names.add(s, s.Path)
	}
	for _, s := range j.site.Sections { // paths go before all other names
		for _, name := range []string{titlePath(s), s.Title, s.Label, s.folder, path.Base(s.folder), path.Base(s.Path)} {
			names.add(s, name)
			if letters := lettersOf(name); names.letters[letters] == "" {
				names.letters[letters] = titlePath(s)
			}
		}
	}
	return names
}

// add gives a section a name that no other has.
func (n sectionNames) add(s *Section, name string) {
	exact, folded := viet.ExactKey(name), viet.FoldedKey(name)
	n.exact[exact], n.folded[folded] = cmp.Or(n.exact[exact], s), cmp.Or(n.folded[folded], s)
}

// find is the section of a name as it is written, else with other marks.
func (n sectionNames) find(name string) *Section {
	return cmp.Or(n.exact[viet.ExactKey(name)], n.folded[viet.FoldedKey(name)])
}

// lettersOf is a name without marks, blanks and hyphens.
func lettersOf(name string) string { return strings.ReplaceAll(viet.Slug(name), "-", "") }

// shortName is the length in letters of a name below which one edit makes another word.
const shortName = 4

// nearSection is the section whose name has the letters of a category, or all but one of them; "" for none.
func nearSection(category string, byLetters map[string]string) string {
	letters := lettersOf(category)
	if name := byLetters[letters]; name != "" || len(letters) < shortName {
		return name
	}
	for _, other := range slices.Sorted(maps.Keys(byLetters)) {
		if len(other) >= shortName && viet.OneEdit(letters, other) {
			return byLetters[other]
		}
	}
	return ""
}

// titlePath is a section's title after those around it: "Tin tức/Chính trị".
func titlePath(s *Section) string {
	if s.Parent == nil || s.Parent.Path == "" {
		return s.Title
	}
	return titlePath(s.Parent) + "/" + s.Title
}

// endsWith reports whether the item is the last of a list.
func endsWith(items []*Item, it *Item) bool { return len(items) > 0 && items[len(items)-1] == it }

// fillSections gives every section its items, those of nested sections included, in the order of its list.
func (j *joiner) fillSections() {
	for i := len(j.site.Items) - 1; i >= 0; i-- { // newest first
		it := j.site.Items[i]
		for _, s := range it.Sections {
			if s == j.site.Root {
				s.Items = append(s.Items, it)
			}
			for ; s != j.site.Root && !endsWith(s.Items, it); s = s.Parent {
				s.Items = append(s.Items, it)
			}
		}
	}
	for _, s := range j.site.Sections {
		slices.SortStableFunc(s.Items, func(a, b *Item) int { return compareWeight(a.Entry.Weight, b.Entry.Weight) })
	}
}
