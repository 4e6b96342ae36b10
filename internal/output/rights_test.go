package output

import (
	"os"
	"syscall"
	"testing"
)

// unprivileged makes the test an ordinary user, for whom modes count.
func unprivileged(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	if err := syscall.Seteuid(65534); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Seteuid(0) })
}
