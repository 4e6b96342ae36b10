package source

import (
	"path"
	"time"
)

const (
	settleTime = 40 * time.Millisecond // without a change, before a file counts as written
	// the same for a file that had content and is empty: most editors truncate before they write
	emptyTime   = 400 * time.Millisecond
	longestTime = 2 * time.Second // of writing, after which a file is read all the same
)

// writing is what is known of a file that changes or has vanished a moment ago, while the tree still has it
// as it was.
type writing struct {
	since int64 // when it was first found so
	stat  File  // as last seen
	seen  int64 // when that was first seen
}

// patience leaves the files of the new listings that are being written, or have vanished a moment ago, as the
// tree before has them.
func (s *scan) patience() {
	if !s.Patient {
		return
	}
	for _, l := range s.fresh {
		for _, f := range l.files {
			if old, known := s.prev.Lookup(f.Path); s.unsettled(f, old, known) {
				s.leave(l, f, old, known, max(f.ModTime, f.Changed))
			}
		}
		s.vanished(l)
	}
}

// unsettled reports whether a file is being written. The clock of the file system may be another than ours:
// what has looked the same for long enough is settled whatever its times say.
func (s *scan) unsettled(f *found, old File, known bool) bool {
	if young := f.File; known && !f.unsteady {
		if old.Changed == 0 {
			young.Changed = 0 // it was young when it was read; it is read again, and that is all
		}
		if sameStat(young, old) {
			return false
		}
	}
	if !s.Since.IsZero() && max(f.ModTime, f.Changed) > s.Since.UnixNano() {
		return true
	}
	quiet := settleTime
	if known && old.Size > 0 && f.Size == 0 {
		quiet = emptyTime
	}
	if !f.unsteady && max(f.ModTime, f.Changed) <= s.now-int64(quiet) {
		return false
	}
	w := s.writing(f)
	if w == nil {
		return true
	}
	return s.now-w.since < int64(longestTime) && !(sameStat(f.File, w.stat) && s.now-w.seen >= int64(quiet))
}

// writing is what the scan before knew of a file that was being written then.
func (s *scan) writing(f *found) *writing {
	if old := s.prev.listings[path.Dir(f.Raw)].file(f.Raw); old != nil {
		return old.writing
	}
	return nil
}

// leave keeps a file as it was, or leaves it out when it is new. The next scan looks at it again, quiet after
// the change at the latest.
func (s *scan) leave(l *listing, f *found, old File, known bool, changed int64) {
	w := &writing{since: s.now, stat: f.File, seen: s.now}
	if before := s.writing(f); before != nil {
		w.since = before.since
		if sameStat(before.stat, f.File) {
			w.seen = before.seen
		}
	}
	at := min(changed, s.now) + int64(settleTime)
	if known && old.Size > 0 && f.Size == 0 {
		at = min(changed, s.now) + int64(emptyTime)
	}
	if at <= s.now { // its clock is another than ours, or it changed while it was read
		at = s.now + int64(settleTime)
	}
	s.lookAgain(at)
	if known {
		f.File = old
	}
	f.lost, f.writing, l.again = !known, w, true
}

// lookAgain asks for another scan at an instant.
func (s *scan) lookAgain(at int64) {
	if s.again == 0 || at < s.again {
		s.again = at
	}
}

// vanished keeps files that went a moment ago, as in the middle of a checkout or of a save that renames
// twice. A file that only got another name has not vanished.
func (s *scan) vanished(l *listing) {
	if l.changed <= s.now-int64(settleTime) && (s.Since.IsZero() || l.changed <= s.Since.UnixNano()) {
		return
	}
	if s.Blank {
		l.restless, l.again = true, true
		s.lookAgain(s.now + int64(settleTime))
	}
	for _, old := range s.before(l.folder) {
		if old.lost || s.missedFor(old) >= longestTime || l.file(old.Raw) != nil || s.moved(old) {
			continue
		}
		f := &found{File: old.File, link: old.link, gone: true}
		s.leave(l, f, old.File, true, l.changed)
		l.files = append(l.files, f)
		l.sort()
	}
}

// before are the files of a folder in the tree before; one that an earlier process remembered has no
// listings.
func (s *scan) before(f folder) (files []*found) {
	if l := s.prev.listings[f.raw]; l != nil || s.prev.listings != nil {
		return l.all()
	}
	for _, old := range s.prev.Under(f.key) {
		if path.Dir(old.Raw) == f.raw {
			files = append(files, &found{File: old})
		}
	}
	return files
}

// missedFor is how long a file has been kept though it is gone.
func (s *scan) missedFor(f *found) time.Duration {
	// nothing was kept of one that had been listed for the first time when it went
	if !f.gone || f.writing == nil {
		return 0
	}
	return time.Duration(s.now - f.writing.since)
}

// moved reports whether a file lies under another name now.
func (s *scan) moved(old *found) bool {
	if s.inodes == nil {
		s.inodes = map[uint64]bool{}
		for _, l := range s.fresh {
			for _, f := range l.files {
				s.inodes[f.Inode] = !f.gone
			}
		}
	}
	return old.Inode != 0 && s.inodes[old.Inode]
}
