package eval

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// An indexing is what making an index took.
type indexing struct {
	wall   time.Duration
	cpu    time.Duration
	memory int // bytes at most; 0 where the system does not tell
}

// samplePause is how often the memory of a program is looked at.
const samplePause = 20 * time.Millisecond

// costOf runs a program to its end. Its memory is read while it runs: what the system reports afterwards
// (ru_maxrss) starts from the memory of this process, which is larger.
func costOf(t testing.TB, command *exec.Cmd) indexing {
	t.Helper()
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	begun := time.Now()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	memory := make(chan int)
	go func() {
		most := 0
		for {
			most = max(most, peakMemory(command.Process.Pid))
			select {
			case <-ended:
				memory <- most
				return
			case <-time.After(samplePause):
			}
		}
	}()
	err := command.Wait()
	close(ended)
	cost := indexing{wall: time.Since(begun), cpu: command.ProcessState.UserTime() + command.ProcessState.SystemTime(), memory: <-memory}
	if err != nil {
		t.Fatalf("%s: %v\n%s", command.Path, err, &output)
	}
	return cost
}

// peakMemory is the most that a running process held so far, in bytes, from the proc file system of Linux.
func peakMemory(pid int) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, "VmHWM:"); found {
			var kilobytes int
			if _, err := fmt.Sscan(value, &kilobytes); err == nil {
				return kilobytes * 1024
			}
		}
	}
	return 0
}
