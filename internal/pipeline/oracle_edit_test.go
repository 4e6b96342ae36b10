package pipeline

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
)

// edit is one thing that people do to a site. Which article it hits is decided by r and the state, so that a
// sequence still means something when edits are taken out of it.
type edit func(w *world, r *rand.Rand)

// onArticle is an edit of one article, if there is any.
func onArticle(change func(w *world, r *rand.Rand, a *article)) edit {
	return func(w *world, r *rand.Rand) {
		if len(w.articles) > 0 {
			change(w, r, pick(r, w.articles))
		}
	}
}

// edits are the operations that concern what is built.
var edits = map[string]edit{
	"body": onArticle(func(w *world, r *rand.Rand, a *article) {
		if len(a.body) > 0 && chance(r, 50) {
			a.body[r.IntN(len(a.body))] = w.paragraph(r, a)
		} else {
			a.body = append(a.body, w.paragraph(r, a))
		}
	}),
	"title":   onArticle(func(w *world, r *rand.Rand, a *article) { a.title = pick(r, worldWords) + " " + pick(r, worldWords) }),
	"date":    onArticle(func(w *world, r *rand.Rand, a *article) { a.date = pick(r, worldDates) }),
	"publish": onArticle(func(w *world, r *rand.Rand, a *article) { a.publish = pick(r, append(worldDates, "")) }),
	"summary": onArticle(func(w *world, r *rand.Rand, a *article) { a.summary = pick(r, []string{"", "Tóm tắt mới."}) }),
	"draft":   onArticle(func(w *world, r *rand.Rand, a *article) { a.draft = !a.draft }),
	"slug": onArticle(func(w *world, r *rand.Rand, a *article) {
		a.slug = pick(r, []string{"", "moi", "moi-2", "index", "so-do"})
	}),
	"alias": onArticle(func(w *world, r *rand.Rand, a *article) {
		a.aliases = pick(r, [][]string{nil, {"/tin-cu/1"}, {"/tin-cu/2", "/Default.aspx?id=3"}, {"/index.html"}, {"/tin-tuc"}})
	}),
	"byline": onArticle(func(w *world, r *rand.Rand, a *article) {
		a.author, a.org, a.series = pick(r, worldAuthors), pick(r, worldOrgs), pick(r, worldSeries)
	}),
	"category": onArticle(func(w *world, r *rand.Rand, a *article) {
		a.category = pick(r, []string{"", "Tin tức", "Không có"})
	}),
	"tag-add": onArticle(func(w *world, r *rand.Rand, a *article) {
		tag := pick(r, worldTags)
		if chance(r, 20) {
			tag = nfd(tag)
		}
		a.tags = append(a.tags, tag)
	}),
	"tag-remove": onArticle(func(w *world, r *rand.Rand, a *article) {
		if len(a.tags) > 0 {
			i := r.IntN(len(a.tags))
			a.tags = slices.Delete(slices.Clone(a.tags), i, i+1)
		}
	}),
	"tag-rename": func(w *world, r *rand.Rand) {
		from, to := pick(r, worldTags), pick(r, worldTags)
		for _, a := range w.articles {
			for i := range a.tags {
				if a.tags[i] == from {
					a.tags[i] = to
				}
			}
		}
	},
	"break": onArticle(func(w *world, r *rand.Rand, a *article) {
		a.fault = pick(r, []string{"draft: chưa chắc", "lastmod: 31/02/2018", "title: hai lần", "titel: A", "tags: [a"})
	}),
	"keep-back": onArticle(func(w *world, r *rand.Rand, a *article) {
		a.fault = pick(r, []string{"published: false", "status: hidden", "headless: true", "build: {render: never}", "độ mật: Mật", "publishDate: 2025-07-10",
			"độ mật: Mật\nattachments: [/tep/ghi-chu.txt, hinh.svg]"})
	}),
	"keep-names": onArticle(func(w *world, r *rand.Rand, a *article) {
		a.body = append(a.body, pick(r, []string{"<!-- /anh/a.svg hinh.svg -->", "![Hình](/anh/b.svg)", "`/tep/ghi-chu.txt`", "![Hình](../hinh.svg)"}))
	}),
	"keep-folder": onArticle(func(w *world, r *rand.Rand, a *article) {
		w.renamed(a, path.Join(path.Dir(a.path), pick(r, []string{"_drafts", "nháp", "trong"}), path.Base(a.path)))
	}),
	"copy": onArticle(func(w *world, r *rand.Rand, a *article) {
		b := *a
		if b.path = strings.TrimSuffix(a.path, ".md") + pick(r, []string{" (1).md", " - Copy.md", ".sync-conflict-20250101-101010-ABC.md"}); w.at(b.path) == nil {
			w.articles = append(w.articles, &b)
		}
	}),
	"index-beside": onArticle(func(w *world, r *rand.Rand, a *article) {
		w.renamed(a, path.Join(path.Dir(a.path), pick(r, []string{"index.md", "trong/index.md"})))
	}),
	"cloud": func(w *world, r *rand.Rand) {
		name := pick(r, []string{"static/anh/.mat.svg.icloud", "static/anh/mat.svg.nextcloud", "content/tin-tuc/.bai.md.icloud"})
		if _, ok := w.static[name]; ok {
			delete(w.static, name)
		} else {
			w.static[name] = "bplist"
		}
	},
	"mend": func(w *world, r *rand.Rand) {
		for _, a := range w.articles {
			a.fault = ""
		}
	},
	"add": func(w *world, r *rand.Rand) { w.add(r) },
	"delete": onArticle(func(w *world, r *rand.Rand, a *article) {
		w.articles = slices.DeleteFunc(w.articles, func(b *article) bool { return a == b })
	}),
	"rename": onArticle(func(w *world, r *rand.Rand, a *article) {
		w.renamed(a, path.Join(path.Dir(a.path), fmt.Sprintf("Tên mới %d.md", r.IntN(5))))
	}),
	"move": onArticle(func(w *world, r *rand.Rand, a *article) {
		w.renamed(a, path.Join(pick(r, worldFolders), path.Base(a.path)))
	}),
	"rename-folder":  renameFolder,
	"delete-folder":  deleteFolder,
	"fill-folder":    fillFolder,
	"section":        editSection,
	"picture":        editPicture,
	"static":         editStatic,
	"layout":         editLayout,
	"layout-remove":  func(w *world, r *rand.Rand) { removeOne(w.layouts, r) },
	"layout-break":   breakLayout,
	"settings":       editSettings,
	"settings-break": func(w *world, r *rand.Rand) { w.settings.zone = "Sao/Hỏa" },
	"settings-mend":  func(w *world, r *rand.Rand) { w.mendSite() },
	"link":           editLink,
	"now":            func(w *world, r *rand.Rand) { w.now = instant(pick(r, worldInstants)) },
	"base-url":       func(w *world, r *rand.Rand) { w.baseURL = pick(r, worldBases) },
	"drafts":         func(w *world, r *rand.Rand) { w.drafts = !w.drafts },
	"future":         func(w *world, r *rand.Rand) { w.future = !w.future },
	"touch":          func(w *world, r *rand.Rand) { w.touched++ },
	"same-bytes":     func(w *world, r *rand.Rand) { w.again++ },
	"case": onArticle(func(w *world, r *rand.Rand, a *article) {
		dir, name := path.Split(a.path)
		w.renamed(a, dir+pick(r, []string{strings.ToUpper(name[:1]), strings.ToLower(name[:1])})+name[1:])
	}),
	"publish-linked": publishLinked,
	"cited":          addCited,
	"nothing":        func(w *world, r *rand.Rand) {},
}

// renameFolder gives all that lies below a folder another place.
func renameFolder(w *world, r *rand.Rand) {
	if len(w.articles) == 0 {
		return
	}
	from := path.Dir(pick(r, w.articles).path)
	to := pick(r, []string{"doi-ten", "tin-tuc/doi-ten", "Đổi tên", strings.ToUpper(from)})
	if chance(r, 60) && !strings.HasPrefix(to, from+"/") {
		w.moves = append(w.moves, [2]string{from, to})
	}
	for _, a := range w.articles {
		if rest, ok := strings.CutPrefix(a.path, from+"/"); ok {
			w.renamed(a, to+"/"+rest)
		}
	}
}

// publishLinked hides an article that a text links, or shows it.
func publishLinked(w *world, r *rand.Rand) {
	for _, a := range w.articles {
		for _, b := range w.articles {
			if slices.ContainsFunc(a.body, func(text string) bool { return strings.Contains(text, "(/"+b.path+")") }) && chance(r, 30) {
				b.draft = !b.draft
				return
			}
		}
	}
}

// addCited adds the document that texts cite, or takes it away.
func addCited(w *world, r *rand.Rand) {
	const name = "content/van-ban/nghi-quyet-15.md"
	if _, ok := w.indexes[name]; ok {
		delete(w.indexes, name)
		return
	}
	w.indexes[name] = "---\ntitle: Nghị quyết 15\nsố hiệu: 15-NQ/HU\ndate: 2018-02-0" + fmt.Sprint(1+r.IntN(3)) + "\n---\nToàn văn.\n"
}

func deleteFolder(w *world, r *rand.Rand) {
	if len(w.articles) < 10 {
		return
	}
	dir := path.Dir(pick(r, w.articles).path) + "/"
	w.articles = slices.DeleteFunc(w.articles, func(a *article) bool { return strings.HasPrefix(a.path, dir) })
	maps.DeleteFunc(w.static, func(p, _ string) bool { return strings.HasPrefix(p, "content/"+dir) })
}

// fillFolder makes a new folder and several articles in it at once.
func fillFolder(w *world, r *rand.Rand) {
	first := len(w.articles)
	for range 3 {
		w.add(r)
	}
	for i, a := range w.articles[first:] {
		if !strings.HasSuffix(a.path, "/index.md") {
			w.renamed(a, fmt.Sprintf("moi/sau/hon/%d.md", i))
		}
	}
}

func editSection(w *world, r *rand.Rand) {
	name := "content/" + pick(r, worldFolders) + "/_index.md"
	if _, ok := w.indexes[name]; ok && chance(r, 40) {
		delete(w.indexes, name)
		return
	}
	w.indexes[name] = fmt.Sprintf("---\ntitle: Chuyên mục %d\n%s---\n", r.IntN(3), pick(r, []string{"", "slug: muc\n", "cascade:\n  type: page\n", "weight: 3\n", "draft: true\n", "publishdate: 2025-07-10\n", "độ mật: Mật\n"}))
}

// editPicture adds, replaces by one of another size, or removes a picture that texts show.
func editPicture(w *world, r *rand.Rand) {
	name := pick(r, []string{"static/anh/a.svg", "static/anh/b.svg", "static/anh/mat.svg"})
	if chance(r, 30) {
		delete(w.static, name)
		return
	}
	w.static[name] = svg(1+r.IntN(9), 1+r.IntN(9))
}

// editStatic changes files that stand beside the texts, among them some that may not be published or take an
// address.
func editStatic(w *world, r *rand.Rand) {
	name := pick(r, []string{"static/tep/ghi-chu.txt", "static/assets/site.css", "static/moi.html", "static/the/a.txt", "static/bang.csv", "static/ma.js"})
	if _, ok := w.static[name]; ok && chance(r, 50) {
		delete(w.static, name)
		return
	}
	w.static[name] = fmt.Sprintf("/* %d */\n", r.IntN(100))
}

// editLayout puts a changed copy of a carried layout or partial over it.
func editLayout(w *world, r *rand.Rand) {
	mark := fmt.Sprintf("<p>Sửa %d</p>", r.IntN(100))
	name, at := "", ""
	switch r.IntN(5) {
	case 0:
		name, at = "layouts/base.html", "<main"
	case 1:
		name, at = "layouts/404.html", `<div class="list`
	case 2:
		name, at = "layouts/home.html", `<div class="home">`
	case 3:
		w.layouts["layouts/partials/footer.html"] = "<footer>" + mark + "</footer>\n"
		return
	case 4:
		w.layouts["layouts/partials/tools.html"] = mark + "\n"
		return
	}
	w.layouts[name] = strings.Replace(carriedLayout(name), at, mark+at, 1)
}

func breakLayout(w *world, r *rand.Rand) {
	w.layouts["layouts/partials/tools.html"] = pick(r, []string{"{{.Nope}}", "{{if .Title}}", "<p onclick=\"x\">", "{{template \"tools\" .}}"})
}

// mendSite takes back what keeps the whole site from being published.
func (w *world) mendSite() {
	w.settings.zone, w.settings.extra = "Asia/Ho_Chi_Minh", ""
	delete(w.layouts, "layouts/partials/tools.html")
}

func removeOne(files map[string]string, r *rand.Rand) {
	if len(files) > 0 {
		delete(files, pick(r, slices.Sorted(maps.Keys(files))))
	}
}

func editSettings(w *world, r *rand.Rand) {
	s := &w.settings
	switch r.IntN(7) {
	case 0:
		s.title = pick(r, []string{"Bảo Yên", "Kho lưu trữ"})
	case 1:
		s.size = pick(r, []string{"1", "2", "5", "20"})
	case 2:
		s.zone = pick(r, []string{"Asia/Ho_Chi_Minh", "UTC", "America/Los_Angeles"})
	case 3:
		s.province = pick(r, []string{"", "Tỉnh Lào Cai"})
	case 4:
		s.menu = !s.menu
	case 5:
		s.base = pick(r, worldBases)
	case 6:
		s.extra = pick(r, []string{"", "static_types: [csv, html]\n", "checks:\n  link-broken: error\n", "checks:\n  link-broken: off\n",
			"tag_slugs:\n  du-lich: du-lich-2\n", "nested_plus_lists: false\n", "old_statistics:\n  Hôm nay: 1\n"})
	}
}

// editLink makes or removes a symbolic link: to a file, a folder, nowhere, itself, out of the site.
func editLink(w *world, r *rand.Rand) {
	name := pick(r, []string{"content/noi.md", "content/tin-tuc/noi-thu-muc", "static/anh/noi.svg"})
	if _, ok := w.links[name]; ok {
		delete(w.links, name)
		return
	}
	w.links[name] = pick(r, []string{"_index.md", "../tin-tuc", "../../static/anh", "khong-co", path.Base(name), "../../../ngoai", "/etc/hostname"})
}
