package serve

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"bantin/internal/diag"
	"bantin/internal/layout"
	"bantin/internal/output"
	"bantin/internal/parallel"
)

// rendered is an artifact as bytes. It depends on the artifact's fingerprint alone.
type rendered struct {
	body     []byte
	loads    []string          // of an HTML page: the files that it loads besides style sheets, by address
	failures []diag.Diagnostic // why there is no body
}

// size is how much of the memory for rendered artifacts it takes.
func (r *rendered) size() int {
	n := len(r.body) + 256
	for _, l := range r.loads {
		n += len(l) + 16
	}
	return n
}

// late reports whether the page was not made for want of time, which another attempt may have.
func (r *rendered) late() bool {
	return slices.ContainsFunc(r.failures, func(d diag.Diagnostic) bool { return d.Code == "page-slow" || d.Code == "layout-deadline" })
}

// renderTime is how long one artifact may take. A layout that loops is stopped sooner by package page; what
// cannot be stopped is left to itself, and its page says so.
const renderTime = 12 * time.Second

// mostBytes is the largest artifact that is held in memory; a larger one is written to its reader while it is
// made.
const mostBytes = 32 << 20

// errLarge says that an artifact is not to be held in memory.
var errLarge = errors.New("larger than what is held in memory")

// gather looks at what an artifact is made from. A panic costs the page and is among its failures.
func gather(a output.Artifact) (made output.Made, failures []diag.Diagnostic) {
	err := parallel.Caught(func() error { made = a.Make(); return nil })
	return made, panicked(a.Path, err)
}

// panicked says of a page that making it panicked, and where, if that is what an error says.
func panicked(path string, err error) []diag.Diagnostic {
	var p *parallel.Panic
	if !errors.As(err, &p) {
		return nil
	}
	return []diag.Diagnostic{diag.New("page-panic", diag.Pos{Path: path}, p.Reason, p.Place)}
}

// render makes the bytes of an artifact, in a goroutine of its own: a panic or a loop costs this page and
// nothing else. The error is errLarge, one of reading (source.ErrChanged among them), or that of ctx; a fault
// of the page itself is among its failures.
func render(ctx context.Context, path string, made output.Made) (*rendered, error) {
	type result struct {
		r   *rendered
		err error
	}
	done := make(chan result, 1)
	go func() {
		r, err := renderNow(path, made)
		done <- result{r, err}
	}()
	late := time.NewTimer(renderTime)
	defer late.Stop()
	select {
	case got := <-done:
		return got.r, got.err
	case <-late.C:
		return &rendered{failures: []diag.Diagnostic{diag.New("page-slow", diag.Pos{Path: path})}}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func renderNow(path string, made output.Made) (*rendered, error) {
	var body bounded
	err := parallel.Caught(func() error {
		_, err := made.Render(&body)
		return err
	})
	var failed *layout.ExecError
	failures := panicked(path, err)
	switch {
	case failures != nil:
		return &rendered{failures: failures}, nil
	case errors.As(err, &failed):
		return &rendered{failures: []diag.Diagnostic{failed.Diagnostic}}, nil
	case err != nil:
		return nil, err
	}
	r := &rendered{body: body.Bytes()}
	if strings.HasSuffix(path, ".html") {
		r.loads = loads(path, r.body)
	}
	return r, nil
}

// bounded is a buffer that refuses what is too large.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > mostBytes {
		return 0, errLarge
	}
	return b.Buffer.Write(p)
}

// loads lists the files of the site that a page loads besides its style sheets: scripts, pictures, sound. A
// browser that shows the page has to load it again when one of them changes.
func loads(page string, body []byte) []string {
	seen := map[string]bool{}
	var list []string
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() == io.EOF {
				return list
			}
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		for more := true; more; {
			var key, value []byte
			key, value, more = z.TagAttr()
			if string(key) != "src" && string(key) != "poster" {
				continue
			}
			address := string(value)
			if i := strings.IndexAny(address, "?#"); i >= 0 {
				address = address[:i]
			}
			if address == "" || strings.Contains(address, ":") || strings.HasPrefix(address, "//") {
				continue
			}
			if address = path.Join("/", path.Dir(page), address)[1:]; !seen[address] {
				seen[address] = true
				list = append(list, address)
			}
		}
	}
}
