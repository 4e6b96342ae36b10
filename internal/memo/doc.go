// Package memo remembers between builds what is a function of its key. There are two ways, and no third:
//
//	memo.Table[V]     one value for each of many files, by path, digest and options: entries, what pictures say of themselves
//	memo.Last[K, V]   one value, while its key stands: settings, layouts, the site, its pages, the whole list
//
// The rules, which everything that is remembered has to keep:
//
//   - A value depends on its key and on nothing else. Whatever it was made with stands in the key: the digest
//     of a file, the options, other remembered values.
//   - A value is never modified once it is made. Lists that are still shown hold it, and other goroutines
//     read it.
//   - Nobody is told what changed. A value is found by its key or made anew.
//   - What could not be made for good (a file that changed under the reader's hands) is used once and not
//     kept.
//
// Remembered values are compared by their pointers. So a value that was made anew and is as it was should be
// given up for the old one: what is made from it then stands, too. Fresh.Was is there for that.
//
//	rows := table.Get(files, options, func(fresh []*memo.Fresh[V]) { … read what is new … })
//	site := last.Get(input, stands, func() (*Site, bool) { return join(input), true })
//
// A table lasts from one process to the next as a file of package memory. What is wrong with that file costs
// time and nothing else.
package memo
