package check

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"bantin/internal/diag"
)

// Finished gathers what finished pages lead to. References of entries are resolved when the site is joined,
// so what is found here stands in a layout. It is safe for use by several goroutines.
type Finished struct {
	mu      sync.Mutex
	pages   map[string]bool
	targets map[string]string // path → the first page, by path, that leads there
	anchors []anchor
}

// anchor is a link within a page to a place that is not there.
type anchor struct{ page, id string }

// NewFinished returns an empty collection.
func NewFinished() *Finished {
	return &Finished{pages: map[string]bool{}, targets: map[string]string{}}
}

// attributes that name another file of the site.
var attributes = [][]byte{[]byte(` href="`), []byte(` src="`)}

// Look notes what a page leads to. Its address and its bytes are those of the output.
func (f *Finished) Look(address string, html []byte) {
	dir := path.Dir(address)
	seen := map[string]bool{}
	var missing []anchor
	for _, attribute := range attributes {
		for rest := html; ; {
			_, after, ok := bytes.Cut(rest, attribute)
			if !ok {
				break
			}
			value, after, _ := bytes.Cut(after, []byte(`"`))
			rest = after
			id, within := strings.CutPrefix(string(value), "#")
			switch {
			case within && id != "" && !bytes.Contains(html, []byte(` id="`+id+`"`)):
				missing = append(missing, anchor{address, id})
			case !within && isInternal(value):
				target, _, _ := strings.Cut(string(value), "#")
				target, _, _ = strings.Cut(target, "?")
				seen[path.Join(dir, target)] = true
			}
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pages[address] = true
	f.anchors = append(f.anchors, missing...)
	for target := range seen {
		if first, ok := f.targets[target]; !ok || address < first {
			f.targets[target] = address
		}
	}
}

// isInternal reports whether an address is a path of this site. An absolute path is one of the host, whose
// other folders nobody knows.
func isInternal(value []byte) bool {
	if len(value) == 0 || value[0] == '/' {
		return false
	}
	colon := bytes.IndexByte(value, ':')
	return colon < 0 || bytes.ContainsAny(value[:colon], "/?#")
}

// finished compares what pages lead to with the files that the site has.
func (c *checker) finished() {
	f := c.Finished
	if f == nil {
		return
	}
	made := map[string]bool{}
	for _, p := range c.Made {
		made[p] = true
	}
	var targets []string
	for target := range f.targets {
		if !made[target] && !strings.HasPrefix(target, "search/") {
			targets = append(targets, target)
		}
	}
	slices.Sort(targets)
	for _, target := range targets {
		c.report(diag.Pos{Path: path.Join(c.Out, f.targets[target])}, "page-link-broken", target)
	}
	byID := map[string][]string{}
	for _, a := range f.anchors {
		byID[a.id] = append(byID[a.id], a.page)
	}
	var missing []anchor
	for id, pages := range byID {
		missing = append(missing, anchor{slices.Min(pages), id})
	}
	slices.SortFunc(missing, func(a, b anchor) int { return cmp.Or(strings.Compare(a.page, b.page), strings.Compare(a.id, b.id)) })
	for _, a := range missing {
		c.report(diag.Pos{Path: path.Join(c.Out, a.page)}, "page-anchor-missing", "#"+a.id, strconv.Itoa(len(byID[a.id])))
	}
}
