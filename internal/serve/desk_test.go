package serve

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"bantin"
	"bantin/internal/diag"
	"bantin/internal/pipeline"
	"bantin/internal/watch"
)

// desk is an editor's desk: a site in a folder and a preview of it that runs, with the real watcher.
type desk struct {
	t       *testing.T
	dir     string
	address string // host:port
	site    *Site
	unmade  atomic.Bool // builds may fail

	mu      sync.Mutex
	builds  []Build
	failing []diag.Diagnostic
}

// settings is the least content/_index.md.
const settings = "---\ntitle: Cổng thông tin\nbase_url: https://bao-yen.example/\n---\n"

// article is an article of 2018.
func article(title, body string) string {
	return "---\ntitle: " + title + "\ndate: 2018-03-20\n---\n" + body + "\n"
}

// newDesk starts a preview of a site with these files.
func newDesk(t *testing.T, files map[string]string, edits ...func(*pipeline.Options)) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	d.write("content/_index.md", settings)
	for name, text := range files {
		d.write(name, text)
	}
	ctx, cancel := context.WithCancel(context.Background())
	w, err := watch.Start(ctx, watch.Options{Site: d.dir})
	if err != nil {
		t.Fatal(err)
	}
	o := pipeline.Options{
		Site: d.dir, Now: time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC), Drafts: true, Future: true, Carried: bantin.Carried,
		Clock: time.Now, Workers: 2, Enter: w.Enter,
	}
	for _, edit := range edits {
		edit(&o)
	}
	b, err := pipeline.New(o)
	if err != nil {
		t.Fatal(err)
	}
	started := time.Now()
	d.site = NewSite(b, w, func() time.Time { return o.Now.Add(time.Since(started)) }, time.Now)
	l, err := Listen("127.0.0.1", 0, false)
	if err != nil {
		t.Fatal(err)
	}
	d.address = l.Addr().String()
	h := NewHandler(ctx, d.site, []string{"xem-thu.example:8080"}, diag.EN, func(ds []diag.Diagnostic) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.failing = append(d.failing, ds...)
	})
	var running sync.WaitGroup
	running.Go(func() {
		if err := Run(ctx, l, h); err != nil {
			t.Error(err)
		}
	})
	running.Go(func() { w.Loop(ctx, time.Now, d.build) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
		w.Close()
		b.Close()
	})
	return d
}

func (d *desk) build(ctx context.Context) time.Time {
	made, err := d.site.Build(ctx)
	if err != nil && ctx.Err() == nil && !d.unmade.Load() {
		d.t.Errorf("build: %v", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.builds = append(d.builds, made)
	return made.Again
}

// write saves a file as most editors do: truncate, write.
func (d *desk) write(name, text string) {
	d.t.Helper()
	name = filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) remove(name string) {
	d.t.Helper()
	if err := os.RemoveAll(filepath.Join(d.dir, filepath.FromSlash(name))); err != nil {
		d.t.Fatal(err)
	}
}

// answer is a response, read whole.
type answer struct {
	status int
	header http.Header
	body   string
}

// get asks for a path as a browser does. headers are "Name: value".
func (d *desk) get(path string, headers ...string) answer {
	d.t.Helper()
	a, err := d.try(path, headers...)
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

func (d *desk) try(path string, headers ...string) (answer, error) {
	r, err := http.NewRequest(http.MethodGet, "http://"+d.address+path, nil)
	if err != nil {
		return answer{}, err
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
		}
		r.Header.Set(name, value)
	}
	response, err := (&http.Client{Timeout: 30 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, string(body)}, err
}

// shows fails the test unless a page has all the words; those that begin with "!" it must not have.
func (d *desk) shows(path string, status int, words ...string) answer {
	d.t.Helper()
	a := d.get(path)
	if a.status != status {
		d.t.Errorf("%s: status %d, not %d\n%s", path, a.status, status, a.body)
	}
	for _, word := range words {
		unwanted, not := strings.CutPrefix(word, "!")
		if strings.Contains(a.body, unwanted) == not {
			d.t.Errorf("%s: has %q: %t\n%s", path, unwanted, not, a.body)
		}
	}
	return a
}

// look asks what a tab at path, which shows a page, would be shown now.
func (d *desk) look(path, page string) string {
	d.t.Helper()
	return d.get("/.bantin/look?page="+page+"&at="+path, "Sec-Fetch-Site: same-origin").body
}

// generation is the number of the newest generation, once nothing is due.
func (d *desk) generation() int {
	d.t.Helper()
	g, err := d.site.fresh(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return g.number
}

// data is an attribute of the inset of a page.
func data(page, name string) string {
	_, after, _ := strings.Cut(page, ` data-`+name+`="`)
	value, _, _ := strings.Cut(after, `"`)
	return value
}

// raw sends bytes over a connection of its own and returns what comes back until the server closes it.
func (d *desk) raw(text string) string {
	d.t.Helper()
	c, err := net.Dial("tcp", d.address)
	if err != nil {
		d.t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(c, text); err != nil {
		d.t.Fatal(err)
	}
	reply, err := io.ReadAll(c)
	if err != nil && len(reply) == 0 {
		return fmt.Sprint(err)
	}
	return string(reply)
}
