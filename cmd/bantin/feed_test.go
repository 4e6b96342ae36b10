package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// readSite reads a file of the output.
func readSite(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// local is the path under the output folder that an absolute address of the site means.
func local(t *testing.T, where, address string) string {
	t.Helper()
	rest, ok := strings.CutPrefix(address, siteBase)
	if !ok {
		t.Errorf("%s: %q does not begin with the base URL", where, address)
	}
	if rest == "" || strings.HasSuffix(rest, "/") {
		rest += "index.html"
	}
	rest, err := url.PathUnescape(rest)
	if err != nil {
		t.Errorf("%s: %v", where, err)
	}
	return rest
}

// TestRSS reads every RSS feed as a news reader does.
func TestRSS(t *testing.T) {
	dir := ownSite(t)
	feeds := 0
	for _, name := range siteFiles(t, dir) {
		if filepath.Base(name) != "rss.xml" {
			continue
		}
		feeds++
		var doc struct {
			Version string `xml:"version,attr"`
			Channel struct {
				Items []struct {
					Title   string `xml:"title"`
					Link    string `xml:"link"`
					PubDate string `xml:"pubDate"`
				} `xml:"item"`
			} `xml:"channel"`
		}
		if err := xml.Unmarshal(readSite(t, dir, name), &doc); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if doc.Version != "2.0" || name == "rss.xml" && len(doc.Channel.Items) != 20 {
			t.Errorf("%s: version %q, %d items", name, doc.Version, len(doc.Channel.Items))
		}
		for _, item := range doc.Channel.Items {
			if _, err := os.Stat(filepath.Join(dir, local(t, name, item.Link))); err != nil || item.Title == "" {
				t.Errorf("%s: %+v: %v", name, item, err)
			}
			if _, err := time.Parse(time.RFC1123Z, item.PubDate); item.PubDate != "" && err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if feeds < 10 {
		t.Errorf("only %d feeds", feeds)
	}
}

// TestJSONFeed reads feed.json as https://www.jsonfeed.org/version/1.1/ says.
func TestJSONFeed(t *testing.T) {
	dir := ownSite(t)
	var doc struct {
		Version, Title string
		FeedURL        string `json:"feed_url"`
		Items          []struct {
			ID, URL, Title string
			Text           string `json:"content_text"`
			Published      string `json:"date_published"`
		}
	}
	if err := json.Unmarshal(readSite(t, dir, "feed.json"), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != "https://jsonfeed.org/version/1.1" || doc.Title == "" || doc.FeedURL != siteBase+"feed.json" || len(doc.Items) != 20 {
		t.Errorf("%+v", doc)
	}
	for _, item := range doc.Items {
		if _, err := os.Stat(filepath.Join(dir, local(t, "feed.json", item.URL))); err != nil || item.ID == "" || item.Text == "" {
			t.Errorf("%+v: %v", item, err)
		}
		if _, err := time.Parse(time.RFC3339, item.Published); item.Published != "" && err != nil {
			t.Error(err)
		}
	}
}

type sitemapEntry struct {
	Loc string `xml:"loc"`
}

// TestSitemap holds the sitemap against its schema, and against the pages: every page but 404.html and the
// stubs stands in it once.
func TestSitemap(t *testing.T) {
	dir := ownSite(t)
	var index struct {
		Sitemaps []sitemapEntry `xml:"sitemap"`
	}
	if err := xml.Unmarshal(readSite(t, dir, "sitemap.xml"), &index); err != nil {
		t.Fatal(err)
	}
	schema := filepath.Join(checkers(t), "node_modules", "sitemap", "schema", "sitemap.xsd")
	var listed []string
	for _, part := range index.Sitemaps {
		name := local(t, "sitemap.xml", part.Loc)
		out, err := exec.Command(tool(t, "xmllint", "libxml2-utils"), "--noout", "--nonet", "--schema", schema, filepath.Join(dir, name)).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %s", name, out)
		}
		var doc struct {
			URLs []sitemapEntry `xml:"url"`
		}
		if err := xml.Unmarshal(readSite(t, dir, name), &doc); err != nil {
			t.Fatal(err)
		}
		for _, u := range doc.URLs {
			listed = append(listed, local(t, name, u.Loc))
		}
	}
	var pages []string
	for name, p := range sitePages(t, dir) {
		if p.kind != "404" && p.kind != "alias" {
			pages = append(pages, name)
		}
	}
	slices.Sort(listed)
	slices.Sort(pages)
	if !slices.Equal(listed, pages) {
		t.Errorf("the sitemap lists\n%s\nand the pages are\n%s", strings.Join(listed, "\n"), strings.Join(pages, "\n"))
	}
}

// TestWeight weighs a typical page as it goes over the network: an article without pictures and its style
// sheet, below 20 kB.
func TestWeight(t *testing.T) {
	dir := ownSite(t)
	style := gzipped(t, readSite(t, dir, "assets/site.css"))
	heaviest, of := 0, ""
	for name, p := range sitePages(t, dir) {
		if p.kind != "article" || slices.ContainsFunc(p.refs, func(r reference) bool { return r.prose && r.element == "img" }) {
			continue
		}
		if weight := gzipped(t, readSite(t, dir, name)) + style; weight > heaviest {
			heaviest, of = weight, name
		}
	}
	t.Logf("%s and its style sheet: %d bytes", of, heaviest)
	if heaviest == 0 || heaviest > 20_000 {
		t.Errorf("%s and its style sheet weigh %d bytes, more than 20,000", of, heaviest)
	}
}

func gzipped(t *testing.T, data []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
