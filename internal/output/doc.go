// Package output owns the output folder: it decides which artifacts must be rendered, writes what differs,
// removes what it wrote before and no longer makes, and touches nothing else.
//
//	report, err := output.Apply(ctx, artifacts, output.Options{
//		Dir:       "public",
//		StateDir:  ".bantin",
//		Protected: []string{site, home},
//		Inputs:    []string{site + "/content", site + "/layouts", site + "/static"},
//	})
//
// A reader of the folder sees generation n or n+1 of each file, never half a file; an error or a killed
// process leaves the earlier site or, in the middle of the last step, a mixture that the next build completes
// before it does anything else.
//
// # What is ours
//
// Two records name the files that we wrote, with their digests:
//
//   - the private state, a file in the state folder for each output folder (by its real path): fingerprint,
//     digest, size, mtime, ctime, mode and diagnostics of each artifact. It may vanish at any time. It
//     counts only while the public manifest is the one that it knows.
//   - the public manifest in the output folder itself: manifest/index.txt and manifest/0.txt …, rows as
//     `sha256sum -c` reads them. It is the proof of ownership when the state is gone, and what `verify` and
//     the offline copies read. See [Manifest].
//
// A path that one of them names and whose bytes still bear the recorded digest is ours. Everything else is
// foreign: it is kept, and listed in [Report.Foreign]; dot entries (.git, .well-known) are not even looked
// at. A non-empty folder without either record is refused unless [Options.Adopt]. A foreign file where an
// artifact has to lie is an error, unless it has the same bytes.
//
// # What is rendered, what is written
//
//	fingerprint as recorded, stat as recorded     nothing: not opened, not rendered
//	fingerprint as recorded, another stat         digested: kept if the digest is as recorded, else
//	                                              rendered (Restored)
//	another fingerprint, or none recorded         rendered; written only if what lies there has other bytes
//
// [Options.Anew] renders everything, [Options.Verify] too and says where the table above would have been
// wrong. [Recall] answers before any artifact is made whether the folder is still what an earlier build left.
//
// Rendering is done by several goroutines into buffers; a panic is an error that names the path. Freshness is
// never judged by mtime alone: a file cut short by kill -9 would look up to date for ever.
//
// # How it is published
//
//  1. Lock. The kernel frees the lock of a dead process; nothing has to be deleted by hand.
//  2. Finish what a dead process left: see 5.
//  3. Render; write what differs to a staging folder on the file system of the output: .bantin-staging-NAME
//     beside the output folder, or .bantin-staging inside it when it is a mount point or its parent cannot
//     be written. Any error, or with [Options.Strict] any warning, ends here: the staging folder goes, the
//     output was not touched.
//  4. Sync, then write the journal (renames and removals, with a checksum) beside the staged files, sync it.
//     From here the new generation is decided.
//  5. Rename in the order assets → data → pages → feeds → manifest parts → manifest index, then remove
//     orphans and the folders that they leave empty. A start that finds a journal does the same once more;
//     doing it twice is harmless.
//  6. Sync, remove the journal, write the private state.
//
// With [Options.Swap] step 4 puts the new generation together as a whole, with hard links to the files that
// stay, and step 5 exchanges the two folders by one call of the kernel, after the new one has been given the
// modes and owners of the old one's folders; see swap.go. A reader then sees generation n or n+1 of the whole
// folder.
//
// An output folder that does not exist yet is built whole in the staging folder and renamed into place; it
// needs no journal. Few files are synced one by one, many by one syncfs.
//
// Files are 0644 and folders 0755 whatever the umask. Every access to the output passes the interface
// [disk.Disk], behind which stands [os.Root]; tests put one in its place that fails or dies at the n-th
// operation.
package output
