package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

var smallSite = files{
	"index.html": "trang chủ", "tin-tuc/index.html": "tin tức", "tin-tuc/2018/a.html": "a", "tin-tuc/2018/b.html": "b",
	"assets/site.css": "body{}", "search/0.js": "s", "rss.xml": "<rss/>", "_headers": "/*", "_redirects": "/a /b",
}

// with returns a copy with some files changed; "" removes one.
func (f files) with(changes ...string) files {
	c := files{}
	for path, text := range f {
		c[path] = text
	}
	for i := 0; i < len(changes); i += 2 {
		if c[changes[i]] = changes[i+1]; changes[i+1] == "" {
			delete(c, changes[i])
		}
	}
	return c
}

func TestFirstSecondThird(t *testing.T) {
	d := newDesk(t)
	first := d.apply(smallSite)
	sameTree(t, "first", tree(t, d.opts.Dir, false), smallSite.wants())
	if first.Artifacts != 9 || first.Rendered != 9 || first.Unchanged != 0 || len(sitePaths(first.Written)) != 9 || len(first.Written) != 11 {
		t.Errorf("first: %+v", first)
	}

	second := d.apply(smallSite)
	if second.Rendered != 0 || second.Unchanged != 9 || len(second.Written)+len(second.Removed) != 0 || second.Bytes != 0 || !second.Published {
		t.Errorf("second: %+v", second)
	}

	changed := smallSite.with("tin-tuc/2018/a.html", "A mới", "tin-tuc/2018/b.html", "", "moi/c.html", "c")
	third := d.apply(changed)
	sameTree(t, "third", tree(t, d.opts.Dir, false), changed.wants())
	wantList(t, "written", third.Written, "manifest/0.txt", "manifest/index.txt", "moi/c.html", "tin-tuc/2018/a.html")
	wantList(t, "removed", third.Removed, "tin-tuc/2018/b.html")
	if third.Rendered != 2 || third.Unchanged != 7 {
		t.Errorf("third: %+v", third)
	}
}

// TestSameBytesOtherFingerprint: a program that changed renders everything and writes nothing.
func TestSameBytesOtherFingerprint(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	list := smallSite.artifacts()
	for i := range list {
		list[i].Make = Ready(fingerprint.Of("another program", list[i].Path), list[i].Render)
	}
	before, err := os.Stat(d.out("index.html"))
	if err != nil {
		t.Fatal(err)
	}
	report, err := Apply(context.Background(), list, d.opts)
	if err != nil || report.Rendered != 9 || report.Unchanged != 9 || len(report.Written) != 0 {
		t.Errorf("%+v, %v", report, err)
	}
	if after, _ := os.Stat(d.out("index.html")); !after.ModTime().Equal(before.ModTime()) {
		t.Error("the file was written")
	}
	if report, _ = Apply(context.Background(), list, d.opts); report.Rendered != 0 {
		t.Errorf("the new fingerprints are not remembered: %+v", report)
	}
}

func TestHandEditedAndDeletedFilesComeBack(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	d.put("index.html", "trang chỗ")  // same length
	d.put("rss.xml", "<rss/>")        // same bytes, other times
	d.put("_headers", "/* X-Test: 1") // other length
	if err := errors.Join(os.Remove(d.out("tin-tuc/2018/a.html")), os.Chmod(d.out("_redirects"), 0o600)); err != nil {
		t.Fatal(err)
	}
	report := d.apply(smallSite)
	sameTree(t, "restored", tree(t, d.opts.Dir, false), smallSite.wants())
	wantList(t, "restored", report.Restored, "_headers", "_redirects", "index.html", "tin-tuc/2018/a.html")
	wantList(t, "written", report.Written, report.Restored...)
	if report.Rendered != 4 {
		t.Errorf("%+v", report)
	}
	if report = d.apply(smallSite); report.Rendered != 0 {
		t.Errorf("after it: %+v", report)
	}
}

func TestB12_Orphans(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite.with("cu/x/1.html", "1", "cu/x/2.html", "2", "cu/3.html", "3"))
	d.put("cu/3.html", "edited by hand")
	d.put("tin-tuc/2018/ghi-chu.doc", "foreign")
	small := files{"index.html": "trang chủ"}
	report := d.apply(small)
	sameTree(t, "left", tree(t, d.opts.Dir, false), small.with("cu/3.html", "edited by hand", "tin-tuc/2018/ghi-chu.doc", "foreign").wants())
	wantList(t, "foreign", report.Foreign, "cu/3.html", "tin-tuc/2018/ghi-chu.doc")
	if !slices.Contains(report.Removed, "cu/x/1.html") || slices.Contains(report.Removed, "cu/3.html") {
		t.Errorf("removed %q", report.Removed)
	}
}

// TestFileAndFolderChangePlaces: an orphan lies where a folder must come, and the other way round.
func TestFileAndFolderChangePlaces(t *testing.T) {
	d := newDesk(t)
	one, two := files{"a": "file", "b/c/d.html": "deep", "b/e.html": "e", "z.html": "z"}, files{"a/x/y.html": "deep", "b": "file", "z.html": "z"}
	for i := range 4 {
		site := []files{one, two}[i%2]
		d.apply(site)
		sameTree(t, fmt.Sprint("round ", i), tree(t, d.opts.Dir, false), site.wants())
	}
	// With something foreign in the folder nothing may be published.
	d.apply(one)
	d.put("b/foreign.txt", "x")
	before := tree(t, d.opts.Dir, true)
	d.fails(two, "output-in-the-way")
	sameTree(t, "untouched", tree(t, d.opts.Dir, true), before)
	d.clean()
}

func TestB09_ForeignFilesSurvive(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	foreign := files{"CNAME": "x.vn", ".git/HEAD": "ref", ".well-known/x": "y", ".nojekyll": "z", "tin-tuc/anh.jpg": "jpg"}
	for path, text := range foreign {
		d.put(path, text)
	}
	if err := os.Symlink("/etc/passwd", d.out("link")); err != nil {
		t.Fatal(err)
	}
	for i, site := range []files{smallSite.with("index.html", "khác"), smallSite, {"index.html": "x"}} {
		report := d.apply(site)
		wantList(t, "foreign", report.Foreign, "CNAME", "link", "tin-tuc/anh.jpg")
		listed, err := Foreign(d.opts)
		if err != nil {
			t.Fatal(err)
		}
		wantList(t, "listed without a build", listed, "CNAME", "link", "tin-tuc/anh.jpg")
		for path, text := range foreign {
			if b, err := os.ReadFile(d.out(path)); string(b) != text {
				t.Errorf("round %d: %s is %q, %v", i, path, b, err)
			}
		}
	}
}

func TestForeignFileInTheWay(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	before := tree(t, d.opts.Dir, true)
	for _, c := range []struct{ foreign, text, made string }{
		{"moi.html", "foreign", "moi.html"},
		{"moi", "foreign", "moi/a.html"},
		{"moi.html/x", "foreign", "moi.html"},
	} {
		d.put(c.foreign, c.text)
		d.fails(smallSite.with(c.made, "ours"), "output-in-the-way")
		if err := os.RemoveAll(d.out(strings.Split(c.foreign, "/")[0])); err != nil {
			t.Fatal(err)
		}
		sameTree(t, c.made, tree(t, d.opts.Dir, true), before)
		d.clean()
	}
	if err := os.Symlink("index.html", d.out("moi.html")); err != nil {
		t.Fatal(err)
	}
	d.fails(smallSite.with("moi.html", "ours"), "output-in-the-way")
	os.Remove(d.out("moi.html"))
	// The same bytes are taken as ours.
	d.put("moi.html", "ours")
	if err := os.Chmod(d.out("moi.html"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.apply(smallSite.with("moi.html", "ours"))
	report := d.apply(smallSite)
	wantList(t, "removed", report.Removed, "moi.html")
}

// TestT16_LinkedFolder: a folder of the output that became a link leads nowhere else.
func TestT16_LinkedFolder(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	elsewhere := filepath.Join(d.site, "content")
	if err := errors.Join(os.RemoveAll(d.out("tin-tuc")), os.Symlink("../content", d.out("tin-tuc"))); err != nil {
		t.Fatal(err)
	}
	d.fails(smallSite, "output-in-the-way")
	if list, _ := os.ReadDir(elsewhere); len(list) != 0 {
		t.Errorf("written through a link: %v", list)
	}
}

func TestB06_ForeignFolder(t *testing.T) {
	d := newDesk(t)
	d.put("thesis.doc", "x")
	if e := d.fails(smallSite, "output-foreign"); e.Diagnostic.Args[1] != "thesis.doc" {
		t.Errorf("example %q", e.Diagnostic.Args)
	}
	if err := Check(d.opts); err == nil {
		t.Error("Check takes it")
	}
	sameTree(t, "untouched", tree(t, d.opts.Dir, true), files{"thesis.doc": "x"}.wants())
	d.clean()
	d.opts.Adopt = true
	report := d.apply(smallSite)
	wantList(t, "foreign", report.Foreign, "thesis.doc")
	d.opts.Adopt = false
	d.apply(smallSite)
	sameTree(t, "adopted", tree(t, d.opts.Dir, false), smallSite.with("thesis.doc", "x").wants())
}

func TestEmptyFolderIsTaken(t *testing.T) {
	d := newDesk(t)
	if err := os.Mkdir(d.opts.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	d.apply(smallSite)
	sameTree(t, "published", tree(t, d.opts.Dir, false), smallSite.wants())
}

func TestB15_StateAndManifest(t *testing.T) {
	flip := func(b []byte) []byte { b[len(b)/2] ^= 1; return b }
	cut := func(b []byte) []byte { return b[:len(b)/2] }
	empty := func([]byte) []byte { return nil }
	future := func(b []byte) []byte {
		return bytes.Replace(b, []byte(stateMagic), []byte("bantin output state 9\n"), 1)
	}
	gone := func([]byte) []byte { panic("removed") }
	state, part, index := ".bantin/state", "public/manifest/0.txt", "public/manifest/index.txt"
	for _, c := range []struct {
		name   string
		file   string
		change func([]byte) []byte
		codes  []string
		render int // of 8
	}{
		{"state flipped", state, flip, []string{"output-state-damaged"}, 8},
		{"state cut", state, cut, []string{"output-state-damaged"}, 8},
		{"state empty", state, empty, []string{"output-state-damaged"}, 8},
		{"state of the future", state, future, []string{"output-state-damaged"}, 8},
		{"state gone", state, gone, []string{"output-state-lost"}, 8},
		{"part flipped", part, flip, nil, 0},
		{"part gone", part, gone, nil, 0},
		{"index flipped", index, flip, []string{"output-state-stale", "output-manifest-damaged"}, 8},
		{"index cut", index, cut, []string{"output-state-stale"}, 8},
		{"index empty", index, empty, []string{"output-state-stale"}, 8},
		{"index gone", index, gone, []string{"output-state-stale"}, 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.apply(smallSite)
			reference := tree(t, d.opts.Dir, true)
			next := smallSite.with("tin-tuc/2018/b.html", "")
			file := filepath.Join(d.site, c.file)
			if c.file == state {
				file = filepath.Join(d.opts.StateDir, stateName(mustLocate(t, d.opts)))
			}
			if c.name[len(c.name)-4:] == "gone" {
				if err := os.Remove(file); err != nil {
					t.Fatal(err)
				}
			} else {
				b, err := os.ReadFile(file)
				if err == nil {
					err = os.WriteFile(file, c.change(b), 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			report := d.apply(next) // neither refuses the folder nor forgets the orphan
			sameTree(t, "next", tree(t, d.opts.Dir, false), next.wants())
			if got := codes(report.Diagnostics); !slices.Equal(got, c.codes) || report.Rendered != c.render {
				t.Errorf("diagnostics %q, rendered %d", got, report.Rendered)
			}
			wantList(t, "removed", report.Removed, "tin-tuc/2018/b.html")
			d.apply(smallSite)
			sameTree(t, "and back", tree(t, d.opts.Dir, true), reference)
		})
	}
}

func mustLocate(t testing.TB, opts Options) place {
	p, err := locate(opts)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestStateGoneAndFilesEdited: with the manifest alone as a proof, edited files of ours are replaced and
// edited orphans kept.
func TestStateGoneAndFilesEdited(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	if err := os.RemoveAll(d.opts.StateDir); err != nil {
		t.Fatal(err)
	}
	d.put("index.html", "edited")
	d.put("tin-tuc/2018/a.html", "edited")
	next := smallSite.with("tin-tuc/2018/a.html", "")
	report := d.apply(next)
	sameTree(t, "next", tree(t, d.opts.Dir, false), next.with("tin-tuc/2018/a.html", "edited").wants())
	wantList(t, "foreign", report.Foreign, "tin-tuc/2018/a.html")
}

func TestB16_OtherOutputAndBack(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	here := d.opts.Dir
	d.opts.Dir = filepath.Join(d.site, "other")
	if report := d.apply(smallSite); report.Rendered != 9 {
		t.Errorf("another folder passes for built: %+v", report)
	}
	sameTree(t, "other", tree(t, d.opts.Dir, false), smallSite.wants())
	d.apply(smallSite.with("index.html", "khác"))
	d.opts.Dir = here
	if report := d.apply(smallSite); report.Rendered != 0 {
		t.Errorf("back: %+v", report)
	}
	// The two folders change places behind our back.
	other := filepath.Join(d.site, "other")
	aside := filepath.Join(d.site, "aside")
	if err := errors.Join(os.Rename(here, aside), os.Rename(other, here), os.Rename(aside, other)); err != nil {
		t.Fatal(err)
	}
	report := d.apply(smallSite)
	sameTree(t, "exchanged", tree(t, here, false), smallSite.wants())
	wantList(t, "written", sitePaths(report.Written), "index.html")
	// A link is the same folder.
	link := filepath.Join(d.site, "link")
	if err := os.Symlink("public", link); err != nil {
		t.Fatal(err)
	}
	d.opts.Dir = link
	if report := d.apply(smallSite); report.Rendered != 0 {
		t.Errorf("through a link: %+v", report)
	}
}

func TestB13_TwoAtOnce(t *testing.T) {
	d := newDesk(t)
	sites := []files{smallSite, smallSite.with("index.html", "khác", "rss.xml", ""), {"index.html": "x"}}
	errs := make(chan error, 12)
	for i := range cap(errs) {
		go func() {
			_, err := Apply(context.Background(), sites[i%len(sites)].artifacts(), d.opts)
			errs <- err
		}()
	}
	for range cap(errs) {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	d.apply(smallSite)
	sameTree(t, "at last", tree(t, d.opts.Dir, false), smallSite.wants())
}

// TestB13_FoldersComeAndGo: between two questions about a folder another builder may make or remove it.
// Neither is an error.
func TestB13_FoldersComeAndGo(t *testing.T) {
	d := newDesk(t)
	real, _, err := disk.Open(d.site, "public")
	if err != nil {
		t.Fatal(err)
	}
	defer real.Close()
	for name, ask := range map[string]func() error{
		"realPath": func() error { return second(realPath(filepath.Join(d.site, "realPath"))) },
		"mkdir":    func() error { return real.Mkdir("mkdir") },
	} {
		stop, others := make(chan struct{}), sync.WaitGroup{}
		others.Go(func() {
			for folder := filepath.Join(d.site, name); ; os.Remove(folder) {
				select {
				case <-stop:
					return
				default:
					os.Mkdir(folder, 0o755)
				}
			}
		})
		for range 20_000 {
			if err := ask(); err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
		close(stop)
		others.Wait()
	}
}

func TestLockedByAnother(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	p := mustLocate(t, d.opts)
	real, _, err := disk.Open(p.base, p.out)
	if err != nil {
		t.Fatal(err)
	}
	defer real.Close()
	l, err := takeLock(context.Background(), real, p.beside, p)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Apply(ctx, smallSite.artifacts(), d.opts); !errors.Is(err, context.Canceled) {
		t.Errorf("while locked: %v", err)
	}
	l.release()
	d.apply(smallSite)
}

// TestB18_Umask runs in a process of its own, because the umask belongs to the process.
func TestB18_Umask(t *testing.T) {
	var trees []files
	for _, mask := range []string{"077", "000", "022"} {
		d := newDesk(t)
		inProcess(t, d, "umask", mask)
		trees = append(trees, tree(t, d.opts.Dir, true))
		sameTree(t, "umask "+mask, tree(t, d.opts.Dir, false), smallSite.wants())
		sameTree(t, "umask "+mask, trees[len(trees)-1], trees[0])
		if info, _ := os.Stat(d.opts.Dir); info.Mode().Perm() != 0o755 {
			t.Errorf("umask %s: the folder has mode %o", mask, info.Mode().Perm())
		}
	}
}

// inProcess runs a task of TestMain in another process.
func inProcess(t *testing.T, d *desk, task string, args ...string) {
	t.Helper()
	cmd := helper(d, task, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", task, err, out)
	}
}

func helper(d *desk, task string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "OUTPUT_TEST_TASK="+task, "OUTPUT_TEST_SITE="+d.site)
	return cmd
}

func TestRenderErrors(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	before := tree(t, d.opts.Dir, true)
	bad := errors.New("bad template")
	for name, render := range map[string]func(io.Writer) ([]diag.Diagnostic, error){
		"error":             func(io.Writer) ([]diag.Diagnostic, error) { return nil, bad },
		"error after bytes": func(w io.Writer) ([]diag.Diagnostic, error) { io.WriteString(w, "half"); return nil, bad },
		"error after many":  func(w io.Writer) ([]diag.Diagnostic, error) { w.Write(make([]byte, spillAt+1)); return nil, bad },
		"panic":             func(io.Writer) ([]diag.Diagnostic, error) { panic(bad) },
		"panic before":      nil,
	} {
		list := smallSite.with("assets/site.css", "new").artifacts()
		for i := range list {
			if strings.HasPrefix(list[i].Path, "tin-tuc/2018/") {
				list[i].Make = Ready(fingerprint.Of(name), render)
				if render == nil {
					list[i].Make = func() Made { panic(bad) }
				}
			}
		}
		report, err := Apply(context.Background(), list, d.opts)
		var failed *RenderError
		if !errors.As(err, &failed) || failed.Path != "tin-tuc/2018/a.html" || report.Published {
			t.Errorf("%s: published %v, %v", name, report.Published, err)
		}
		if !strings.Contains(err.Error(), "bad template") {
			t.Errorf("%s: %v", name, err)
		}
		sameTree(t, name, tree(t, d.opts.Dir, true), before)
		d.clean()
	}
	if report := d.apply(smallSite); report.Rendered != 0 {
		t.Errorf("after the errors: %+v", report)
	}
}

func TestRemarksAreRepeatedAndStrictHoldsBack(t *testing.T) {
	d := newDesk(t)
	warning := diag.New("source-special", diag.Pos{Path: "content/a.md", Line: 3, Col: 2}, "x")
	warning.Source, warning.Also = "dòng", []diag.Pos{{Path: "content/b.md"}}
	list := smallSite.artifacts()
	made := list[0].Make()
	list[0].Make = Ready(made.Fingerprint, func(w io.Writer) ([]diag.Diagnostic, error) {
		made.Render(w)
		return []diag.Diagnostic{warning}, nil
	})

	d.opts.Strict = true
	report, err := Apply(context.Background(), list, d.opts)
	if err != nil || report.Published || len(report.Diagnostics) != 1 || report.Rendered != 9 {
		t.Errorf("strict: %+v, %v", report, err)
	}
	if _, err := os.Stat(d.opts.Dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("strict: published")
	}
	d.clean()
	d.opts.Strict = false
	for i, rendered := range []int{9, 0, 0} {
		report, err := Apply(context.Background(), list, d.opts)
		if err != nil || !report.Published || report.Rendered != rendered || fmt.Sprintf("%+v", report.Diagnostics) != fmt.Sprintf("%+v", []diag.Diagnostic{warning}) {
			t.Errorf("build %d: %+v, %v", i, report, err)
		}
	}
	d.opts.Strict = true
	if report, err := Apply(context.Background(), list, d.opts); err != nil || report.Published {
		t.Errorf("strict over a stored warning: %+v, %v", report, err)
	}
}

func TestLargeArtifact(t *testing.T) {
	d := newDesk(t)
	film := func(last byte) Artifact {
		return Artifact{Path: "phim.mp4", Make: Ready(fingerprint.Of("film", fmt.Sprint(last), t.Name()), func(w io.Writer) ([]diag.Diagnostic, error) {
			piece := make([]byte, 1<<20)
			for range 9 {
				if _, err := w.Write(piece); err != nil {
					return nil, err
				}
			}
			_, err := w.Write([]byte{last})
			return nil, err
		})}
	}
	for i, last := range []byte{1, 1, 2} {
		list := []Artifact{film(last)}
		if i == 1 {
			list[0].Make = Ready(fingerprint.Of("same bytes, other fingerprint"), list[0].Render)
		}
		report, err := Apply(context.Background(), list, d.opts)
		if err != nil || len(sitePaths(report.Written)) != []int{1, 0, 1}[i] {
			t.Errorf("round %d: %+v, %v", i, report, err)
		}
		d.clean()
		b, err := os.ReadFile(d.out("phim.mp4"))
		if err != nil || len(b) != 9<<20+1 || b[9<<20] != last {
			t.Errorf("round %d: %d bytes, %v", i, len(b), err)
		}
	}
}

func TestCancel(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	before := tree(t, d.opts.Dir, true)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	list := smallSite.with("a.html", "new", "b.html", "new").artifacts()
	for i := range list {
		if list[i].Path == "a.html" {
			list[i].Make = Ready(list[i].Fingerprint(), func(io.Writer) ([]diag.Diagnostic, error) { cancel(); return nil, nil })
		}
	}
	d.opts.Workers = 1
	if report, err := Apply(ctx, list, d.opts); !errors.Is(err, context.Canceled) || report.Published {
		t.Errorf("%+v, %v", report, err)
	}
	sameTree(t, "untouched", tree(t, d.opts.Dir, true), before)
	d.clean()
}

func TestProgress(t *testing.T) {
	d := newDesk(t)
	var last, calls atomic.Int64
	d.opts.Progress = func(done, total int) {
		calls.Add(1)
		if int64(done) != last.Add(1) || total != 9 {
			t.Errorf("done %d of %d", done, total)
		}
	}
	d.apply(smallSite)
	d.apply(smallSite)
	if calls.Load() != 9 {
		t.Errorf("%d calls", calls.Load())
	}
}

// TestOrderOfArtifactsDoesNotMatter, nor does the number of workers.
func TestOrderOfArtifactsDoesNotMatter(t *testing.T) {
	var reference files
	for _, workers := range []int{1, 2, 8} {
		d := newDesk(t)
		d.opts.Workers = workers
		list := smallSite.artifacts()
		slices.Reverse(list)
		if _, err := Apply(context.Background(), list, d.opts); err != nil {
			t.Fatal(err)
		}
		got := tree(t, d.opts.Dir, true)
		if reference == nil {
			reference = got
		}
		sameTree(t, fmt.Sprint(workers, " workers"), got, reference)
	}
}

// TestFound_D13_FolderAtPage: a folder that holds nothing but folders and what is no longer made gives way to
// the file that has to lie there; anything of another program's in it is named, and nothing is changed.
func TestFound_D13_FolderAtPage(t *testing.T) {
	mkdir := func(paths ...string) func(d *desk) {
		return func(d *desk) {
			for _, p := range paths {
				if err := errors.Join(os.RemoveAll(d.out("index.html")), os.MkdirAll(d.out(p), 0o755)); err != nil {
					d.t.Fatal(err)
				}
			}
		}
	}
	for name, c := range map[string]struct {
		put  func(d *desk)
		code diag.Code
	}{
		"D13 an empty folder":           {put: mkdir("index.html")},
		"D13 empty folders":             {put: mkdir("index.html/a/b", "index.html/c")},
		"D13 in the manifest's place":   {put: func(d *desk) { os.Remove(d.out(indexPath)); mkdir(indexPath)(d) }},
		"D13 a new page":                {put: mkdir("moi.html/x")},
		"D13 a leftover":                {put: func(d *desk) { d.apply(files{"index.html/cu.html": "old"}) }},
		"D13 a leftover and a folder":   {put: func(d *desk) { d.apply(files{"index.html/cu.html": "old"}); mkdir("moi.html")(d) }},
		"D13 somebody's file":           {put: func(d *desk) { mkdir("index.html/a")(d); d.put("index.html/a/x", "foreign") }, code: "output-in-the-way"},
		"D13 somebody's hidden file":    {put: func(d *desk) { mkdir("index.html/a")(d); d.put("index.html/a/.x", "foreign") }, code: "output-in-the-way"},
		"D13 a leftover and a hidden x": {put: func(d *desk) { d.apply(files{"index.html/cu.html": "old"}); d.put("index.html/.x", "foreign") }, code: "output-in-the-way"},
	} {
		for _, swap := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s swap=%v", name, swap), func(t *testing.T) {
				d := newDesk(t)
				d.opts.Swap = swap
				d.apply(smallSite)
				c.put(d)
				next := smallSite.with("moi.html", "new")
				if c.code != "" {
					before := tree(t, d.opts.Dir, true)
					d.fails(next, c.code)
					sameTree(t, "untouched", tree(t, d.opts.Dir, true), before)
					return
				}
				d.apply(next)
				sameTree(t, "replaced", tree(t, d.opts.Dir, false), next.wants())
			})
		}
	}
}
