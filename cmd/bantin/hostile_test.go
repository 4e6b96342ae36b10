package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// breakout ends every context that a text may stand in: attribute, element, script, comment, CDATA; and holds
// what JSON in a script must escape.
const breakout = `Ác ý "><img src=x onerror=alert(1)>'</title></script><script>alert(1)</script>-->]]>&amp` + "\u2028" + `{{.Nope}}`

// hostileAddresses are link targets that must not become links, or not as written (docs/threats.md T01 to
// T03). Those of localAddresses keep their entry back as well.
var hostileAddresses = []string{
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "&#x6a;avascript:alert(1)",
	"javascript&#58;alert(1)", "&#0000106;avascript:alert(1)", "java&#9;script:alert(1)", "java&#10;script:alert(1)", "java&Tab;script:alert(1)",
	"java&NewLine;script:alert(1)", "&#1;javascript:alert(1)", "%6aavascript:alert(1)", "javascript%3aalert(1)", "vbscript:msgbox(1)",
	"VBScript:msgbox(1)", "livescript:a", "data:text/html,<b>", "data:text/html;base64,PGI+", "data:image/svg+xml,<svg/onload=alert(1)>",
	"data:image/png;base64,AAAA", "about:blank", "blob:https://evil.example/1", "filesystem:http://a/b", "view-source:http://a/",
	"ftp://evil.example/", "ws://evil.example/", "chrome://settings", "ms-word:ofe|u|http://evil.example", "intent://evil#Intent;end",
	"//evil.example/a", `/\evil.example`, "https:evil.example", "http://", "jar:http://evil.example!/", "x:", ":",
}

// localAddresses name files of the editor's own computer or network.
var localAddresses = []string{"file:///etc/passwd", `\\evil.example\a`}

// TestHostileContent puts such texts wherever an editor may write one, and looks at everything that comes
// out.
func TestHostileContent(t *testing.T) {
	site := t.TempDir()
	quoted := "'" + strings.ReplaceAll(breakout, "'", "''") + "'"
	writeFile(t, site, "content/_index.md", "---\ntitle: "+quoted+"\ndescription: "+quoted+"\nprovince: "+quoted+"\narchive_banner: "+quoted+
		"\nbase_url: "+siteBase+"\nmenu:\n  - title: "+quoted+"\n    url: /tin/index.html\n---\n"+breakout+"\n")
	writeFile(t, site, "content/tin/_index.md", "---\ntitle: "+quoted+"\n---\n"+breakout+"\n")
	front := "---\n"
	for _, key := range []string{
		"title", "summary", "description", "author", "organization", "photo_credit", "source_name", "series", "archive_note", "rights", "redacted", "keywords",
	} {
		front += key + ": " + quoted + "\n"
	}
	front += "tags: [" + quoted + "]\ndate: 2018-03-20\n---\n"
	body := "## " + breakout + " {#x onclick=alert(1)}\n\n" + breakout + "\n\n![" + breakout + "](anh.svg \"Chú thích\")\n\n```html\" onload=\"alert(1)\n" + breakout +
		"\n```\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n## __proto__\n\n## currentScript\n\n<div onclick=\"alert(1)\" id=\"currentScript\">x</div>\n\n"
	for i, address := range hostileAddresses {
		body += fmt.Sprintf("[chữ %d](<%s>) và [chữ][n%[1]d]\n\n[n%[1]d]: <%[2]s>\n\n<%[2]s>\n\n", i, address)
	}
	writeFile(t, site, "content/tin/ac-y/index.md", front+body)
	writeFile(t, site, "content/tin/ac-y/anh.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3" viewBox="0 0 4 3"></svg>`)
	for i, address := range localAddresses {
		writeFile(t, site, fmt.Sprintf("content/tin/tren-may-%d.md", i), fmt.Sprintf("---\ntitle: Trên máy\n---\n[chữ](<%s>)\n\n<%[1]s>\n", address))
	}
	_, diagnostics := command(t, 1, "build", "--site", site)
	dir := filepath.Join(site, "public")
	pages := sitePages(t, dir)
	if pages["tin/ac-y.html"] == nil {
		t.Fatalf("the entry is not published\n%s", diagnostics)
	}
	for i := range localAddresses {
		if pages[fmt.Sprintf("tin/tren-may-%d.html", i)] != nil {
			t.Errorf("an entry that links to %s is published", localAddresses[i])
		}
	}
	for _, p := range pages {
		checkHostilePage(t, dir, pages, p)
	}
	checkTitles(t, dir, pages)
	for _, name := range siteFiles(t, dir) {
		switch filepath.Ext(name) {
		case ".xml":
			checkXML(t, name, readSite(t, dir, name))
		case ".json":
			if !json.Valid(readSite(t, dir, name)) {
				t.Errorf("%s is no JSON", name)
			}
		}
	}
}

// checkHostilePage: nothing that the texts try to make is there.
func checkHostilePage(t *testing.T, dir string, pages map[string]*htmlPage, p *htmlPage) {
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		checkPolicy(t, p, n)
		if n.Data == "img" && attribute(n, "src") == "x" {
			t.Errorf("%s: a text has become a picture", p.path)
		}
		if inProse(n) && attribute(n, "id") != "" && !slices.ContainsFunc([]string{"h-", "fn"}, func(prefix string) bool { return strings.HasPrefix(attribute(n, "id"), prefix) }) {
			t.Errorf("%s: a text has the id %q", p.path, attribute(n, "id"))
		}
	}
	for _, r := range p.refs {
		u, err := url.Parse(r.value)
		if err != nil {
			t.Errorf("%s: %q: %v", p.path, r.value, err)
			continue
		}
		if u.IsAbs() || u.Host != "" {
			checkOutside(t, p, r, u)
		} else if !strings.HasPrefix(r.value, "#") {
			checkInside(t, dir, pages, p, r)
		}
	}
}

// checkTitles: what was written is what is read, letter by letter.
func checkTitles(t *testing.T, dir string, pages map[string]*htmlPage) {
	visible := strings.Join(strings.Fields(breakout), " ")
	for n := range pages["tin/ac-y.html"].root.Descendants() {
		if n.Data == "h1" && strings.Join(strings.Fields(text(n)), " ") != visible {
			t.Errorf("the heading reads\n%s\nand not\n%s", text(n), visible)
		}
	}
	var rss struct {
		Titles []string `xml:"channel>item>title"`
	}
	if err := xml.Unmarshal(readSite(t, dir, "rss.xml"), &rss); err != nil || len(rss.Titles) != 1 || strings.Join(strings.Fields(rss.Titles[0]), " ") != visible {
		t.Errorf("rss.xml: %q, %v", rss.Titles, err)
	}
}

func checkXML(t *testing.T, name string, data []byte) {
	d := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

func writeFile(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
