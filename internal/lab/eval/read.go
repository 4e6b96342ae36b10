package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// maxLine bounds a line of a file of news.
const maxLine = 1 << 24

// ReadNews reads articles from gzipped JSON lines {"date", "section", "title", "paragraphs"}. Their paths are
// made from their places.
func ReadNews(name string) ([]Article, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	articles, err := decodeNews(plain)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return articles, nil
}

func decodeNews(r io.Reader) ([]Article, error) {
	var articles []Article
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		var a Article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(articles)+1, err)
		}
		a.Path = fmt.Sprintf("tin/bai-%06d.html", len(articles))
		a.Title = norm.NFC.String(a.Title)
		for i, text := range a.Paragraphs {
			a.Paragraphs[i] = norm.NFC.String(text)
		}
		articles = append(articles, a)
	}
	return articles, lines.Err()
}

// ReadSite reads the articles of a content folder, of those that the demonstration archive has: front matter
// of plain lines, paragraphs with little markup. It is no reader of Markdown; engines and queries get the
// same text from it, and that is all it is for.
func ReadSite(content fs.FS) ([]Article, error) {
	var articles []Article
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" || strings.HasPrefix(path.Base(name), "_") {
			return err
		}
		text, err := fs.ReadFile(content, name)
		if err != nil {
			return err
		}
		a := readMarkdown(norm.NFC.String(string(text)))
		a.Path = strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "/index") + ".html"
		a.Section, _, _ = strings.Cut(name, "/")
		if a.Title != "" {
			articles = append(articles, a)
		}
		return nil
	})
	return articles, err
}

// Markup that is no text: pictures, targets of links, marks of headings, lists, quotations, tables and
// emphasis.
var (
	pictureMarkup = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	linkMarkup    = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	lineMarkup    = regexp.MustCompile(`(?m)^\s*(?:#+|>|[-*]|\d+\.|:?-{3,}.*)\s*`)
)

func readMarkdown(text string) Article {
	var a Article
	front, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	for line := range strings.Lines(front) {
		key, value, _ := strings.Cut(line, ":")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch key {
		case "title":
			a.Title = value
		case "date":
			a.Date = value
		case "number":
			a.Number = value
		}
	}
	body = linkMarkup.ReplaceAllString(pictureMarkup.ReplaceAllString(body, ""), "$1")
	body = strings.NewReplacer("*", "", "|", "\n").Replace(lineMarkup.ReplaceAllString(body, ""))
	for _, text := range strings.Split(body, "\n\n") {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			a.Paragraphs = append(a.Paragraphs, text)
		}
	}
	return a
}
