package output

import (
	"errors"
	"io"
	"io/fs"
	"sync"
	"syscall"

	"bantin/internal/output/disk"
)

// unsynced is the real disk without waiting for it: no test pulls the plug. The builders that tests start as
// processes do sync.
type unsynced struct{ disk.Disk }

func (unsynced) Sync(string) error    { return nil }
func (unsynced) SyncAll(string) error { return nil }

// faults is a disk that goes wrong at the n-th operation that changes anything. With die, nothing works from
// then on, as if the process had been killed: a write leaves half of its bytes. Otherwise that one operation
// fails with err.
type faults struct {
	disk.Disk
	*fate
}

type fate struct {
	mu   sync.Mutex
	at   int // counts from 1; 0: never
	die  bool
	err  error
	ops  int
	dead bool
}

var errDead = errors.New("the process is dead")

// strike counts one operation and returns what becomes of it.
func (f *fate) strike() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dead {
		return errDead
	}
	f.ops++
	if f.ops != f.at {
		return nil
	}
	if f.die {
		f.dead = true
		return errDead
	}
	return f.err
}

// alive fails reads of a dead process.
func (f *fate) alive() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dead {
		return errDead
	}
	return nil
}

func (f faults) List(dir string) ([]disk.Entry, error) {
	if err := f.alive(); err != nil {
		return nil, err
	}
	return f.Disk.List(dir)
}

func (f faults) Open(path string) (io.ReadCloser, error) {
	if err := f.alive(); err != nil {
		return nil, err
	}
	return f.Disk.Open(path)
}

func (f faults) Create(path string) (disk.File, error) {
	if err := f.strike(); err != nil {
		return nil, err
	}
	inner, err := f.Disk.Create(path)
	if err != nil {
		return nil, err
	}
	return faultyFile{inner, f.fate}, nil
}

type faultyFile struct {
	disk.File
	*fate
}

func (f faultyFile) Write(p []byte) (int, error) {
	if err := f.strike(); err != nil {
		n, _ := f.File.Write(p[:len(p)/2])
		return n, err
	}
	return f.File.Write(p)
}

func (f faultyFile) Finish() (disk.Stamp, error) {
	err := f.strike()
	st, closeErr := f.File.Finish()
	return st, errors.Join(err, closeErr)
}

func (f faults) Mkdir(path string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.Disk.Mkdir(path)
}

func (f faults) Like(folder, model string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.Disk.Like(folder, model)
}

func (f faults) Move(from, to string) (disk.Stamp, error) {
	if err := f.strike(); err != nil {
		return disk.Stamp{}, err
	}
	return f.Disk.Move(from, to)
}

func (f faults) Link(from, to string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.Disk.Link(from, to)
}

func (f faults) Exchange(a, b string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.Disk.Exchange(a, b)
}

func (f faults) Remove(path string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.Disk.Remove(path)
}

func (f faults) RemoveAll(path string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.Disk.RemoveAll(path)
}

func (f faults) Sync(path string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.Disk.Sync(path)
}

func (f faults) SyncAll(dir string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.Disk.SyncAll(dir)
}

func (f faults) Lock(path string) (io.Closer, error) {
	if err := f.strike(); err != nil {
		return nil, err
	}
	return f.Disk.Lock(path)
}

// with makes options whose disk meets a fate.
func (d *desk) with(f *fate) Options {
	opts := d.opts
	opts.Workers = 1 // operations in one order
	opts.wrap = func(d disk.Disk) disk.Disk { return faults{unsynced{d}, f} }
	return opts
}

var errFull = &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
var errBroken = &fs.PathError{Op: "write", Path: "x", Err: syscall.EIO}
