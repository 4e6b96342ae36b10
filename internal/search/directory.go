package search

import (
	"strings"
)

// directory says which shard of a kind holds a key: the first keys of its shards, in order, and the beginning of each checksum.
type directory struct {
	firsts   []string
	versions []string
}

func (d *directory) add(first, version string) {
	d.firsts = append(d.firsts, first)
	d.versions = append(d.versions, version)
}

// text is the directory as root.js and its pages carry it: the keys, line by line, then the versions in one line.
func (d *directory) text() string {
	return strings.Join(append(d.firsts[:len(d.firsts):len(d.firsts)], strings.Join(d.versions, "")), "\n")
}

// pages cuts a large directory into shards of kind "r" whose own directory it returns. They end before first keys whose hash says so,
// as shards do.
func (d *directory) pages(kind string) (files []File, top directory) {
	start := 0
	for i := range d.firsts {
		last := i == len(d.firsts)-1
		if n := i + 1 - start; last || n >= pageMin && (n >= pageMax || fnv(fnvStart, d.firsts[i+1])>>8%pageEvery == 0) {
			page := directory{d.firsts[start : i+1], d.versions[start : i+1]}
			name := shardName(kind, page.firsts[0])
			payload := page.text()
			files = append(files, madeFile(rootKind, name, payload))
			top.add(page.firsts[0], versionOf(rootKind, name, payload))
			start = i + 1
		}
	}
	return files, top
}

// Sizes of a page of a directory, in shards.
const (
	pageMin, pageMax, pageEvery = 24, 120, 32

	// pagedFrom is the number of shards from which root.js holds pages: below, one file is smaller than the pages of a query.
	pagedFrom = 1500
)
