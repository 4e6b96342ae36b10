package watch

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// newMarker makes a marker that lies in memory and can therefore not be left behind, and watches it. It is
// nil when the system does not let us.
func newMarker(events notifier) *marker {
	fd, err := unix.MemfdCreate("bantin-watch", unix.MFD_CLOEXEC)
	if err != nil {
		return nil
	}
	m := &marker{
		file: os.NewFile(uintptr(fd), "bantin-watch"), path: fmt.Sprintf("/proc/self/fd/%d", fd),
		seen: make(chan struct{}, 1), gone: make(chan struct{}),
	}
	if m.file.Chmod(0o600) != nil || events.Add(m.path) != nil {
		m.file.Close()
		return nil
	}
	return m
}
