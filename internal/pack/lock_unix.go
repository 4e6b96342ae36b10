//go:build unix

package pack

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// lock waits for the lock of a name. The kernel frees the lock of a process that dies.
func lock(name string) (io.Closer, error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}
