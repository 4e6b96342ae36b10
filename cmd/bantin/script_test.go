package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the scripts' expected text anew from what the command prints")

// TestScript runs the command as people do: one archive of commands and files for each behaviour. Beside the
// commands of testscript:
//
//	status N command…       run a command that must end with exit status N
//	report FIELD value…     compare a field of the JSON report that was printed last: a list with its members in order, without the
//	                        manifest's own files; a number or a truth value with its text; diagnostics with their codes
//	absent TEXT folder…     no byte of any file below the folders spells the text, nor does the name of one
//	replace FILE OLD NEW    edit a file; the old text must stand in it once
//	snapshot folder file    write path, mode and bytes of every file below the folder to one file, for cmp
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": scriptStatus, "report": scriptReport, "absent": scriptAbsent, "replace": scriptReplace, "snapshot": scriptSnapshot,
		},
	})
}

func scriptStatus(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(argument(ts, args, 0))
	ts.Check(err)
	got := 0
	if err := ts.Exec(argument(ts, args, 1), args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if neg || got != want {
		ts.Fatalf("exit status %d, not %d", got, want)
	}
}

func scriptReport(ts *testscript.TestScript, neg bool, args []string) {
	var report map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &report))
	value, ok := report[argument(ts, args, 0)]
	if !ok {
		ts.Fatalf("the report has no %q", args[0])
	}
	got, want := members(value), args[1:]
	if slices.Equal(got, want) == neg {
		ts.Fatalf("%s is\n\t%s\nand should be\n\t%s", args[0], strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// members are the words of a value of the report.
func members(value any) []string {
	list, ok := value.([]any)
	if !ok {
		return []string{fmt.Sprint(value)}
	}
	words := []string{}
	for _, v := range list {
		word := fmt.Sprint(v)
		if d, ok := v.(map[string]any); ok {
			word = fmt.Sprint(d["code"])
		}
		if !strings.HasPrefix(word, "manifest/") && !strings.HasPrefix(word, "search/") {
			words = append(words, word)
		}
	}
	return words
}

func scriptAbsent(ts *testscript.TestScript, neg bool, args []string) {
	text := argument(ts, args, 0)
	found := ""
	for _, dir := range args[1:] {
		ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if strings.Contains(d.Name(), text) {
				found = name
			}
			if d.Type().IsRegular() {
				data, err := os.ReadFile(name)
				if err != nil {
					return err
				}
				if strings.Contains(string(data), text) {
					found = name
				}
			}
			return nil
		}))
	}
	if (found == "") == neg {
		ts.Fatalf("%q is in %q", text, found)
	}
}

func scriptReplace(ts *testscript.TestScript, neg bool, args []string) {
	name, old := argument(ts, args, 0), argument(ts, args, 1)
	text := ts.ReadFile(name)
	if n := strings.Count(text, old); neg || n != 1 {
		ts.Fatalf("%q stands %d times in %s", old, n, name)
	}
	ts.Check(os.WriteFile(ts.MkAbs(name), []byte(strings.Replace(text, old, argument(ts, args, 2), 1)), 0o644))
}

func scriptSnapshot(ts *testscript.TestScript, _ bool, args []string) {
	root := ts.MkAbs(argument(ts, args, 0))
	var out strings.Builder
	ts.Check(filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		fmt.Fprintf(&out, "%s %v %q\n", strings.TrimPrefix(name, root), info.Mode(), data)
		return err
	}))
	ts.Check(os.WriteFile(ts.MkAbs(argument(ts, args, 1)), []byte(out.String()), 0o644))
}

func argument(ts *testscript.TestScript, args []string, n int) string {
	if n >= len(args) {
		ts.Fatalf("too few arguments")
	}
	return args[n]
}
