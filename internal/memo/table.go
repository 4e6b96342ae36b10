package memo

import (
	"slices"
	"strings"

	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/source"
)

// Row is the value of one file, with its key.
type Row[V any] struct {
	Path    string
	Digest  fingerprint.Digest // of the file's bytes
	Options fingerprint.Digest // of everything else that the value was made with
	Value   V
}

// Rows are the values of some files, by path.
type Rows[V any] []*Row[V]

// Find returns the row of a path, nil without one.
func (rows Rows[V]) Find(path string) *Row[V] {
	i, found := slices.BinarySearchFunc(rows, path, func(r *Row[V], path string) int { return strings.Compare(r.Path, path) })
	if !found {
		return nil
	}
	return rows[i]
}

// Fresh is a row whose value has to be made.
type Fresh[V any] struct {
	*Row[V]
	File *source.File
	Was  *V // of the same path under another key, nil for none; not to be modified
	// the value is good for this list only: it is not kept, and what was known of the path stays known
	Once bool
}

// Table holds one value for each of many files. The zero value is empty and will be kept in memory only; see
// [Table.Recall].
type Table[V any] struct {
	rows  Rows[V]
	saved bool // the file of memory holds these rows
}

// Get returns the row of every file, in their order: those that are known, and those that fill makes, which
// is called once if there are any. files are sorted by path. Files that are not among them are forgotten.
// Rows that were returned before are never modified.
func (t *Table[V]) Get(files []*source.File, options func(path string) fingerprint.Digest, fill func([]*Fresh[V])) Rows[V] {
	rows := make(Rows[V], len(files))
	var fresh []*Fresh[V]
	at := 0
	for i := range files {
		f := files[i]
		for at < len(t.rows) && t.rows[at].Path < f.Path {
			at++
		}
		var was *V
		o := options(f.Path)
		if at < len(t.rows) && t.rows[at].Path == f.Path {
			if known := t.rows[at]; known.Digest == f.Digest && known.Options == o {
				rows[i] = known
				continue
			}
			was = &t.rows[at].Value
		}
		rows[i] = &Row[V]{Path: f.Path, Digest: f.Digest, Options: o}
		fresh = append(fresh, &Fresh[V]{Row: rows[i], File: f, Was: was})
	}
	if len(fresh) > 0 {
		fill(fresh)
	}
	t.keep(rows, fresh)
	return rows
}

// keep takes over the rows but for those that are good for one list only.
func (t *Table[V]) keep(rows Rows[V], fresh []*Fresh[V]) {
	kept := rows
	if slices.ContainsFunc(fresh, func(f *Fresh[V]) bool { return f.Once }) {
		once := make(map[*Row[V]]bool)
		for _, f := range fresh {
			if f.Once {
				once[f.Row] = true
			}
		}
		kept = make(Rows[V], 0, len(rows))
		for _, r := range rows {
			if once[r] {
				r = t.rows.Find(r.Path)
			}
			if r != nil {
				kept = append(kept, r)
			}
		}
	}
	t.saved = t.saved && slices.Equal(kept, t.rows)
	t.rows = kept
}

// Recall fills a table with what an earlier process saved under a name. With an error it is empty, and will
// be saved.
func (t *Table[V]) Recall(dir memory.Folder, name string, program fingerprint.Digest) error {
	list, err := memory.Load[Row[V]](dir, name, program)
	rows := make(Rows[V], len(list))
	for i := range list {
		rows[i] = &list[i]
	}
	if !slices.IsSortedFunc(rows, func(a, b *Row[V]) int { return strings.Compare(a.Path, b.Path) }) {
		rows, err = nil, memory.ErrDamaged
	}
	t.rows, t.saved = rows, err == nil
	return err
}

// Save writes the table under a name, unless the file holds it already.
func (t *Table[V]) Save(dir memory.Folder, name string, program fingerprint.Digest) error {
	if t.saved {
		return nil
	}
	list := make([]Row[V], len(t.rows))
	for i, r := range t.rows {
		list[i] = *r
	}
	err := memory.Save(dir, name, program, list)
	t.saved = err == nil
	return err
}
