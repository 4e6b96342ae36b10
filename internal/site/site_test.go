package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

var zone = time.FixedZone("+07", 7*3600)

// now is the clock of the tests: 30 June 2025, noon.
var now = time.Date(2025, 6, 30, 12, 0, 0, 0, zone)

// entry is a readable entry; edits change it.
func entry(t *testing.T, path, date string, edits ...func(*content.Entry)) *content.Entry {
	t.Helper()
	e := &content.Entry{Path: "content/" + path, Kind: "article", Title: strings.TrimSuffix(path, ".md"), ViewCount: -1, HasBody: true}
	if date != "" {
		d, err := viet.ParseDate(date, zone)
		if err != nil {
			t.Fatal(err)
		}
		e.Date = d
	}
	for _, edit := range edits {
		edit(e)
	}
	return e
}

func title(s string) func(*content.Entry) { return func(e *content.Entry) { e.Title = s } }
func tags(s ...string) func(*content.Entry) {
	return func(e *content.Entry) { e.Tags = s }
}
func links(dests ...string) func(*content.Entry) {
	return func(e *content.Entry) {
		for _, d := range dests {
			e.Links = append(e.Links, markdown.Link{Dest: d})
		}
	}
}
func aliases(list ...string) func(*content.Entry) {
	return func(e *content.Entry) {
		for i, a := range list {
			e.Aliases = append(e.Aliases, content.Ref{Value: a, Line: i + 1, Col: 1})
		}
	}
}

// join joins entries with default settings and fails on an unexpected diagnostic: want lists "code path" in
// order.
func join(t *testing.T, entries []*content.Entry, want []string, edits ...func(*Input)) *Site {
	t.Helper()
	in := Input{Settings: content.DefaultSettings(), Entries: entries, Now: now, Zone: zone}
	for _, edit := range edits {
		edit(&in)
	}
	s, remarks := Join(in)
	ds := Placed(remarks, func(string) *content.Text { return &somewhere })
	var got []string
	for _, d := range ds {
		got = append(got, fmt.Sprintf("%s %s", d.Code, strings.TrimPrefix(d.Pos.Path, "content/")))
	}
	if !slices.Equal(got, want) {
		t.Errorf("diagnostics\n got %q\nwant %q", got, want)
	}
	return s
}

// somewhere has places for the links and pictures of the entries that these tests make up.
var somewhere = content.Text{At: markdown.Places{Links: make([]markdown.Place, 9), Pictures: make([]markdown.Place, 9)}}

func urls(items []*Item) []string {
	var list []string
	for _, it := range items {
		list = append(list, it.URL)
	}
	return list
}

func TestAddressIsAFunctionOfTheSourcePath(t *testing.T) {
	for _, c := range []struct{ path, slug, want string }{
		{"tin-tuc/2018/nghi-quyet.md", "", "tin-tuc/2018/nghi-quyet.html"},
		{"Tin Tức/2018/Bài số 1.md", "", "tin-tuc/2018/bai-so-1.html"},
		{"tin-tuc/bai/index.md", "", "tin-tuc/bai.html"},
		{"tin-tuc/bai/index.md", "khac", "tin-tuc/khac.html"},
		{"gioi-thieu.md", "", "gioi-thieu.html"},
		{"tin-tuc/2018/x.md", "hoa-giai-2018", "tin-tuc/2018/hoa-giai-2018.html"},
		{"tin-tuc/2018/x.md", "../../etc/passwd", "tin-tuc/2018/etc-passwd.html"},
		{"tin-tuc/!!!.md", "", "tin-tuc/" + viet.FallbackSlug("content/tin-tuc/!!!.md") + ".html"},
	} {
		s := join(t, []*content.Entry{entry(t, c.path, "2018-03-20", func(e *content.Entry) { e.Slug = c.slug })}, nil)
		if got := s.Items[0].URL; got != c.want {
			t.Errorf("%s (slug %q): %s, want %s", c.path, c.slug, got, c.want)
		}
	}
}

func TestB22_TwoEntriesWithOneAddressAreBothOut(t *testing.T) {
	s := join(t, []*content.Entry{
		entry(t, "tin/hòa giải.md", "2018-03-20"), entry(t, "tin/hóa giải.md", "2019"), entry(t, "tin/khac.md", "2018-03-20"),
	}, []string{"address-taken tin/hòa giải.md", "address-taken tin/hóa giải.md"})
	if got := urls(s.Items); !slices.Equal(got, []string{"tin/khac.html"}) {
		t.Errorf("published %q", got)
	}
}

func TestBrokenEntriesHaveAnAddress(t *testing.T) {
	s := join(t, []*content.Entry{entry(t, "t/a.md", "2018"), entry(t, "t/A.md", "2018")}, []string{"address-taken t/A.md", "address-taken t/a.md"},
		func(in *Input) {
			in.Broken = []content.Unfit{{Path: "content/t/Bài hỏng.md"}, {Path: "content/t/goi/index.md"}, {Path: "content/t/_index.md"}}
		})
	want := []Broken{
		{"content/t/A.md", "t/a.html"}, {"content/t/a.md", "t/a.html"},
		{"content/t/Bài hỏng.md", "t/bai-hong.html"}, {"content/t/goi/index.md", "t/goi.html"},
	}
	if !slices.Equal(s.Broken, want) {
		t.Errorf("broken: %q", s.Broken)
	}
}

func TestReservedAddresses(t *testing.T) {
	s := join(t, []*content.Entry{
		entry(t, "404.md", ""), entry(t, "tin/nam-2018.md", ""), entry(t, "tin/nam-2018-03-1.md", ""), entry(t, "tin/khong-ro-ngay.md", ""),
		entry(t, "the/bai.md", ""), entry(t, "so-do.md", ""), entry(t, "tin/nam-2018-tong-ket.md", ""),
	}, []string{
		"address-taken 404.md", "address-taken so-do.md", "section-reserved the", "address-reserved the/bai.md",
		"address-reserved tin/khong-ro-ngay.md", "address-reserved tin/nam-2018-03-1.md", "address-reserved tin/nam-2018.md",
	})
	if got := urls(s.Items); !slices.Equal(got, []string{"tin/nam-2018-tong-ket.html"}) {
		t.Errorf("published %q", got)
	}
}

func TestSectionsAreTopFoldersAndFoldersWithAnIndex(t *testing.T) {
	s := join(t, []*content.Entry{
		entry(t, "tin/2018/a.md", "2018"), entry(t, "tin/chinh-tri/_index.md", "", title("Chính trị")),
		entry(t, "tin/chinh-tri/2018/b.md", "2018-03"), entry(t, "c.md", "2018-03-01"),
		entry(t, "khac/_index.md", "", title("Khác"), func(e *content.Entry) { e.Weight = 1; e.Slug = "chuyen-khac" }), entry(t, "khac/d.md", ""),
	}, nil)
	var paths []string
	for _, section := range s.Sections {
		paths = append(paths, fmt.Sprint(section.Path, " ", section.Title, " ", urls(section.Items)))
	}
	want := []string{
		"chuyen-khac Khác [chuyen-khac/d.html]",
		"tin tin [tin/chinh-tri/2018/b.html tin/2018/a.html]",
		"tin/chinh-tri Chính trị [tin/chinh-tri/2018/b.html]",
	}
	if !slices.Equal(paths, want) {
		t.Errorf("sections\n got %q\nwant %q", paths, want)
	}
	if got := urls(s.Root.Items); !slices.Equal(got, []string{"c.html"}) {
		t.Errorf("the root lists %q", got)
	}
}

func TestCategoriesNameSections(t *testing.T) {
	inChinhTri := func(e *content.Entry) {
		e.Categories = []content.Ref{{Value: "Tin tức/Chính trị"}, {Value: "văn bản"}, {Value: "Văn bảng", Line: 3, Col: 5}}
	}
	s := join(t, []*content.Entry{
		entry(t, "tin/_index.md", "", title("Tin tức")), entry(t, "tin/ct/_index.md", "", title("Chính trị")),
		entry(t, "vb/_index.md", "", title("Văn bản")), entry(t, "khac/a.md", "2018", inChinhTri),
	}, []string{"category-unknown khac/a.md"})
	it := s.Items[0]
	if it.Section.Path != "tin/ct" || len(it.Sections) != 2 || it.URL != "khac/a.html" {
		t.Errorf("main section %s, %d sections, address %s", it.Section.Path, len(it.Sections), it.URL)
	}
	for _, section := range s.Sections {
		if want := section.Path != "khac"; want != (len(section.Items) == 1) {
			t.Errorf("section %s lists %d items", section.Path, len(section.Items))
		}
	}
}

func TestTotalOrder(t *testing.T) {
	s := join(t, []*content.Entry{
		entry(t, "t/day.md", "2018-03-20"), entry(t, "t/time.md", "2018-03-20 08:30"), entry(t, "t/month.md", "2018-03"), entry(t, "t/none.md", ""),
		entry(t, "t/year.md", "2018"), entry(t, "t/a.md", "2018-03-20"), entry(t, "t/old.md", "2017-12-31"),
	}, nil)
	want := "t/none.html t/old.html t/year.html t/month.html t/a.html t/day.html t/time.html"
	if got := strings.Join(urls(s.Items), " "); got != want {
		t.Errorf("order\n got %s\nwant %s", got, want)
	}
}

func TestWeightComesBeforeDateInSectionsOnly(t *testing.T) {
	weight := func(n int) func(*content.Entry) {
		return func(e *content.Entry) { e.Weight = n; e.Tags = []string{"x"} }
	}
	s := join(t, []*content.Entry{
		entry(t, "t/new.md", "2020", weight(0)), entry(t, "t/two.md", "2018", weight(2)), entry(t, "t/one.md", "2017", weight(1)),
	}, nil)
	if got := strings.Join(urls(s.Sections[0].Items), " "); got != "t/one.html t/two.html t/new.html" {
		t.Errorf("section: %s", got)
	}
	if got := strings.Join(urls(s.Tags.Terms[0].Items), " "); got != "t/new.html t/two.html t/one.html" {
		t.Errorf("tag: %s", got)
	}
}

func TestE45_OneTagForOneExactKey(t *testing.T) {
	s := join(t, []*content.Entry{
		entry(t, "t/a.md", "2018", tags("Hòa giải")), entry(t, "t/b.md", "2018", tags("hoà giải", "HÒA GIẢI")),
		entry(t, "t/c.md", "2018", tags("Hòa  giải")), entry(t, "t/d.md", "2018", tags("Ho\u0300a giải")),
	}, nil)
	if len(s.Tags.Terms) != 1 || s.Tags.Terms[0].URL() != "the/hoa-giai/index.html" || len(s.Tags.Terms[0].Items) != 4 {
		t.Fatalf("terms: %+v", s.Tags.Terms)
	}
}

func TestB23_TwoTagsWithOneSlug(t *testing.T) {
	entries := []*content.Entry{entry(t, "t/a.md", "2018", tags("Hòa giải")), entry(t, "t/b.md", "2018", tags("Hóa giải"))}
	s := join(t, entries, []string{"tag-slug-taken t/a.md"})
	for _, term := range s.Tags.Terms {
		if !strings.HasPrefix(term.Path, "the/hoa-giai-") {
			t.Errorf("%s has the address %s, which depends on which came first", term.Label, term.Path)
		}
	}
	settle := func(in *Input) {
		in.Settings.TagSlugs = map[string]string{viet.ExactKey("Hóa giải"): "hoa-giai-chat-doc"}
	}
	s = join(t, entries, nil, settle)
	if got := s.Tags.Terms[0].Path + " " + s.Tags.Terms[1].Path; got != "the/hoa-giai the/hoa-giai-chat-doc" {
		t.Errorf("settled: %s", got)
	}
}

func TestDraftsAndScheduledLeaveNoTrace(t *testing.T) {
	draft := func(e *content.Entry) { e.Draft = true }
	later := func(e *content.Entry) { e.PublishDate, _ = viet.ParseDate("2025-07-15 08:00", zone) }
	entries := []*content.Entry{
		entry(t, "t/a.md", "2018", links("nhap.md", "hen.md"), tags("chung")), entry(t, "t/nhap.md", "2018", draft, tags("riêng")),
		entry(t, "t/hen.md", "2018", later), entry(t, "t/mai.md", "2025-07-01"),
	}
	s := join(t, entries, []string{"link-unpublished t/a.md", "link-unpublished t/a.md"})
	if got := urls(s.Items); !slices.Equal(got, []string{"t/a.html"}) || len(s.Tags.Terms) != 1 {
		t.Errorf("published %q, %d tags", got, len(s.Tags.Terms))
	}
	if s.Items[0].Links[0].URL != "" {
		t.Error("a link to a draft leads somewhere")
	}
	if want := time.Date(2025, 7, 1, 0, 0, 0, 0, zone); !s.Next.Equal(want) || len(s.Scheduled) != 2 || s.Scheduled[0].Path != "content/t/mai.md" {
		t.Errorf("next %v, scheduled %+v", s.Next, s.Scheduled)
	}
	s = join(t, entries, nil, func(in *Input) { in.Drafts, in.Future = true, true })
	marks := map[string]Mark{}
	for _, it := range s.Items {
		marks[it.URL] = it.Card.Mark
	}
	if marks["t/nhap.html"] != IsDraft || marks["t/hen.html"] != IsFuture || marks["t/mai.html"] != IsFuture || marks["t/a.html"] != Published {
		t.Errorf("marks %v", marks)
	}
}

func TestLinks(t *testing.T) {
	anchors := func(e *content.Entry) { e.Anchors = []string{"h-ket-qua"} }
	files := func(in *Input) {
		in.Settings.BaseURL = "https://bao-yen.example/"
		for _, p := range []string{"content/t/bang.csv", "static/anh/Ảnh 1.jpg", "content/t/loa.mp3"} {
			in.Files = append(in.Files, File{Path: p})
		}
		in.Files[2].Type = "audio/mpeg"
	}
	for _, c := range []struct {
		dest, want string
		code       diag.Code
	}{
		{"../2018/b.md", "2018/b.html", ""},
		{"../2018/b.md#h-ket-qua", "2018/b.html#h-ket-qua", ""},
		{"../2018/b.md#Kết quả", "2018/b.html#h-ket-qua", ""},
		{"../2018/b.md#h-ket-qa", "2018/b.html", "anchor-missing"},
		{"../2018/b", "2018/b.html", ""},
		{"../2018/B.md", "2018/b.html", "name-case"},
		{"/2018/b.html", "2018/b.html", ""},
		{"/2018/", "2018/index.html", ""},
		{"../2018/_index.md", "2018/index.html", ""},
		{"../_index.md", "index.html", ""},
		{"/", "index.html", ""},
		{"/content/2018/b.md", "2018/b.html", ""},
		{"content/2018/b.md", "2018/b.html", ""},
		{"/static/anh/Ảnh 1.jpg", "anh/anh-1.jpg", ""},
		{"static/anh/Ảnh 1.jpg", "anh/anh-1.jpg", ""},
		{"/content/x.md", "", "link-broken"},
		{"bang.csv", "t/bang.csv", ""},
		{"/anh/Ảnh 1.jpg", "anh/anh-1.jpg", ""},
		{"/anh/ảnh 1.JPG", "anh/anh-1.jpg", "name-case"},
		{"../2018/khong-co.md", "", "link-broken"},
		{"../../../etc/passwd", "", "link-broken"},
		{"https://example.org/a?b#c", "https://example.org/a?b#c", ""},
		{"//example.org/", "//example.org/", ""},
		{"mailto:a@b.example", "mailto:a@b.example", ""},
		{"https://bao-yen.example/2018/b.html", "2018/b.html", ""},
		{"/luu-tru/2018/index.html", "luu-tru/2018/index.html", ""},
		{"/so-do.html", "so-do.html", ""},
		{"/rss.xml", "rss.xml", ""},
		{"/feed.json", "feed.json", ""},
		{"/sitemap.xml", "sitemap.xml", ""},
		{"/robots.txt", "", "link-broken"},
		{"/tim-kiem.html", "tim-kiem.html", ""},
		{"/404.html", "", "link-broken"},
		{"/cu/bai-12", "2018/b.html", ""},
		{"#h-khong", "", "anchor-missing"},
	} {
		var want []string
		if c.code != "" {
			want = []string{string(c.code) + " t/a.md"}
		}
		s := join(t, []*content.Entry{
			entry(t, "t/a.md", "2019", links(c.dest)), entry(t, "2018/b.md", "2018", anchors, aliases("/cu/bai-12")),
			entry(t, "2018/_index.md", "", title("2018")), entry(t, "_index.md", "", title("Kho")),
		}, want, files)
		it := s.Articles[0]
		if got := it.Links[0].URL; got != c.want {
			t.Errorf("%s leads to %q, want %q", c.dest, got, c.want)
		}
	}
}

// A link by the published address is right, however the file is spelt.
func TestFound_C16_NameCase(t *testing.T) {
	files := func(in *Input) {
		for _, p := range []string{"content/t/Cau.JPG", "content/t/Ban-Do.pdf"} {
			in.Files = append(in.Files, File{Path: p})
		}
	}
	for dest, want := range map[string]string{
		"/2018/ten-bai": "", "../2018/ten-bai": "", "/2018/ten-bai.html": "", "../2018/Ten-Bai.md": "", "../2018/Ten-Bai": "", "cau.jpg": "", "/t/cau.jpg": "", "ban-do.pdf": "",
		"../2018/ten-bai.md": "name-case", "../2018/TEN-BAI": "name-case", "CAU.jpg": "name-case", "Ban-do.PDF": "name-case",
	} {
		link := entry(t, "t/a.md", "2018", func(e *content.Entry) { e.Links = []markdown.Link{{Dest: dest}} })
		var codes []string
		if want != "" {
			codes = []string{want + " t/a.md"}
		}
		join(t, []*content.Entry{link, entry(t, "2018/Ten-Bai.md", "2018", func(*content.Entry) {})}, codes, files)
		if strings.HasSuffix(strings.ToLower(dest), ".jpg") {
			picture := entry(t, "t/a.md", "2018", func(e *content.Entry) { e.Pictures = []markdown.Picture{{Dest: dest}} })
			join(t, []*content.Entry{picture}, codes, files)
		}
	}
}

func TestPicturesAreFoundByNameAndPublishedUnderASlug(t *testing.T) {
	picture := func(dest string) func(*content.Entry) {
		return func(e *content.Entry) { e.Pictures = []markdown.Picture{{Dest: dest}} }
	}
	files := func(in *Input) {
		for _, p := range []string{"content/t/lễ hội.jpg", "content/t/bai/Ảnh 1.PNG", "content/t/bai/phu-luc/x.jpg", "content/t/khong-ai-dung.jpg", "static/anh/nui.svg"} {
			in.Files = append(in.Files, File{Path: p})
		}
		in.Files[0] = File{Path: "content/t/lễ hội.jpg", Width: 30, Height: 20, Type: "image/jpeg"}
	}
	for _, c := range []struct{ path, dest, want, code string }{
		{"t/a.md", "lễ hội.jpg", "t/le-hoi.jpg", ""},
		{"t/a.md", "le\u0302\u0303 ho\u0323\u0302i.jpg", "t/le-hoi.jpg", ""},
		{"t/bai/index.md", "Ảnh 1.PNG", "t/bai/anh-1.png", ""},
		{"t/bai/index.md", "ảnh 1.png", "t/bai/anh-1.png", "name-case"},
		{"t/bai/index.md", "phu-luc/x.jpg", "t/bai/phu-luc/x.jpg", ""},
		{"t/a.md", "/anh/nui.svg", "anh/nui.svg", ""},
		{"t/a.md", "anh/nui.svg", "anh/nui.svg", ""},
		{"t/a.md", "le-hoi.jpg", "", "image-missing"},
	} {
		var want []string
		if c.code != "" {
			want = []string{c.code + " " + c.path}
		}
		s := join(t, []*content.Entry{entry(t, c.path, "2018", picture(viet.NFC(c.dest)))}, want, files)
		if got := s.Items[0].Pictures[0].URL; got != c.want {
			t.Errorf("%s shows %q, want %q", c.dest, got, c.want)
		}
		for _, f := range s.Files {
			if strings.Contains(f.URL, "khong-ai-dung") {
				t.Error("a file that no entry names is published")
			}
		}
	}
}

func TestStaticFilesKeepPlainNames(t *testing.T) {
	for path, want := range map[string]string{
		"static/Tep_1.v2.PDF": "Tep_1.v2.PDF", "static/a/b-c.jpg": "a/b-c.jpg", "static/Ảnh đẹp/Lễ hội.JPG": "anh-dep/le-hoi.jpg",
		"static/x y.csv": "x-y.csv", "static/a%.txt": "a.txt", "static/favicon.svg": "favicon.svg",
	} {
		if got := staticURL(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestC25_Aliases(t *testing.T) {
	for _, c := range []struct{ alias, from, query, stub, code string }{
		{"/cu/bai-12", "/cu/bai-12", "", "cu/bai-12/index.html", ""},
		{"cu/bai.html", "/cu/bai.html", "", "cu/bai.html", ""},
		{"/cu/Bài cũ", "/cu/Bài cũ", "", "", ""},
		{"/cu/B%C3%A0i", "/cu/Bài", "", "", ""},
		{"/Default.aspx?id=17", "/Default.aspx", "id=17", "", ""},
		{"/xem.aspx", "/xem.aspx", "", "", ""},
		{"https://bao-yen.example/cu/x", "/cu/x", "", "cu/x/index.html", ""},
		{"https://cu.example/", "", "", "", "alias-taken"},
		{"//evil.example/x", "", "", "", "alias-invalid"},
		{"/..%2fx", "", "", "", "alias-invalid"},
		{"/a/../x", "", "", "", "alias-invalid"},
		{"/a%00", "", "", "", "alias-invalid"},
		{"/a\\b", "", "", "", "alias-invalid"},
		{"https://cu.example/a/b.aspx?id=1#muc", "/a/b.aspx", "id=1", "", ""},
		{"/:year/:title/", "", "", "", "alias-invalid"},
		{"/t/B.html", "", "", "", "alias-taken"},
		{"/t", "", "", "", "alias-taken"},
		{"/the/x", "", "", "", "alias-reserved"},
		{"/", "", "", "", "alias-taken"},
	} {
		var want []string
		if c.code != "" {
			want = []string{c.code + " t/a.md"}
		}
		s := join(t, []*content.Entry{entry(t, "t/a.md", "2018", aliases(c.alias)), entry(t, "t/b.md", "2018")}, want,
			func(in *Input) { in.Settings.BaseURL = "https://bao-yen.example/" })
		if len(s.Items) != 2 {
			t.Errorf("%s: the entry is not published", c.alias)
		}
		if c.code != "" {
			if len(s.Redirects) != 0 {
				t.Errorf("%s is redirected", c.alias)
			}
			continue
		}
		if r := s.Redirects[0]; r.From != c.from || r.Query != c.query || r.Stub != c.stub || r.To != "t/a.html" {
			t.Errorf("%s: %+v", c.alias, r)
		}
	}
	join(t, []*content.Entry{entry(t, "t/a.md", "2018", aliases("/cu/x")), entry(t, "t/b.md", "2019", aliases("/cu/x"))}, []string{"alias-taken t/b.md"})
}

func TestRelatedAreFewAndNear(t *testing.T) {
	var entries []*content.Entry
	for day := 1; day <= 28; day++ {
		entries = append(entries, entry(t, fmt.Sprintf("t/%02d.md", day), fmt.Sprintf("2018-03-%02d", day), tags("chung")))
	}
	entries[4].Tags, entries[20].Tags = []string{"chung", "hiếm"}, []string{"chung", "hiếm"}
	s := join(t, entries, nil)
	for _, it := range s.Items {
		if it.URL != "t/05.html" {
			continue
		}
		// The rare tag first, however far; then the nearest of the common tag, the newer of two equally near
		// ones before.
		if got := strings.Join(urls(it.Related), " "); got != "t/21.html t/06.html t/04.html t/07.html" {
			t.Errorf("related: %s", got)
		}
		if it.Older.URL != "t/04.html" || it.Newer.URL != "t/06.html" {
			t.Errorf("neighbours %s, %s", it.Older.URL, it.Newer.URL)
		}
	}
}

// TestFound_E1_NamesOfPeriods: which names a list keeps for its pages.
func TestFound_E1_NamesOfPeriods(t *testing.T) {
	for name, want := range map[string]bool{
		"index": true, "khong-ro-ngay": true, "khong-ro-ngay-1": true, "khong-ro-ngay-12": true, "nam-2018": true, "nam-2018-03": true, "nam-2018-03-1": true, "nam-2018-03-12": true,
		"khong-ro-ngay1": false, "khong-ro-ngay-x": false, "khong-ro-ngay-": false, "nam-2018-3": false, "nam-18": false, "nam-2018-03-1-2": false, "nam-2018-xx": false,
		"nam-20188": false, "nam-2018-03-x": false, "nam": false, "nam-": false, "bai-2018": false, "indexes": false,
	} {
		if got := isListName("tin/" + name + ".html"); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestFound_E3_EndOfDate: a deadline has passed when the day, month or year after it begins.
func TestFound_E3_EndOfDate(t *testing.T) {
	for text, want := range map[string]string{
		"2018-03-20": "2018-03-21 00:00", "2018-03-31": "2018-04-01 00:00", "2018-12-31": "2019-01-01 00:00", "2018-03": "2018-04-01 00:00", "2018-12": "2019-01-01 00:00",
		"2018": "2019-01-01 00:00", "2018-03-20 08:30": "2018-03-20 08:30",
	} {
		d, err := viet.ParseDate(text, zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := endOf(d, zone).Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s ends at %s, not %s", text, got, want)
		}
	}
	if !endOf(viet.Date{}, zone).IsZero() {
		t.Error("no date has an end")
	}
}

// TestFound_E1_OneSlug: words that are one as a slug have addresses of their own, which never change.
func TestFound_E1_OneSlug(t *testing.T) {
	s := join(t, []*content.Entry{entry(t, "t/a.md", "2018", tags("Hòa giải")), entry(t, "t/b.md", "2018", tags("Hóa giải"))}, []string{"tag-slug-taken t/a.md"})
	if got := s.Tags.Terms[0].Path + " " + s.Tags.Terms[1].Path; got != "the/hoa-giai-b663ea the/hoa-giai-5f8a69" {
		t.Errorf("tags: %s", got)
	}
	by := func(name string) func(*content.Entry) { return func(e *content.Entry) { e.Authors = []string{name} } }
	s = join(t, []*content.Entry{entry(t, "t/a.md", "2018", by("Lê Hòa")), entry(t, "t/b.md", "2018", by("Lê Hóa"))}, []string{"name-slug-taken t/a.md"})
	if got := s.Authors.Terms[0].Path + " " + s.Authors.Terms[1].Path; got != "tac-gia/le-hoa-3183a7 tac-gia/le-hoa-9a7ec2" {
		t.Errorf("authors: %s", got)
	}
}

// Of two articles with one tag the nearer in time comes first, over the ends of months and years.
func TestFound_E1_RelatedByTime(t *testing.T) {
	for _, c := range []struct{ date, far, near string }{
		{"2018-03-15", "2018-01-20", "2018-04-30"}, {"2018-12-30", "2018-11-01", "2019-01-02"}, {"2018-01-02", "2018-03-01", "2017-12-30"}, {"2018-06-15", "2017-06-15", "2018-09-15"},
	} {
		s := join(t, []*content.Entry{
			entry(t, "t/a.md", c.date, tags("x")), entry(t, "t/far.md", c.far, tags("x")), entry(t, "t/near.md", c.near, tags("x")),
		}, nil)
		for _, it := range s.Items {
			if got := strings.Join(urls(it.Related), " "); it.URL == "t/a.html" && got != "t/near.html t/far.html" {
				t.Errorf("%+v: %s", c, got)
			}
		}
	}
}

func TestTimePassesADeadline(t *testing.T) {
	deadline, err := viet.ParseDate("2025-06-30", zone)
	if err != nil {
		t.Fatal(err)
	}
	due := func(e *content.Entry) { e.Event = &content.Event{Deadline: deadline} }
	s := join(t, []*content.Entry{entry(t, "t/a.md", "2018", due)}, nil)
	if s.Items[0].DeadlinePassed || !s.Next.Equal(time.Date(2025, 7, 1, 0, 0, 0, 0, zone)) {
		t.Errorf("passed %v, next %v", s.Items[0].DeadlinePassed, s.Next)
	}
	s = join(t, []*content.Entry{entry(t, "t/a.md", "2018", due)}, nil, func(in *Input) { in.Now = s.Next })
	if !s.Items[0].DeadlinePassed || !s.Next.IsZero() {
		t.Errorf("a day later: passed %v, next %v", s.Items[0].DeadlinePassed, s.Next)
	}
}

// TestFound_D3_Places: file and folder, capitals, pages of lists, length: whoever comes later is left out and
// named, whatever it is.
func TestFound_D3_Places(t *testing.T) {
	static := func(names ...string) func(*Input) {
		return func(in *Input) {
			in.Carried = []string{"assets/style.css", "assets/js/search.js"}
			for _, name := range names {
				in.Files = append(in.Files, File{Path: "static/" + name})
			}
		}
	}
	long := strings.Repeat("a", 239)
	for name, c := range map[string]struct {
		aliases []string
		static  []string
		want    []string
	}{
		"D3 below a page":         {aliases: []string{"/tin/bai-0.html/cu", "/TIN/Bai-0.HTML/cu/sau", "/tin/bai-0.html/"}, want: []string{"alias-taken tin/bai-0.md", "alias-taken tin/bai-0.md", "alias-taken tin/bai-0.md"}},
		"D3 below an old address": {aliases: []string{"/cu.html", "/cu.html/sau"}, want: []string{"alias-taken tin/bai-0.md"}},
		"D3 above an old address": {aliases: []string{"/cu.html/sau", "/cu.html"}, want: []string{"alias-taken tin/bai-0.md"}},
		"D3 a page of the list":   {aliases: []string{"/tin/nam-2018.html", "/tin/NAM-2019-03.html"}, want: []string{"alias-reserved tin/bai-0.md", "alias-reserved tin/bai-0.md"}},
		"D3 below a list's page":  {aliases: []string{"/tin/rss.xml/a.html", "/Tin/nam-2018.html/a"}, want: []string{"alias-reserved tin/bai-0.md", "alias-reserved tin/bai-0.md"}},
		"D3 a folder of a year":   {static: []string{"tin/nam-2018/a.txt"}, aliases: []string{"/tin/nam-2018/cu.html"}, want: nil},
		"D3 a reserved folder":    {aliases: []string{"/The/x", "/MANIFEST/0.html"}, want: []string{"alias-reserved tin/bai-0.md", "alias-reserved tin/bai-0.md"}},
		"D3 a long old address":   {aliases: []string{"/" + long + ".html", "/x/" + long}, want: []string{"address-long tin/bai-0.md", "address-long tin/bai-0.md"}},
		// they live in _redirects alone
		"D3 names of Windows":          {aliases: []string{"/con/aux.html", "/tin/nul"}, want: nil},
		"D3 static below a page":       {static: []string{"index.html/x.txt", "404.html/a/b.txt"}, want: []string{"static-reserved static/404.html/a/b.txt", "static-reserved static/index.html/x.txt"}},
		"D3 static as a folder":        {static: []string{"tin", "assets", "the"}, want: []string{"static-reserved static/assets", "static-reserved static/the", "static-reserved static/tin"}},
		"D3 static file and folder":    {static: []string{"a/b.txt/c.txt", "a/B.txt"}, want: []string{"static-reserved static/a/B.txt"}},
		"D3 static folder and file":    {static: []string{"a/b.txt", "A/B.TXT/c.txt"}, want: []string{"static-reserved static/A/B.TXT/c.txt"}},
		"D3 static after slugging":     {static: []string{"ảnh.txt", "anh.txt/b.txt"}, want: []string{"static-reserved static/anh.txt/b.txt"}},
		"D3 static in a list":          {static: []string{"tin/nam-2018.html", "tin/RSS.xml", "tin/x.txt"}, want: []string{"static-reserved static/tin/RSS.xml", "static-reserved static/tin/nam-2018.html"}},
		"D3 the program's files":       {static: []string{"assets/style.css", "assets/js/Search.js", "assets/style.css/x.txt", "assets/js"}, want: []string{"static-reserved static/assets/js", "static-reserved static/assets/js/Search.js", "static-reserved static/assets/style.css/x.txt"}},
		"D3 capitals of our folders":   {static: []string{"Assets/x.txt", "Manifest/0.txt", "THE/x.txt"}, want: []string{"static-reserved static/Assets/x.txt", "static-reserved static/Manifest/0.txt", "static-reserved static/THE/x.txt"}},
		"D3 a long static file":        {static: []string{long + ".txt", "assets/" + long + ".css"}, want: []string{"address-long static/" + long + ".txt", "address-long static/assets/" + long + ".css"}},
		"D3 static and an old address": {static: []string{"cu/a.txt"}, aliases: []string{"/cu/a.txt/b.html", "/cu"}, want: []string{"alias-taken tin/bai-0.md"}},
	} {
		t.Run(name, func(t *testing.T) {
			entries := []*content.Entry{entry(t, "tin/bai-0.md", "2018-03-20", aliases(c.aliases...))}
			if s := join(t, entries, c.want, static(c.static...)); len(s.Items) != 1 {
				t.Error("the entry is out")
			}
		})
	}
}

// TestFound_D3_Terms: words of one slug, and a word that spells the address of another with its hash, have
// pages of their own.
func TestFound_D3_Terms(t *testing.T) {
	words := []string{"hòa giải", "hóa giải"}
	s := join(t, []*content.Entry{entry(t, "tin/a.md", "2018", tags(words...))}, []string{"tag-slug-taken tin/a.md"})
	for _, term := range s.Tags.Terms {
		words = append(words, strings.TrimPrefix(term.Path, "the/"))
	}
	s = join(t, []*content.Entry{entry(t, "tin/a.md", "2018", tags(words...))}, []string{"tag-slug-taken tin/a.md"})
	seen := map[string]bool{}
	for _, term := range s.Tags.Terms {
		if seen[term.Path] {
			t.Errorf("two terms at %s", term.Path)
		}
		seen[term.Path] = true
	}
	if len(seen) != 4 {
		t.Errorf("%v", seen)
	}
}
