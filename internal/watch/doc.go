// Package watch says when something in the site's input folders may differ, and where.
//
//	w, err := watch.Start(ctx, watch.Options{Site: "site", Notice: print})
//	w.Loop(ctx, clock, func(ctx context.Context) (again time.Time) {
//		dirty := w.Take()                       // before the scan: what changes from here on counts for the next one
//		tree, _, err = root.Scan(tree, source.Look{Now: clock(), Dirty: dirty, Enter: w.Enter, Patient: true})
//		return tree.Again
//	})
//
// # Events are hints, the scan is the truth
//
// An event marks the folder of its name dirty and says nothing else; a scan finds out what differs. So a
// lost, merged or reordered event may cost time, never correctness. Every row of what editors and tools do
// comes down to "something in this folder may differ":
//
//   - folders are watched, never files: a save by rename replaces the file that would have been watched;
//   - [source.Ignored] is applied to the name of an event before anything else, so swap and lock files cost
//     nothing; what stands for a file that a cloud keeps ([source.Placeholder]) counts as that file;
//   - the scan itself adds the watches: it calls [Watcher.Enter] before it lists a folder. What is made in a
//     new folder before that is listed, what is made after it is an event. A handler that adds watches when
//     the event of a new folder arrives misses up to all of what was put into the folder meanwhile;
//   - a folder that is moved, removed or replaced loses its watches and those below it (a watch follows the
//     inode and would go on reporting the old path), and its tree is dirty: the scan enters it again if there
//     is one of that name;
//   - the scan enters the folders through which links lead too, wherever they lie in the site;
//   - overflow of the kernel's queue, or any error: a new set of watches, and everything is dirty. One
//     notice.
//
// # When
//
// [Watcher.Due] fires when 40 ms have passed since the last event, and 250 ms after the first one at the
// latest: that timer is not reset, so a storm of events cannot starve a build. An instant at which a build
// wants to look again counts only while nothing happens: else each file of a checkout that comes to rest
// would be a build. When nothing happens for two seconds it fires too and everything is to be looked at
// ([source.Dirty] is then Routine): whatever the events missed is found. Scans of large sites take longer;
// the pause is then 40 times the last scan ([Watcher.Scanned]).
//
// # Nobody waits for ever
//
// fsnotify holds its lock while it delivers some errors (of a folder that was moved and removed at once), and
// every call into it needs that lock. So one goroutine does nothing but put what is delivered into a list,
// another does all calls, and nothing that could block is called under the watcher's lock. A call, or the
// event of a marker, that does not come within three seconds makes the watcher poll, which it says once;
// Close waits a second at most.
//
// # Without events
//
// Network and shared file systems (NFS, SMB, 9p, FUSE …) deliver no events for what others change, and the
// kernel limits the number of watches and of watchers. Then the watcher polls: everything is dirty once a
// second. It says so in one line. [Options.Poll] asks for it.
//
// # Nothing stale
//
// Who is about to answer with what the last build made calls [Watcher.Sync] first. It waits, some 0.1 ms,
// until every event that the kernel had when it was called has been counted, and reports whether anything is
// dirty. The kernel delivers events in order, so the watcher changes a file of its own, one in memory, and
// waits for the event of that. A watcher that polls cannot know, and reports everything dirty each time.
//
// Two rules keep a page from being older than the last completed save: set the flag "a build runs" before
// calling Take, and wait for Due before building, not only for Sync: files that were written a moment ago are
// left alone by a patient scan.
package watch
