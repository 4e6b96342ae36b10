// Same builds folders with two programs and lists what differs between their outputs: whether a change of the
// program moves the output.
//
//	go build -o /tmp/after ./cmd/bantin; git worktree add /tmp/main main; (cd /tmp/main && go build -o /tmp/before ./cmd/bantin)
//	go run ./internal/lab/demo --seed 1 /tmp/archive
//	go run ./internal/lab/same /tmp/before /tmp/after . /tmp/archive
//
// Every folder is built from nothing by both, with one clock. Lines say "- path" for a file that only the
// first one makes, "+ path" for one that only the second one makes, "! path" for other bytes; what a program
// says counts as a file. Exit status 1 when something differs.
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"bantin/internal/fingerprint"
)

// instant is the clock of both programs.
const instant = "2026-11-30T12:00:00+07:00"

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "same:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) < 3 {
		return errors.New("name two programs and the folders of sites")
	}
	differs := false
	for _, site := range args[2:] {
		before, err := output(ctx, args[0], site)
		if err != nil {
			return err
		}
		after, err := output(ctx, args[1], site)
		if err != nil {
			return err
		}
		lines := compare(before, after)
		fmt.Printf("%s: %d and %d files, %d differ\n%s", site, len(before), len(after), len(lines), strings.Join(lines, ""))
		differs = differs || len(lines) > 0
	}
	if differs {
		return errors.New("the outputs differ")
	}
	return nil
}

// output builds a site into a folder of its own and digests every file, by path.
func output(ctx context.Context, program, site string) (map[string]fingerprint.Digest, error) {
	dir, err := os.MkdirTemp("", "same-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "public")
	cmd := exec.CommandContext(ctx, program, "build", "--site", site, "--out", out, "--no-cache", "--now", instant, "--quiet")
	said, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil // an error in the content: the rest is built
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", cmd, err, said)
	}
	var about []string
	for line := range strings.Lines(string(said)) {
		if !strings.Contains(line, ".bantin") { // which the other program has used
			about = append(about, line)
		}
	}
	files := map[string]fingerprint.Digest{"(what it says)": fingerprint.Of(about)}
	root := os.DirFS(out)
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files[name] = fingerprint.Bytes(data)
		return err
	})
	return files, err
}

// compare lists what differs, sorted by path.
func compare(before, after map[string]fingerprint.Digest) []string {
	all := maps.Clone(before)
	maps.Copy(all, after)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		was, had := before[name]
		is, has := after[name]
		switch {
		case !has:
			lines = append(lines, "- "+name+"\n")
		case !had:
			lines = append(lines, "+ "+name+"\n")
		case was != is:
			lines = append(lines, "! "+name+"\n")
		}
	}
	return lines
}
