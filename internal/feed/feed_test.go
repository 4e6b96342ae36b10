package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

var zone = time.FixedZone("+07", 7*3600)

func date(t *testing.T, s string) viet.Date {
	t.Helper()
	d, err := viet.ParseDate(s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// files renders the artifacts of a small site: path → bytes.
func files(t *testing.T, base string, entries ...*content.Entry) map[string]string {
	t.Helper()
	settings := content.DefaultSettings()
	settings.Title, settings.Description, settings.BaseURL = "Cổng <thử> & kiểm", "Mô tả", base
	for _, e := range entries {
		e.Kind, e.ViewCount = "article", -1
	}
	s, ds := site.Join(site.Input{Settings: settings, Entries: entries, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, zone), Zone: zone})
	for _, d := range ds {
		t.Errorf("unexpected %s %s", d.Code, d.Pos)
	}
	out := map[string]string{}
	for _, a := range Artifacts(s, []string{"index.html", "404.html", "tin/index.html", "tin/a.html"}, fingerprint.Digest{}) {
		var b bytes.Buffer
		if _, err := a.Render(&b); err != nil {
			t.Fatal(a.Path, err)
		}
		out[a.Path] = b.String()
	}
	return out
}

func sample(t *testing.T) []*content.Entry {
	return []*content.Entry{
		{Path: "content/tin/a.md", Title: "Bài ]]> & <b>", Date: date(t, "2018-03-20 08:30"), Lead: "Sapo \x01 có ký tự lạ", Tags: []string{"Hòa giải"},
			Authors: []string{"N.V.A"}, Extra: []content.Extra{{Key: "nguoi_duyet", Value: "X"}},
			Aliases: []content.Ref{{Value: "/cu/a"}, {Value: "/Default.aspx?id=17&x=y z"}, {Value: "/cũ/bài"}}},
		{Path: "content/tin/thang.md", Title: "Chỉ biết tháng", Date: date(t, "2018-03")},
		{Path: "content/tin/khong.md", Title: "Không ngày", Provenance: content.Provenance{CapturedAt: date(t, "2025-06-30")}},
	}
}

func TestRSS(t *testing.T) {
	out := files(t, "https://bao-yen.example/kho/", sample(t)...)
	for _, path := range []string{"rss.xml", "tin/rss.xml", "the/hoa-giai/rss.xml"} {
		var doc struct {
			Channel struct {
				Title string `xml:"title"`
				Link  []struct {
					Href string `xml:"href,attr"`
					Text string `xml:",chardata"`
				} `xml:"link"`
				Items []struct {
					Title   string `xml:"title"`
					Link    string `xml:"link"`
					Date    string `xml:"pubDate"`
					Creator string `xml:"creator"`
					Lead    string `xml:"description"`
				} `xml:"item"`
			} `xml:"channel"`
		}
		if err := xml.Unmarshal([]byte(out[path]), &doc); err != nil {
			t.Fatalf("%s: %v\n%s", path, err, out[path])
		}
		first := doc.Channel.Items[0]
		if first.Title != "Bài ]]> & <b>" || first.Link != "https://bao-yen.example/kho/tin/a.html" || first.Creator != "N.V.A" ||
			first.Date != "Tue, 20 Mar 2018 08:30:00 +0700" || first.Lead != "Sapo  có ký tự lạ" {
			t.Errorf("%s: %+v", path, first)
		}
		if path == "rss.xml" && (len(doc.Channel.Items) != 3 || doc.Channel.Items[1].Date != "" || doc.Channel.Items[2].Date != "") {
			t.Errorf("a date without a day is given as one: %+v", doc.Channel.Items)
		}
	}
}

func TestJSONFeed(t *testing.T) {
	out := files(t, "https://bao-yen.example/", sample(t)...)
	var doc jsonFeed
	if err := json.Unmarshal([]byte(out["feed.json"]), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != "https://jsonfeed.org/version/1.1" || len(doc.Items) != 3 || doc.Items[0].Published != "2018-03-20T08:30:00+07:00" ||
		doc.Items[1].Published != "" || doc.Items[1].Text != "Chỉ biết tháng" {
		t.Errorf("%+v", doc)
	}
}

func TestSitemapIsOneFileAYear(t *testing.T) {
	out := files(t, "https://bao-yen.example/", sample(t)...)
	for path, want := range map[string][]string{
		"sitemap.xml":               {"/sitemap/khong-ro-ngay.xml", "/sitemap/2018.xml", "/sitemap/danh-muc.xml"},
		"sitemap/2018.xml":          {"/tin/a.html</loc>\n  <lastmod>2018-03-20</lastmod>", "/tin/thang.html</loc>\n </url>"},
		"sitemap/khong-ro-ngay.xml": {"/tin/khong.html</loc>\n  <lastmod>2025-06-30</lastmod>"},
		"sitemap/danh-muc.xml":      {"<loc>https://bao-yen.example/</loc>", "<loc>https://bao-yen.example/tin/</loc>"},
	} {
		for _, w := range want {
			if !strings.Contains(out[path], w) {
				t.Errorf("%s has no %q:\n%s", path, w, out[path])
			}
		}
	}
	if strings.Contains(out["sitemap/danh-muc.xml"], "404") || strings.Contains(out["sitemap/danh-muc.xml"], "a.html") {
		t.Errorf("the sitemap of lists holds more than lists:\n%s", out["sitemap/danh-muc.xml"])
	}
	if !strings.Contains(out["robots.txt"], "Sitemap: https://bao-yen.example/sitemap.xml") {
		t.Error(out["robots.txt"])
	}
}

func TestWithoutBaseURLNothingNeedsOne(t *testing.T) {
	out := files(t, "", sample(t)...)
	for path, text := range out {
		if strings.HasSuffix(path, ".xml") || path == "feed.json" || path == "robots.txt" && strings.Contains(text, "Sitemap") {
			t.Errorf("%s was made without a base URL", path)
		}
	}
}

func TestRedirects(t *testing.T) {
	out := files(t, "https://bao-yen.example/kho/", sample(t)...)
	want := "/kho/Default.aspx id=17 x=y%20z /kho/tin/a.html 301\n" +
		"/kho/cu/a /kho/tin/a.html 301\n" +
		"/kho/c%C5%A9/b%C3%A0i /kho/tin/a.html 301\n"
	if out["_redirects"] != want {
		t.Errorf("got\n%swant\n%s", out["_redirects"], want)
	}
}

func TestHeadersNameEveryHeaderBelowItsPath(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(files(t, "")["_headers"]), "\n")
	if lines[0] != "/*" || len(lines) != 1+len(Headers())+2 {
		t.Fatalf("%q", lines)
	}
	for _, l := range lines[1:] {
		if !strings.HasPrefix(l, "  ") && l != "/*.svg" {
			t.Errorf("the line %q would join the block above", l)
		}
	}
	for _, directive := range []string{"default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"} {
		if !strings.Contains(lines[1], directive) {
			t.Errorf("the policy has no %s", directive)
		}
	}
}

func TestDataKeepsWhatTheSchemaDoesNotKnow(t *testing.T) {
	out := files(t, "", sample(t)...)
	var doc yearRecords
	if err := json.Unmarshal([]byte(out["data/articles/2018.json"]), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Entries) != 2 || doc.Entries[0].Date != "2018-03" || doc.Entries[1].Extra[0] != (extraRecord{"nguoi_duyet", "X"}) {
		t.Errorf("%+v", doc)
	}
}

func TestAYearOfManyEntriesIsSplitByMonth(t *testing.T) {
	var entries []*content.Entry
	for i := range dataMost + 1 {
		entries = append(entries, &content.Entry{Path: "content/tin/" + viet.FormatCount(int64(i)) + ".md", Title: "x", Slug: "a" + viet.FormatCount(int64(i)),
			Date: date(t, []string{"2018-03-20", "2018-04-20"}[i%2])})
	}
	entries[0].Date = date(t, "2018-05-20") // alone in its month
	out := files(t, "", entries...)
	if !strings.Contains(out["data/articles/2018.json"], `"data/articles/2018-03.json"`) || !strings.Contains(out["data/articles/2018-04.json"], `"2018-04-20"`) {
		t.Error(out["data/articles/2018.json"])
	}
	if !strings.Contains(out["data/articles/2018.json"], `"data/articles/2018-05.json"`) || !strings.Contains(out["data/articles/2018-05.json"], `"2018-05-20"`) {
		t.Errorf("the entry that is alone in its month is missing: %s", out["data/articles/2018.json"])
	}
	if out := files(t, "", entries[0]); !strings.Contains(out["data/articles/2018.json"], `"2018-05-20"`) {
		t.Errorf("the only entry is missing: %q", out["data/articles/2018.json"])
	}
}

// What a feed is made from moves its fingerprint, and nothing else does.
func TestFingerprints(t *testing.T) {
	prints := func(entries ...*content.Entry) map[string]fingerprint.Digest {
		settings := content.DefaultSettings()
		settings.BaseURL = "https://bao-yen.example/"
		for _, e := range entries {
			e.Kind = "article"
		}
		s, _ := site.Join(site.Input{Settings: settings, Entries: entries, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, zone), Zone: zone})
		out := map[string]fingerprint.Digest{}
		for _, a := range Artifacts(s, nil, fingerprint.Digest{}) {
			if a.Class != output.ClassFeed && a.Class != output.ClassData {
				t.Errorf("%s is published too early", a.Path)
			}
			out[a.Path] = a.Fingerprint()
		}
		return out
	}
	before := prints(sample(t)...)
	edited := sample(t)
	edited[0].Title = "Tên khác"
	after := prints(edited...)
	for path, want := range map[string]bool{
		"rss.xml": true, "tin/rss.xml": true, "feed.json": true, "data/articles/2018.json": true,
		"sitemap/2018.xml": false, "robots.txt": false, "_redirects": false, "data/articles/khong-ro-ngay.json": false,
	} {
		if moved := before[path] != after[path]; moved != want {
			t.Errorf("%s: moved %v, want %v", path, moved, want)
		}
	}
}

// A time of day is one in the zone of the site.
func TestFound_E1_DataZone(t *testing.T) {
	tokyo := time.FixedZone("+09", 9*3600)
	at, err := viet.ParseDate("2018-03-20 08:30", tokyo)
	if err != nil {
		t.Fatal(err)
	}
	e := &content.Entry{Path: "content/tin/a.md", Title: "A", Kind: "article", Date: at, ViewCount: -1, Provenance: content.Provenance{CapturedAt: at}}
	s, _ := site.Join(site.Input{Settings: content.DefaultSettings(), Entries: []*content.Entry{e}, Zone: tokyo})
	for _, a := range Artifacts(s, nil, fingerprint.Digest{}) {
		var b bytes.Buffer
		if _, err := a.Render(&b); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), "2018-03-20T08:30+09:00"); strings.HasPrefix(a.Path, "data/") && n != 2 {
			t.Errorf("%s: %s", a.Path, &b)
		}
	}
}

// TestFound_E1_LargeSitemap: a file of the sitemap ends at sitemapMost addresses, and the next one begins
// with the address after it; the protocol allows 50,000 in one.
func TestFound_E1_LargeSitemap(t *testing.T) {
	if sitemapMost > 50_000 {
		t.Fatalf("%d addresses in a file", sitemapMost)
	}
	for _, c := range []struct {
		entries int
		counts  []int // of addresses, by file
	}{{sitemapMost, []int{sitemapMost}}, {sitemapMost + 1, []int{sitemapMost, 1}}, {2*sitemapMost + 3, []int{sitemapMost, sitemapMost, 3}}} {
		var entries []*content.Entry
		for i := range c.entries {
			entries = append(entries, &content.Entry{Path: fmt.Sprintf("content/tin/b%05d.md", i), Title: "Bài", Date: viet.Date{Year: 2018, Precision: viet.PrecisionYear}})
		}
		out := files(t, "https://bao-yen.example/", entries...)
		seen := map[string]bool{}
		for i, want := range append(c.counts, 0) {
			path := "sitemap/2018.xml"
			if i > 0 {
				path = fmt.Sprintf("sitemap/2018-%d.xml", i+1)
			}
			addresses := strings.Split(out[path], "<loc>")
			for _, a := range addresses[1:] {
				seen[a[:strings.Index(a, "<")]] = true
			}
			if got := len(addresses) - 1; got != want || strings.Contains(out["sitemap.xml"], path) != (want > 0) {
				t.Errorf("%d entries: %s has %d addresses, not %d", c.entries, path, got, want)
			}
		}
		if len(seen) != c.entries {
			t.Errorf("%d of %d addresses", len(seen), c.entries)
		}
	}
}
