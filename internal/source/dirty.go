package source

import "time"

// Dirty says what may differ from a tree. The zero value is nothing.
type Dirty struct {
	All     bool // everything may
	Routine bool // All, although nothing is known to have happened
	// these folders themselves may: real paths (links resolved) with slashes, from the site's folder
	Folders []string
	Trees   []string // these folders and everything below them may
}

// Any reports whether anything may differ.
func (d Dirty) Any() bool { return d.All || len(d.Folders)+len(d.Trees) > 0 }

// And is what one or the other says.
func (d Dirty) And(other Dirty) Dirty {
	return Dirty{
		All: d.All || other.All, Routine: d.Routine && other.Routine,
		Folders: append(d.Folders[:len(d.Folders):len(d.Folders)], other.Folders...),
		Trees:   append(d.Trees[:len(d.Trees):len(d.Trees)], other.Trees...),
	}
}

// Look says how to scan.
type Look struct {
	// the real clock, for comparison with the file system's times, never the date that a build pretends to
	// have
	Now time.Time
	// Dirty is where to look; the rest is as the tree before has it. Without a tree before everything is
	// looked at.
	Dirty Dirty
	// Enter is called with the real path of each folder before it is listed, and of each folder that a link
	// leads through before that is followed: "." for the site's folder itself, where a link leads to
	// something in it. nil for nobody. A watcher watches the folder from then on.
	Enter func(folder string)
	// Patient leaves files alone that are being written: see "Half-written files".
	Patient bool
	// Since has a patient scan count files as being written that changed after it; zero for no more than
	// usual.
	Since time.Time
	// Blank says that the trees before are of this run alone. A folder in which names came or went a moment
	// ago then counts as being written, too: a file may be missing in it that was there.
	Blank bool
}
