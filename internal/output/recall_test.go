package output

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"bantin/internal/fingerprint"
)

// recall asks whether the folder stands, and expects an answer.
func (d *desk) recall(want bool) Report {
	d.t.Helper()
	note, report, ok, err := Recall(context.Background(), d.opts)
	if err != nil || ok != want || ok && string(note) != string(d.opts.Note) {
		d.t.Errorf("recalled: %v, note %q, %v", ok, note, err)
	}
	d.clean()
	return report
}

// TestRecall: while the key and every file are as they were, the note comes back and the report is that of a
// build that changes nothing. Whatever else is the case, nothing is recalled.
func TestRecall(t *testing.T) {
	d := newDesk(t)
	d.recall(false)
	d.opts.Key, d.opts.Note = fingerprint.Of("một"), []byte("ghi chú")
	d.recall(false)
	d.apply(smallSite)
	d.put("CNAME", "baoyen.example")
	again := d.apply(smallSite)
	got := d.recall(true)
	if got.Artifacts != again.Artifacts || got.Unchanged != again.Unchanged || got.Rendered != 0 || !slices.Equal(got.Foreign, again.Foreign) || !got.Published {
		t.Errorf("recalled %+v, built %+v", got, again)
	}
	key := d.opts.Key
	for name, spoil := range map[string]func(){
		"another key":     func() { d.opts.Key = fingerprint.Of("hai") },
		"no key":          func() { d.opts.Key = fingerprint.Digest{} },
		"a file edited":   func() { d.put("index.html", "sửa tay") },
		"a file touched":  func() { os.Chtimes(d.out("index.html"), time.Unix(1, 0), time.Unix(1, 0)) },
		"a mode changed":  func() { os.Chmod(d.out("index.html"), 0o600) },
		"a file gone":     func() { os.Remove(d.out("tin-tuc/2018/a.html")) },
		"the index gone":  func() { os.Remove(d.out(indexPath)) },
		"all files gone":  func() { os.RemoveAll(d.opts.Dir) },
		"the state gone":  func() { os.RemoveAll(d.opts.StateDir) },
		"the state cut":   func() { os.Truncate(filepath.Join(d.opts.StateDir, stateName(mustLocate(t, d.opts))), 300) },
		"the state other": func() { d.opts.Key = fingerprint.Of("hai"); d.apply(smallSite); d.opts.Key = key },
		"a folder there": func() {
			os.Remove(d.out("index.html"))
			os.Mkdir(d.out("index.html"), 0o755)
			t.Cleanup(func() { os.Remove(d.out("index.html")) })
		},
	} {
		spoil()
		d.recall(false)
		if t.Failed() {
			t.Fatalf("with %s", name)
		}
		os.RemoveAll(d.opts.Dir)
		d.opts.Key = key
		d.apply(smallSite)
		d.recall(true)
	}
}

// TestVerify: what a build from memory would have got wrong is named and put right, and nothing else is
// named.
func TestVerify(t *testing.T) {
	verify := func(d *desk, remembered, site files) Report {
		t.Helper()
		d.opts.Verify = Fingerprints(remembered.artifacts())
		report := d.apply(site)
		d.opts.Verify = nil
		sameTree(t, "verified", tree(t, d.opts.Dir, false), site.wants())
		if report.Rendered != len(site) {
			t.Errorf("rendered %d of %d", report.Rendered, len(site))
		}
		return report
	}
	d := newDesk(t)
	wantList(t, "first", verify(d, smallSite, smallSite).Stale)
	wantList(t, "again", verify(d, smallSite, smallSite).Stale)

	edited := smallSite.with("index.html", "mới", "tin-tuc/2018/a.html", "")
	wantList(t, "an edit", verify(d, edited, edited).Stale)
	wantList(t, "an entry out of date", verify(d, edited, smallSite).Stale, "index.html", "tin-tuc/2018/a.html")
	wantList(t, "an entry too many", verify(d, smallSite, edited).Stale, "index.html", "tin-tuc/2018/a.html")

	d.put("index.html", "sửa tay")
	report := verify(d, edited, edited)
	wantList(t, "edited by hand", report.Stale)
	wantList(t, "restored", report.Restored, "index.html")

	// A fingerprint that does not cover what the bytes depend on: the file stands with its stat, and its
	// bytes are others.
	list := edited.with("rss.xml", "khác").artifacts()
	for i := range list {
		if list[i].Path == "rss.xml" {
			list[i].Make = Ready(artifact("rss.xml", edited["rss.xml"]).Fingerprint(), list[i].Render)
		}
	}
	d.opts.Verify = Fingerprints(list)
	report, err := Apply(context.Background(), list, d.opts)
	if err != nil {
		t.Fatal(err)
	}
	wantList(t, "a hole in a fingerprint", report.Stale, "rss.xml")
	wantList(t, "no hand in it", report.Restored)
	if got, _ := os.ReadFile(d.out("rss.xml")); string(got) != "khác" {
		t.Errorf("rss.xml is %q", got)
	}
}

// TestAnew: everything is rendered, what is ours is still known to be, and nothing is written that is as it
// should be.
func TestAnew(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	d.opts.Anew = true
	report := d.apply(smallSite.with("tin-tuc/2018/a.html", ""))
	wantList(t, "removed", report.Removed, "tin-tuc/2018/a.html")
	wantList(t, "written", sitePaths(report.Written))
	if report.Rendered != len(smallSite)-1 || len(report.Diagnostics) != 0 {
		t.Errorf("%+v", report)
	}
}
