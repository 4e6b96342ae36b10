package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"bantin"
	"bantin/internal/diag"
	"bantin/internal/output"
)

// The oracle over processes: after each edit a new process builds the site, with what .bantin/ remembers, and
// makes what a clean build makes. In between things happen to .bantin/ and to the output folder, and builds
// are killed or run side by side.
var processes = flag.Int("oracle.processes", 8, "sequences over processes; `make test` plays 60")

// processLength is how many edits such a sequence has.
const processLength = 5

func TestOracleProcesses(t *testing.T) {
	playAll(t, *processes, processLength, func(int) mode { return inProcesses })
}

// taskVariable makes the test binary a builder: it holds a task as JSON.
const taskVariable = "BANTIN_TEST_BUILD"

// task is what one process builds.
type task struct {
	Site, Out, StateDir, BaseURL    string
	Drafts, Future, NoCache, Verify bool
	Now                             time.Time
	// Ahead sets the clock of the scan forward, so that no file is so young that its stat is not believed.
	Ahead time.Duration
}

func TestMain(m *testing.M) {
	text := os.Getenv(taskVariable)
	if text == "" {
		os.Exit(m.Run())
	}
	var job task
	if err := json.Unmarshal([]byte(text), &job); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if err := json.NewEncoder(os.Stdout).Encode(job.run()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// outcome is what such a process tells: its report but for the list, whose artifacts are no data.
type outcome struct {
	Published, Stale bool
	Output           output.Report
	Diagnostics      []diag.Diagnostic
	Err              string
}

func (j task) run() outcome {
	b, err := New(Options{
		Site: j.Site, Out: j.Out, StateDir: j.StateDir, BaseURL: j.BaseURL, Drafts: j.Drafts, Future: j.Future, NoCache: j.NoCache, Verify: j.Verify,
		Now: j.Now, Carried: bantin.Carried, Workers: 2, Clock: func() time.Time { return time.Now().Add(j.Ahead) },
	})
	if err != nil {
		return outcome{Err: err.Error()}
	}
	defer b.Close()
	var out outcome
	report, err := b.Build(context.Background())
	if report != nil {
		out.Published, out.Stale, out.Output, out.Diagnostics = report.Published, report.Stale, report.Output, report.Diagnostics
	}
	if err != nil {
		out.Err = err.Error()
	}
	return out
}

// process is a process that builds the world as it is now. r decides the circumstances.
func (p *play) process(r *rand.Rand) (*exec.Cmd, error) {
	o := p.options(p.out, "state")
	text, err := json.Marshal(task{
		Site: o.Site, Out: o.Out, StateDir: o.StateDir, BaseURL: o.BaseURL, Drafts: o.Drafts, Future: o.Future, Now: o.Now,
		NoCache: chance(r, 5), Verify: chance(r, 10), Ahead: time.Duration(r.IntN(2)) * time.Hour,
	})
	if err != nil {
		return nil, err
	}
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), taskVariable+"="+string(text))
	return cmd, nil
}

// checkProcess builds in a new process, once or several at a time, perhaps after one that was killed, and
// compares.
func (p *play) checkProcess(r *rand.Rand) string {
	if chance(r, 15) {
		if err := p.kill(r); err != nil {
			return err.Error()
		}
	}
	var beside []*exec.Cmd
	if chance(r, 10) {
		beside = make([]*exec.Cmd, 1+r.IntN(2))
	}
	for i := range beside {
		var err error
		if beside[i], err = p.process(r); err == nil {
			err = beside[i].Start()
		}
		if err != nil {
			return err.Error()
		}
	}
	cmd, err := p.process(r)
	if err != nil {
		return err.Error()
	}
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	text, err := cmd.Output()
	for _, other := range beside {
		other.Wait() // it may have given up
	}
	if err != nil {
		return fmt.Sprintf("the process: %v\n%s", err, complaint.String())
	}
	var got outcome
	if err := json.Unmarshal(text, &got); err != nil {
		return err.Error()
	}
	gotErr := error(nil)
	if got.Err != "" {
		gotErr = errors.New(got.Err)
	}
	if got.Stale {
		return fmt.Sprintf("--verify found %q stale", got.Output.Stale)
	}
	if left := p.leftovers(); len(left) > 0 && gotErr == nil {
		return fmt.Sprintf("left over: %q", left)
	}
	fresh, err := New(p.options("clean", "clean-state"))
	if err != nil {
		return err.Error()
	}
	defer fresh.Close()
	return p.compareDisk(built{&Report{Published: got.Published, Stale: got.Stale, Output: got.Output, Diagnostics: got.Diagnostics}, gotErr}, fresh)
}

// kill starts a build and ends it at a random moment.
func (p *play) kill(r *rand.Rand) error {
	cmd, err := p.process(r)
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	time.Sleep(time.Duration(r.IntN(250)) * time.Millisecond)
	cmd.Process.Kill()
	cmd.Wait()
	return nil
}

// leftovers are the files of a killed process that the next build should have removed.
func (p *play) leftovers() []string {
	staging, _ := filepath.Glob(filepath.Join(p.dir, ".bantin-staging-"+p.out))
	temporary, _ := filepath.Glob(filepath.Join(p.dir, "state", "*.memory.tmp"))
	return append(staging, temporary...)
}
