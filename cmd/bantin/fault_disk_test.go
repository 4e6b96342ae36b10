//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// withMounts runs a shell script that may mount, in a namespace of its own, and returns what it printed.
func withMounts(t *testing.T, script string, args ...string) string {
	t.Helper()
	tool(t, "unshare", "util-linux")
	message, err := exec.Command("unshare", append([]string{"--mount", "--map-root-user", "sh", "-euc", script + "\n", "sh"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	return string(message)
}

// diskSteps are functions for the scripts: build SITE OUT prints the exit status; rows DIR prints what lies
// in a folder.
const diskSteps = `
build() { status=0; bantin build --lang en --now 2026-11-01 --site "$1" --out "$2" || status=$?; echo "status $status"; }
rows() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum); }
`

// TestB03_FullDisk: the new pages do not fit on the disk. The build names path and bytes, and the earlier
// site is intact.
func TestB03_FullDisk(t *testing.T) {
	site, top := archiveSite(t, 40), t.TempDir()
	footer := filepath.Join(site, "layouts/partials/footer.html")
	if err := os.MkdirAll(filepath.Dir(footer), 0o755); err != nil {
		t.Fatal(err)
	}
	said := withMounts(t, diskSteps+`
		build "$1" "$2/measure"
		size=$(du -sk "$2/measure" | cut -f1)
		mkdir "$2/disk"
		mount -t tmpfs -o "size=$((size * 5 / 4))k" none "$2/disk"
		build "$1" "$2/disk/public"
		rows "$2/disk/public" >"$2/before"
		echo '<footer>Chân trang mới</footer>' >"$3"
		build "$1" "$2/disk/public"
		rows "$2/disk/public" >"$2/after"
		cmp "$2/before" "$2/after"
		ls -A "$2/disk"
		mount -o remount,size=100m "$2/disk"
		build "$1" "$2/disk/public"
		build "$1" "$2/clean"
		rows "$2/disk/public" >"$2/after"
		rows "$2/clean" >"$2/clean.rows"
		cmp "$2/clean.rows" "$2/after"
	`, site, top, footer)
	if got := statuses(said); got != "0 0 3 0 0" {
		t.Errorf("exit statuses %s\n%s", got, said)
	}
	if !strings.Contains(said, "[output-full]") || !strings.Contains(said, "bytes") {
		t.Errorf("the message:\n%s", said)
	}
	if strings.Contains(said, "staging") {
		t.Errorf("left over:\n%s", said)
	}
}

// statuses are the exit statuses that a script printed.
func statuses(said string) string {
	var list []string
	for line := range strings.Lines(said) {
		if status, ok := strings.CutPrefix(strings.TrimSpace(line), "status "); ok {
			list = append(list, status)
		}
	}
	return strings.Join(list, " ")
}

// TestB05_ReadOnlyOutput: the output folder is on a disk that takes no writes.
func TestB05_ReadOnlyOutput(t *testing.T) {
	site, top := archiveSite(t, 20), t.TempDir()
	said := withMounts(t, diskSteps+`
		build "$1" "$2/public"
		rows "$2/public" >"$2/before"
		mount --bind "$2/public" "$2/public"
		mount -o remount,ro,bind "$2/public"
		echo Thêm. >>"$1/content/_index.md"
		build "$1" "$2/public"
		rows "$2/public" >"$2/after"
		cmp "$2/before" "$2/after"
	`, site, top)
	if got := statuses(said); got != "0 3" || !strings.Contains(said, "[output-unwritable]") {
		t.Errorf("exit statuses %s\n%s", got, said)
	}
}

// TestB31_ReadOnlySource: the site's folder takes no writes: it builds to another folder, and what is
// remembered lies in the user's cache.
func TestB31_ReadOnlySource(t *testing.T) {
	site, top := archiveSite(t, 20), t.TempDir()
	said := withMounts(t, diskSteps+`
		export XDG_CACHE_HOME="$2/cache"
		mount --bind "$1" "$1"
		mount -o remount,ro,bind "$1"
		build "$1" "$2/public"
		build "$1" "$2/public"
		find "$2/cache" -name entries.memory | wc -l
		ls -A "$1"
	`, site, top)
	if got := statuses(said); got != "0 0" || !strings.Contains(said, "Nothing changed") || !strings.Contains(said, "\n1\n") || strings.Contains(said, ".bantin") {
		t.Errorf("exit statuses %s\n%s", got, said)
	}
}

// TestB27_AddressSpace: with little address space a build ends or gives up, at whatever point the kernel
// refuses; files are of one of the two generations, and the next build mends everything. (The runtime of Go
// ends with status 2 when it gets no memory: it cannot be asked to do otherwise.)
func TestB27_AddressSpace(t *testing.T) {
	site, earlier, before, after := generations(t)
	known := map[string]bool{}
	for _, row := range append(before, after...) {
		known[row] = true
	}
	for _, megabytes := range []int{800, 880, 960} {
		out := filepath.Join(t.TempDir(), "public")
		if err := os.CopyFS(out, os.DirFS(earlier)); err != nil {
			t.Fatal(err)
		}
		message, err := bantinProcess(site, out, fmt.Sprintf("ulimit -v %d;", megabytes<<10)).CombinedOutput()
		t.Logf("%d MB: %v", megabytes, err)
		for _, row := range treeRows(t, out) {
			if !known[row] && !strings.Contains(row, " d") && !strings.HasPrefix(row, ".bantin") {
				t.Errorf("%d MB: %s is of neither generation\n%s", megabytes, row, message)
			}
		}
		if message, err := bantinProcess(site, out, "").CombinedOutput(); err != nil {
			t.Fatalf("the next build: %v\n%s", err, message)
		}
		if diff := cmp.Diff(after, treeRows(t, out)); diff != "" {
			t.Fatalf("the next build (-clean +it):\n%s", diff)
		}
	}
}
