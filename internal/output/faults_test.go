package output

import (
	"errors"
	"io"
	"io/fs"
	"sync"
	"syscall"
)

// unsynced is the real disk without waiting for it: no test pulls the plug. The builders that tests start as processes do sync.
type unsynced struct{ disk }

func (unsynced) sync(string) error    { return nil }
func (unsynced) syncAll(string) error { return nil }

// faults is a disk that goes wrong at the n-th operation that changes anything. With die, nothing works from then on, as if the process
// had been killed: a write leaves half of its bytes. Otherwise that one operation fails with err.
type faults struct {
	disk
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

func (f faults) list(dir string) ([]entry, error) {
	if err := f.alive(); err != nil {
		return nil, err
	}
	return f.disk.list(dir)
}

func (f faults) open(path string) (io.ReadCloser, error) {
	if err := f.alive(); err != nil {
		return nil, err
	}
	return f.disk.open(path)
}

func (f faults) create(path string) (file, error) {
	if err := f.strike(); err != nil {
		return nil, err
	}
	inner, err := f.disk.create(path)
	if err != nil {
		return nil, err
	}
	return faultyFile{inner, f.fate}, nil
}

type faultyFile struct {
	file
	*fate
}

func (f faultyFile) Write(p []byte) (int, error) {
	if err := f.strike(); err != nil {
		n, _ := f.file.Write(p[:len(p)/2])
		return n, err
	}
	return f.file.Write(p)
}

func (f faultyFile) finish() (stamp, error) {
	err := f.strike()
	st, closeErr := f.file.finish()
	return st, errors.Join(err, closeErr)
}

func (f faults) mkdir(path string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.mkdir(path)
}

func (f faults) enter(dir string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.enter(dir)
}

func (f faults) like(folder, model string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.like(folder, model)
}

func (f faults) move(from, to string) (stamp, error) {
	if err := f.strike(); err != nil {
		return stamp{}, err
	}
	return f.disk.move(from, to)
}

func (f faults) link(from, to string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.link(from, to)
}

func (f faults) exchange(a, b string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.exchange(a, b)
}

func (f faults) remove(path string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.remove(path)
}

func (f faults) removeAll(path string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.removeAll(path)
}

func (f faults) sync(path string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.sync(path)
}

func (f faults) syncAll(dir string) error {
	if err := f.strike(); err != nil {
		return err
	}
	return f.disk.syncAll(dir)
}

func (f faults) lock(path string) (io.Closer, error) {
	if err := f.strike(); err != nil {
		return nil, err
	}
	return f.disk.lock(path)
}

// with makes options whose disk meets a fate.
func (d *desk) with(f *fate) Options {
	opts := d.opts
	opts.Workers = 1 // operations in one order
	opts.wrap = func(d disk) disk { return faults{unsynced{d}, f} }
	return opts
}

var errFull = &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
var errBroken = &fs.PathError{Op: "write", Path: "x", Err: syscall.EIO}
