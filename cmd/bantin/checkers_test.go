package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tool finds a program that a test needs. One that is missing fails the test: a skip would hide that nothing
// is tested.
func tool(t *testing.T, name, debianPackage string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is missing: run `make tools`, or install the package %s", name, debianPackage)
	}
	return path
}

// checkers is the folder of the checkers that only exist for Node.js, installed.
func checkers(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("testdata/checkers")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Fatalf("the checkers are not installed: run `make tools`, or `npm ci --ignore-scripts` in cmd/bantin/testdata/checkers (%v)", err)
	}
	return dir
}

// checker runs one of the scripts of testdata/checkers, which prints its findings as JSON.
func checker(t *testing.T, into any, script string, args ...string) {
	t.Helper()
	dir := checkers(t)
	cmd := exec.Command(tool(t, "node", "nodejs"), append([]string{script}, args...)...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", script, err, out, &stderr)
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, out)
	}
}

// TestHTML has html-validate look at one page of every kind.
func TestHTML(t *testing.T) {
	dir := ownSite(t)
	var files []string
	for _, p := range onePerKind(sitePages(t, dir)) {
		files = append(files, filepath.Join(dir, filepath.FromSlash(p.path)))
	}
	if len(files) < 12 {
		t.Errorf("only %d kinds of pages", len(files))
	}
	var findings []string
	checker(t, &findings, "html.js", files...)
	for _, f := range findings {
		t.Error(strings.TrimPrefix(f, dir+"/"))
	}
}

// TestNetlify reads the files for the host as the host does, and asks whether it understood what was meant.
func TestNetlify(t *testing.T) {
	dir := ownSite(t)
	var got struct {
		Config struct {
			Build struct{ Command, Publish string }
		}
		Headers []struct {
			For    string
			Values map[string]any
		}
		Redirects []struct {
			From, To string
			Status   int
			Query    map[string]any
		}
		Errors []string
	}
	root, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	checker(t, &got, "netlify.js", root, filepath.Join(dir, "_headers"), filepath.Join(dir, "_redirects"))
	for _, e := range got.Errors {
		t.Error(e)
	}
	if c := got.Config.Build; !strings.HasPrefix(c.Command, "go run ./cmd/bantin build ") || c.Publish != filepath.Join(root, "public") {
		t.Errorf("netlify.toml: %+v", c)
	}
	if len(got.Headers) != 2 || got.Headers[0].For != "/*" || got.Headers[1].For != "/*.svg" {
		t.Errorf("_headers: %+v", got.Headers)
	}
	policy, _ := got.Headers[0].Values["Content-Security-Policy"].(string)
	if !strings.HasPrefix(policy, "default-src 'none'; script-src 'self';") || got.Headers[0].Values["X-Content-Type-Options"] != "nosniff" {
		t.Errorf("_headers: %+v", got.Headers[0])
	}
	if lines := strings.Count(string(readSite(t, dir, "_redirects")), "\n"); len(got.Redirects) != lines || lines == 0 {
		t.Errorf("%d redirects were understood of %d", len(got.Redirects), lines)
	}
	for _, r := range got.Redirects {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(r.To))); err != nil || r.Status != 301 || strings.Contains(r.From, "?") {
			t.Errorf("_redirects: %+v: %v", r, err)
		}
	}
}
