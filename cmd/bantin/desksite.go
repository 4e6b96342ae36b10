package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"bantin/internal/content"
	"bantin/internal/source"
	"bantin/internal/viet"
)

// deskSite is what the commands of the editors' desk know of a site: its Markdown files, and what its
// sections say.
type deskSite struct {
	folder   string
	files    []siteFile                // Markdown files of content/, in order
	sections map[string]*content.Entry // _index.md by its folder: content/tin-tuc
	settings content.Settings
	zone     *time.Location
	content  content.Folder
}

// A siteFile is a Markdown file of the site.
type siteFile struct {
	path string // NFC, under the site's folder: content/tin-tuc/a.md
	name string // for the file system
}

// openDeskSite finds the Markdown files of a site, and reads its settings and sections.
func (c *console) openDeskSite(folder string) (*deskSite, error) {
	if err := checkSite(c, folder); err != nil {
		return nil, err
	}
	s := &deskSite{folder: folder, sections: map[string]*content.Entry{}, settings: content.DefaultSettings()}
	root := filepath.Join(folder, "content")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != root && source.Ignored(d.Name()):
			return fs.SkipDir
		case d.IsDir(), source.Ignored(d.Name()), !content.IsMarkdown(name):
			return nil
		}
		rel, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		file := siteFile{viet.NFC(filepath.ToSlash(rel)), name}
		s.files = append(s.files, file)
		if d.Name() != "_index.md" || !d.Type().IsRegular() {
			return nil
		}
		return s.readSection(file)
	})
	if err != nil {
		return nil, err
	}
	if s.zone, err = viet.Zone(s.settings.Zone); err != nil {
		return nil, err
	}
	s.content = content.NewFolder(s.settings, s.zone, false)
	for _, page := range s.sections {
		s.content.Add(page)
	}
	return s, nil
}

func (s *deskSite) readSection(file siteFile) error {
	raw, err := os.ReadFile(file.name)
	if err != nil {
		return err
	}
	if file.path == content.SettingsPath {
		s.settings, _ = content.ParseSettings(file.path, raw)
	}
	if e := content.Inspect(file.path, raw, content.Options{}).Entry; e != nil {
		s.sections[path.Dir(file.path)] = e
	}
	return nil
}
