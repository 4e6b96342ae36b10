package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"bantin/internal/feed"
)

const secret = "TOKEN-KHONG-DUOC-LO"

// secretDesk has a file that no URL may reach beside its site, in it, and as the source of a page.
func secretDesk(t *testing.T) *desk {
	d := newDesk(t, map[string]string{
		"content/tin-tuc/a.md": article("Bài a", "Lời của bài a.\n<!-- "+secret+" -->"), "bi-mat.txt": secret, "layouts/khong-dung.html": "{{/* " + secret + " */}}{{define \"main\"}}<p>x</p>{{end}}",
		"content/ghi-chu.txt": secret, "static/anh/hinh.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`, ".env": secret,
	})
	d.shows("/tin-tuc/a.html", 200, "Lời của bài a")
	return d
}

// Requests over a connection of their own, so that no client tidies them up: each gets a page of the site or
// a refusal, never a file.
func TestT19_Traversal(t *testing.T) {
	d := secretDesk(t)
	targets := []string{
		"/../bi-mat.txt", "/../../etc/passwd", "/../../../../../../etc/passwd", "/tin-tuc/../../bi-mat.txt", "/tin-tuc/../../../etc/passwd", "/..", "/../", "/./../bi-mat.txt",
		"/%2e%2e/bi-mat.txt", "/%2e%2e%2fbi-mat.txt", "/..%2fbi-mat.txt", "/%2e%2e/%2e%2e/etc/passwd", "/tin-tuc/%2e%2e/%2e%2e/bi-mat.txt", "/.%2e/bi-mat.txt", "/%2E%2E/bi-mat.txt",
		"/%252e%252e/bi-mat.txt", "/%252e%252e%252fbi-mat.txt", "/..%252fbi-mat.txt", "/%25252e%25252e/bi-mat.txt",
		`/..\bi-mat.txt`, `/\..\bi-mat.txt`, `/tin-tuc\..\..\bi-mat.txt`, "/..%5cbi-mat.txt", "/%5c..%5cbi-mat.txt", "/%2e%2e%5cbi-mat.txt",
		"/#/../bi-mat.txt", "/tin-tuc/a.html#/../../bi-mat.txt", "/%23/../bi-mat.txt",
		"/tin-tuc/a.html?raw??", "/tin-tuc/a.html?import&raw", "/content/tin-tuc/a.md?raw??", "/@fs/etc/passwd?raw??", "/@fs/etc/passwd", "/tin-tuc/a.md?.svg", "/content/tin-tuc/a.md?.svg?.wasm?init",
		"//etc/passwd", "//evil.example/", "///etc/passwd", "//..//bi-mat.txt", "/tin-tuc//a.html", "/.//bi-mat.txt",
		"/tin-tuc/a.html;.txt", "/;/../bi-mat.txt", "/..;/bi-mat.txt", "/tin-tuc;x=1/../../bi-mat.txt",
		"/bi-mat.txt%00.html", "/%00", "/tin-tuc/a.html%00", "/..%00/bi-mat.txt",
		"/content/tin-tuc/a.md", "/tin-tuc/a.md", "/content/_index.md", "/layouts/khong-dung.html", "/ghi-chu.txt", "/content/ghi-chu.txt", "/static/anh/hinh.svg", "/.env", "/.git/config", "/.bantin/", "/.bantin/../bi-mat.txt", "/.bantin/..%2fbi-mat.txt", "/.bantin/preview.html",
		"/..%c0%af..%c0%afbi-mat.txt", "/%c0%ae%c0%ae/bi-mat.txt", "/%uff0e%uff0e/bi-mat.txt", "/．．/bi-mat.txt", "/file:///etc/passwd", "/TIN-TUC/A.HTML", "/tin-tuc/a.html/", "/tin-tuc/a.html/.",
		"http://" + d.address + "/../bi-mat.txt", "http://" + d.address + "/%2e%2e/etc/passwd", "*", "bi-mat.txt", "../bi-mat.txt", "file:///etc/passwd", "/.bantin/look?at=/../bi-mat.txt", "/.bantin/look?at=%2e%2e%2fbi-mat.txt", "/.bantin/look?at=/etc/passwd",
	}
	if len(targets) < 60 {
		t.Fatalf("only %d requests", len(targets))
	}
	for _, target := range targets {
		reply := d.raw("GET " + target + " HTTP/1.1\r\nHost: " + d.address + "\r\nConnection: close\r\n\r\n")
		status, _, _ := strings.Cut(reply, "\r\n")
		page := strings.Contains(reply, "Lời của bài a.") || strings.Contains(reply, `data-page="`)
		switch {
		case strings.Contains(reply, secret) || strings.Contains(reply, "root:"):
			t.Errorf("%s reaches a file:\n%s", target, reply)
		case !strings.HasPrefix(status, "HTTP/1.1 "):
			t.Errorf("%s: %q", target, reply)
		case strings.HasPrefix(status, "HTTP/1.1 3") && !strings.Contains(reply, "Location: /"), strings.Contains(reply, "Location: //"):
			t.Errorf("%s leads away:\n%s", target, reply)
		case strings.HasPrefix(status, "HTTP/1.1 200") && !page:
			t.Errorf("%s:\n%s", target, reply)
		}
	}
	d.shows("/", 200, "Bài a") // ALIVE
}

// Host must be a name of this machine, with the port.
func TestT20_DNSRebinding(t *testing.T) {
	d := secretDesk(t)
	_, port, _ := net.SplitHostPort(d.address)
	for host, want := range map[string]int{
		"localhost:" + port: 200, "127.0.0.1:" + port: 200, "[::1]:" + port: 200, "LOCALHOST:" + port: 200, "xem-thu.example:8080": 200,
		"evil.example": 421, "evil.example:" + port: 421, "localhost": 421, "localhost:1": 421, "127.0.0.1": 421, "127.0.0.2:" + port: 421,
		"localhost.evil.example:" + port: 421, "127.0.0.1.nip.io:" + port: 421, "xem-thu.example": 421, "xem-thu.example:" + port: 421, "0.0.0.0:" + port: 421, "169.254.169.254": 421,
	} {
		for _, path := range []string{"/", "/tin-tuc/a.html", "/.bantin/look?at=/", "/.bantin/preview.js", "/khong-co"} {
			if a := d.get(path, "Host: "+host); want == 421 && a.status != 421 || want == 200 && a.status == 421 {
				t.Errorf("%s for %s: %d", path, host, a.status)
			}
		}
	}
	for request, want := range map[string]string{
		"GET / HTTP/1.1\r\nConnection: close\r\n\r\n":                                               "HTTP/1.1 400",
		"GET / HTTP/1.0\r\n\r\n":                                                                    "HTTP/1.0 421",
		"GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n":                                      "HTTP/1.1 421",
		"GET http://evil.example/ HTTP/1.1\r\nHost: " + d.address + "\r\nConnection: close\r\n\r\n": "HTTP/1.1 421",
	} {
		if reply := d.raw(request); !strings.HasPrefix(reply, want) {
			t.Errorf("%q: %.60q", request, reply)
		}
	}
}

// The stream, and what a tab asks for, are for pages of this origin and for programs that are no browser.
func TestT22_EventStream(t *testing.T) {
	d := secretDesk(t)
	_, port, _ := net.SplitHostPort(d.address)
	own := "http://" + d.address
	for _, c := range []struct {
		headers string
		want    int
	}{
		{"", 200},
		{"Origin: " + own, 200},
		{"Sec-Fetch-Site: same-origin", 200},
		{"Origin: " + own + "|Sec-Fetch-Site: same-origin", 200},
		{"Origin: http://evil.example", 403},
		{"Origin: http://evil.example:" + port, 403},
		{"Origin: null", 403},
		{"Origin: ", 403},
		{"Origin: http://127.0.0.1", 403},
		{"Origin: http://127.0.0.1:1", 403},
		{"Origin: http://127.0.0.2:" + port, 403},
		{"Origin: http://localhost:" + port, 403}, // another origin than the one that Host names
		{"Origin: https://" + d.address, 403},
		{"Origin: http://192.168.1.10:" + port, 403},
		{"Origin: http://[::1]:" + port, 403},
		{"Origin: file://", 403},
		{"Sec-Fetch-Site: cross-site", 403},
		{"Sec-Fetch-Site: same-site", 403},
		{"Sec-Fetch-Site: none", 403}, // typed into the address bar
		{"Origin: " + own + "|Sec-Fetch-Site: cross-site", 403},
		{"Host: evil.example|Origin: http://evil.example", 421}, // rebinding: origin and host agree
	} {
		for _, path := range []string{"/.bantin/events", "/.bantin/look?at=/"} {
			r, _ := http.NewRequest(http.MethodGet, own+path, nil)
			for _, h := range strings.Split(c.headers, "|") {
				if name, value, ok := strings.Cut(h, ": "); ok && name == "Host" {
					r.Host = value
				} else if ok {
					r.Header.Set(name, value)
				}
			}
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != c.want {
				t.Errorf("%s with %q: %d, not %d", path, c.headers, response.StatusCode, c.want)
			}
			for name := range response.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s: the header %s", path, name)
				}
			}
			response.Body.Close()
		}
	}
}

// Nothing but the number of the generation goes over the stream.
func TestT22_NothingButTheGeneration(t *testing.T) {
	d := secretDesk(t)
	response, err := http.Get("http://" + d.address + "/.bantin/events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got := response.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("Content-Type %q", got)
	}
	lines := bufio.NewScanner(response.Body)
	for i := range 3 {
		n := d.generation()
		for _, want := range []string{fmt.Sprintf("data: %d", n), ""} {
			if !lines.Scan() || lines.Text() != want {
				t.Fatalf("%q, want %q", lines.Text(), want)
			}
		}
		d.write("content/tin-tuc/a.md", article("Bài a", fmt.Sprint("Lời ", i)))
	}
}

// A preview changes nothing, and answers nothing but questions.
func TestMethods(t *testing.T) {
	d := secretDesk(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GETS"} {
		for _, path := range []string{"/", "/.bantin/events", "/.bantin/look"} {
			reply := d.raw(method + " " + path + " HTTP/1.1\r\nHost: " + d.address + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
			if !strings.HasPrefix(reply, "HTTP/1.1 405") || !strings.Contains(reply, "\r\nAllow: GET, HEAD\r\n") {
				t.Errorf("%s %s: %q", method, path, reply)
			}
		}
	}
	reply := d.raw("HEAD /tin-tuc/a.html HTTP/1.1\r\nHost: " + d.address + "\r\nConnection: close\r\n\r\n")
	if _, body, ok := strings.Cut(reply, "\r\n\r\n"); !strings.HasPrefix(reply, "HTTP/1.1 200") || !ok || body != "" {
		t.Errorf("HEAD: %q", reply)
	}
	if reply := d.raw("GET / HTTP/1.1\r\nHost: " + d.address + "\r\nX: " + strings.Repeat("x", 64<<10) + "\r\n\r\n"); !strings.HasPrefix(reply, "HTTP/1.1 431") {
		t.Errorf("64 KB of headers: %.80q", reply)
	}
}

// The headers are those of the site's host, without the two that need TLS.
func TestT30_Headers(t *testing.T) {
	d := secretDesk(t)
	for _, path := range []string{"/", "/tin-tuc/a.html", "/assets/site.css", "/assets/site.js", "/rss.xml", "/khong-co.html", "/anh/hinh.svg", "/_headers"} {
		got := d.get(path).header
		for _, h := range feed.Headers() {
			want := h.Value
			switch {
			case h.Name == "Strict-Transport-Security":
				want = ""
			case h.Name == "Content-Security-Policy" && strings.HasSuffix(path, ".svg"):
				want = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
			case h.Name == "Content-Security-Policy":
				want = strings.Replace(want, "; upgrade-insecure-requests", "", 1)
			}
			if got.Get(h.Name) != want || len(got.Values(h.Name)) > 1 {
				t.Errorf("%s: %s is %q, not %q", path, h.Name, got.Values(h.Name), want)
			}
		}
	}
	for path, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/assets/site.js": "text/javascript; charset=utf-8", "/assets/site.css": "text/css; charset=utf-8",
		"/anh/hinh.svg": "image/svg+xml", "/rss.xml": "application/rss+xml; charset=utf-8", "/_headers": "text/plain; charset=utf-8",
	} {
		if got := d.get(path).header.Get("Content-Type"); got != want {
			t.Errorf("%s: Content-Type %q, not %q", path, got, want)
		}
	}
}

// A browser that has a page already need not load it again, and one that has an older one must.
func TestConditional(t *testing.T) {
	d := secretDesk(t)
	for _, path := range []string{"/tin-tuc/a.html", "/assets/site.css"} {
		tag := d.get(path).header.Get("ETag")
		if a := d.get(path, "If-None-Match: "+tag); tag == "" || a.status != 304 {
			t.Errorf("%s: %d with its tag %s", path, a.status, tag)
		}
	}
	tag := d.get("/tin-tuc/a.html").header.Get("ETag")
	d.write("content/tin-tuc/hong.md", "---\ntitle: A\ndate: 2018-02-30\n---\n")
	if a := d.get("/tin-tuc/a.html", "If-None-Match: "+tag); a.status != 200 || !strings.Contains(a.body, "bantin-box") {
		t.Errorf("with an error elsewhere: %d", a.status)
	}
	if a := d.get("/assets/site.css", "Range: bytes=0-9"); a.status != 206 || len(a.body) != 10 {
		t.Errorf("a range: %d, %d bytes", a.status, len(a.body))
	}
}

// The address of the page for what is not there links from the base URL's path.
func TestUnderBase(t *testing.T) {
	d := newDesk(t, map[string]string{"content/_index.md": "---\ntitle: Cổng\nbase_url: https://example.gov.vn/kho/luu/\n---\n", "content/tin-tuc/a.md": article("Bài a", "Lời")})
	d.shows("/sau/trong/khong-co.html", 404, "/kho/luu/assets/site.css")
	d.shows("/kho/luu/assets/site.css", 200)
	d.shows("/kho/luu/tin-tuc/a.html", 200, "Bài a")
	d.shows("/kho/luu/", 200)
	if a := d.get("/tin-tuc"); a.status != http.StatusTemporaryRedirect || a.header.Get("Location") != "/tin-tuc/" {
		t.Errorf("/tin-tuc: %d %s", a.status, a.header.Get("Location"))
	}
}

// A slow loris is let go.
func TestSlowHeaders(t *testing.T) {
	d := secretDesk(t)
	c, err := net.Dial("tcp", d.address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, "GET / HTTP/1.1\r\nHost: ")
	_ = c.SetReadDeadline(time.Now().Add(time.Minute))
	if _, err := io.ReadAll(c); err != nil {
		t.Errorf("the connection is still open: %v", err)
	}
}

// TestFound_D15_OtherSites: pages of other sites, and of other servers on this machine, may lead readers here
// and load nothing.
func TestFound_D15_OtherSites(t *testing.T) {
	d := secretDesk(t)
	for _, c := range []struct {
		site, mode, dest string
		want             int
	}{
		{"cross-site", "no-cors", "image", 403},
		{"cross-site", "no-cors", "script", 403},
		{"cross-site", "cors", "empty", 403},
		{"cross-site", "navigate", "iframe", 403},
		{"cross-site", "navigate", "object", 403},
		{"cross-site", "navigate", "", 403},
		{"cross-site", "", "", 403},
		{"cross-site", "no-cors", "document", 403},
		{"same-site", "no-cors", "style", 403}, // http://localhost:3000
		{"same-origin, cross-site", "cors", "empty", 403},
		{"", "cors", "empty", 403},
		{"cross-site", "navigate", "document", 200},
		{"same-site", "navigate", "document", 200},
		{"none", "navigate", "document", 200},
		{"same-origin", "no-cors", "image", 200},
		{"same-origin", "navigate", "iframe", 200},
	} {
		for _, path := range []string{"/", "/tin-tuc/a.html", "/anh/hinh.svg", "/assets/style.css", "/search/index.json", "/khong-co.html", "/.bantin/preview.js"} {
			a := d.get(path, "Sec-Fetch-Site: "+c.site, "Sec-Fetch-Mode: "+c.mode, "Sec-Fetch-Dest: "+c.dest)
			if (a.status == 403) != (c.want == 403) {
				t.Errorf("D15 %s for %+v: %d", path, c, a.status)
			}
			if c.want == 403 && strings.Contains(a.body, "Lời của bài a") {
				t.Errorf("D15 %s for %+v shows the page", path, c)
			}
		}
	}
	d.shows("/tin-tuc/a.html", 200, "Lời của bài a") // without the headers: no browser
}
