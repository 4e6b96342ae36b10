//go:build !unix

package pack

import (
	"io"
	"os"
)

// lock trusts that two processes do not save at the same moment: this system has no lock that dies with its owner. The checksums tell
// when they did.
func lock(name string) (io.Closer, error) {
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
}
