package main

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestServeB08_WritesNothing runs a preview beside a built site, with edits, an error and readers of every
// kind of file: neither the output nor the memory of the build is touched, and where there is none, none is
// made.
func TestServeB08_WritesNothing(t *testing.T) {
	for _, built := range []bool{true, false} {
		site, temporary := archiveSite(t, 40), t.TempDir()
		t.Setenv("TMPDIR", temporary)
		if built {
			command(t, 0, "build", "--site", site, "--quiet")
		}
		article := someArticle(t, site, 50)
		edited, _ := filepath.Rel(site, article)
		rows := func() []string {
			return slices.DeleteFunc(treeRows(t, site), func(row string) bool { return strings.HasPrefix(row, filepath.ToSlash(edited)+" ") })
		}
		before := rows()
		p := startPreview(t, site)
		for range 3 {
			rewrite(t, article, appendBody)
			for _, path := range []string{"", "search/root.js", "rss.xml", "tim-kiem.html", "khong-co"} {
				p.get(path)
			}
		}
		rewrite(t, article, func(s string) string { return strings.Replace(s, "title:", "titel:", 1) })
		p.get("")
		if status := p.end(); status != 0 {
			t.Errorf("exit status %d\n%s", status, p.out)
		}
		if diff := cmp.Diff(before, rows()); diff != "" {
			t.Errorf("built: %t (-before +after):\n%s", built, diff)
		}
		if left, _ := os.ReadDir(temporary); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// TestServeW31_Port: the default port busy means the next free one, said aloud; a port that was asked for
// must be free.
func TestServeW31_Port(t *testing.T) {
	site := archiveSite(t, 5)
	// else another program has it, which is as good
	if l, err := net.Listen("tcp", previewAddress); err == nil {
		defer l.Close()
	}
	_, address, out := serveProcess(t, site)
	if strings.Contains(address, ":1313/") || !strings.Contains(out.String(), "Port 1313 is in use by another program; using port ") {
		t.Errorf("it is at %s and says %s", address, out)
	}
	_, stderr := command(t, exitEnvironment, "serve", "--site", site, "--lang", "en", "--addr", previewAddress)
	if !strings.Contains(stderr, "The address 127.0.0.1:1313 is in use by another program.") || !strings.Contains(stderr, "hint: ") {
		t.Errorf("it says %s", stderr)
	}
	for _, wrong := range []string{"1313", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:-1", "127.0.0.1:70000", ""} {
		command(t, exitUsage, "serve", "--site", site, "--addr", wrong)
	}
	// of no machine (RFC 5737)
	command(t, exitEnvironment, "serve", "--site", site, "--addr", "203.0.113.1:8080")
}

// listening are the addresses at which a process listens (proc(5): net/tcp).
func listening(t *testing.T, pid int) []string {
	t.Helper()
	own := map[string]bool{}
	fds, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range fds {
		if link, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", pid, fd.Name())); err == nil {
			if inode, ok := strings.CutPrefix(link, "socket:["); ok {
				own[strings.TrimSuffix(inode, "]")] = true
			}
		}
	}
	var list []string
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/%s", pid, table))
		if err != nil {
			continue // no IPv6
		}
		for line := range strings.Lines(string(data)) {
			fields := strings.Fields(line)
			if len(fields) < 10 || !own[fields[9]] || strings.HasPrefix(table, "tcp") && fields[3] != "0A" {
				continue
			}
			host, _, _ := strings.Cut(fields[1], ":")
			ip, err := hex.DecodeString(host)
			if err != nil {
				t.Fatal(err)
			}
			for word := range slices.Chunk(ip, 4) { // each word in the order of the machine
				slices.Reverse(word)
			}
			list = append(list, table+" "+net.IP(ip).String())
		}
	}
	return list
}

// serveProcess runs `bantin serve` as a process of its own and returns it when the preview is ready, with its
// address and what it prints.
func serveProcess(t *testing.T, site string, args ...string) (cmd *exec.Cmd, address string, out *printed) {
	t.Helper()
	cmd = exec.Command("bantin", append([]string{"serve", "--site", site, "--lang", "en"}, args...)...)
	out = &printed{}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	p := &running{t: t, out: out, ended: make(chan struct{})}
	return cmd, p.waitFor("Preview at "), out
}

// TestServeT24_Loopback lists the sockets of a preview: it is for this machine alone unless a person asks for
// more, and then it says so.
func TestServeT24_Loopback(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /proc")
	}
	site := archiveSite(t, 5)
	cmd, _, out := serveProcess(t, site)
	if got := listening(t, cmd.Process.Pid); !slices.Equal(got, []string{"tcp 127.0.0.1"}) {
		t.Errorf("it listens at %v", got)
	}
	if strings.Contains(out.String(), "address-open") {
		t.Errorf("it warns: %s", out)
	}
	cmd, address, out := serveProcess(t, site, "--addr", "0.0.0.0:0")
	if got := listening(t, cmd.Process.Pid); len(got) != 1 || !strings.Contains(out.String(), "warning: The preview is open to other machines of the network at "+address) {
		t.Errorf("it listens at %v and says %s", got, out)
	}
}

// TestServeT25_NothingInABuild searches the built site for what the preview adds to pages.
func TestServeT25_NothingInABuild(t *testing.T) {
	marks := []string{"/.bantin/", "bantin-preview", "bantin-box", "bantin-gone", "data-page=", "Bản nháp – chưa đăng"}
	previewPage, _ := startPreview(t, archiveSite(t, 5)).get("")
	for _, mark := range marks[:2] {
		if !strings.Contains(previewPage, mark) {
			t.Errorf("the preview has no %q: this test looks for the wrong thing", mark)
		}
	}
	for _, row := range searchTree(t, ownSite(t), marks) {
		t.Error(row)
	}
}

// searchTree lists files below a folder that hold one of the texts, with the text.
func searchTree(t *testing.T, dir string, texts []string) (rows []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) || strings.Contains(name, text) {
				rows = append(rows, name+": "+text)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestServeT26_Drafts: a draft and a scheduled article are shown, marked, and leave no trace where they are
// not to be shown.
func TestServeT26_Drafts(t *testing.T) {
	site := archiveSite(t, 20)
	tokens := map[string]string{"draft: true": "nhapkhongduoclo", "publishdate: 2999-01-01": "hengiokhongduoclo"}
	for field, token := range tokens {
		text := "---\ntitle: Bài " + token + "\ndate: 2018-03-20\ntags: [thẻ " + token + "]\nauthor: " + token + "\n" + field + "\n---\nLời " + token + ".\n"
		if err := os.WriteFile(filepath.Join(site, "content", token+".md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	shown := startPreview(t, site)
	hidden := startPreview(t, site, "--drafts=false", "--future=false")
	command(t, 0, "build", "--site", site, "--quiet")
	for field, token := range tokens {
		body, status := shown.get(token + ".html")
		if status != 200 || !strings.Contains(body, `class="mark-strip"`) {
			t.Errorf("%s: status %d, not marked", field, status)
		}
		if list, _ := shown.get("tac-gia/" + token + "/"); !strings.Contains(list, `<span class="mark">`) {
			t.Errorf("%s: the list of its author does not mark it", field)
		}
		if body, status = hidden.get(token + ".html"); status != 404 || strings.Contains(body, token) {
			t.Errorf("%s: status %d", field, status)
		}
		for _, row := range searchTree(t, filepath.Join(site, "public"), []string{token}) {
			t.Error(row)
		}
	}
	// Everything that a build has, as the preview has it.
	paths := slices.DeleteFunc(treeRows(t, filepath.Join(site, "public")), func(row string) bool { return strings.Contains(row, " d") || strings.HasPrefix(row, "manifest/") })
	for _, row := range paths {
		path, _, _ := strings.Cut(row, " ")
		body, status := hidden.get(path)
		if status != 200 && path != "404.html" {
			t.Errorf("%s: status %d", path, status)
		}
		for _, token := range tokens {
			if strings.Contains(body, token) {
				t.Errorf("%s has %s", path, token)
			}
		}
	}
}

// TestServeW41_Interrupt interrupts a preview at random moments of its rebuilds, with browsers that listen:
// it ends, with exit status 0 and nothing left behind.
func TestServeW41_Interrupt(t *testing.T) {
	site := archiveSite(t, 300)
	for i, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGINT, syscall.SIGINT} {
		temporary := t.TempDir()
		t.Setenv("TMPDIR", temporary)
		before := treeRows(t, site)
		cmd, address, out := serveProcess(t, site, "--addr", "127.0.0.1:0")
		var streams []*http.Response
		for range 20 {
			response, err := http.Get(address + ".bantin/events")
			if err != nil {
				t.Fatal(err)
			}
			streams = append(streams, response)
		}
		now := time.Now()
		err := filepath.WalkDir(filepath.Join(site, "content"), func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				err = os.Chtimes(name, now, now)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i) * 40 * time.Millisecond)
		start := time.Now()
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		hung := time.AfterFunc(20*time.Second, func() { t.Error("it does not end"); cmd.Process.Kill() })
		err = cmd.Wait()
		t.Logf("%v: %v", signal, time.Since(start))
		if hung.Stop(); err != nil {
			t.Errorf("%v: %v\n%s", signal, err, out)
		}
		for _, s := range streams {
			s.Body.Close()
		}
		if diff := cmp.Diff(before, treeRows(t, site)); diff != "" {
			t.Errorf("(-before +after):\n%s", diff)
		}
		if left, _ := os.ReadDir(temporary); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}
