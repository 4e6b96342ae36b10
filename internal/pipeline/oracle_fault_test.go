package pipeline

import (
	"sync"
	"testing"

	"bantin/internal/content"
	"bantin/internal/fingerprint"
	"bantin/internal/source"
)

// planted is a fault of the program under watch; the clean builds do not have it.
type planted struct {
	// what becomes of what the watcher says; nil for itself
	dirty func(source.Dirty) source.Dirty
	// in place of content.Parse; nil for that
	parser func(path string, raw []byte, o content.Options) content.Result
}

// TestW44_OracleFinds plants faults: the oracle reports each of them, and shrinks the sequence to the edit
// that shows it.
func TestW44_OracleFinds(t *testing.T) {
	for _, c := range []struct {
		fault string
		plant func() planted
		edit  step
	}{
		{"the watcher loses what happens", loseEvents, step{"body", 4}},
		{"a title is remembered", rememberTitles, step{"title", 2}},
		// of which nothing but the running text changes
		{"a fingerprint lacks the body", forgetBodies, step{"body", 4}},
	} {
		t.Run(c.fault, func(t *testing.T) {
			t.Parallel()
			s := sequence{seed: 1, mode: underWatch, plant: c.plant, steps: []step{{"nothing", 1}, c.edit}}
			found := s.run()
			if found == "" {
				t.Fatal("the oracle does not find it")
			}
			small, found := s.shrink(found)
			if len(small.steps) != 1 || small.steps[0] != c.edit {
				t.Errorf("shrunk to\n%s", small)
			}
			t.Logf("%s\n%s", found, small)
		})
	}
}

// loseEvents leaves only the routine look.
func loseEvents() planted {
	return planted{dirty: func(d source.Dirty) source.Dirty {
		if !d.All {
			return source.Dirty{}
		}
		return d
	}}
}

// rememberTitles reads an article again with the title that it had first.
func rememberTitles() planted {
	var titles sync.Map
	return planted{parser: func(path string, raw []byte, o content.Options) content.Result {
		r := content.Parse(path, raw, o)
		if r.Entry != nil {
			title, _ := titles.LoadOrStore(path, r.Entry.Title)
			r.Entry.Title = title.(string)
		}
		return r
	}}
}

// forgetBodies gives a text a digest that does not move with its file.
func forgetBodies() planted {
	return planted{parser: func(path string, raw []byte, o content.Options) content.Result {
		r := content.Parse(path, raw, o)
		if r.Entry != nil {
			r.Text.Digest = fingerprint.Of(path)
		}
		return r
	}}
}
