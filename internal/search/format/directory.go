package format

import (
	"strings"
)

// Directory says which shard of a kind holds a key: the first keys of its shards, in order, and the beginning
// of each checksum.
type Directory struct {
	Firsts   []string
	Versions []string
}

func (d *Directory) Add(first, version string) {
	d.Firsts = append(d.Firsts, first)
	d.Versions = append(d.Versions, version)
}

// Text is the directory as root.js and its pages carry it: the keys, line by line, then the versions in one
// line.
func (d *Directory) Text() string {
	return strings.Join(append(d.Firsts[:len(d.Firsts):len(d.Firsts)], strings.Join(d.Versions, "")), "\n")
}

// Pages cuts a large directory into shards of kind "r" whose own directory it returns. They end before first
// keys whose hash says so, as shards do.
func (d *Directory) Pages(kind string) (files []File, top Directory) {
	start := 0
	for i := range d.Firsts {
		last := i == len(d.Firsts)-1
		if n := i + 1 - start; last || n >= pageMin && (n >= PageMax || Hash(HashStart, d.Firsts[i+1])>>8%pageEvery == 0) {
			page := Directory{d.Firsts[start : i+1], d.Versions[start : i+1]}
			name := Name(kind, page.Firsts[0])
			payload := page.Text()
			files = append(files, MadeFile(RootKind, name, payload))
			top.Add(page.Firsts[0], VersionOf(RootKind, name, payload))
			start = i + 1
		}
	}
	return files, top
}

// Sizes of a page of a directory, in shards.
const (
	pageMin, PageMax, pageEvery = 24, 120, 32

	// PagedFrom is the number of shards from which root.js holds pages: below, one file is smaller than the
	// pages of a query.
	PagedFrom = 1500
)
