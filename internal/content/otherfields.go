package content

import (
	"path"
	"slices"
	"strings"

	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// otherFields are the names under which Hugo, Jekyll, Pelican, Eleventy and their like keep what we have
// fields for. Each is a field of its own, so none is ever written twice: what names one thing is joined
// (authors, tags, old addresses), else the first with a value counts.
var otherFields = []field[form]{
	{"authors", "", reading[form]{NamesValue, keepByline}},
	{"tag", "", listInto(func(f *form) *[]string { return &f.other.tags })},
	{"category", "", refsInto(func(f *form) *[]Ref { return &f.other.categories })},
	{"image", "", pictureInto(0)},
	{"cover", "", pictureInto(1)},
	{"cover_image", "coverimage", pictureInto(2)},
	{"thumbnail", "", pictureInto(3)},
	{"featured_image", "featuredimage feature_image featureimage", pictureInto(4)},
	{"banner", "", pictureInto(5)},
	{"url", "", reading[form]{TextValue, keepOldURL}},
	{"permalink", "", reading[form]{TextValue, keepOldURL}},
	{"redirect_from", "", reading[form]{ListValue, keepOldURL}},
	{"alias", "", reading[form]{ListValue, keepOldURL}},
	{"old_url", "", reading[form]{ListValue, keepOldURL}},
	{"save_as", "", reading[form]{TextValue, keepOldURL}},
	{"updated", "", dateInto(func(f *form) *viet.Date { return &f.other.dates[0] })},
	{"modified", "", dateInto(func(f *form) *viet.Date { return &f.other.dates[1] })},
	{"last_modified_at", "last_modified", dateInto(func(f *form) *viet.Date { return &f.other.dates[2] })},
	{"excerpt", "", blockInto(func(f *form) *string { return &f.other.summary })},
}

// others is what stands in those fields.
type others struct {
	tags       []string
	categories []Ref
	pictures   [6]picture
	dates      [3]viet.Date
	summary    string
}

// picture is a picture that may be a table of its file and words.
type picture struct {
	file  Ref
	words []string
}

var pictureSchema = newSchema([]field[picture]{
	{"image", "src url file path tep anh", refInto(func(p *picture) *Ref { return &p.file })},
	{"alt", "mo_ta", reading[picture]{TextValue, keepWords}},
	{"caption", "chu_thich", reading[picture]{TextValue, keepWords}},
	{"title", "", reading[picture]{TextValue, keepWords}},
	// Hugo: beside the article, where we look first
	{"relative", "", reading[picture]{BoolValue, func(*reader, *picture, value) {}}},
})

// keepWords keeps what a picture shows, once where a description and a caption are the same.
func keepWords(rd *reader, p *picture, v value) {
	if words := rd.text(v); !slices.Contains(p.words, words) {
		p.words = append(p.words, words)
	}
}

// alt are all the words of a picture.
func (p picture) alt() string { return strings.Join(p.words, ". ") }

func pictureInto(rank int) reading[form] {
	return reading[form]{TextValue, func(rd *reader, f *form, v value) {
		if list := rd.pictures(v); len(list) > 0 {
			f.other.pictures[rank] = list[0]
		}
	}}
}

// readImages reads the pictures that our own field names.
func readImages(rd *reader, f *form, v value) {
	for i, p := range rd.pictures(v) {
		f.Images = append(f.Images, p.file)
		if i == 0 {
			f.ImageAlt = p.alt()
		}
	}
}

// pictures reads names of files, or tables of a file and its words. A yes or no, with which themes switch a
// picture on, names none.
func (rd *reader) pictures(v value) []picture {
	var list []picture
	for _, item := range v.items() {
		if item.Kind == frontmatter.Table {
			var p picture
			readTable(rd, pictureSchema, &p, &item)
			if p.file.Value != "" {
				list = append(list, p)
			}
			continue
		}
		if _, isSwitch := ParseBool(item.Text); isSwitch && !item.Quoted {
			continue
		}
		for _, ref := range rd.list(item) {
			list = append(list, picture{file: ref})
		}
	}
	return list
}

// keepOldURL keeps an address where the page was. A yes or no is none.
func keepOldURL(rd *reader, f *form, v value) {
	for _, item := range v.items() {
		if _, isSwitch := ParseBool(item.Text); isSwitch && !item.Quoted {
			continue
		}
		if ref := rd.ref(rd.text(item), item.Offset); ref.Value != "" {
			f.OldURLs = append(f.OldURLs, ref)
		}
	}
}

// readSlug reads the last element of the address. What is a whole address, or the name of a file, is also
// where the page was.
func readSlug(rd *reader, f *form, v value) {
	text := rd.text(v)
	slug := lastElement(text)
	if slug != text {
		f.OldURLs = append(f.OldURLs, rd.ref(text, v.Offset))
	}
	f.Slug = slug
}

// pageEndings are those of files that are pages.
var pageEndings = []string{".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp"}

// lastElement is the last element of an address, without the ending of a page: "bai" of "/2017/01/bai.html"
// and "https://cu.vn/bai/index.html". What is no address stays as it is.
func lastElement(address string) string {
	rest := address
	if scheme, after, ok := strings.Cut(address, "://"); ok && !strings.Contains(scheme, "/") {
		_, rest, _ = strings.Cut(after, "/")
		rest = "/" + rest
	}
	if strings.ContainsAny(rest, "/") || slices.Contains(pageEndings, strings.ToLower(path.Ext(rest))) {
		rest, _, _ = strings.Cut(rest, "#")
		rest, _, _ = strings.Cut(rest, "?")
		for {
			rest = strings.Trim(rest, "/")
			name := path.Base(rest)
			if ending := path.Ext(name); slices.Contains(pageEndings, strings.ToLower(ending)) {
				name = strings.TrimSuffix(name, ending)
			}
			if name != "index" && name != "default" || !strings.Contains(rest, "/") {
				return strings.Trim(name, ".")
			}
			rest = path.Dir(rest)
		}
	}
	return rest
}

// settleOthers joins what stands in the fields of other programs with our own.
func (f *form) settleOthers() {
	o := &f.other
	for _, tag := range o.tags {
		if !slices.ContainsFunc(f.Tags, func(other string) bool { return viet.ExactKey(other) == viet.ExactKey(tag) }) {
			f.Tags = append(f.Tags, tag)
		}
	}
	f.Categories = append(f.Categories, o.categories...)
	for _, p := range o.pictures {
		if len(f.Images) == 0 && p.file.Value != "" {
			f.Images, f.ImageAlt = []Ref{p.file}, p.alt()
		}
	}
	for _, d := range o.dates {
		if f.LastMod.IsZero() {
			f.LastMod = d
		}
	}
	if f.Summary == "" {
		f.Summary = o.summary
	}
}

// unreadFields are fields of other programs, by their normal keys, that mean nothing here and do no harm:
// nobody wrote them by mistake. They are named once for the whole site.
var unreadFields = makeSet(`
	markup iscjklanguage outputs translationkey resources sitemap videos lang language locale
	comments disqus toc_sticky sidebar nav_order parent has_children nav_exclude pin math mermaid hidetoc showtoc share
	eleventynavigation pagination template id uid guid uuid wordpress_id post_id post_type
	robots canonical canonical_url canonicalurl excerpt_separator`)

// Unread reports whether a field of Entry.Extra is one that other programs use and this one does not read.
func Unread(key string) bool { return unreadFields[normalKey(key)] }
