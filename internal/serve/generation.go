package serve

import (
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
	"bantin/internal/pipeline"
)

// generation is the site as one build left it. It is never modified, so that requests read it while the next
// one is made.
type generation struct {
	number int // counts up when something that a browser can see may have changed; 0 before the first build
	made   int // pipeline.List.Generation of the newest build

	list  *pipeline.List // the last one that may be shown; nil when there was none yet
	table table          // of list

	errors  []diag.Diagnostic  // of the newest build, whether its list may be shown or not
	broken  map[string]string  // address → source path of the entry that an error keeps out
	style   fingerprint.Digest // of style sheets and what they show
	settled bool               // no file was left alone because it was just being written
	faulty  bool               // the newest build's list may not be shown
}

// table finds an artifact by its address.
type table map[string]int

// newTable is the table of a list. An edit of a text leaves all addresses as they are; the table of the list
// before then serves again.
func newTable(artifacts []output.Artifact, before []output.Artifact, old table) table {
	same := func(a, b output.Artifact) bool { return a.Path == b.Path }
	if old != nil && slices.EqualFunc(artifacts, before, same) {
		return old
	}
	t := make(table, len(artifacts))
	for i, a := range artifacts {
		t[a.Path] = i
	}
	return t
}

// next is the generation that follows when a build has made list. A list that may not be shown leaves the
// last good one in place, and so does one that misses a file which changed while it was read: another build
// follows.
func (g *generation) next(list *pipeline.List) *generation {
	n := *g
	n.settled = !list.Changing && (list.Again.IsZero() || list.Again.Equal(list.Next))
	if list.Changing || list.Generation == g.made {
		return &n
	}
	n.made, n.faulty = list.Generation, list.Faulty
	n.errors = slices.DeleteFunc(slices.Clone(list.Diagnostics), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	if !list.Faulty {
		n.list, n.table = list, newTable(list.Artifacts, g.artifacts(), g.table)
		n.style, n.broken = styleDigest(list.Artifacts), g.brokenIn(list)
	}
	if g.number == 0 || !list.Faulty || fingerprint.Of(n.errors) != fingerprint.Of(g.errors) {
		n.number++
	}
	return &n
}

func (g *generation) artifacts() []output.Artifact {
	if g.list == nil {
		return nil
	}
	return g.list.Artifacts
}

// brokenIn finds where the entries that an error keeps out would lie. An address that an entry had before its
// error is better than one made from its path, which knows no slug.
func (g *generation) brokenIn(list *pipeline.List) map[string]string {
	if len(list.Site.Broken) == 0 {
		return nil
	}
	before := map[string]string{}
	for address, path := range g.broken {
		before[path] = address
	}
	if g.list != nil {
		for _, it := range g.list.Site.Items {
			before[it.Entry.Path] = it.URL
		}
	}
	broken := map[string]string{}
	for _, b := range list.Site.Broken {
		address := b.URL
		if known, ok := before[b.Path]; ok {
			address = known
		}
		broken[address] = b.Path
	}
	return broken
}

// about are the errors that concern a source file.
func (g *generation) about(path string) []diag.Diagnostic {
	var about []diag.Diagnostic
	for _, d := range g.errors {
		if d.Pos.Path == path {
			about = append(about, d)
		}
	}
	return about
}

// find looks an artifact up. Those of the search index are made when the first of them is asked for.
func (g *generation) find(path string) (output.Artifact, bool, error) {
	if i, ok := g.table[path]; ok {
		return g.list.Artifacts[i], true, nil
	}
	if g.list == nil || g.list.Search == nil || !strings.HasPrefix(path, "search/") {
		return output.Artifact{}, false, nil
	}
	index, err := g.list.Search()
	if i := slices.IndexFunc(index, func(a output.Artifact) bool { return a.Path == path }); i >= 0 {
		return index[i], true, err
	}
	return output.Artifact{}, false, err
}

// styleDigest covers what may be exchanged in a page without loading it again: style sheets and the pictures
// and fonts that they name.
func styleDigest(artifacts []output.Artifact) fingerprint.Digest {
	var all []fingerprint.Digest
	for _, a := range artifacts {
		if strings.HasPrefix(a.Path, "assets/") && !strings.HasSuffix(a.Path, ".js") {
			all = append(all, a.Fingerprint())
		}
	}
	return fingerprint.Of("style", all)
}
