package archive

import (
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/legacytext"
	"bantin/internal/viet"
)

var (
	pictureForm = regexp.MustCompile(`!\[([^\]]*)\]\(([^ )]*) "([^"]*)"\)`)
	linkForm    = regexp.MustCompile(`\[([^\]^][^\]]*)\]\(([^)]*)\)`)
)

// field is a line of front matter; the value of a list is one line.
type field struct{ key, value string }

func splitArticle(text string) (head []field, body string) {
	front, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "---\n")
	for line := range strings.Lines(front) {
		line = strings.TrimSuffix(line, "\n")
		if value, ok := strings.CutPrefix(line, "  - "); ok {
			head = append(head, field{head[len(head)-1].key, value})
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		head = append(head, field{key, strings.TrimPrefix(value, " ")})
	}
	return head, body
}

// fieldForms are the fields that an article may have, with the form of their values; "" opens a list.
var fieldForms = map[string]*regexp.Regexp{
	"title":        regexp.MustCompile(`^[\p{L}\d][\p{L}\d ,.()%/-]+$`),
	"date":         regexp.MustCompile(`^(\d{4}(-\d\d(-\d\d( \d\d:\d\d)?)?)?|\d\d/\d\d/\d{4})$`),
	"date_basis":   regexp.MustCompile(`^caption$`),
	"date_circa":   regexp.MustCompile(`^true$`),
	"summary":      regexp.MustCompile(`^[\p{L}\d][^:#"“”\[\]{}*_]+\.$`),
	"tags":         regexp.MustCompile(`^(|\p{Lu}[\p{L}\d -]+)$`),
	"series":       regexp.MustCompile(`^(|\p{Lu}[\p{L} -]+)$`),
	"author":       regexp.MustCompile(`^(|\p{Lu}[\p{L}. ]+)$`),
	"people":       regexp.MustCompile(`^(|\p{Lu}[\p{L}. ]+)$`),
	"keywords":     regexp.MustCompile(`^(|[\p{L}\d -]+)$`),
	"places":       regexp.MustCompile(`^(|xã [\p{L} ]+)$`),
	"aliases":      regexp.MustCompile(`^(|/[a-z0-9/-]+)$`),
	"organization": regexp.MustCompile(`^[\p{L} ]+$`),
	"photo_credit": regexp.MustCompile(`^[\p{L}. ]+$`),
	"weight":       regexp.MustCompile(`^[1-9]$`),
	"view_count":   regexp.MustCompile(`^\d+$`),
	"source_url":   regexp.MustCompile(`^https://cu\.minh-hoa\.example/[a-z0-9/-]+$`),
	"captured_at":  regexp.MustCompile(`^2025-06-30$`),
}

func TestArchive(t *testing.T) {
	for _, n := range []int{0, 1, 10, 1000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			w := write(t, n, 1)
			if len(w.articles) != n {
				t.Fatalf("%d articles, want %d", len(w.articles), n)
			}
			checkText(t, w)
			checkFields(t, w)
			checkReferences(t, w)
			checkPictures(t, w)
			checkNames(t, w)
		})
	}
}

// checkText sees that every text is UTF-8 in NFC, passes for no older encoding, and has whole pairs of signs.
func checkText(t *testing.T, w written) {
	for name, text := range w.files {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		if !utf8.ValidString(text) || !norm.NFC.IsNormalString(text) || !norm.NFC.IsNormalString(name) {
			t.Errorf("%s: not in NFC", name)
		}
		if found, ok := legacytext.Find(text); ok {
			t.Errorf("%s: passes for %s: %s", name, found.Encoding, text[found.Start:found.End])
		}
		for _, pair := range []string{"“”", "()", "[]"} {
			open, size := utf8.DecodeRuneInString(pair)
			if strings.Count(text, string(open)) != strings.Count(text, pair[size:]) {
				t.Errorf("%s: unbalanced %s", name, pair)
			}
		}
		if strings.Count(text, "**")%2 != 0 || strings.Contains(text, "  ") && !strings.Contains(text, "\n  ") {
			t.Errorf("%s: an open ** or doubled blanks", name)
		}
	}
}

func checkFields(t *testing.T, w written) {
	tags := map[string]string{}
	for _, name := range w.articles {
		head, body := splitArticle(w.files[name])
		if strings.TrimSpace(body) == "" {
			t.Errorf("%s: no text", name)
		}
		count := map[string]int{}
		for _, f := range head {
			form, ok := fieldForms[f.key]
			if !ok || !form.MatchString(f.value) {
				t.Errorf("%s: field %s: %q", name, f.key, f.value)
			}
			count[f.key]++
			if f.key == "date" {
				if d, err := viet.ParseDate(f.value, time.UTC); err != nil {
					t.Errorf("%s: date %q: %v, %v", name, f.value, d, err)
				}
			}
			if slug := viet.Slug(f.value); f.key == "tags" && slug != "" {
				if other, ok := tags[slug]; ok && other != f.value {
					t.Errorf("tags %q and %q have one address", f.value, other)
				}
				tags[slug] = f.value
			}
			if k := syllableCount(f.value); f.key == "title" && (k < 5 || k > 14) {
				t.Errorf("%s: title of %d syllables", name, k)
			}
		}
		if count["title"] != 1 || count["date"] > 1 || count["tags"] > 5 {
			t.Errorf("%s: fields %v", name, count)
		}
	}
	if limit := 4 * squareRoot(len(w.articles)); len(tags) > limit {
		t.Errorf("%d tags, want at most %d", len(tags), limit)
	}
}

// checkReferences sees that every link leads to an article or page and every picture to a file with alt text
// and a caption.
func checkReferences(t *testing.T, w written) {
	for name, text := range w.files {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		for _, m := range pictureForm.FindAllStringSubmatch(text, -1) {
			target := path.Join(path.Dir(name), m[2])
			if strings.HasPrefix(m[2], "/") {
				target = "static" + m[2]
			}
			if _, ok := w.files[target]; !ok || m[1] == "" || m[3] == "" {
				t.Errorf("%s: picture %s", name, m[0])
			}
		}
		if strings.Count(text, "![") != len(pictureForm.FindAllString(text, -1)) {
			t.Errorf("%s: a picture without a caption", name)
		}
		for _, m := range linkForm.FindAllStringSubmatch(pictureForm.ReplaceAllString(text, ""), -1) {
			target := path.Join(path.Dir(name), m[2])
			if _, ok := w.files[target]; !ok || target == name {
				t.Errorf("%s: link %s leads to %s", name, m[0], target)
			}
		}
	}
}

func checkPictures(t *testing.T, w written) {
	count := 0
	for name, data := range w.files {
		if ext := path.Ext(name); ext != ".png" && ext != ".jpg" {
			continue
		}
		if strings.HasPrefix(name, "static/") {
			count++
		}
		if len(data) > 6_000 {
			t.Errorf("%s: %d bytes, want at most 6,000", name, len(data))
		}
		if _, format, err := image.Decode(strings.NewReader(data)); err != nil || "."+format[:1] != path.Ext(name)[:2] {
			t.Errorf("%s: %s, %v", name, format, err)
		}
	}
	if count != pictureCount {
		t.Errorf("%d shared pictures, want %d", count, pictureCount)
	}
}

// checkNames sees that names are slugs of at most 80 bytes, no two alike.
func checkNames(t *testing.T, w written) {
	seen := map[string]bool{}
	for _, name := range w.articles {
		slug := path.Base(strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "/index"))
		if slug != viet.SlugMax(slug) || seen[slug] {
			t.Errorf("%s: no slug of at most 80 bytes, or not the only one", name)
		}
		seen[slug] = true
	}
}

// TestShares counts what is in the articles, in percent of 2,000.
func TestShares(t *testing.T) {
	w := generate(t, 2000, 3)
	checkText(t, w)
	count := map[string]int{}
	for _, name := range w.articles {
		head, body := splitArticle(w.files[name])
		for what, form := range shareForms {
			if form.MatchString(body) {
				count[what]++
			}
		}
		seen := map[string]bool{}
		for _, f := range head {
			if !seen[f.key] {
				count["field "+f.key]++
			}
			seen[f.key] = true
		}
		if !seen["date"] {
			count["undated"]++
		}
		if strings.HasSuffix(name, "/index.md") {
			count["bundle"]++
		}
		for _, s := range sections {
			if strings.HasPrefix(name, "content/"+s.path+"/") {
				count["section "+s.path]++
			}
		}
	}
	for what, percent := range map[string]int{
		"picture": 61, "link": 20, "heading": 15, "table": 5, "list": 8, "quote": 10, "ordinals": 4, "footnote": 1, "number": 15,
		"bundle": 2, "undated": 2, "field summary": 60, "field tags": 95, "field series": 3, "field aliases": 3, "field places": 30,
		"section tin-tuc-su-kien": 28, "section van-hoa-xa-hoi": 21, "section van-hoa-xa-hoi/giao-duc": 5, "section du-lich": 3,
	} {
		want := 20 * percent
		if got, slack := count[what], 20+want/6; got < want-slack || got > want+slack {
			t.Errorf("%s: %d of 2,000 articles, want about %d", what, got, want)
		}
	}
}

var shareForms = map[string]*regexp.Regexp{
	"picture":  regexp.MustCompile(`(?m)^!\[`),
	"link":     regexp.MustCompile(`\]\((\.\./|[a-z0-9-]+\.md)`),
	"heading":  regexp.MustCompile(`(?m)^## `),
	"table":    regexp.MustCompile(`(?m)^\|---:`),
	"list":     regexp.MustCompile(`(?m)^- `),
	"quote":    regexp.MustCompile(`(?m)^> `),
	"ordinals": regexp.MustCompile(`(?ms)^Thứ nhất, .*^Thứ hai, `),
	"footnote": regexp.MustCompile(`(?ms)\[\^1\]\.$.*^\[\^1\]: `),
	"number":   regexp.MustCompile(`số \d+[/-][\p{L}/-]+ ngày \d+/\d+/20\d\d`),
}
