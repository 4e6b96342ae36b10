package output

import (
	"io/fs"
	"os"
	"path"
	"sync"

	"golang.org/x/sys/unix"
)

// keptFolders keeps a few folders open, because opening "a/b/c" through os.Root opens every element, and files come folder by
// folder. Whoever takes one has it alone until it is put back.
type keptFolders struct {
	mu   sync.Mutex
	idle []*keptFolder // the one that was put back last is the last
}

// maxKept bounds the descriptors: 32 are enough for a build.
const maxKept = 6

type keptFolder struct {
	path string
	dir  *os.File
}

func (f *keptFolder) fd() int { return int(f.dir.Fd()) }

// takeFolder takes a folder that is open, or opens it.
func (d *osDisk) takeFolder(p string) (*keptFolder, error) {
	if f := d.kept.take(p); f != nil {
		return f, nil
	}
	dir, err := d.openFolder(p)
	if err != nil {
		return nil, err
	}
	return &keptFolder{path: p, dir: dir}, nil
}

func (k *keptFolders) take(p string) *keptFolder {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, f := range k.idle {
		if f.path == p {
			k.idle = append(k.idle[:i], k.idle[i+1:]...)
			return f
		}
	}
	return nil
}

func (k *keptFolders) put(f *keptFolder) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.idle) == maxKept {
		k.idle[0].dir.Close()
		k.idle = append(k.idle[:0], k.idle[1:]...)
	}
	k.idle = append(k.idle, f)
}

// forget closes the folders. One that is removed and made again is another one.
func (k *keptFolders) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, f := range k.idle {
		f.dir.Close()
	}
	k.idle = nil
}

// rawFile is a file that is being written. An os.File asks the kernel four more questions about each file, which for thousands of
// small ones is a tenth of the time.
type rawFile struct {
	fd   int
	path string
}

func (d *osDisk) create(p string) (file, error) {
	folder, err := d.takeFolder(parentOf(p))
	if err != nil {
		return nil, err
	}
	defer d.kept.put(folder)
	// A FIFO or a device of that name would swallow the bytes, or let us wait for a reader.
	const flags = unix.O_WRONLY | unix.O_CREAT | unix.O_TRUNC | unix.O_NOFOLLOW | unix.O_NONBLOCK | unix.O_CLOEXEC
	name := path.Base(p)
	fd, err := retried(func() (int, error) { return openRegular(folder.fd(), name, flags) })
	if err == unix.ELOOP || err == unix.ENXIO {
		if err = unix.Unlinkat(folder.fd(), name, 0); err == nil {
			fd, err = retried(func() (int, error) { return openRegular(folder.fd(), name, flags|unix.O_EXCL) })
		}
	}
	if err != nil {
		return nil, &fs.PathError{Op: "create", Path: p, Err: err}
	}
	return &rawFile{fd: fd, path: p}, nil
}

// openRegular opens a file for writing; ENXIO says that the name stands for something else.
func openRegular(folder int, name string, flags int) (int, error) {
	fd, err := unix.Openat(folder, name, flags, uint32(fileMode))
	if err != nil || flags&unix.O_EXCL != 0 {
		return fd, err
	}
	var st unix.Stat_t
	if err = unix.Fstat(fd, &st); err == nil && st.Mode&unix.S_IFMT != unix.S_IFREG {
		err = unix.ENXIO
	}
	if err != nil {
		unix.Close(fd)
		return 0, err
	}
	return fd, nil
}

// retried repeats a system call that a signal interrupted.
func retried(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != unix.EINTR {
			return n, err
		}
	}
}

// Write implements [io.Writer].
func (f *rawFile) Write(p []byte) (int, error) {
	for done := 0; done < len(p); {
		n, err := retried(func() (int, error) { return unix.Write(f.fd, p[done:]) })
		if err != nil {
			return done, &fs.PathError{Op: "write", Path: f.path, Err: err}
		}
		done += n
	}
	return len(p), nil
}

func (f *rawFile) finish() (stamp, error) {
	var st unix.Stat_t
	err := unix.Fstat(f.fd, &st)
	if err == nil && fs.FileMode(st.Mode&0o777) != fileMode {
		// The umask took something away. A file system without modes (a USB stick) refuses, and that is all right.
		if unix.Fchmod(f.fd, uint32(fileMode)) == nil {
			err = unix.Fstat(f.fd, &st)
		}
	}
	// Network shares report a failed write here.
	if closeErr := unix.Close(f.fd); err == nil && closeErr != unix.EINTR {
		err = closeErr
	}
	if err != nil {
		return stamp{}, &fs.PathError{Op: "close", Path: f.path, Err: err}
	}
	return stampAt(&st), nil
}
