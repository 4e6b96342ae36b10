package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bantin"
	"bantin/internal/lab/demo/archive"
)

// TestB17_B18_B19_Determinism builds one site as separate processes under different circumstances: none of
// them may show in names, bytes or modes.
func TestB17_B18_B19_Determinism(t *testing.T) {
	top := t.TempDir()
	site := filepath.Join(top, "kho")
	if err := archive.Write(t.Context(), site, bantin.Carried, archive.Options{Articles: 120, Seed: 3}, nil); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(top, "một nơi khác", strings.Repeat("sâu/", 20))
	for _, dir := range []string{elsewhere, filepath.Join(top, "nha")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(elsewhere, "kho"), os.DirFS(site)); err != nil {
		t.Fatal(err)
	}
	var want []string
	for i, c := range []struct {
		name, dir, site, umask string
		env                    []string
	}{
		{"two cores", top, "kho", "022", []string{"GOMAXPROCS=2", "TZ=UTC", "LANG=C"}},
		{"one core", top, "kho", "022", []string{"GOMAXPROCS=1", "TZ=Asia/Ho_Chi_Minh", "LANG=vi_VN.UTF-8"}},
		{"eight threads", top, site, "077", []string{"GOMAXPROCS=8", "TZ=America/Los_Angeles", "LANG=tr_TR.UTF-8"}},
		{"another place", elsewhere, "kho", "000", []string{"GOGC=1", "TZ=Pacific/Kiritimati", "LC_ALL=en_US.UTF-8", "HOME=" + filepath.Join(top, "nha")}},
		{"from inside", site, ".", "022", []string{"SOURCE_DATE_EPOCH=1"}}, // --now wins
	} {
		out := filepath.Join(top, "out", string(rune('a'+i)), "public")
		cmd := exec.Command("sh", "-c", `umask "$0"; exec bantin "$@"`, c.umask,
			"build", "--site", c.site, "--out", out, "--now", "2026-11-01 08:00", "--base-url", siteBase, "--no-cache", "--strict")
		cmd.Dir, cmd.Env = c.dir, append(os.Environ(), c.env...)
		if message, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", c.name, err, message)
		}
		got := treeRows(t, out)
		if i == 0 {
			want = got
			checkModes(t, got)
		} else if !slices.Equal(got, want) {
			t.Errorf("%s: the output differs:\n%s", c.name, cmp.Diff(want, got))
		}
	}
	if len(want) < 200 {
		t.Errorf("only %d files", len(want))
	}
}

// checkModes: files are 0644, folders 0755.
func checkModes(t *testing.T, rows []string) {
	for _, row := range rows {
		if mode := strings.Fields(row)[1]; mode != "-rw-r--r--" && mode != "drwxr-xr-x" {
			t.Errorf("%s", row)
		}
	}
}
