package pipeline

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memo"
	"bantin/internal/memory"
)

// remembering is a site that is built by one process after the other: each build has a new Builder.
type remembering struct {
	t *testing.T
	Options
}

// rememberedSite has three articles (one with a warning, one that comes later) and a picture.
var rememberedSite = map[string]string{
	"content/_index.md":         "---\ntitle: Bảo Yên\nbase_url: https://baoyen.example/\n---\nChào.\n",
	"content/tin-tuc/cau.md":    "---\ntitle: Cầu mới\ndate: 2018-03-20\n---\nCầu đã xong.\n\n![Cầu](/anh/cau.svg \"Cầu\")\n",
	"content/tin-tuc/duong.md":  "---\ntitle: Đường mới\ndate: 2019\ntitel: thừa\n---\nXem [cầu](cau.md).\n",
	"content/tin-tuc/hen.md":    "---\ntitle: Hẹn đăng\npublishdate: 2025-07-01\n---\nChưa đến ngày.\n",
	"static/anh/cau.svg":        svg(16, 9),
	"static/tep/ghi-chu.xyz":    "không được đăng",
	"layouts/partials/a.html":   "",
	"content/tin-tuc/_index.md": "---\ntitle: Tin tức\n---\n",
}

func newRemembering(t *testing.T) *remembering {
	dir := t.TempDir()
	r := &remembering{t, Options{
		Site: filepath.Join(dir, "site"), Out: filepath.Join(dir, "public"), StateDir: filepath.Join(dir, "state"), Carried: bantin.Carried,
		Workers: 2, Now: instant("2025-06-01T00:00:00Z"), Program: fingerprint.Of("program"),
		// no file is so young that its stat is not believed
		Clock: func() time.Time { return time.Now().Add(time.Hour) },
	}}
	for name, text := range rememberedSite {
		r.put(name, text)
	}
	return r
}

func (r *remembering) put(name, text string) {
	r.t.Helper()
	name = filepath.Join(r.Site, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// build is a new process.
func (r *remembering) build() *Report {
	r.t.Helper()
	b, err := New(r.Options)
	if err != nil {
		r.t.Fatal(err)
	}
	defer b.Close()
	report, err := b.Build(context.Background())
	if err != nil || !report.Published {
		r.t.Fatalf("%v %+v", err, report)
	}
	return report
}

// clean is what a build into a fresh folder makes and says.
func (r *remembering) clean() (rows, said []string) {
	o := *r
	o.Out, o.StateDir = filepath.Join(r.t.TempDir(), "clean"), ""
	report := o.build()
	return tree(o.Out), diagnostics(report.Diagnostics)
}

// asClean builds and compares with a clean build.
func (r *remembering) asClean(what string) *Report {
	r.t.Helper()
	report := r.build()
	rows, said := r.clean()
	if diff := differ(tree(r.Out), rows); diff != "" {
		r.t.Errorf("%s: the output is not a clean build's: %s", what, diff)
	}
	if diff := differ(diagnostics(aboutSite(report.Diagnostics)), said); diff != "" {
		r.t.Errorf("%s: other diagnostics: %s", what, diff)
	}
	return report
}

// did expects how many entries were parsed, and how many artifacts rendered (-1: any number).
func (r *remembering) did(what string, report *Report, parsed, rendered int) {
	r.t.Helper()
	if report.List.Parsed != parsed || rendered >= 0 && report.Output.Rendered != rendered {
		r.t.Errorf("%s: parsed %d, rendered %d; want %d and %d", what, report.List.Parsed, report.Output.Rendered, parsed, rendered)
	}
}

const allEntries = 5

// TestMemory: a new process reads what differs and says again what it does not read.
func TestMemory(t *testing.T) {
	r := newRemembering(t)
	first := r.asClean("first")
	r.did("first", first, allEntries, first.Output.Artifacts)
	again := r.asClean("again")
	r.did("again", again, 0, 0)
	if again.List.Site != nil {
		t.Error("the list was made although nothing differs")
	}
	if due := instant("2025-06-30T17:00:00Z"); !again.List.Next.Equal(due) || !again.List.Again.Equal(due) {
		t.Errorf("next %v, again %v", again.List.Next, again.List.Again) // a watching process wakes then
	}
	if len(again.List.Scheduled) != 1 || again.List.Scheduled[0].Path != "content/tin-tuc/hen.md" {
		t.Errorf("scheduled: %+v", again.List.Scheduled)
	}
	if len(again.Diagnostics) != 2 {
		t.Errorf("diagnostics: %v", again.Diagnostics)
	}

	r.put("content/tin-tuc/cau.md", rememberedSite["content/tin-tuc/cau.md"]) // the same bytes
	r.did("saved without a change", r.asClean("saved without a change"), 0, 0)
	r.put("content/tin-tuc/cau.md", rememberedSite["content/tin-tuc/cau.md"]+"\nThêm.\n")
	edit := r.asClean("edited")
	r.did("edited", edit, 1, -1)
	if !slices.Contains(edit.Output.Written, "tin-tuc/cau.html") {
		t.Errorf("written: %q", edit.Output.Written)
	}

	r.Now = instant("2025-07-02T00:00:00Z")
	due := r.asClean("a publish date")
	r.did("a publish date", due, 0, -1)
	if !slices.Contains(due.Output.Written, "tin-tuc/hen.html") || len(due.List.Scheduled) != 0 {
		t.Errorf("written: %q, scheduled: %v", due.Output.Written, due.List.Scheduled)
	}
	r.Now = instant("2025-06-01T00:00:00Z")
	r.asClean("back in time")
	r.BaseURL = "https://luutru.example/"
	r.asClean("another base URL")
	r.BaseURL, r.Drafts, r.Future = "", true, true
	r.asClean("drafts and future")
	r.Drafts, r.Future = false, false
	r.asClean("and back")
	r.put("content/_index.md", strings.Replace(rememberedSite["content/_index.md"], "---\nC", "timezone: America/Los_Angeles\n---\nC", 1))
	r.did("another zone", r.asClean("another zone"), allEntries, -1)
	r.did("the same zone", r.asClean("the same zone"), 0, 0)
	r.put("content/_index.md", strings.Replace(rememberedSite["content/_index.md"], "---\nC", "static_types: [xyz]\n---\nC", 1))
	if more := r.asClean("another type"); !slices.Contains(more.Output.Written, "tep/ghi-chu.xyz") {
		t.Errorf("written: %q", more.Output.Written)
	}
}

// TestB16_Memory: another program, and --no-cache, read everything; another output folder renders everything
// and reads nothing.
func TestB16_Memory(t *testing.T) {
	r := newRemembering(t)
	r.build()
	r.Program = fingerprint.Of("another program, of the same version")
	report := r.asClean("another program")
	r.did("another program", report, allEntries, -1)
	if !slices.ContainsFunc(report.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "memory-foreign" }) {
		t.Errorf("no notice: %v", report.Diagnostics)
	}
	r.did("again", r.asClean("again"), 0, 0)
	r.NoCache = true
	report = r.asClean("no cache")
	r.did("no cache", report, allEntries, report.Output.Artifacts)
	r.NoCache = false
	r.did("with it", r.asClean("with it"), 0, 0)
	thorough := r.Options
	thorough.Thorough = true
	b, err := New(thorough)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if list, err := b.List(context.Background()); err != nil || list.Parsed != allEntries {
		t.Errorf("thoroughly: parsed %d, %v", list.Parsed, err)
	}
	here := r.Out
	r.Out = filepath.Join(filepath.Dir(here), "other")
	report = r.asClean("another folder")
	r.did("another folder", report, 0, report.Output.Artifacts)
	r.Out = here
	r.did("and back", r.asClean("and back"), 0, 0)
}

// TestStoredOptions: an option that a person adds to content.Options must be in the key, or an entry would be
// found that was read without it.
func TestStoredOptions(t *testing.T) {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[content.Options]()) {
		names = append(names, f.Name)
	}
	if want := []string{"DefaultKind", "Zone", "NestedPlusLists", "LegacyLevel", "Thorough"}; !slices.Equal(names, want) {
		t.Errorf("content.Options has %q; readingOptions.digests knows %q", names, want)
	}
}

// TestB15_Memory: whatever becomes of a file of .bantin/, the build is a clean one and says so once.
func TestB15_Memory(t *testing.T) {
	spoil := map[string]func([]byte) []byte{
		"flipped": func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"cut":     func(b []byte) []byte { return b[:len(b)*2/3] },
		"empty":   func([]byte) []byte { return nil },
		"text":    func([]byte) []byte { return []byte("không phải") },
		"future":  func(b []byte) []byte { return bytes.Replace(b, []byte("bantin memory"), []byte("bantin rhythm"), 1) },
	}
	r := newRemembering(t)
	r.build()
	names := []string{filesMemory, sectionsMemory, entriesMemory, assetsMemory}
	for _, how := range slices.Sorted(maps.Keys(spoil)) {
		for _, name := range names {
			file := filepath.Join(r.StateDir, name+memory.Suffix)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, spoil[how](data), 0o644); err != nil {
				t.Fatal(err)
			}
			// else the entries are not asked for
			r.put("content/tin-tuc/cau.md", rememberedSite["content/tin-tuc/cau.md"]+how+name+"\n")
			what := name + " " + how
			report := r.asClean(what)
			var said []string
			for _, d := range report.Diagnostics {
				if strings.HasPrefix(string(d.Code), "memory-") {
					said = append(said, string(d.Code)+" "+d.Args[1])
				}
			}
			if !slices.Equal(said, []string{"memory-damaged " + name + memory.Suffix}) {
				t.Errorf("%s: said %q", what, said)
			}
			r.did(what+", again", r.asClean(what+", again"), 0, 0)
		}
	}
	for _, name := range names {
		if err := os.Remove(filepath.Join(r.StateDir, name+memory.Suffix)); err != nil {
			t.Fatal(err)
		}
		r.asClean(name + " gone")
	}
	if err := os.RemoveAll(r.StateDir); err != nil {
		t.Fatal(err)
	}
	r.asClean("all gone")
}

// TestVerify: what memory has got wrong is named, put right and not said twice.
func TestVerify(t *testing.T) {
	r := newRemembering(t)
	r.build()
	r.Verify = true
	if report := r.asClean("verified"); !report.Verified || report.Stale || len(report.Output.Stale) != 0 || report.Output.Rendered != report.Output.Artifacts {
		t.Errorf("verified %t, stale %t %q", report.Verified, report.Stale, report.Output.Stale)
	}
	list, err := memory.Load[memo.Row[reading]](memory.Folder(r.StateDir), entriesMemory, r.Program)
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if r := &list[i].Value; list[i].Path == "content/tin-tuc/duong.md" {
			r.Entry.Title, r.Diagnostics = "Đường cũ", nil
		}
	}
	if err := memory.Save(memory.Folder(r.StateDir), entriesMemory, r.Program, list); err != nil {
		t.Fatal(err)
	}
	b, err := New(r.Options)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	report, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !report.Stale || report.Verified || !slices.Contains(report.Output.Stale, "tin-tuc/duong.html") || slices.Contains(report.Output.Stale, "assets/site.css") {
		t.Errorf("stale %t: %q", report.Stale, report.Output.Stale)
	}
	if n := slices.IndexFunc(report.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "verify-remarks" }); n < 0 {
		t.Errorf("other diagnostics are not told: %v", report.Diagnostics)
	}
	if report := r.asClean("put right"); !report.Verified {
		t.Errorf("stale still: %q %v", report.Output.Stale, report.Diagnostics)
	}
}
