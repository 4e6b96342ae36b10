package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// matterD5 is the front matter of the articles below.
const matterD5 = "---\ntitle: Bài\ndate: 2020-01-01\nsource_name: Báo\n---\n"

// Eight thousand diagnostics on one line, or of one kind on as many lines, are some dozens of lines of output
// in every format, and all are counted.
func TestFound_D5_ThousandsOfRemarks(t *testing.T) {
	repeat := func(form, between string) string {
		var parts []string
		for i := range 8000 {
			parts = append(parts, fmt.Sprintf(form, i))
		}
		return strings.Join(parts, between) + "\n"
	}
	for name, c := range map[string]struct{ body, more string }{
		"links on one line":      {matterD5 + repeat("[x](k%d.md)", " "), "7.980 chỗ nữa như vậy trong tệp này [link-broken]"},
		"links on many lines":    {matterD5 + repeat("[x](k%d.md)", "\n"), "7.980 chỗ nữa như vậy trong tệp này [link-broken]"},
		"behind a megabyte":      {matterD5 + strings.Repeat("x", 1<<20) + repeat(" [x](k%d.md)", ""), "7.980 chỗ nữa như vậy trong tệp này [link-broken]"},
		"pictures":               {matterD5 + repeat(`![x](k%d.jpg "Chú thích")`, " "), "7.980 chỗ nữa như vậy trong tệp này [image-missing]"},
		"anchors":                {matterD5 + repeat("[x](#k%d)", " "), "7.980 chỗ nữa như vậy trong tệp này [anchor-missing]"},
		"wide characters, tabs":  {matterD5 + repeat("漢字\t[x](k%d.md)", "\t"), "7.980 chỗ nữa như vậy trong tệp này [link-broken]"},
		"fields that are no one": {"---\ntitle: Bài\n" + fields(3000) + "---\nLời.\n", "2.980 chỗ nữa như vậy trong tệp này [key-unlisted]"},
	} {
		t.Run(name, func(t *testing.T) {
			site := t.TempDir()
			writeFile(t, site, "content/_index.md", "---\ntitle: Bảo Yên\nbase_url: https://baoyen.example/\n---\nChào.\n")
			writeFile(t, site, "content/tin/a.md", c.body)
			for _, format := range []string{"text", "line", "github"} {
				var out bytes.Buffer
				if status := run(t.Context(), []string{"check", "--site", site, "--format", format, "--all"}, &out, &out); status != exitDone {
					t.Fatalf("status %d\n%s", status, out.String())
				}
				if !strings.Contains(out.String(), c.more) || strings.Count(out.String(), "\n") > 150 || out.Len() > 64<<10 {
					t.Errorf("%s: %d lines, %d bytes\n%.4000s", format, strings.Count(out.String(), "\n"), out.Len(), out.String())
				}
			}
			var out bytes.Buffer
			if status := run(t.Context(), []string{"check", "--site", site, "--json", "--strict"}, &out, io.Discard); status != exitContent || out.Len() > 128<<10 {
				t.Errorf("status %d, %d bytes of JSON", status, out.Len())
			}
			var report struct{ Warnings int }
			if err := json.Unmarshal(out.Bytes(), &report); err != nil || report.Warnings < 3000 {
				t.Errorf("%d warnings are counted; %v", report.Warnings, err)
			}
		})
	}
}

func fields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "cột lạ %d: x\n", i)
	}
	return b.String()
}

// Whoever does not read what a command prints does not keep it from following the next save.
func TestFound_D5_NobodyReads(t *testing.T) {
	site, out := newsroom(t), filepath.Join(t.TempDir(), "public")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int)
	stuck := &neverRead{left: make(chan struct{})}
	go func() {
		ended <- run(ctx, []string{"build", "--watch", "--site", site, "--out", out, "--now", "2026-11-01"}, stuck, stuck)
	}()
	page := filepath.Join(out, filepath.FromSlash(articlePage(0)))
	happens(t, func() bool { return exists(page) == nil })
	for i := range 3 {
		words := fmt.Sprintf("Lần lưu %d.", i)
		writeFile(t, site, articlePath(0), articleText(0)+"\n"+words+" [hỏng](khong-co.md)\n")
		happens(t, func() bool {
			data, _ := os.ReadFile(page)
			return strings.Contains(string(data), words)
		})
	}
	stop()
	if status := <-ended; status != exitDone {
		t.Errorf("status %d", status)
	}
	close(stuck.left)
}

// neverRead is a pipe that is full.
type neverRead struct{ left chan struct{} }

func (n *neverRead) Write(data []byte) (int, error) {
	<-n.left
	return len(data), nil
}

// happens waits for what must happen some time.
func happens(t *testing.T, happened func() bool) {
	t.Helper()
	for end := time.Now().Add(liveTime); !happened(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it did not happen")
		}
	}
}

// planted is how many articles TestFound_C15 has: `go test ./cmd/bantin -run TestFound_C15 -planted 10000`
// plays the archive of the row.
var planted = flag.Int("planted", 500, "articles of the archive with two diagnostics each")

// An archive with two diagnostics an article is looked over in 120 lines, errors first; everything is
// counted, and --all shows each.
func TestFound_C15_ManyRemarks(t *testing.T) {
	site := archiveSite(t, *planted)
	n := addDiagnostics(t, site)
	var out, all bytes.Buffer
	if status := run(t.Context(), []string{"check", "--site", site}, &out, io.Discard); status != exitContent {
		t.Errorf("status %d", status)
	}
	if status := run(t.Context(), []string{"check", "--site", site, "--all"}, &all, io.Discard); status != exitContent {
		t.Errorf("status %d", status)
	}
	lines := strings.Split(out.String(), "\n")
	t.Logf("%d articles, %d diagnostics planted: %d lines in place of %d\n%s", *planted, n, len(lines)-1, strings.Count(all.String(), "\n"), out.String())
	if len(lines)-1 > 120 {
		t.Errorf("%d lines", len(lines)-1)
	}
	if !strings.Contains(lines[0], ": lỗi: ") || strings.Count(out.String(), ": lỗi: ") != 20 {
		t.Error("twenty errors come first")
	}
	if strings.Count(all.String(), "\n") < 3*n {
		t.Errorf("--all prints %d lines", strings.Count(all.String(), "\n"))
	}
	totals := func(text string) string { return text[strings.LastIndex(strings.TrimSuffix(text, "\n"), "\n"):] }
	if totals(out.String()) != totals(all.String()) {
		t.Errorf("%s and %s", totals(out.String()), totals(all.String()))
	}
}

// addDiagnostics puts two diagnostics of several kinds into each article, and an error into each twentieth.
func addDiagnostics(t *testing.T, site string) (n int) {
	t.Helper()
	bodies := []string{
		"[hỏng](khong-co-%d.md) ![hỏng](khong-co-%[1]d.jpg \"Chú thích\")", "[](b.md) Ông A, căn cước 001088%06d.", "Cầu  đã xong.Bà con vui %d.",
		"<blink>a</blink> [x](javascript:mo%d)", "[x](#khong-co-%d) **Thứ **nhất",
	}
	err := filepath.WalkDir(filepath.Join(site, "content"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".md" || d.Name() == "_index.md" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text := string(data) + "\n\n" + fmt.Sprintf(bodies[n/2%len(bodies)], n) + "\n"
		if strings.HasPrefix(text, "---\n") {
			field := fmt.Sprintf("authors_%d: A\n", n%7)
			if n/2%20 == 0 {
				field = "deadline: mùa xuân\n"
			}
			text = "---\n" + field + text[4:]
		}
		n += 2
		return os.WriteFile(name, []byte(text), 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
