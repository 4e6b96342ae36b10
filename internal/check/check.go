// Package check looks at a whole site for what a person should look at again. What can be seen in one entry
// is found where the entry is read (packages content, proof and markdown), what keeps a page from being right
// where the site is joined (package site); here are the rules that need all entries and that no build depends
// on:
//
//	tags.go      tags that are spelled in several ways, or nearly the same
//	alike.go     entries with one text, or one title and date
//	files.go     files that nothing names, litter, files in the output folder that are not ours
//	orphans.go   entries that no other page leads to; a kept original that was changed
//	finished.go  links of finished pages to what is not there, which only a layout can cause
//	coverage.go  what the archive knows of its dates, and documents that it cites and does not hold
//	external.go  links to other sites, on request
//
// [Run] takes values and returns values. The settings raise and silence its codes like any other (checks in
// content/_index.md).
package check

import (
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/site"
)

// Input is what the rules look at.
type Input struct {
	Site *site.Site
	From site.Input // what the site was joined from; its entries were read thoroughly

	Litter  []string // files of the input folders that no build reads
	Foreign []string // files in the output folder that no build wrote
	Out     string   // name of the output folder, for messages
	// Chrome is the text of layouts, style and scripts: a file that it names is in use.
	Chrome string
	// Source gives the whole text of a source file, to find the line of a word; Text the text part of an
	// entry; Digest that of a file's bytes.
	Source func(path string) string
	Text   func(path string) *content.Text
	Digest func(path string) fingerprint.Digest
	// Made are the paths of all artifacts but those of the search.
	Made []string
	// Finished are the pages as they were looked at; nil when none was made.
	Finished *Finished
}

// Report is what was found.
type Report struct {
	Diagnostics []diag.Diagnostic // not sorted, the settings' levels not applied
	Coverage    Coverage
}

// Run applies all rules.
func Run(in Input) Report {
	c := &checker{Input: in}
	c.tags()
	c.alike()
	c.files()
	c.orphans()
	c.originals()
	c.finished()
	return Report{Diagnostics: c.found, Coverage: coverage(in)}
}

// checker is one run of the rules.
type checker struct {
	Input
	found []diag.Diagnostic
}

func (c *checker) report(pos diag.Pos, code diag.Code, args ...string) {
	c.found = append(c.found, diag.New(code, pos, args...))
}
