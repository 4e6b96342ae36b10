package pipeline

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"bantin"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
)

// The oracle: whatever people do to a site, building it again makes what a clean build makes: the same
// names and bytes, the same diagnostics. There is no list of allowed differences.
var (
	sequences = flag.Int("oracle.sequences", 24, "sequences of edits; `make test` plays 300")
	length    = flag.Int("oracle.length", 10, "edits in a sequence")
	firstSeed = flag.Uint64("oracle.seed", 0, "seed of the first sequence; 0: two thirds fixed ones, the others new on each run")
)

// step is one edit of a sequence with its own source of chance: it does the same when others are taken out.
type step struct {
	edit string
	seed uint64
}

// sequence is a site and what happens to it.
type sequence struct {
	seed  uint64
	mode  mode
	steps []step
	plant func() planted // for a live one; nil for no fault
}

// mode is how a sequence is built and compared.
type mode string

const (
	inMemory    mode = "memory"    // the lists of a builder that lives on, and the bytes of their artifacts
	onDisk      mode = "disk"      // through the output folder and its state
	inProcesses mode = "processes" // so, and by a new process each time
	// in bursts, by a builder under a watcher, through the output folder: oracle_live_test.go
	underWatch mode = "live"
)

func newSequence(seed uint64, m mode, length int) sequence {
	r := rand.New(rand.NewPCG(seed, 1))
	names := slices.Sorted(maps.Keys(edits))
	if m == onDisk || m == inProcesses {
		names = append(names, slices.Sorted(maps.Keys(mishaps))...)
	}
	s := sequence{seed: seed, mode: m}
	for range length {
		s.steps = append(s.steps, step{pick(r, names), r.Uint64()})
	}
	return s
}

func TestOracle(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // two thousand short-lived sites
	// which would be given away faster than they are collected
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 30))
	playAll(t, *sequences, *length, func(i int) mode {
		if i%5 == 0 {
			return onDisk
		}
		return inMemory
	})
}

// playAll plays sequences on all processors. Two thirds of the seeds are fixed, the others new on each run.
func playAll(t *testing.T, sequences, length int, modeOf func(i int) mode) {
	fresh := uint64(time.Now().UnixNano())
	work := make(chan sequence)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for s := range work {
				if fault := s.run(); fault != "" {
					t.Errorf("%s", s.explain(fault))
				}
			}
		})
	}
	for i := range sequences {
		seed := *firstSeed + uint64(i)
		if *firstSeed == 0 && i%3 == 2 {
			seed = fresh + uint64(i)
		}
		if t.Failed() {
			break // one shrunken sequence is enough to work on
		}
		work <- newSequence(seed, modeOf(i), length)
	}
	close(work)
	workers.Wait()
	t.Logf("%d sequences of %d edits; new seeds begin at %d", sequences, length, fresh)
}

// TestRegress runs the sequences that once found a fault.
func TestRegress(t *testing.T) {
	names, err := filepath.Glob("testdata/regress/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatal("there are no sequences: testdata/regress is gone")
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			s, err := parseSequence(string(text))
			if err != nil {
				t.Fatal(err)
			}
			if fault := s.run(); fault != "" {
				t.Error(fault)
			}
		})
	}
}

// explain shrinks a sequence that found a fault, saves it for TestRegress and says what it is.
func (s sequence) explain(fault string) string {
	s, fault = s.shrink(fault)
	name := fmt.Sprintf("testdata/regress/%x.txt", s.seed)
	if err := os.MkdirAll("testdata/regress", 0o755); err == nil {
		err = os.WriteFile(name, []byte(s.String()), 0o644)
		if err != nil {
			name = "(" + err.Error() + ")"
		}
	}
	return fmt.Sprintf("%s\nsmallest sequence, saved as %s:\n%s", fault, name, s)
}

// shrink takes out edits as long as the fault stays (ddmin, Zeller and Hildebrandt 2002).
func (s sequence) shrink(fault string) (sequence, string) {
	for size := len(s.steps) / 2; size > 0; size /= 2 {
		for from := 0; from+size <= len(s.steps); {
			smaller := s
			smaller.steps = slices.Concat(s.steps[:from], s.steps[from+size:])
			if f := smaller.run(); f != "" {
				s, fault = smaller, f
			} else {
				from += size
			}
		}
	}
	return s, fault
}

// String is the form of testdata/regress: the seed, the mode, an edit a line.
func (s sequence) String() string {
	text := fmt.Sprintf("seed %d\n%s\n", s.seed, s.mode)
	for _, st := range s.steps {
		text += fmt.Sprintf("%s %d\n", st.edit, st.seed)
	}
	return text
}

func parseSequence(text string) (s sequence, err error) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) < 2 {
		return s, fmt.Errorf("a sequence has a seed and a mode")
	}
	if s.seed, err = strconv.ParseUint(strings.TrimPrefix(lines[0], "seed "), 10, 64); err != nil {
		return s, err
	}
	s.mode = mode(lines[1])
	for _, line := range lines[2:] {
		name, seed, _ := strings.Cut(line, " ")
		st := step{edit: name}
		if st.seed, err = strconv.ParseUint(seed, 10, 64); err != nil {
			return s, err
		}
		if edits[name] == nil && mishaps[name] == nil {
			return s, fmt.Errorf("no edit %q", name)
		}
		s.steps = append(s.steps, st)
	}
	return s, nil
}

// run plays a sequence and returns the first fault, "" for none.
func (s sequence) run() (fault string) {
	if s.mode == underWatch {
		return s.runLive()
	}
	dir, err := os.MkdirTemp("", "oracle-")
	if err != nil {
		return err.Error()
	}
	defer os.RemoveAll(dir)
	p := &play{dir: dir, world: newWorld(rand.New(rand.NewPCG(s.seed, 2))), published: map[string]file{}, out: "public"}
	defer p.close()
	for i, st := range append([]step{{"nothing", 0}}, s.steps...) {
		r := rand.New(rand.NewPCG(st.seed, 3))
		if p.faulty && chance(r, 70) {
			p.world.mendSite()
		}
		if mishap := mishaps[st.edit]; mishap != nil {
			mishap(p, r)
		} else {
			edits[st.edit](p.world, r)
		}
		if p.saved, err = p.world.save(p.site(), p.saved, r); err != nil {
			return err.Error()
		}
		var check func() string
		switch s.mode {
		case inMemory:
			check = p.checkMemory
		case onDisk:
			check = p.checkDisk
		default:
			check = func() string { return p.checkProcess(r) }
		}
		if fault := check(); fault != "" {
			return fmt.Sprintf("seed %d, edit %d (%s %d): %s", s.seed, i, st.edit, st.seed, fault)
		}
	}
	return ""
}

// file is a published file: what it was made from and what came out.
type file struct {
	fingerprint fingerprint.Digest
	data        []byte
	diagnostics []diag.Diagnostic
}

// play is a sequence on its way.
type play struct {
	dir       string
	world     *world
	saved     map[string]string
	builder   *Builder // kept alive
	published map[string]file
	out       string
	faulty    bool // the last build published nothing
}

func (p *play) site() string { return filepath.Join(p.dir, "site") }

func (p *play) close() {
	if p.builder != nil {
		p.builder.Close()
	}
}

// options are those of the world; name tells output and state of several builds apart.
func (p *play) options(out, state string) Options {
	return Options{
		Site: p.site(), Out: filepath.Join(p.dir, out), StateDir: filepath.Join(p.dir, state), BaseURL: p.world.baseURL,
		Drafts: p.world.drafts, Future: p.world.future, Now: p.world.now, Carried: bantin.Carried, Workers: 2, Clock: time.Now,
	}
}

// builders are the one that was kept alive, with the options as they are now, and a new one.
func (p *play) builders() (kept, fresh *Builder, err error) {
	o := p.options(p.out, "state")
	if p.builder == nil {
		if p.builder, err = New(o); err != nil {
			return nil, nil, err
		}
	}
	p.builder.Options = o
	fresh, err = New(p.options("clean", "clean-state"))
	return p.builder, fresh, err
}

// checkMemory compares the lists of the two builders, and the bytes of every artifact: from memory where the
// fingerprint is known.
func (p *play) checkMemory() string {
	kept, fresh, err := p.builders()
	if err != nil {
		return err.Error()
	}
	defer fresh.Close()
	got, err := kept.List(context.Background())
	if err != nil {
		return "again: " + err.Error()
	}
	want, err := fresh.List(context.Background())
	if err != nil {
		return "clean: " + err.Error()
	}
	if diff := differ(diagnostics(got.Diagnostics), diagnostics(want.Diagnostics)); diff != "" || got.Faulty != want.Faulty {
		return fmt.Sprintf("diagnostics differ (faulty: %t, clean %t): %s", got.Faulty, want.Faulty, diff)
	}
	if p.faulty = want.Faulty; p.faulty {
		return ""
	}
	next, err := p.render(all(got))
	clean, cleanErr := (&play{}).render(all(want))
	if err != nil || cleanErr != nil {
		if err == nil || cleanErr == nil || err.Error() != cleanErr.Error() {
			return fmt.Sprintf("one build cannot be rendered: again %v; clean %v", err, cleanErr)
		}
		return ""
	}
	p.published = next
	return compareFiles(next, clean)
}

// render makes the bytes of a list; those whose fingerprint is known are as they were.
func (p *play) render(list []output.Artifact) (map[string]file, error) {
	files := make(map[string]file, len(list))
	for _, a := range list {
		if _, twice := files[a.Path]; twice {
			return nil, fmt.Errorf("two artifacts are %s", a.Path)
		}
		made := a.Make()
		if f, ok := p.published[a.Path]; ok && f.fingerprint == made.Fingerprint {
			files[a.Path] = f
			continue
		}
		var b bytes.Buffer
		diagnostics, err := made.Render(&b)
		if err != nil {
			return nil, fmt.Errorf("render %s: %w", a.Path, err)
		}
		files[a.Path] = file{made.Fingerprint, b.Bytes(), diagnostics}
	}
	return files, nil
}

func compareFiles(got, want map[string]file) string {
	if diff := differ(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))); diff != "" {
		return "other files: " + diff
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		g, w := got[name], want[name]
		if !bytes.Equal(g.data, w.data) {
			return fmt.Sprintf("stale %s:\n%s", name, differ(strings.Split(string(g.data), "\n"), strings.Split(string(w.data), "\n")))
		}
		if g.fingerprint != w.fingerprint {
			return fmt.Sprintf("%s has two fingerprints for the same bytes", name)
		}
		if diff := differ(diagnostics(g.diagnostics), diagnostics(w.diagnostics)); diff != "" {
			return fmt.Sprintf("diagnostics of %s: %s", name, diff)
		}
	}
	return ""
}

// checkDisk builds into the output folder, and compares what lies there with what a new builder makes in
// memory.
func (p *play) checkDisk() string {
	kept, fresh, err := p.builders()
	if err != nil {
		return err.Error()
	}
	defer fresh.Close()
	got, gotErr := kept.Build(context.Background())
	return p.compareDisk(built{got, gotErr}, fresh)
}

// built is the outcome of a build into the output folder.
type built struct {
	*Report
	err error
}

// compareDisk compares what was built with what a new builder makes in memory.
func (p *play) compareDisk(got built, fresh *Builder) string {
	gotErr := got.err
	want, err := fresh.List(context.Background())
	if err != nil {
		return "clean: " + err.Error()
	}
	if p.faulty = want.Faulty; p.faulty {
		if gotErr != nil || got.Published {
			return fmt.Sprintf("a faulty site is published: %v", gotErr)
		}
		return differ(diagnostics(got.Diagnostics), diagnostics(want.Diagnostics))
	}
	clean, err := (&play{}).render(all(want))
	if (gotErr != nil) != (err != nil) {
		return fmt.Sprintf("one build fails: again %v; clean %v", gotErr, err)
	}
	if err != nil {
		return ""
	}
	if diff := differ(diagnostics(aboutSite(got.Diagnostics)), diagnostics(want.Diagnostics)); diff != "" || !got.Published {
		return fmt.Sprintf("diagnostics differ (published: %t): %s", got.Published, diff)
	}
	return differ(tree(filepath.Join(p.dir, p.out)), expected(clean))
}

// expected is the tree of an output folder that holds these files and their manifest.
func expected(files map[string]file) []string {
	var manifest []output.Row
	digests, folders := map[string]fingerprint.Digest{}, map[string]bool{".": true}
	for name, f := range files {
		digests[name] = fingerprint.Bytes(f.data)
		manifest = append(manifest, output.Row{Path: name, Digest: digests[name]})
	}
	for _, f := range output.Manifest(manifest) {
		digests[f.Path] = fingerprint.Bytes(f.Data)
	}
	var rows []string
	for name, digest := range digests {
		rows = append(rows, fmt.Sprintf("%s -rw-r--r-- %v", name, digest))
		for d := path.Dir(name); !folders[d]; d = path.Dir(d) {
			folders[d] = true
		}
	}
	for d := range folders {
		rows = append(rows, d+" drwxr-xr-x")
	}
	slices.Sort(rows)
	return rows
}

// aboutSite leaves out what is said of the output folder and of .bantin/: that a record is gone is news to
// one of the two builds only.
func aboutSite(ds []diag.Diagnostic) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool {
		return strings.HasPrefix(string(d.Code), "output-") || strings.HasPrefix(string(d.Code), "memory-")
	})
}

// tree is every file of a folder with its mode and digest, and every folder.
func tree(dir string) (rows []string) {
	filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, name)
		row := filepath.ToSlash(rel)
		if err != nil {
			rows = append(rows, row+" "+err.Error())
			return nil
		}
		info, err := d.Info()
		if err == nil {
			row += " " + info.Mode().String()
		}
		if !d.IsDir() {
			data, _ := os.ReadFile(name)
			row += " " + fingerprint.Bytes(data).String()
		}
		rows = append(rows, row)
		return nil
	})
	slices.Sort(rows)
	return rows
}

// diagnostics are diagnostics as people see them.
func diagnostics(ds []diag.Diagnostic) []string {
	var b strings.Builder
	diag.Printer{Lang: diag.EN}.Print(&b, ds)
	return strings.Split(b.String(), "\n")
}

// differ is what two lists do not share, as "-got" and "+want", "" when they are equal.
func differ(got, want []string) string {
	if slices.Equal(got, want) {
		return ""
	}
	count := map[string]int{}
	for _, line := range got {
		count[line]++
	}
	for _, line := range want {
		count[line]--
	}
	var lines []string
	for _, line := range slices.Sorted(maps.Keys(count)) {
		switch n := count[line]; {
		case n > 0:
			lines = append(lines, "-"+line)
		case n < 0:
			lines = append(lines, "+"+line)
		}
	}
	if len(lines) == 0 {
		return "the order differs"
	}
	return "\n" + strings.Join(lines[:min(len(lines), 30)], "\n")
}

// mishaps are what happens to the program and its folders, not to the site.
var mishaps = map[string]func(*play, *rand.Rand){
	"restart":      func(p *play, _ *rand.Rand) { p.close(); p.builder = nil },
	"lose-state":   func(p *play, _ *rand.Rand) { os.RemoveAll(filepath.Join(p.dir, "state")) },
	"lose-output":  func(p *play, _ *rand.Rand) { os.RemoveAll(filepath.Join(p.dir, p.out)) },
	"damage-state": func(p *play, r *rand.Rand) { damage(filepath.Join(p.dir, "state"), r) },
	"damage-out":   func(p *play, r *rand.Rand) { deleteOne(filepath.Join(p.dir, p.out), r) },
	"other-out":    func(p *play, r *rand.Rand) { p.out = pick(r, []string{"public", "other"}) },
}

// damage cuts, overwrites or deletes one file of a folder.
func damage(dir string, r *rand.Rand) {
	name := anyFile(dir, r)
	switch r.IntN(3) {
	case 0:
		os.Remove(name)
	case 1:
		os.Truncate(name, 0)
	case 2:
		if name != "" {
			os.WriteFile(name, []byte("damaged"), 0o644)
		}
	}
}

// deleteOne deletes a file of the output. (One that a person edits is not ours any more: it would rightly
// stay when its page goes.)
func deleteOne(dir string, r *rand.Rand) { os.Remove(anyFile(dir, r)) }

// anyFile is one file of a folder, "" when there is none.
func anyFile(dir string, r *rand.Rand) string {
	var names []string
	filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			names = append(names, name)
		}
		return nil
	})
	if len(names) == 0 {
		return ""
	}
	return pick(r, names)
}

// all are the artifacts of a list, with those of the search.
func all(l *List) []output.Artifact {
	artifacts, err := l.All()
	if err != nil {
		panic(err)
	}
	return artifacts
}
