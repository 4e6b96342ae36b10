package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// previewServer is a preview of one site that a browser looks at.
type previewServer struct {
	name    string
	site    string            // folder
	process *exec.Cmd         // the server
	url     string            // of the article
	article string            // its source
	files   map[string]string // "layout" and "style": what is edited beside the article
	window  *window

	texts map[string]string // of the files, as they were
	took  map[string][]time.Duration
}

// screenEdits are the edits of a preview in their order: of which file, and how a number gets into it.
var screenEdits = []struct {
	name, file string
	change     func(text, mark string) string
}{
	{"text of the article", "article", func(text, mark string) string { return text + "\n\nMột câu mới, " + mark + ".\n" }},
	{"its title and tags", "article", retitle},
	{"the layout of every page", "layout", func(text, mark string) string { return text + "<p>" + mark + "</p>\n" }},
	{"the style", "style", func(text, mark string) string { return text + "\n:root { --bench: \"" + mark + "\"; }\n" }},
}

var (
	titleLine = regexp.MustCompile(`(?m)^title: .*$`)
	tagsLine  = regexp.MustCompile(`(?m)^tags:( \[)?`)
)

func retitle(text, mark string) string {
	text = titleLine.ReplaceAllString(text, "title: Tên mới "+mark)
	if m := tagsLine.FindStringSubmatch(text); m == nil {
		return strings.Replace(text, "\ndate:", "\ntags: ["+mark+"]\ndate:", 1)
	} else if m[1] != "" {
		return tagsLine.ReplaceAllString(text, "tags: ["+mark+", ")
	}
	return tagsLine.ReplaceAllString(text, "tags:\n  - "+mark)
}

// measureScreen measures how long it takes from the end of a save until a browser shows it, in each preview
// in turn.
func measureScreen(o options, articles int) error {
	work, err := os.MkdirTemp(o.dir, "bantin-screen-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	site := filepath.Join(work, "site")
	if err := makeArchive(articles, site); err != nil {
		return err
	}
	servers := []*previewServer{{name: "bantin", site: site, files: map[string]string{
		"layout": filepath.Join(site, "layouts/partials/footer.html"), "style": filepath.Join(site, "static/assets/site.css"),
	}}}
	if o.hugoSite != "" {
		hugo, err := hugoSite(o, work, site)
		if err != nil {
			return err
		}
		servers = append(servers, hugo)
	}
	defer func() {
		for _, s := range servers {
			s.close()
		}
	}()
	for _, s := range servers {
		if err := s.start(o); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	if err := chooseArticle(servers); err != nil {
		return err
	}
	for _, s := range servers {
		if err := s.open(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return playScreen(servers, articles, o.runs)
}

// playScreen plays all edits and prints the table.
func playScreen(servers []*previewServer, articles, runs int) error {
	number := 0
	for _, edit := range screenEdits {
		for range runs {
			for _, s := range servers {
				number++
				took, err := s.edit(edit.file, number, edit.change)
				if err != nil {
					return fmt.Errorf("%s, %s: %w", s.name, edit.name, err)
				}
				s.took[edit.name] = append(s.took[edit.name], took)
			}
		}
		for _, s := range servers {
			all := slices.Sorted(slices.Values(s.took[edit.name]))
			at := func(percent int) float64 { return float64(all[(len(all)-1)*percent/100].Microseconds()) / 1000 }
			fmt.Printf("| %d | %s | %s | %.0f | %.0f | %.0f | %d |\n", articles, edit.name, s.name, at(50), at(99), at(100), len(all))
		}
	}
	return nil
}

// edit saves a file and waits until the browser shows it. The file is as it was before, but for the number.
func (s *previewServer) edit(file string, number int, change func(text, mark string) string) (time.Duration, error) {
	name := s.files[file]
	text := change(s.texts[file], fmt.Sprintf("BENCH-%d", number))
	time.Sleep(700 * time.Millisecond) // what the last edit set off is over
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		return 0, err
	}
	saved := time.Now()
	shown, err := s.window.await(number)
	return shown.Sub(saved), err
}

// open reads what will be edited and opens the article.
func (s *previewServer) open() error {
	s.texts, s.took, s.files["article"] = map[string]string{}, map[string][]time.Duration{}, s.article
	for file, name := range s.files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		s.texts[file] = string(data)
	}
	var err error
	s.window, err = openWindow(s.url)
	return err
}

// chooseArticle finds an article near the middle of the archive that all servers have, and its address at
// each.
func chooseArticle(servers []*previewServer) error {
	var sources []string
	content := filepath.Join(servers[0].site, "content")
	names, err := filepath.Glob(filepath.Join(content, "*", "20[0-9][0-9]", "*.md"))
	if err != nil {
		return err
	}
	for _, name := range names {
		rel, err := filepath.Rel(content, name)
		if err != nil {
			return err
		}
		sources = append(sources, filepath.ToSlash(rel))
	}
	for _, source := range sources[len(sources)/2:] {
		found := true
		for _, s := range servers {
			base, _, _ := strings.Cut(s.url, "#")
			root := base[:strings.Index(base[len("http://"):], "/")+len("http://")+1]
			name := strings.TrimSuffix(source, ".md")
			s.url, s.article = root+name+".html", filepath.Join(s.site, "content", source)
			if s.name == "Hugo" {
				s.url = root + name + "/"
			}
			response, err := http.Get(s.url)
			if err != nil {
				return err
			}
			response.Body.Close()
			found = found && response.StatusCode == http.StatusOK
		}
		if found {
			return nil
		}
	}
	return errors.New("no article that all servers have")
}
