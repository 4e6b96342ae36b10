package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"bantin/internal/fingerprint"
)

// repository is the folder of the project, whose own content is the site that these tests look at.
const repository = "../.."

// siteBase is the address that the site is built for.
const siteBase = "https://baoyen.example/"

// sharedFolder is made once for all tests and removed by TestMain.
var sharedFolder = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "bantin-test-")
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return dir
})

// builtSite builds the project's own site once: with --strict, so that it has neither errors nor warnings. It
// is built from a copy: the tests leave no .bantin/ behind.
var builtSite = sync.OnceValues(func() (string, error) {
	site := filepath.Join(sharedFolder(), "site")
	if err := copySite(site); err != nil {
		return "", err
	}
	var stdout, stderr bytes.Buffer
	if status := run(context.Background(), []string{"build", "--site", site, "--base-url", siteBase, "--strict", "--lang", "en"}, &stdout, &stderr); status != 0 {
		return "", fmt.Errorf("the project's own site does not build (exit status %d):\n%s%s", status, &stderr, &stdout)
	}
	return filepath.Join(site, "public"), nil
})

// ownSite is the output folder of the project's own site.
func ownSite(t *testing.T) string {
	t.Helper()
	dir, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// copySite copies what the project's site is made from.
func copySite(to string) error {
	for _, name := range []string{"content", "layouts", "static"} {
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(repository, name))); err != nil {
			return err
		}
	}
	return nil
}

// command runs a command in this process and returns what it printed; it must end with status.
func command(t *testing.T, status int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	if got := run(t.Context(), args, &out, &err); got != status {
		t.Fatalf("bantin %s: exit status %d, not %d\n%s%s", strings.Join(args, " "), got, status, &err, &out)
	}
	return out.String(), err.String()
}

// treeRows are the files of a folder: path, mode and digest, a line each.
func treeRows(t *testing.T, dir string) []string {
	t.Helper()
	rows, err := readRows(dir)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// readRows is treeRows of a folder that a person may be changing.
func readRows(dir string) (rows []string, err error) {
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		digest := ""
		if !d.IsDir() {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			digest = fingerprint.Bytes(data).String()
		}
		rel, err := filepath.Rel(dir, name)
		rows = append(rows, fmt.Sprintf("%s %v %s", filepath.ToSlash(rel), info.Mode(), digest))
		return err
	})
	return rows, err
}
