package pipeline

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"bantin"
)

// article is an entry of the oracle's site as its editor thinks of it.
type article struct {
	path                    string // under content/, "index.md" at its end for a bundle
	title, date, publish    string
	tags, aliases           []string
	author, org, series     string
	slug, summary, category string
	draft                   bool
	body                    []string
	fault                   string // a line of front matter that breaks the entry
}

// world is a site that changes: all that a build depends on.
type world struct {
	articles []*article
	settings settingsText
	static   map[string]string // path under the site's folder → bytes
	indexes  map[string]string // _index.md of sections
	layouts  map[string]string
	links    map[string]string // path → target of a symbolic link

	now            time.Time
	drafts, future bool
	baseURL        string

	// What the next save does beside writing what differs.
	moves   [][2]string // folders under content/ that are renamed as a whole
	touched int         // files that get a new time
	again   int         // files that are written again with the same bytes
	slow    bool        // writes take their time, as over a network
}

type settingsText struct {
	title, base, zone, size, province string
	menu                              bool
	extra                             string
}

var (
	worldFolders = []string{"tin-tuc", "tin-tuc/kinh-te", "tin-tuc/2018", "van-hoa", "van-hoa/le-hoi/2019", "gioi-thieu"}
	worldWords   = []string{"hội nghị", "nước", "bản", "đường", "trường", "lúa", "quế", "chợ phiên", "sông Chảy", "đồi", "cầu", "mùa"}
	// Spellings of one tag, and different tags with one slug.
	worldTags    = []string{"hoà giải", "hòa giải", "Hòa Giải", "Đảng", "đảng", "thuỷ lợi", "nông thôn mới", "du lịch", "du-lich", "DU LỊCH"}
	worldAuthors = []string{"", "", "N.V.A", "Nguyễn Văn A", "Hoàng Thị Mến - Phòng Văn hoá"}
	worldOrgs    = []string{"", "", "Phòng Văn hóa", "Trường THCS Phố Ràng"}
	worldSeries  = []string{"", "", "", "Sổ tay", "Đường quê"}
	worldDates   = []string{
		"2018-03-20", "2018-03-20", "20/03/2018", "2018-03", "2018", "", "2019-05-01 07:30", "2019-05-02", "2020-12-31", "2024-02-29",
		"2025-07-01 08:00", "2025-07-10", "2025-08-01",
	}
	worldInstants = []string{
		"2025-06-30T17:00:00Z", "2025-07-01T00:59:59Z", "2025-07-01T01:00:00Z", "2025-07-09T17:00:00Z", "2025-09-01T00:00:00Z", "2019-05-01T00:00:00Z",
		"2031-01-01T00:00:00Z", // later than every file: their stat is believed
	}
	worldBases = []string{"", "https://baoyen.example/", "https://luutru.example/bao-yen/"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// newWorld makes a site of 20 to 60 articles.
func newWorld(r *rand.Rand) *world {
	w := &world{
		settings: settingsText{title: "Bảo Yên", base: "https://baoyen.example/", zone: "Asia/Ho_Chi_Minh", size: pick(r, []string{"1", "2", "3", "20"})},
		static:   map[string]string{"static/anh/a.svg": svg(4, 3), "static/anh/b.svg": svg(16, 9), "static/tep/ghi-chu.txt": "Ghi chú.\n"},
		indexes:  map[string]string{"content/tin-tuc/_index.md": "---\ntitle: Tin tức\n---\nMọi tin.\n"},
		layouts:  map[string]string{}, links: map[string]string{},
		now: instant("2025-07-15T00:00:00Z"),
	}
	if chance(r, 50) {
		w.indexes["content/gioi-thieu/_index.md"] = "---\ntitle: Giới thiệu\ncascade:\n  type: page\n---\n"
	}
	for range 20 + r.IntN(41) {
		w.add(r)
	}
	return w
}

func instant(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return t
}

func svg(width, height int) string {
	return fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %[1]d %[2]d\"></svg>\n", width, height)
}

// add writes a new article.
func (w *world) add(r *rand.Rand) {
	a := &article{
		title: pick(r, worldWords) + " " + pick(r, worldWords), date: pick(r, worldDates), author: pick(r, worldAuthors),
		org: pick(r, worldOrgs), series: pick(r, worldSeries), draft: chance(r, 6),
	}
	name := strings.ReplaceAll(pick(r, worldWords), " ", pick(r, []string{" ", "-"}))
	a.path = fmt.Sprintf("%s/%s-%d.md", pick(r, worldFolders), name, r.IntN(1000))
	if chance(r, 15) {
		a.path = strings.TrimSuffix(a.path, ".md") + "/index.md"
		w.static["content/"+path.Dir(a.path)+"/hinh.svg"] = svg(1+r.IntN(9), 1+r.IntN(9))
	}
	if w.at(a.path) != nil {
		return
	}
	if chance(r, 10) {
		a.publish = pick(r, worldDates)
	}
	for range r.IntN(4) {
		a.tags = append(a.tags, pick(r, worldTags))
	}
	if chance(r, 10) {
		a.aliases = []string{fmt.Sprintf("/tin-cu/%d", r.IntN(30))}
	}
	if chance(r, 30) {
		a.summary = "Tóm tắt " + pick(r, worldWords) + "."
	}
	for range 1 + r.IntN(4) {
		a.body = append(a.body, w.paragraph(r, a))
	}
	w.articles = append(w.articles, a)
}

// paragraph is a piece of text that may point at other things: articles (published or not, or missing),
// pictures, documents.
func (w *world) paragraph(r *rand.Rand, a *article) string {
	text := fmt.Sprintf("Đoạn %d nói về %s.", r.IntN(100), pick(r, worldWords))
	switch r.IntN(8) {
	case 0, 1:
		if len(w.articles) > 0 {
			target := pick(r, w.articles).path
			return text + " Xem [bài](/" + (target) + ")."
		}
	case 2:
		return text + " [Không có](khong-co.md#muc)."
	case 3:
		return fmt.Sprintf("![Hình](%s \"Chú thích %d\")", pick(r, []string{"/anh/a.svg", "/anh/b.svg", "hinh.svg", "/anh/mat.svg"}), r.IntN(10))
	case 4:
		return "## Mục " + pick(r, worldWords) + "\n\n" + text
	case 5:
		return text + " Theo Nghị quyết số 15-NQ/HU. [Tệp](/tep/ghi-chu.txt)"
	case 6:
		return "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n" + text + "[^1]\n\n[^1]: Ghi chú."
	}
	return text
}

func (w *world) at(p string) *article {
	for _, a := range w.articles {
		if a.path == p {
			return a
		}
	}
	return nil
}

func (a *article) text() string {
	var b strings.Builder
	b.WriteString("---\n")
	line := func(key, value string) {
		if value != "" {
			b.WriteString(key + ": " + value + "\n")
		}
	}
	list := func(key string, values []string) {
		if len(values) > 0 {
			line(key, "["+strings.Join(values, ", ")+"]")
		}
	}
	line("title", a.title)
	line("date", a.date)
	line("publishdate", a.publish)
	line("slug", a.slug)
	line("summary", a.summary)
	line("author", a.author)
	line("organization", a.org)
	line("series", a.series)
	line("categories", a.category)
	list("tags", a.tags)
	list("aliases", a.aliases)
	if a.draft {
		line("draft", "true")
	}
	if a.fault != "" {
		b.WriteString(a.fault + "\n")
	}
	b.WriteString("---\n" + strings.Join(a.body, "\n\n") + "\n")
	return b.String()
}

func (s settingsText) text() string {
	text := "---\ntitle: " + s.title + "\ntimezone: " + s.zone + "\npage_size: " + s.size + "\n"
	if s.base != "" {
		text += "base_url: " + s.base + "\n"
	}
	if s.province != "" {
		text += "province: " + s.province + "\n"
	}
	if s.menu {
		text += "menu:\n  - title: Tin tức\n    url: /tin-tuc/index.html\n"
	}
	return text + s.extra + "---\nKính chào.\n"
}

// files is the site as it lies on disk.
func (w *world) files() map[string]string {
	files := map[string]string{"content/_index.md": w.settings.text()}
	for _, more := range []map[string]string{w.static, w.indexes, w.layouts} {
		maps.Copy(files, more)
	}
	for _, a := range w.articles {
		files["content/"+a.path] = a.text()
	}
	return files
}

// save brings the folder dir to the state of the world. before is what save wrote last; only what differs is
// touched, each time as another editor would.
func (w *world) save(dir string, before map[string]string, r *rand.Rand) (map[string]string, error) {
	files := w.files()
	for p, target := range w.links {
		files[p] = "link\x00" + target
	}
	before = w.move(dir, before)
	for _, p := range slices.Sorted(maps.Keys(before)) {
		if _, kept := files[p]; kept {
			continue
		}
		if err := os.Remove(filepath.Join(dir, p)); err != nil {
			return nil, err
		}
		for d := path.Dir(p); strings.Contains(d, "/"); d = path.Dir(d) {
			if os.Remove(filepath.Join(dir, d)) != nil {
				break // not empty
			}
		}
	}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if old, ok := before[p]; ok && old == files[p] {
			continue
		}
		if err := w.write(filepath.Join(dir, p), files[p], r); err != nil {
			return nil, err
		}
	}
	return files, w.stir(dir, files, r)
}

// move renames folders as a whole, where nothing is in the way, and returns what lies where now.
func (w *world) move(dir string, before map[string]string) map[string]string {
	before = maps.Clone(before)
	for _, m := range w.moves {
		from, to := "content/"+m[0]+"/", "content/"+m[1]+"/"
		if _, err := os.Lstat(filepath.Join(dir, to)); err == nil {
			continue
		}
		os.MkdirAll(filepath.Dir(filepath.Join(dir, to)), 0o755)
		if os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)) != nil {
			continue
		}
		for _, p := range slices.Collect(maps.Keys(before)) {
			if rest, ok := strings.CutPrefix(p, from); ok {
				before[to+rest] = before[p]
				delete(before, p)
			}
		}
	}
	w.moves = nil
	return before
}

// stir changes files without changing what they say.
func (w *world) stir(dir string, files map[string]string, r *rand.Rand) error {
	names := slices.Sorted(maps.Keys(files))
	for ; w.touched > 0; w.touched-- {
		now := time.Now()
		if p := pick(r, names); w.links[p] == "" {
			if err := os.Chtimes(filepath.Join(dir, p), now, now); err != nil {
				return err
			}
		}
	}
	for ; w.again > 0; w.again-- {
		p := pick(r, names)
		if err := w.write(filepath.Join(dir, p), files[p], r); err != nil {
			return err
		}
	}
	return nil
}

// write saves a file in one of the ways in which programs do.
func (w *world) write(name, text string, r *rand.Rand) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if target, ok := strings.CutPrefix(text, "link\x00"); ok {
		os.Remove(name)
		return os.Symlink(target, name)
	}
	if info, err := os.Lstat(name); err == nil && info.Mode()&os.ModeSymlink != 0 {
		os.Remove(name)
	}
	switch r.IntN(5) {
	case 0: // a safe write of JetBrains: the old file under another name for a moment
		if err := os.WriteFile(name+"___jb_tmp___", []byte(text), 0o644); err != nil {
			return err
		}
		_ = os.Rename(name, name+"___jb_old___") // there is none when the file is new
		w.rest(r)
		if err := os.Rename(name+"___jb_tmp___", name); err != nil {
			return err
		}
		_ = os.Remove(name + "___jb_old___")
		return nil
	case 1: // as git does: away, empty, written
		_ = os.Remove(name)
		return w.writeSlowly(name, text, r)
	case 2, 3: // in place, as vim and echo do: the inode stays
		return w.writeSlowly(name, text, r)
	}
	temporary := filepath.Join(filepath.Dir(name), ".goutputstream-x")
	if err := os.WriteFile(temporary, []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, name)
}

// writeSlowly writes a file in two pieces.
func (w *world) writeSlowly(name, text string, r *rand.Rand) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	w.rest(r)
	half := r.IntN(len(text) + 1)
	if _, err := f.WriteString(text[:half]); err != nil {
		return err
	}
	w.rest(r)
	_, err = f.WriteString(text[half:])
	return err
}

// rest is the time that a slow write takes.
func (w *world) rest(r *rand.Rand) {
	if w.slow && chance(r, 20) {
		time.Sleep(time.Duration(r.IntN(60)) * time.Millisecond)
	}
}

// carriedLayout is the text of a layout of the program.
func carriedLayout(name string) string {
	text, err := bantin.Carried.ReadFile(name)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return string(text)
}

// nfd spells a word with marks apart from their letters, as files from a Mac do.
func nfd(s string) string { return norm.NFD.String(s) }

// renamed is the path of an article under another folder or name, where no other lies.
func (w *world) renamed(a *article, to string) {
	if w.at(to) != nil {
		return
	}
	from := "content/" + path.Dir(a.path) + "/"
	if path.Base(a.path) == "index.md" && path.Base(to) == "index.md" {
		for _, p := range slices.Sorted(maps.Keys(w.static)) {
			if strings.HasPrefix(p, from) {
				w.static["content/"+path.Dir(to)+"/"+path.Base(p)] = w.static[p]
				delete(w.static, p)
			}
		}
	}
	a.path = to
}
