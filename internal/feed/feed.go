// Package feed makes what stands beside the pages and is read by programs: RSS and JSON feeds, the sitemap
// and robots.txt, the tables of redirects and headers for the host, and the data files.
//
// Like pages, all of it is a list of artifacts: each is made from a plain value whose digest is the
// fingerprint. Whatever needs absolute addresses (feeds, sitemap) is made only for a site with a base URL.
//
//	rss.xml, tin-tuc/rss.xml, the/hoa-giai/rss.xml   rss.go
//	feed.json                                        jsonfeed.go
//	sitemap.xml, sitemap/2018.xml, robots.txt        sitemap.go
//	_redirects, _headers                             host.go
//	data/articles/2018.json                          data.go
package feed

import (
	"bytes"
	"encoding/xml"
	"io"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
	"bantin/internal/site"
)

// Artifacts lists everything beside the pages. pages are the addresses of all HTML pages; program is the
// digest of the executable.
func Artifacts(s *site.Site, pages []string, program fingerprint.Digest) []output.Artifact {
	m := &maker{site: s, program: program}
	if s.Settings.BaseURL != "" {
		m.addRSS()
		m.addJSONFeed()
		m.addSitemap(pages)
	}
	m.addRobots()
	m.addHost()
	m.addData()
	return m.list
}

// maker collects the artifacts of one site.
type maker struct {
	site    *site.Site
	program fingerprint.Digest
	list    []output.Artifact
}

// add adds the artifact of a value: the value's digest is its fingerprint, encode makes its bytes.
func (m *maker) add(path string, class output.Class, value func() any, encode func(w io.Writer, value any) error) {
	m.list = append(m.list, output.Artifact{Path: path, Class: class, Make: func() output.Made {
		v := value()
		return output.Made{
			Fingerprint: fingerprint.Of("feed", path, m.program, v),
			Render:      func(w io.Writer) ([]diag.Diagnostic, error) { return nil, encode(w, v) },
		}
	}})
}

// addXML adds the artifact of a value that encoding/xml writes. Templates are not used: html/template mangles
// <?xml.
func (m *maker) addXML(path string, value func() any) {
	m.add(path, output.ClassFeed, value, func(w io.Writer, value any) error {
		var b bytes.Buffer
		b.WriteString(xml.Header)
		e := xml.NewEncoder(&b)
		e.Indent("", " ")
		if err := e.Encode(value); err != nil {
			return err
		}
		b.WriteByte('\n')
		_, err := b.WriteTo(w)
		return err
	})
}
