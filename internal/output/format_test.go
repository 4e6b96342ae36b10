package output

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

func manyRows(n int) []Row {
	var rows []Row
	for i := range n {
		path := fmt.Sprintf("tin-tuc/%d/bai-%d.html", 2000+i%20, i)
		rows = append(rows, Row{path, fingerprint.Bytes([]byte(path))})
	}
	return rows
}

func TestManifestParts(t *testing.T) {
	for _, c := range []struct{ rows, parts int }{{0, 1}, {1, 1}, {512, 1}, {513, 2}, {1024, 2}, {1025, 4}, {13_500, 32}} {
		files := Manifest(manyRows(c.rows))
		if len(files) != c.parts+1 || files[c.parts].Path != indexPath {
			t.Errorf("%d rows: %d files", c.rows, len(files))
		}
		var paths []string
		stored := map[string][]byte{}
		for _, f := range files {
			paths = append(paths, f.Path)
			stored[f.Path] = f.Data
			if n := bytes.Count(f.Data, []byte("\n")); n > 2*partRows {
				t.Errorf("%d rows: %s has %d", c.rows, f.Path, n)
			}
		}
		slices.Sort(paths)
		wantList(t, "paths", manifestPaths(c.rows), paths...)
		read := func(path string) ([]byte, error) {
			if b, ok := stored[path]; ok {
				return b, nil
			}
			return nil, fs.ErrNotExist
		}
		rows, damaged, err := ReadManifest(read)
		if err != nil || len(damaged) != 0 || len(rows) != c.rows+len(files) {
			t.Errorf("%d rows: read %d, damaged %q, %v", c.rows, len(rows), damaged, err)
		}
		stored["manifest/0.txt"] = append(stored["manifest/0.txt"], '\n')
		if _, damaged, _ = ReadManifest(read); !slices.Equal(damaged, []string{"manifest/0.txt"}) {
			t.Errorf("damaged %q", damaged)
		}
	}
}

// TestManifestOrder: rows in any order give one manifest, and a new row changes one part and the index.
func TestManifestOrder(t *testing.T) {
	rows := manyRows(3000)
	reversed := slices.Clone(rows)
	slices.Reverse(reversed)
	one, other := Manifest(rows), Manifest(reversed)
	if !reflect.DeepEqual(one, other) {
		t.Error("the order of the rows counts")
	}
	changed := 0
	for i, f := range Manifest(append(rows, Row{Path: "moi.html"})) {
		if !bytes.Equal(f.Data, one[i].Data) {
			changed++
		}
	}
	if changed != 2 {
		t.Errorf("%d files changed", changed)
	}
}

// TestManifestIsReadBySha256sum: an independent judge. coreutils' sha256sum is on every Linux.
func TestManifestIsReadBySha256sum(t *testing.T) {
	d := newDesk(t)
	site := files{}
	for _, r := range manyRows(1200) {
		site[r.Path] = r.Path
	}
	d.apply(site)
	cmd := exec.Command("sh", "-c", `sha256sum --strict --quiet -c manifest/index.txt && cat manifest/[0-9]*.txt | sha256sum --strict --quiet -c - && cat manifest/[0-9]*.txt | wc -l`)
	cmd.Dir = d.opts.Dir
	out, err := cmd.CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "1200" {
		t.Errorf("%v\n%s", err, out)
	}
	d.put("tin-tuc/2000/bai-0.html", "flipped")
	if err := exec.Command("sh", "-c", "cd "+d.opts.Dir+" && cat manifest/[0-9]*.txt | sha256sum --quiet -c -").Run(); err == nil {
		t.Error("a changed file is not found")
	}
}

func someRecords() []record {
	var records []record
	for i, r := range manyRows(3) {
		records = append(records, record{Path: r.Path, Digest: r.Digest, Fingerprint: fingerprint.Of(i),
			Stamp: disk.Stamp{Size: int64(i), Mtime: -1, Ctime: 1 << 60, Mode: 0o644}, Diagnostics: strings.Repeat("ghi chú", i)})
	}
	slices.SortFunc(records, func(a, b record) int { return strings.Compare(a.Path, b.Path) })
	return records
}

func TestStateRoundTrip(t *testing.T) {
	for _, records := range [][]record{nil, someRecords()} {
		key := fingerprint.Of("key")
		data := encodeState("/trang/public", key, "ghi chú", records)
		got, err := decodeState(data)
		if err != nil || got.Real != "/trang/public" || got.key != key || got.Note != "ghi chú" || !slices.Equal(got.Records, records) {
			t.Errorf("%+v %v", got, err)
		}
		for i := range data {
			broken := slices.Clone(data)
			broken[i] ^= 0x10
			if _, err := decodeState(broken); err == nil {
				t.Fatalf("byte %d may be anything", i)
			}
			if _, err := decodeState(data[:i]); err == nil {
				t.Fatalf("%d bytes pass for a state", i)
			}
		}
	}
}

// FuzzState: what passes the checksum may still be anything; what is read is written the same.
func FuzzState(f *testing.F) {
	body := encodeState("/x", fingerprint.Of("key"), "ghi chú", someRecords())[len(stateMagic)+32:]
	f.Add(string(body))
	f.Add(string(body[:40]))
	f.Add("\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, body string) {
		st, err := decodeBody([]byte(body))
		if err != nil {
			return
		}
		same, err := decodeState(encodeState(st.Real, st.key, st.Note, st.Records))
		if err != nil || same.Real != st.Real || same.key != st.key || same.Note != st.Note || !slices.Equal(same.Records, st.Records) {
			t.Errorf("%+v: %v", st, err)
		}
	})
}

func TestJournalRoundTrip(t *testing.T) {
	steps := []step{{Path: "a"}, {Path: "b/c.html", Remove: true, Digest: fingerprint.Of("x")}, {Path: "b/d.html"}}
	data := encodeJournal(steps)
	got, err := decodeJournal(data)
	if err != nil || !slices.Equal(got, steps) {
		t.Errorf("%+v, %v", got, err)
	}
	for i := range data {
		broken := slices.Clone(data)
		broken[i] ^= 1
		if _, err := decodeJournal(broken); err == nil {
			t.Fatalf("byte %d may be anything", i)
		}
		if _, err := decodeJournal(data[:i]); err == nil {
			t.Fatalf("%d bytes pass for a journal", i)
		}
	}
}

// FuzzJournal: no journal leads out of the folder, even with a right checksum.
func FuzzJournal(f *testing.F) {
	for _, path := range []string{"a.html", "../x", "", "/etc/passwd"} {
		sealed := encodeJournal([]step{{Path: path}, {Path: path, Remove: true}})
		if _, err := decodeJournal(sealed); (err == nil) != (path == "a.html") {
			f.Errorf("%q: %v", path, err)
		}
		f.Add(sealed[len(journalMagic)+32:])
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		steps, err := decodeJournal(seal(journalMagic, body))
		if err != nil {
			return
		}
		for _, s := range steps {
			if checkPath(s.Path) != nil {
				t.Errorf("%+v", s)
			}
		}
	})
}

// FuzzManifest: rows that are read can be written, and lead nowhere.
func FuzzManifest(f *testing.F) {
	f.Add(string(Manifest(manyRows(3))[0].Data))
	f.Add(strings.Repeat("0", 64) + "  ../../etc/passwd\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := parseRows([]byte(text))
		if err != nil {
			return
		}
		var again []byte
		for _, r := range rows {
			if checkPath(r.Path) != nil {
				t.Errorf("%q", r.Path)
			}
			again = appendRow(again, r)
		}
		if !strings.EqualFold(string(again), text) {
			t.Errorf("%q became %q", text, again)
		}
	})
}

// TestDamagedJournal: a journal that is not whole is dropped; every file is compared again.
func TestDamagedJournal(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	staging := filepath.Join(d.site, mustLocate(t, d.opts).beside)
	if err := os.MkdirAll(filepath.Join(staging, "new"), 0o755); err != nil {
		t.Fatal(err)
	}
	journal := encodeJournal([]step{{Path: "index.html", Remove: true, Digest: fingerprint.Bytes([]byte("trang chủ"))}})
	if err := os.WriteFile(filepath.Join(staging, journalName), journal[:len(journal)-3], 0o644); err != nil {
		t.Fatal(err)
	}
	report := d.apply(smallSite)
	wantList(t, "diagnostics", codes(report.Diagnostics), "output-journal-damaged")
	sameTree(t, "built", tree(t, d.opts.Dir, false), smallSite.wants())
}
