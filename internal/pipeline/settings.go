package pipeline

import (
	"slices"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/layout"
	"bantin/internal/mention"
	"bantin/internal/page"
	"bantin/internal/site"
	"bantin/internal/source"
	"bantin/internal/viet"
)

// settingsKey is what the settings of a site are read from.
type settingsKey struct {
	digest  fingerprint.Digest // of content/_index.md, zero without one
	baseURL string             // of the options
}

// siteSettings are the settings of a site.
type siteSettings struct {
	content.Settings
	zone        *time.Location
	diagnostics []diag.Diagnostic
}

// readSettings reads content/_index.md as the settings of the site. A fault of the settings publishes
// nothing.
func (b *Builder) readSettings(l *List) siteSettings {
	f, there := b.tree.Lookup(content.SettingsPath)
	key := settingsKey{f.Digest, b.BaseURL}
	s := b.settings.Get(key, func(was settingsKey, _ siteSettings) bool { return was == key }, func() (siteSettings, bool) {
		s, keep := siteSettings{Settings: content.DefaultSettings()}, true
		if !there {
			s.diagnostics = append(s.diagnostics, diag.New("settings-missing", diag.Pos{Path: content.SettingsPath}))
		} else if raw, ok := b.read(l, f); ok {
			s.Settings, s.diagnostics = content.ParseSettings(content.SettingsPath, raw)
		} else {
			keep = false
		}
		if b.BaseURL != "" {
			s.BaseURL = b.BaseURL
		}
		if s.BaseURL == "" {
			s.diagnostics = append(s.diagnostics, diag.New("base-url-missing", diag.Pos{Path: content.SettingsPath}))
		}
		zone, err := viet.Zone(s.Zone)
		if err != nil {
			panic("internal error: a zone that package content let pass: " + err.Error())
		}
		s.zone = zone
		return s, keep
	})
	l.fault(s.diagnostics)
	return s
}

// siteLayouts are the layouts of a site over those of the program.
type siteLayouts struct {
	set         *layout.Set
	named       []site.Mentions
	diagnostics []diag.Diagnostic
}

// readLayouts loads layouts/ over the layouts of the program.
func (b *Builder) readLayouts(l *List) *siteLayouts {
	files := b.tree.Under("layouts/")
	stands := func(was []source.File, _ *siteLayouts) bool { return slices.EqualFunc(was, files, sameFile) }
	s := b.layouts.Get(files, stands, func() (*siteLayouts, bool) {
		var own []layout.Source
		for _, f := range files {
			raw, ok := b.read(l, f)
			if !ok {
				return &siteLayouts{}, false
			}
			own = append(own, layout.Source{Path: f.Path, Text: string(raw)})
		}
		var shipped []layout.Source
		for _, name := range b.carriedUnder("layouts/") {
			shipped = append(shipped, layout.Source{Path: name, Text: string(b.carriedFile(name))})
		}
		s := &siteLayouts{}
		for _, text := range slices.Concat(own, shipped) {
			if names := mention.Find(text.Text); names != nil {
				s.named = append(s.named, site.Mentions{Path: text.Path, Texts: names})
			}
		}
		s.set, s.diagnostics = layout.Load(own, shipped, page.Layouts(), page.Fragments())
		return s, true
	})
	l.fault(s.diagnostics)
	return s
}

func sameFile(a, b source.File) bool { return a.Path == b.Path && a.Digest == b.Digest }
