package output

import (
	"io"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
)

// Class is the step of publishing in which an artifact is moved into place. Steps follow each other in this order, so that no
// page ever points at something that is not there yet.
type Class uint8

const (
	// ClassAsset is a picture, style sheet, script, attachment: anything that pages point at.
	ClassAsset Class = iota
	// ClassData is a data file or a shard of the search index.
	ClassData
	// ClassPage is an HTML page.
	ClassPage
	// ClassFeed is a feed, a sitemap, a redirect table: what points at pages.
	ClassFeed
)

// Artifact is one file of the site: where it lies, what it is made from, and a function that makes it.
//
// The fingerprint covers everything that the bytes depend on. Two artifacts with one path and one fingerprint have the same
// bytes; this is what a build relies on when it leaves a file alone.
type Artifact struct {
	Path        string // slash path under the output folder; ASCII, see viet.SlugMax
	Fingerprint fingerprint.Digest
	Class       Class
	// Render writes the bytes of the file. It is called from several goroutines, at most once a build. Its diagnostics are kept
	// beside the fingerprint and repeated while the file is not rendered again. An error publishes nothing of the build.
	Render func(w io.Writer) ([]diag.Diagnostic, error)
}
