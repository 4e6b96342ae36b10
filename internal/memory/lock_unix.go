//go:build unix

package memory

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// lock takes the folder's lock, which the kernel frees with the process, without waiting. free is nil when somebody else has it.
func lock(dir string) (free func(), err error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		if err == unix.EWOULDBLOCK {
			return nil, nil
		}
		return nil, err
	}
	return func() { f.Close() }, nil
}
