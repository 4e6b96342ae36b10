package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A site is a folder served as a CDN does, with brotli, that counts what is fetched.
type site struct {
	dir    string
	server *httptest.Server

	mu      sync.Mutex
	fetched traffic
}

// traffic is what was fetched, by folder: bytes of bodies on the wire, one number a request.
type traffic map[string][]int

// String gives the sum, and the kilobytes of each folder.
func (t traffic) String() string {
	bytes, requests := 0, 0
	var parts []string
	for _, folder := range slices.Sorted(maps.Keys(t)) {
		sum := 0
		for _, n := range t[folder] {
			sum += n
		}
		bytes += sum
		requests += len(t[folder])
		parts = append(parts, fmt.Sprintf("%s %.1f", folder, float64(sum)/1000))
	}
	return fmt.Sprintf("**%.1f kB**, %d requests (%s)", float64(bytes)/1000, requests, strings.Join(parts, ", "))
}

// compressed are the types that hosts compress. Pagefind's index, fragments and wasm are gzip already.
const compressed = "['.js', '.json', '.css', '.html', '.svg']"

// compressScript writes NAME.br beside every compressible file below a folder.
const compressScript = `
const fs = require('fs'), path = require('path'), zlib = require('zlib');
const types = ` + compressed + `;
for (const entry of fs.readdirSync(process.argv[1], {recursive: true})) {
	const name = path.join(process.argv[1], entry);
	if (!types.includes(path.extname(name)) || !fs.statSync(name).isFile()) continue;
	const text = fs.readFileSync(name);
	fs.writeFileSync(name + '.br', zlib.brotliCompressSync(text, {params: {
		[zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: text.length}}));
}`

func newSite(b testing.TB, dir string) *site {
	b.Helper()
	if out, err := exec.Command("node", "-e", compressScript, dir).CombinedOutput(); err != nil {
		b.Fatalf("brotli: %v\n%s", err, out)
	}
	s := &site{dir: dir, fetched: traffic{}}
	s.server = httptest.NewServer(s)
	b.Cleanup(s.server.Close)
	return s
}

// ServeHTTP counts the bytes of bodies on the wire, of everything but the page that asks.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(s.dir, filepath.FromSlash(path.Clean("/"+r.URL.Path)))
	header := w.Header()
	header.Set("Content-Type", mediaType(name))
	text, err := os.ReadFile(name + ".br")
	if err == nil && strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
		header.Set("Content-Encoding", "br")
	} else if text, err = os.ReadFile(name); err != nil {
		http.NotFound(w, r)
		return
	}
	if ext := path.Ext(name); ext != ".html" && ext != ".svg" && ext != ".css" && ext != ".ico" {
		s.mu.Lock()
		folder := path.Base(path.Dir(r.URL.Path))
		s.fetched[folder] = append(s.fetched[folder], len(text))
		s.mu.Unlock()
	}
	_, _ = w.Write(text)
}

func mediaType(name string) string {
	types := map[string]string{".js": "text/javascript; charset=utf-8", ".html": "text/html; charset=utf-8", ".json": "application/json", ".css": "text/css"}
	if t := types[path.Ext(name)]; t != "" {
		return t
	}
	return "application/octet-stream"
}

// reset forgets what was counted.
func (s *site) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fetched = traffic{}
}

// counted is what was fetched since the last reset.
func (s *site) counted() traffic {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.fetched)
}

// size is the number of files below a folder, their bytes on disk and on the wire.
func size(dir string) (files, disk, wire int, err error) {
	err = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".br") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files++
		disk += int(info.Size())
		if small, err := os.Stat(name + ".br"); err == nil {
			info = small
		}
		wire += int(info.Size())
		return nil
	})
	return files, disk, wire, err
}

// A browser is one Chromium with an empty profile.
type browser struct{ ctx context.Context }

func newBrowser(b testing.TB) *browser {
	b.Helper()
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	options = append(options, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(b.TempDir()))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	b.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	b.Cleanup(cancel)
	if _, err := chromedp.Run(ctx, chromedp.Title()); err != nil {
		b.Fatalf("start Chromium: %v", err)
	}
	return &browser{ctx}
}

// open gives a tab with an empty cache at the address.
func (b *browser) open(t testing.TB, address string) (context.Context, context.CancelFunc) {
	t.Helper()
	tab, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	if _, err := chromedp.Run(tab, chromedp.Navigate(address)); err != nil {
		t.Fatalf("open %s: %v", address, err)
	}
	return tab, cancel
}

// A browserEngine answers by a function of a page: ask(query, limit) → promise of {paths, total}.
type browserEngine struct{ tab context.Context }

// answer is what ask gives.
type answer struct {
	Paths []string `json:"paths"`
	Total int      `json:"total"`
}

// askTimeout bounds one question.
const askTimeout = time.Minute

func (e browserEngine) Search(query string, limit int) ([]string, int, error) {
	found, err := evaluate[answer](e.tab, fmt.Sprintf("ready.then(() => ask(%s, %d))", quote(query), limit))
	return found.Paths, found.Total, err
}

// evaluate runs a script that gives a promise.
func evaluate[T any](tab context.Context, script string) (T, error) {
	ctx, cancel := context.WithTimeout(tab, askTimeout)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, func(p *runtime.EvaluateParams) { p.AwaitPromise = new(true) }))
}

// timesScript asks every query and gives milliseconds.
const timesScript = `(async queries => {
	await ready;
	const times = [];
	for (const q of queries) { const start = performance.now(); await ask(q, 10); times.push(performance.now() - start); }
	return times;
})(%s)`

// times asks every query twice and gives the milliseconds of both rounds: the first loads what it needs, the
// second is warm.
func (e browserEngine) times(queries []Query) (loading, warm []float64, err error) {
	var texts []string
	for _, q := range queries {
		texts = append(texts, q.Text)
	}
	script := fmt.Sprintf(timesScript, quote(texts))
	if loading, err = evaluate[[]float64](e.tab, script); err == nil {
		warm, err = evaluate[[]float64](e.tab, script)
	}
	return loading, warm, err
}

func quote(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return string(text)
}
