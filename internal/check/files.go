package check

import (
	"path"
	"strings"

	"bantin/internal/asset"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// files finds files that nothing names, and files that should not lie where they do.
func (c *checker) files() {
	used := c.usedAddresses()
	named := c.namedFiles()
	addresses := map[string]string{} // source path → address
	for _, f := range c.Site.Files {
		addresses[f.Path] = f.URL
	}
	for _, f := range c.From.Files {
		url := addresses[f.Path]
		if used[url] || named[foldPath(f.Path)] || byConvention(f.Path) {
			continue
		}
		if url != "" && strings.Contains(c.Chrome, url) || strings.Contains(c.Chrome, path.Base(f.Path)) {
			continue
		}
		c.report(diag.Pos{Path: f.Path}, "file-unused")
	}
	for _, p := range c.Litter {
		code := diag.Code("file-litter")
		if asset.SecretName(p) {
			code = "file-secret"
		}
		c.report(diag.Pos{Path: p}, code)
	}
	for _, p := range c.Foreign {
		c.report(diag.Pos{Path: path.Join(c.Out, p)}, "output-file-foreign")
	}
}

// usedAddresses are the addresses that published texts, covers, attachments and the chrome lead to.
func (c *checker) usedAddresses() map[string]bool {
	used := map[string]bool{}
	use := func(url string) {
		used[site.PathOf(url)] = true
	}
	references := func(r site.References) {
		for _, t := range r.Links {
			use(t.URL)
		}
		for _, p := range r.Pictures {
			use(p.URL)
		}
	}
	for _, it := range c.Site.Items {
		references(it.References)
		if it.Cover != nil {
			use(it.Cover.URL)
		}
		for _, a := range it.Attachments {
			use(a.URL)
		}
		if it.Original != nil {
			use(it.Original.URL)
		}
	}
	references(c.Site.Root.Refs)
	for _, s := range c.Site.Sections {
		references(s.Refs)
	}
	f := c.Site.Chrome
	for _, t := range append(f.Menu[:len(f.Menu):len(f.Menu)], f.Successors...) {
		use(t.URL)
	}
	if f.Badge != nil {
		use(f.Badge.URL)
	}
	delete(used, "")
	return used
}

// namedFiles are the source paths, folded, that any entry names, published or not: the picture of a draft is
// no waste. Every front matter field that names a file is asked, the first picture of an entry with another
// cover too.
func (c *checker) namedFiles() map[string]bool {
	named := map[string]bool{}
	for _, e := range c.From.Entries {
		name := func(dest string) {
			dest = site.PathOf(dest)
			for _, p := range []string{path.Join(path.Dir(e.Path), dest), path.Join("static", dest), path.Join("content", dest)} {
				named[foldPath(p)] = true
			}
		}
		for _, l := range e.Links {
			name(l.Dest)
		}
		for _, p := range e.Pictures {
			name(p.Dest)
		}
		for _, refs := range [][]content.Ref{e.Images, {e.Provenance.OriginalFile}} {
			for _, r := range refs {
				name(r.Value)
			}
		}
		for _, a := range e.Attachments {
			name(a.File.Value)
		}
		for _, x := range e.Extra { // fields of kinds that have no pages yet: audio, photos
			name(x.Value)
		}
	}
	return named
}

func foldPath(p string) string { return strings.ToLower(viet.NFC(p)) }

// byConvention reports whether a file of static/ is there for browsers, hosts and search engines, which ask
// for it by its name; style and scripts are the layouts' matter.
func byConvention(p string) bool {
	name, ok := strings.CutPrefix(p, "static/")
	if !ok {
		return false
	}
	if strings.HasPrefix(name, "assets/") {
		return true
	}
	for _, prefix := range []string{"favicon", "apple-touch-icon", "robots.txt", "CNAME", "humans.txt", "ads.txt", "google", "BingSite"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return strings.HasSuffix(name, ".webmanifest")
}
