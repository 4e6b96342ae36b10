package check

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// otherSite is a web site of the test. It counts what it is asked.
type otherSite struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string
	atOnce int
	most   int
	agents map[string]bool
}

func newOtherSite(t *testing.T) *otherSite {
	o := &otherSite{agents: map[string]bool{}}
	o.Server = httptest.NewServer(http.HandlerFunc(o.answer))
	t.Cleanup(o.Close)
	return o
}

func (o *otherSite) answer(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	o.asked = append(o.asked, r.Method+" "+r.URL.Path)
	o.agents[r.UserAgent()] = true
	o.atOnce++
	o.most = max(o.most, o.atOnce)
	o.mu.Unlock()
	defer func() { o.mu.Lock(); o.atOnce--; o.mu.Unlock() }()
	switch r.URL.Path {
	case "/mat":
		w.WriteHeader(http.StatusNotFound)
	case "/mat-han":
		w.WriteHeader(http.StatusGone)
	case "/chuyen":
		http.Redirect(w, r, "/moi", http.StatusMovedPermanently)
	case "/tam":
		http.Redirect(w, r, "/moi", http.StatusFound)
	case "/vong":
		http.Redirect(w, r, "/vong", http.StatusMovedPermanently)
	case "/khong-head":
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusNotFound)
		}
	case "/hong":
		w.WriteHeader(http.StatusInternalServerError)
	case "/cam":
		w.WriteHeader(http.StatusForbidden)
	}
}

func linked(address ...string) Input {
	var body strings.Builder
	for _, a := range address {
		body.WriteString("\n[x](" + a + ")\n")
	}
	f := files{"content/_index.md": "---\ntitle: Kho\nbase_url: https://baoyen.example/\n---\nChào.", "content/tin/a.md": entry() + body.String()}
	return f.input(&testing.T{})
}

var externalNow = time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)

func try(t *testing.T, in Input, known map[string]Answer) Outcome {
	t.Helper()
	return Try(t.Context(), in, External{Now: externalNow, Known: known, Private: true, Pause: func(context.Context, time.Duration) {}})
}

func TestExternalLinks(t *testing.T) {
	o := newOtherSite(t)
	in := linked(o.URL+"/co", o.URL+"/mat", o.URL+"/mat#cho", o.URL+"/mat-han", o.URL+"/chuyen", o.URL+"/tam", o.URL+"/vong", o.URL+"/khong-head",
		o.URL+"/hong", o.URL+"/cam", "https://baoyen.example/tin/a.html", "mailto:a@b.vn")
	out := try(t, in, nil)
	var got []string
	for _, line := range said(out.Diagnostics) {
		got = append(got, strings.ReplaceAll(line, o.URL, ""))
	}
	want := []string{
		"content/tin/a.md:8:1 external-broken /mat|404 Not Found",
		"content/tin/a.md:10:1 external-broken /mat|404 Not Found",
		"content/tin/a.md:12:1 external-broken /mat-han|410 Gone",
		"content/tin/a.md:14:1 external-moved /chuyen|/moi",
		"content/tin/a.md:22:1 external-unsure /hong|500 Internal Server Error|",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if out.Links != 9 || out.Asked != 9 || out.Unanswered != 0 || out.Untried != 0 {
		t.Errorf("%+v", out)
	}
	if o.most != 1 {
		t.Errorf("%d pages of one host were asked for at once", o.most)
	}
	if len(o.agents) != 1 || !o.agents[userAgent] {
		t.Errorf("the server was told %v", o.agents)
	}
}

// What was answered is not asked again: while it is fresh, and what was gone for a shorter time.
func TestExternalAnswersAreRemembered(t *testing.T) {
	o := newOtherSite(t)
	in := linked(o.URL+"/co", o.URL+"/mat")
	data, err := json.Marshal(try(t, in, nil).Answers)
	if err != nil {
		t.Fatal(err)
	}
	first := len(o.asked)
	out := try(t, in, ParseAnswers(data))
	if len(o.asked) != first || out.Asked != 0 || len(out.Diagnostics) != 1 {
		t.Errorf("asked again: %v, %+v", o.asked[first:], out)
	}
	known := ParseAnswers(data)
	for address, a := range known {
		a.Asked = externalNow.Add(-2 * goneFor)
		known[address] = a
	}
	if out := try(t, in, known); out.Asked != 1 || len(out.Diagnostics) != 1 {
		t.Errorf("a page that was gone is asked for again after a day, one that was there is not: %+v", out)
	}
	if len(ParseAnswers([]byte("{hỏng"))) != 0 {
		t.Error("a damaged memory is none")
	}
}

// A link cannot make the checker knock at the machine's own doors.
func TestExternalNeverAsksTheLocalNetwork(t *testing.T) {
	o := newOtherSite(t)
	out := Try(t.Context(), linked(o.URL+"/co", "http://[::1]:9/", "http://169.254.169.254/", "http://100.64.0.1/"),
		External{Now: externalNow, Pause: func(context.Context, time.Duration) {}})
	if len(o.asked) != 0 || out.Asked != 0 {
		t.Errorf("asked %v, %+v", o.asked, out)
	}
	if len(out.Diagnostics) != 4 || out.Diagnostics[0].Code != "external-private" {
		t.Errorf("said %v", said(out.Diagnostics))
	}
}

// Without any answer nothing is said of single links; a host that does not answer beside one that does is
// named.
func TestExternalWithoutNetwork(t *testing.T) {
	o := newOtherSite(t)
	closed := newOtherSite(t)
	closed.Close()
	if out := try(t, linked(closed.URL+"/a", closed.URL+"/b"), nil); !out.Offline() || len(out.Diagnostics) != 0 || len(out.Answers) != 0 {
		t.Errorf("%+v", out)
	}
	out := try(t, linked(closed.URL+"/a", o.URL+"/co"), nil)
	if out.Offline() || len(out.Diagnostics) != 1 || out.Diagnostics[0].Code != "external-unsure" || len(out.Answers) != 1 {
		t.Errorf("%+v", out)
	}
}

// When time is up the rest is left, and counted.
func TestExternalTimeIsLimited(t *testing.T) {
	o := newOtherSite(t)
	ctx, cancel := context.WithCancel(t.Context())
	out := Try(ctx, linked(o.URL+"/a", o.URL+"/b", o.URL+"/c"), External{Now: externalNow, Private: true, Pause: func(context.Context, time.Duration) { cancel() }})
	if out.Asked != 1 || out.Untried != 2 || out.Offline() {
		t.Errorf("%+v", out)
	}
}
