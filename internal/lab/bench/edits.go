package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// edit is what an editor does between two builds. Each build is a new process that finds what the one before
// has remembered.
type edit struct {
	name  string
	apply func(d *desk) error
}

// desk is the site under edit: an article in the middle of the archive, and its text as it was.
type desk struct {
	site, article string
	text          string
}

var edits = []edit{
	{"nothing", func(*desk) error { return nil }},
	{"a sentence added to one article", func(d *desk) error {
		return d.write(d.article, d.text+"\nMột câu mới: bà con được mùa quế.\n")
	}},
	{"title of one article", func(d *desk) error { return d.write(d.article, d.with("title", "Bà con được mùa quế")) }},
	{"new article, of the same day", func(d *desk) error { return d.write(d.beside("bai-cu.md"), d.with("title", "Bài cũ tìm lại")) }},
	{"that article removed", func(d *desk) error { return os.Remove(d.beside("bai-cu.md")) }},
	{"new article, the newest of all", func(d *desk) error { return d.write(d.beside("bai-moi.md"), d.newest()) }},
	{"nothing again", func(*desk) error { return nil }},
}

func (d *desk) beside(name string) string { return filepath.Join(filepath.Dir(d.article), name) }

func (d *desk) write(name, text string) error { return os.WriteFile(name, []byte(text), 0o644) }

// with is the text of the article with another value of a field.
func (d *desk) with(field, value string) string {
	return regexp.MustCompile(`(?m)^`+field+`: .*$`).ReplaceAllString(d.text, field+": "+value)
}

// newest is the text of the article with the last day of the year before the last of the archive, so that no
// year begins with it.
func (d *desk) newest() string {
	years, _ := filepath.Glob(filepath.Join(d.site, "content", "*", "20[0-9][0-9]"))
	last := 0
	for _, year := range years {
		n, _ := strconv.Atoi(filepath.Base(year))
		last = max(last, n)
	}
	d.text = d.with("date", fmt.Sprintf("%d-12-31", last))
	return d.with("title", "Bài mới nhất")
}

// report is what the measure needs of bantin build --json.
type report struct {
	Written, Removed []string
	Parsed, Rendered int
	Steps            map[string]float64
}

// measureEdits prints a row for each edit of an archive of so many articles.
func measureEdits(o options, articles int) error {
	work, err := os.MkdirTemp(o.dir, "bantin-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	d := &desk{site: filepath.Join(work, "site")}
	if err := makeArchive(articles, d.site); err != nil {
		return err
	}
	if _, _, err := d.build(o.bantin); err != nil {
		return err
	}
	if err := d.choose(); err != nil {
		return err
	}
	for _, e := range edits {
		if err := e.apply(d); err != nil {
			return err
		}
		r, took, err := d.build(o.bantin)
		if err != nil {
			return err
		}
		search, bytes := 0, int64(0)
		for _, path := range slices.Concat(r.Written, r.Removed) {
			if strings.HasPrefix(path, "search/") {
				search++
				if info, err := os.Stat(filepath.Join(d.site, "public", path)); err == nil {
					bytes += info.Size()
				}
			}
		}
		fmt.Printf("| %d | %s | %d | %d | %d | %.0f | %.0f | %d |\n", articles, e.name, len(r.Written)+len(r.Removed)-search, search, bytes/1000,
			1000*r.Steps["search"], 1000*took.Seconds(), r.Parsed)
	}
	return nil
}

// choose takes the article in the middle.
func (d *desk) choose() error {
	articles, err := filepath.Glob(filepath.Join(d.site, "content", "*", "20[0-9][0-9]", "*.md"))
	if err != nil || len(articles) == 0 {
		return fmt.Errorf("no articles below %s: %w", d.site, err)
	}
	d.article = articles[len(articles)/2]
	text, err := os.ReadFile(d.article)
	d.text = string(text)
	return err
}

// build builds in a new process.
func (d *desk) build(bantin string) (report, time.Duration, error) {
	var r report
	start := time.Now()
	out, err := exec.Command(bantin, "build", "--json", "--site", d.site).Output()
	took := time.Since(start)
	if err != nil {
		return r, took, fmt.Errorf("bantin build: %w", err)
	}
	return r, took, json.Unmarshal(out, &r)
}
