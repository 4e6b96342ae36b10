package output

import (
	"io"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/parallel"
)

// Class is the step of publishing in which an artifact is moved into place. Steps follow each other in this
// order, so that no page ever points at something that is not there yet.
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

// Artifact is one file of the site: where it lies, and a function that looks at what it is made from.
//
// Listing the artifacts of an archive costs little: nothing is gathered for a file before it has to
// be known whether it is another one than before, and nothing is rendered before it is.
type Artifact struct {
	Path  string // slash path under the output folder; ASCII, see viet.SlugMax
	Class Class
	// Make gathers what the file is made from. It is called from several goroutines, and again whenever it
	// has to be known.
	Make func() Made
}

// Made is what an artifact is made from.
type Made struct {
	// Fingerprint covers everything that the bytes depend on. Two artifacts with one path and one fingerprint
	// have the same bytes; this is what a build relies on when it leaves a file alone.
	Fingerprint fingerprint.Digest
	// Render writes the bytes of the file. It is called once at most. Its diagnostics are kept beside the
	// fingerprint and repeated while the file is not rendered again. An error publishes nothing of the build.
	Render func(w io.Writer) ([]diag.Diagnostic, error)
}

// Ready is the Make of an artifact whose fingerprint is known; render may be called more than once.
func Ready(print fingerprint.Digest, render func(w io.Writer) ([]diag.Diagnostic, error)) func() Made {
	made := Made{print, render}
	return func() Made { return made }
}

// Fingerprint is that of what the artifact is made from.
func (a Artifact) Fingerprint() fingerprint.Digest { return a.Make().Fingerprint }

// Render gathers what the artifact is made from and writes its bytes.
func (a Artifact) Render(w io.Writer) ([]diag.Diagnostic, error) { return a.Make().Render(w) }

// Fingerprints are those of all artifacts, by path. They are gathered on all processors.
func Fingerprints(artifacts []Artifact) map[string]fingerprint.Digest {
	prints := make([]fingerprint.Digest, len(artifacts))
	parallel.For(len(artifacts), func(i int) { prints[i] = artifacts[i].Fingerprint() })
	byPath := make(map[string]fingerprint.Digest, len(artifacts))
	for i, a := range artifacts {
		byPath[a.Path] = prints[i]
	}
	return byPath
}
