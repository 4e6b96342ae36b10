package serve

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"bantin/internal/pipeline"
)

// saves are the ways in which programs save a file.
var saves = map[string]func(d *desk, name, text string) error{
	"truncate": func(d *desk, name, text string) error { return os.WriteFile(name, []byte(text), 0o644) },
	"rename": func(d *desk, name, text string) error {
		tmp := filepath.Join(filepath.Dir(name), ".tmp")
		if err := os.WriteFile(tmp, []byte(text), 0o644); err != nil {
			return err
		}
		return os.Rename(tmp, name)
	},
	"jetbrains": func(d *desk, name, text string) error {
		if err := os.WriteFile(name+"___jb_tmp___", []byte(text), 0o644); err != nil {
			return err
		}
		if err := os.Rename(name, name+"___jb_old___"); err != nil {
			return err
		}
		if err := os.Rename(name+"___jb_tmp___", name); err != nil {
			return err
		}
		return os.Remove(name + "___jb_old___")
	},
	"sed": func(d *desk, name, text string) error {
		_, last, _ := strings.Cut(text, "\nSỐ ")
		return exec.Command("sed", "-i", `s/^SỐ .*/SỐ `+strings.TrimSpace(last)+`/`, name).Run()
	},
}

// No page is older than the last completed save: each is asked for at once after a save, in every way of
// saving.
func TestW01_W02_W03_EverySaveIsSeen(t *testing.T) {
	for kind, save := range saves {
		t.Run(kind, func(t *testing.T) {
			d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "SỐ 0"), "content/tin-tuc/b.md": article("Bài b", "Lời b")})
			d.shows("/tin-tuc/a.html", 200, "SỐ 0")
			for i := range 12 {
				text := article("Bài a", fmt.Sprintf("SỐ %d", i+1))
				if err := save(d, filepath.Join(d.dir, "content/tin-tuc/a.md"), text); err != nil {
					t.Fatal(err)
				}
				d.shows("/tin-tuc/a.html", 200, fmt.Sprintf("SỐ %d<", i+1))
			}
			d.shows("/tin-tuc/b.html", 200, "Lời b")
		})
	}
}

// Edits go on while builds run and requests are answered: builds do not overlap, each answer has all that was
// saved before it was asked for, and the last state wins.
func TestW29_W32_EditsDuringBuilds(t *testing.T) {
	var running sync.Mutex
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "SỐ 0")}, func(o *pipeline.Options) {
		o.Progress = func(step pipeline.Step, done, total int) { // one call a build: there is one article
			if step == pipeline.StepRead && done == total {
				if !running.TryLock() {
					t.Error("two builds run at once")
					return
				}
				defer running.Unlock()
				time.Sleep(100 * time.Millisecond)
			}
		}
	})
	d.shows("/tin-tuc/a.html", 200, "SỐ 0")
	var requests sync.WaitGroup
	last := 0
	for i := range 60 {
		last = i + 1
		// A file that is written for two seconds is read as it is then: it must not be empty for a moment.
		if err := saves["rename"](d, filepath.Join(d.dir, "content/tin-tuc/a.md"), article("Bài a", fmt.Sprintf("SỐ %d", last))); err != nil {
			t.Fatal(err)
		}
		if i%6 == 0 {
			saved := last
			requests.Go(func() {
				a, err := d.try("/tin-tuc/a.html")
				shown := 0
				_, after, _ := strings.Cut(a.body, "SỐ ")
				fmt.Sscanf(after, "%d", &shown)
				if err != nil || a.status != 200 || shown < saved {
					t.Errorf("after save %d: status %d, shows %d, %v", saved, a.status, shown, err)
				}
			})
		}
		time.Sleep(30 * time.Millisecond)
	}
	requests.Wait()
	d.shows("/tin-tuc/a.html", 200, fmt.Sprintf("SỐ %d<", last))
}

// A file that is written in pieces, or emptied first, is never shown in between. What counts as being written
// is what changes every 40 ms (400 ms where the file is empty): on a busy machine the writer of this test may
// be slower, and then tries again.
func TestW07_W08_HalfWritten(t *testing.T) {
	whole := article("Bài a", strings.Repeat("Câu dài của bài này. ", 400)+"\n\nHẾT BÀI")
	pieces := func(d *desk) (slowest time.Duration) { // W07: 400 ms
		f, err := os.Create(filepath.Join(d.dir, "content/tin-tuc/a.md"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		last := time.Now()
		for piece := whole; piece != ""; time.Sleep(15 * time.Millisecond) {
			n := min(len(whole)/25+1, len(piece))
			if _, err := f.WriteString(piece[:n]); err != nil {
				t.Fatal(err)
			}
			slowest, last = max(slowest, time.Since(last)), time.Now()
			piece = piece[n:]
		}
		return slowest
	}
	emptied := func(d *desk) (slowest time.Duration) { // W08
		start := time.Now()
		d.write("content/tin-tuc/a.md", "")
		time.Sleep(150 * time.Millisecond)
		d.write("content/tin-tuc/a.md", whole)
		return time.Since(start) / 10
	}
	for name, write := range map[string]func(*desk) time.Duration{"pieces": pieces, "emptied": emptied} {
		t.Run(name, func(t *testing.T) {
			tries := 0
			for {
				wrong, slowest := halfWritten(t, whole, write)
				if tries++; slowest < 38*time.Millisecond || wrong == "" || tries == 20 {
					if wrong != "" {
						t.Errorf("the slowest write took %v:\n%s", slowest, wrong)
					}
					return
				}
			}
		})
	}
}

// halfWritten reads a page while its file is written, and returns an answer that is not the whole page.
func halfWritten(t *testing.T, whole string, write func(*desk) time.Duration) (wrong string, slowest time.Duration) {
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": whole})
	d.shows("/tin-tuc/a.html", 200, "HẾT BÀI")
	done := make(chan struct{})
	var reader sync.WaitGroup
	reader.Go(func() {
		for wrong == "" {
			select {
			case <-done:
				return
			default:
			}
			a, err := d.try("/tin-tuc/a.html")
			if err != nil || a.status != 200 || !strings.Contains(a.body, "HẾT BÀI") || strings.Contains(a.body, "bantin-box") {
				wrong = fmt.Sprintf("status %d, %v, %d bytes\n%.1500s", a.status, err, len(a.body), a.body)
			}
		}
	})
	slowest = write(d)
	time.Sleep(100 * time.Millisecond)
	close(done)
	reader.Wait()
	return wrong, slowest
}

// What goes leaves every page; what changes its title, tag or date changes every page that shows it.
func TestW13_W14_W15_W16_ListsFollow(t *testing.T) {
	tagged := func(title, date, tag string) string {
		return "---\ntitle: " + title + "\ndate: " + date + "\ntags: [" + tag + "]\n---\nLời.\n"
	}
	d := newDesk(t, map[string]string{
		"content/tin-tuc/a.md": tagged("Bài thứ nhất", "2018-03-20", "mùa vụ"), "content/tin-tuc/b.md": tagged("Bài thứ hai", "2017-03-20", "nông thôn mới"),
	})
	pages := []string{"/", "/tin-tuc/", "/rss.xml", "/feed.json"}
	for _, p := range pages {
		d.shows(p, 200, "Bài thứ nhất", "Bài thứ hai")
	}
	d.shows("/the/mua-vu/", 200, "Bài thứ nhất")

	d.write("content/tin-tuc/a.md", tagged("Tên đã đổi", "2018-03-20", "mùa vụ")) // W14
	for _, p := range append(pages, "/the/mua-vu/", "/luu-tru/2018/03/") {
		d.shows(p, 200, "Tên đã đổi", "!Bài thứ nhất")
	}
	// W15: the last article of a tag
	d.write("content/tin-tuc/a.md", tagged("Tên đã đổi", "2018-03-20", "khuyến nông"))
	d.shows("/the/khuyen-nong/", 200, "Tên đã đổi")
	d.shows("/the/mua-vu/", 404)
	d.shows("/the/", 200, "!mùa vụ")
	d.write("content/tin-tuc/a.md", tagged("Tên đã đổi", "2016-05-17", "khuyến nông")) // W16
	d.shows("/luu-tru/2018/03/", 404)
	body := d.shows("/tin-tuc/", 200).body
	if strings.Index(body, "Tên đã đổi") < strings.Index(body, "Bài thứ hai") {
		t.Error("the older one stands first")
	}
	d.remove("content/tin-tuc/a.md") // W13
	for _, p := range append(pages, "/sitemap/2016.xml") {
		if a := d.get(p); strings.Contains(a.body, "Tên đã đổi") || strings.Contains(a.body, "tin-tuc/a.html") {
			t.Errorf("%s still has the article", p)
		}
	}
	for _, p := range []string{"/tin-tuc/a.html", "/the/khuyen-nong/", "/luu-tru/2016/05/"} {
		d.shows(p, 404)
	}
}

// The search index is that of the newest generation.
func TestSearchIsFresh(t *testing.T) {
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "Lời đầu")})
	first := d.shows("/search/root.js", 200).body
	d.write("content/tin-tuc/a.md", article("Bài a", "Lời sau, khuyến nông"))
	if d.shows("/search/root.js", 200).body == first {
		t.Error("search/root.js is as it was")
	}
	d.shows("/search/khong-co.js", 404)
}

// The same bytes again, or a touch, change nothing that a browser could see.
func TestW33_SameBytes(t *testing.T) {
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "Lời")})
	before := d.generation()
	name := filepath.Join(d.dir, "content/tin-tuc/a.md")
	for range 3 {
		d.write("content/tin-tuc/a.md", article("Bài a", "Lời"))
		d.generation()
		if err := os.WriteFile(name+".new", []byte(article("Bài a", "Lời")), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(name+".new", name); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, time.Now(), time.Now()); err != nil {
			t.Fatal(err)
		}
		d.generation()
	}
	if after := d.generation(); after != before {
		t.Errorf("generation %d became %d", before, after)
	}
}

// An entry whose time comes appears without an edit; before that it is hidden, or marked.
func TestScheduledAppears(t *testing.T) {
	for _, marked := range []bool{true, false} {
		began := time.Now()
		at := time.Date(2026, 11, 1, 8, 0, 4, 0, time.UTC) // 4 s after the preview begins
		text := "---\ntitle: Bài hẹn\ndate: 2018-03-20\npublishdate: " + at.Format(time.RFC3339) + "\n---\nLời.\n"
		d := newDesk(t, map[string]string{"content/tin-tuc/hen.md": text}, func(o *pipeline.Options) { o.Future = marked })
		early := false
		for {
			a := d.get("/tin-tuc/hen.html")
			if a.status == 200 && !strings.Contains(a.body, "Hẹn đăng") {
				break
			}
			if early = true; marked != (a.status == 200) {
				t.Fatalf("before its time: status %d", a.status)
			}
			if time.Since(began) > time.Minute {
				t.Fatal("it does not appear")
			}
			time.Sleep(50 * time.Millisecond)
		}
		if passed := time.Since(began); passed < 4*time.Second || !early && passed < 5*time.Second {
			t.Errorf("it appeared after %v; asked before: %t", passed, early)
		}
	}
}

// A layout that is edited, added or taken away reaches the pages that use it and no other.
func TestW17_W18_Layouts(t *testing.T) {
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "Lời a"), "content/gioi-thieu.md": "---\ntitle: Giới thiệu\ntype: page\n---\nLời.\n"})
	key := func(path string) string { return data(d.get(path).body, "page") }
	paths := []string{"/", "/tin-tuc/a.html", "/tin-tuc/", "/so-do.html", "/tim-kiem.html", "/khong-co.html"}
	for name, reached := range map[string]string{
		"layouts/partials/footer.html": "/ /tin-tuc/a.html /tin-tuc/ /so-do.html /tim-kiem.html /khong-co.html", "layouts/partials/byline.html": "",
		"layouts/404.html": "/khong-co.html", "layouts/section.html": "/tin-tuc/", "layouts/article.html": "/tin-tuc/a.html",
	} {
		before := map[string]string{}
		for _, p := range paths {
			before[p] = key(p)
		}
		text := `<p>Mẫu mới</p>`
		if !strings.Contains(name, "partials/") {
			text = `{{define "main"}}` + text + `{{end}}`
		}
		for _, step := range []string{"added", "taken away"} {
			if d.write(name, text); step == "taken away" {
				d.remove(name)
			}
			for _, p := range paths {
				a := d.get(p)
				reaches := slices.Contains(strings.Fields(reached), p)
				is := step == "added" && reaches
				if strings.Contains(a.body, "Mẫu mới") != is || (data(a.body, "page") == before[p]) == is {
					t.Errorf("%s %s: %s has it: %t, its key moved: %t", name, step, p, !is, data(a.body, "page") != before[p])
				}
			}
		}
	}
}
