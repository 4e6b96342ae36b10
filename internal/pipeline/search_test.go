package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// searched is a site of enough articles that an index is brought up to date and not made anew.
func searched(t *testing.T) *remembering {
	r := newRemembering(t)
	for i := range 60 {
		r.put(fmt.Sprintf("content/tin-tuc/2018/bai-%d.md", i),
			fmt.Sprintf("---\ntitle: Bài số %d\ndate: 2018-%02d-%02d\n---\nXã thứ %d trồng quế, nuôi cá và làm đường.\n", i, i%12+1, i%28+1, i))
	}
	return r
}

// inSearch are the paths of a report that are files of the search index.
func inSearch(paths []string) (found []string) {
	for _, p := range paths {
		if strings.HasPrefix(p, "search/") {
			found = append(found, p)
		}
	}
	return found
}

// A new process encodes only what differs, and gives the bytes of a clean build.
func TestSearchIsRemembered(t *testing.T) {
	r := searched(t)
	r.build()
	r.put("content/tin-tuc/2018/bai-7.md", "---\ntitle: Bài số 7\ndate: 2018-08-08\n---\nXã thứ 7 trồng quế, nuôi cá và làm đường mới.\n")
	report := r.asClean("one sentence edited")
	if written := inSearch(report.Output.Written); len(written) == 0 || len(written) > 8 {
		t.Errorf("%d files of the index: %q", len(written), written)
	}
	if written := inSearch(r.asClean("nothing changed").Output.Written); len(written) > 0 {
		t.Errorf("nothing changed, and %q were written", written)
	}
}

// B15: whatever happened to what is remembered of the search, the output is that of a clean build; also when
// a file of the output is gone that has to be made from it.
func TestB15_Search(t *testing.T) {
	for _, name := range []string{"search.pack", "search.index"} {
		for damage, change := range map[string]func([]byte) []byte{
			"flipped": func(data []byte) []byte {
				for at := 64; at < len(data); at += 97 {
					data[at] ^= 0x55
				}
				return data
			},
			"cut":   func(data []byte) []byte { return data[:len(data)/2] },
			"empty": func([]byte) []byte { return nil },
		} {
			t.Run(name+" "+damage, func(t *testing.T) {
				r := searched(t)
				r.build()
				file := filepath.Join(r.StateDir, name)
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, change(data), 0o644); err != nil {
					t.Fatal(err)
				}
				for i, file := range r.indexFiles() {
					if i%3 == 0 {
						if err := os.Remove(file); err != nil {
							t.Fatal(err)
						}
					}
				}
				r.put("content/tin-tuc/2018/bai-8.md", "---\ntitle: Bài số 8\ndate: 2018-09-09\n---\nLúa nếp.\n")
				r.asClean("damaged")
				r.asClean("mended")
			})
		}
	}
}

// indexFiles are the files of the index in the output.
func (r *remembering) indexFiles() []string {
	files, err := filepath.Glob(filepath.Join(r.Out, "search", "*", "*.js"))
	if err != nil || len(files) < 20 {
		r.t.Fatalf("%d files of the index, %v", len(files), err)
	}
	return files
}
