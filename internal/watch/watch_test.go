package watch

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"bantin/internal/diag"
	"bantin/internal/source"
)

// site makes a site of these folders and watches it, all folders entered.
func site(t *testing.T, o Options, folders ...string) *Watcher {
	t.Helper()
	if o.Site == "" {
		o.Site = t.TempDir()
	}
	for _, folder := range append(folders, "content") {
		if err := os.MkdirAll(filepath.Join(o.Site, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Start(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	enter(t, w, "content")
	w.Sync() // what is in the queue by now
	w.Take()
	return w
}

// enter does what a scan does.
func enter(t *testing.T, w *Watcher, folder string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(w.Site, folder), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			rel, _ := filepath.Rel(w.Site, name)
			w.Enter(filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSync: what was done before the call is counted, without waiting for quiet.
func TestSync(t *testing.T) {
	w := site(t, Options{}, "content/tin")
	for range 100 {
		if err := os.WriteFile(filepath.Join(w.Site, "content/tin/a.md"), []byte("a"), 0o644); err != nil {
			t.Fatal(err)
		}
		if !w.Sync() {
			t.Fatal("an event was not counted")
		}
		if d := w.Take(); d.All || len(d.Folders) != 1 || d.Folders[0] != "content/tin" {
			t.Fatalf("dirty: %+v", d)
		}
		if w.Sync() {
			t.Fatalf("dirty without an event: %+v", w.Take())
		}
	}
}

// TestNames: what an event of a name makes dirty. Litter makes nothing dirty, before any stat (W03, W04,
// W06).
func TestNames(t *testing.T) {
	w := site(t, Options{}, "content/tin/sau", "static")
	do := func(script string) {
		t.Helper()
		cmd := exec.Command("sh", "-ec", script)
		cmd.Dir = w.Site
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", script, err, out)
		}
	}
	for _, c := range []struct {
		script string
		want   source.Dirty
	}{
		{"touch content/tin/a.md", source.Dirty{Folders: []string{"content/tin"}}},
		{"mkdir content/moi", source.Dirty{Folders: []string{"content"}}},
		{"mv content/tin/a.md content/b.md", source.Dirty{Folders: []string{"content", "content/tin"}}},
		{"cd content/tin; touch 4913 a.md~ .a.md.swp .#a.md a.md___jb_tmp___ .~lock.a.md#; rm 4913", source.Dirty{}},
		// stands for a.md, which the scan will miss
		{"touch content/tin/.a.md.icloud", source.Dirty{Folders: []string{"content/tin"}}},
		{"touch content/tin/b.md.nextcloud; rm content/tin/.a.md.icloud", source.Dirty{Folders: []string{"content/tin"}}},
		{"touch README.md; mkdir -p public .bantin; touch public/x.html", source.Dirty{}}, // not an input
		{"mv content/tin content/khac", source.Dirty{Folders: []string{"content"}, Trees: []string{"content/tin"}}},
		// dirty already as far as the next scan is concerned: it will enter the folder
		{"touch content/khac/sau/x.md", source.Dirty{}},
		{"mkdir layouts", source.Dirty{Folders: []string{"."}}},
	} {
		do(c.script)
		w.Sync()
		if got := w.Take(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.script, got, c.want)
		}
	}
	enter(t, w, "content") // as the scan does
	do("touch content/khac/sau/y.md")
	w.Sync()
	if got, want := w.Take(), (source.Dirty{Folders: []string{"content/khac/sau"}}); !reflect.DeepEqual(got, want) {
		t.Errorf("after the scan: %+v", got)
	}
	w.Enter(".") // a link leads there
	do("touch README.md")
	w.Sync()
	if got, want := w.Take(), (source.Dirty{Folders: []string{"."}}); !reflect.DeepEqual(got, want) {
		t.Errorf("where a link leads: %+v", got)
	}
}

// TestW21_Lost: an error of the events is one notice; everything is dirty, and new watches work.
func TestW21_Lost(t *testing.T) {
	var said []diag.Code
	w := site(t, Options{Notice: func(d diag.Diagnostic) { said = append(said, d.Code) }}, "content/tin")
	lose(w)
	lose(w)
	if d := w.Take(); !d.All || d.Routine {
		t.Errorf("dirty: %+v", d)
	}
	enter(t, w, "content")
	if err := os.WriteFile(filepath.Join(w.Site, "content/tin/a.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if !w.Sync() || w.Polling() {
		t.Error("no events after the overflow")
	}
	if d := w.Take(); d.All || !reflect.DeepEqual(d.Folders, []string{"content/tin"}) {
		t.Errorf("dirty after it: %+v", d)
	}
	if !reflect.DeepEqual(said, []diag.Code{"watch-lost"}) {
		t.Errorf("said %v", said)
	}
}

// lose lets events be lost, and waits until the watcher has begun anew.
func lose(w *Watcher) {
	s := w.stream()
	s.delivered.put(delivery{failure: fsnotify.ErrEventOverflow})
	for now := w.stream(); now == s || now == nil; now = w.stream() {
		time.Sleep(time.Millisecond)
	}
}

// TestW24_NoEvents: a file system without events is polled unasked, also when it is a folder of the site that
// lies on it.
func TestW24_NoEvents(t *testing.T) {
	for _, kind := range []string{"NFS", "9p", "CIFS", "FUSE"} {
		for _, folder := range []string{"", "content/tin"} {
			var said []diag.Diagnostic
			dir := t.TempDir()
			w := site(t, Options{Site: dir, Notice: func(d diag.Diagnostic) { said = append(said, d) }, events: func(full string) (string, bool) {
				return kind, full != filepath.Join(dir, folder)
			}}, "content/tin")
			if !w.Polling() || len(said) != 1 || said[0].Code != "watch-no-events" || said[0].Args[0] != kind {
				t.Errorf("%s in %q: polling %t, said %v", kind, folder, w.Polling(), said)
			}
			if !w.Sync() {
				t.Error("a watcher that polls cannot know that nothing is dirty")
			}
			w.Close()
		}
	}
	if name, ok := deliversEvents(t.TempDir()); !ok {
		t.Errorf("the disk of the tests is said to be %s", name)
	}
	for magic, want := range map[uint32]string{0x6969: "NFS", 0x01021997: "9p", 0xff534d42: "CIFS", 0x65735546: "FUSE"} {
		if eventless[magic] != want {
			t.Errorf("%x is %q, not %s", magic, eventless[magic], want)
		}
	}
}

// TestW32_Loop: builds never overlap, however many events come, and what came during a build makes another
// one.
func TestW32_Loop(t *testing.T) {
	w := site(t, Options{}, "content/tin")
	ctx, stop := context.WithCancel(context.Background())
	var running, builds atomic.Int32
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.Loop(ctx, time.Now, func(context.Context) time.Time {
			if running.Add(1) != 1 {
				t.Error("two builds at once")
			}
			w.Take()
			time.Sleep(200 * time.Millisecond)
			running.Add(-1)
			builds.Add(1)
			return time.Time{}
		})
	}()
	for i := range 60 {
		if err := os.WriteFile(filepath.Join(w.Site, "content/tin/a.md"), []byte{byte(i)}, 0o644); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	for w.Sync() || running.Load() > 0 {
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	<-ended
	if n := builds.Load(); n < 3 {
		t.Errorf("only %d builds: a storm of events starved them", n)
	}
}

// TestW20_Storm: while events come one upon the other, the instants at which builds want to look again make
// no builds; what is due does.
func TestW20_Storm(t *testing.T) {
	w := site(t, Options{}, "content/tin")
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var builds atomic.Int32
	start := time.Now()
	w.stirred.Store(true)
	signal(w.due)
	go w.Loop(ctx, time.Now, func(context.Context) time.Time {
		builds.Add(1)
		return time.Now()
	})
	time.Sleep(100 * time.Millisecond)
	if n := builds.Load(); n > 1 && time.Since(start) < idleTime {
		t.Errorf("%d builds in a storm", n)
	}
	w.stirred.Store(false)
	signal(w.due)
	for end := time.Now().Add(30 * time.Second); builds.Load() < 4; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("no build after the storm")
		}
	}
}

// TestRoutine: without any event everything is looked at now and then.
func TestRoutine(t *testing.T) {
	w := site(t, Options{})
	select {
	case <-w.Due():
	case <-time.After(30 * time.Second):
		t.Fatal("nothing")
	}
	if d := w.Take(); !d.All || !d.Routine {
		t.Errorf("dirty: %+v", d)
	}
}
