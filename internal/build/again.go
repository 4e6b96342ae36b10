package build

import (
	"slices"
	"time"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/site"
	"bantin/internal/source"
)

// made is the last list with everything that it was made from. It stands as long as all of that does: a running process looks at its site
// every two seconds, and mostly finds it as it was.
type made struct {
	list  *List
	tree  *source.Tree
	found []diag.Diagnostic // by the scan
	now   time.Time
	// joined is the site of the last list that was made as a whole. Pages that are patched in are made with it, and not with the list's, so
	// that they do not keep the sites of all lists between.
	joined *site.Site
	options
}

// options are those that a list depends on.
type options struct {
	baseURL                  string
	drafts, future, noSearch bool
	program                  fingerprint.Digest
}

func (b *Builder) listOptions() options {
	return options{b.BaseURL, b.Drafts, b.Future, b.NoSearch, b.Program}
}

// couldStand reports whether everything but the bytes of files is as it was when the last list was made.
func (b *Builder) couldStand(found []diag.Diagnostic) bool {
	m := b.made
	if m.list == nil || !slices.Equal(m.tree.Absent, b.tree.Absent) || m.options != b.listOptions() || !slices.EqualFunc(found, m.found, sameRemark) {
		return false
	}
	next := m.list.Next
	return !b.Now.Before(m.now) && (next.IsZero() || b.Now.Before(next))
}

// stands returns the last list if it would be made again, nil otherwise.
func (b *Builder) stands(found []diag.Diagnostic) *List {
	if !b.couldStand(found) || !b.tree.Same(b.made.tree) {
		return nil
	}
	l := *b.made.list
	l.Parsed, l.Again = 0, soonest(b.tree.Again, l.Next)
	return &l
}

// remember keeps a list for the next look. joined is the site of the last list that was made as a whole.
func (b *Builder) remember(l *List, found []diag.Diagnostic, joined *site.Site) {
	b.generation++
	l.Generation = b.generation
	b.made = made{}
	if !l.Changing {
		b.made = made{l, b.tree, found, b.Now, joined, b.listOptions()}
	}
}

func sameRemark(a, b diag.Diagnostic) bool {
	return a.Code == b.Code && a.Pos == b.Pos && slices.Equal(a.Args, b.Args)
}

// soonest is the earlier of two instants; zero is never.
func soonest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
