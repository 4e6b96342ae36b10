package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"syscall"

	"golang.org/x/sys/unix"
)

// readFlags open a file for reading without waiting for anybody: a FIFO in the output folder must not stop a build.
const readFlags = unix.O_RDONLY | unix.O_NONBLOCK

func stampAt(st *unix.Stat_t) stamp {
	return stamp{size: st.Size, mtime: st.Mtim.Nano(), ctime: st.Ctim.Nano(), mode: fs.FileMode(st.Mode & 0o777)}
}

// entryAt stats one name of an open folder. It is three times as fast as a stat through os.Root, and as safe: the folder
// was opened through it and a name is one element.
func entryAt(dir *os.File, name string) (entry, error) {
	var st unix.Stat_t
	if err := unix.Fstatat(int(dir.Fd()), name, &st, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return entry{}, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	e := entry{name: name, kind: isOther, stamp: stampAt(&st)}
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		e.kind = isFile
	case unix.S_IFDIR:
		e.kind = isFolder
	}
	return e, nil
}

// owner is the user and the group of a file.
func owner(info fs.FileInfo) (user, group int, ok bool) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return int(st.Uid), int(st.Gid), true
}

func (d *osDisk) list(p string) ([]entry, error) {
	dir, err := d.openFolder(p)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	entries := make([]entry, 0, len(names))
	for _, name := range names {
		e, err := entryAt(dir, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since it was listed
		}
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// move renames by folder and single name, for the reason of entryAt.
func (d *osDisk) move(from, to string) (stamp, error) {
	source, err := d.takeFolder(parentOf(from))
	if err != nil {
		return stamp{}, err
	}
	defer d.kept.put(source)
	target, err := d.takeFolder(parentOf(to))
	if err != nil {
		return stamp{}, err
	}
	defer d.kept.put(target)
	if err := unix.Renameat(source.fd(), path.Base(from), target.fd(), path.Base(to)); err != nil {
		return stamp{}, &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	e, err := entryAt(target.dir, path.Base(to))
	return e.stamp, err
}

func (d *osDisk) link(from, to string) error {
	source, err := d.takeFolder(parentOf(from))
	if err != nil {
		return err
	}
	defer d.kept.put(source)
	target, err := d.takeFolder(parentOf(to))
	if err != nil {
		return err
	}
	defer d.kept.put(target)
	if err := unix.Linkat(source.fd(), path.Base(from), target.fd(), path.Base(to), 0); err != nil {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: err}
	}
	return nil
}

// enter keeps the folder open, because opening "a/b/c" through os.Root opens every element.
func (d *osDisk) enter(dir string) error {
	if d.entered == dir {
		return nil
	}
	d.forget()
	if err := mkdirAll(d, dir); err != nil {
		return err
	}
	root, name := d.at(dir)
	inside, err := root.OpenRoot(name)
	if err == nil {
		d.entered, d.inside = dir, inside
	}
	return err
}

func (d *osDisk) exchange(a, b string) error {
	d.forget()
	source, err := d.base.Open(parentOf(a))
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := d.base.Open(parentOf(b))
	if err != nil {
		return err
	}
	defer target.Close()
	err = unix.Renameat2(int(source.Fd()), path.Base(a), int(target.Fd()), path.Base(b), unix.RENAME_EXCHANGE)
	if err == unix.EINVAL || err == unix.ENOSYS {
		return errors.ErrUnsupported // by the file system, or the kernel
	}
	if err != nil {
		return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
	}
	d.out.Close() // it is another folder now
	d.out, err = d.base.OpenRoot(d.name)
	return err
}

func (d *osDisk) syncAll(p string) error {
	dir, err := d.openFolder(p)
	if err != nil {
		return err
	}
	defer dir.Close()
	return unix.Syncfs(int(dir.Fd()))
}

// writable asks the kernel, which also knows read-only mounts and folders that may not be changed (chattr +i). unix.Faccessat with
// flags would not do: it takes the EPERM of such a folder for a sandbox and then looks at the mode alone.
func (d *osDisk) writable(p string) error {
	dir, err := d.openFolder(p)
	if err != nil {
		return err
	}
	defer dir.Close()
	const rights = unix.W_OK | unix.X_OK
	err = unix.Faccessat2(int(dir.Fd()), ".", rights, unix.AT_EACCESS)
	if err == unix.ENOSYS { // before Linux 5.8
		err = unix.Faccessat(int(dir.Fd()), ".", rights, 0)
	}
	if err != nil {
		return &fs.PathError{Op: "write to", Path: p, Err: err}
	}
	return nil
}

// sameMount compares mounts, not devices: a bind mount has the device of its parent, and a rename across it fails all the same.
func (d *osDisk) sameMount(a, b string) bool {
	var mounts [2]uint64
	for i, p := range [2]string{a, b} {
		dir, err := d.openFolder(p)
		if err != nil {
			return false
		}
		var st unix.Statx_t
		err = unix.Statx(int(dir.Fd()), "", unix.AT_EMPTY_PATH, unix.STATX_MNT_ID, &st)
		dir.Close()
		if err != nil {
			return false
		}
		mounts[i] = st.Mnt_id ^ uint64(st.Dev_major)<<32 ^ uint64(st.Dev_minor)<<48
	}
	return mounts[0] == mounts[1]
}

// lockFile takes the lock of an open file without waiting.
func lockFile(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == unix.EWOULDBLOCK {
		return errBusy
	}
	return err
}
