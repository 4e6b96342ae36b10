// Package source reads the three input folders of a site, content, layouts and static, and nothing else reads
// them.
//
// [Open] takes the site's folder; every access goes through an [os.Root], so no name and no link leads out of
// it. [Root.Scan] answers one question: which files are there, and what is the digest of each? The answer is
// a [Tree], a sorted list that is never modified:
//
//	root, err := source.Open("site")
//	tree, diags, err := root.Scan(nil, source.Look{Now: now})                                     // reads and digests every file
//	tree, diags, err = root.Scan(tree, source.Look{Now: now, Dirty: source.Dirty{All: true}})     // stats all, reads what may have changed
//	tree, diags, err = root.Scan(tree, source.Look{Now: now, Dirty: dirty, Patient: true})        // lists dirty folders only
//	b, err := root.Read(tree.Files[0])                                                            // exactly the bytes with that digest, or ErrChanged
//
// # When a file is read again
//
// A stat is a hint, the digest is the truth. A file keeps the digest of the tree before, without being read,
// when its size, mtime, ctime and inode are the same. Clocks of file systems are coarse, so two changes may
// bear one time; hence two more rules:
//
//   - a file whose mtime lies within 3 s of now is always read;
//   - a file that was younger than the clock's grain when it was read gets Changed = 0, which equals no
//     ctime: the next scan reads it again, however much later it comes. The grain is 0.1 s, and 3 s where
//     times are whole seconds (FAT, some network shares).
//
// A file that changes while it is read is read again, three times at most; then it counts as young.
// [Root.Read] compares the digest of what it read: a page is always made from one consistent read.
//
// # Dirty folders
//
// A tree keeps the listing of each folder. A scan takes over those that [Dirty] does not name, and lists the
// others again; new folders are found on the way and [Look.Enter] is called before each is listed. Listed in
// every scan are folders with a link in them (what it leads to changes elsewhere: Enter is called for where
// that lies), folders that could not be opened, and folders with a file that is being written.
//
// # Half-written files
//
// A patient scan ([Look.Patient]) leaves a file as the tree before has it (and leaves out a new one) while it
// is being written: its mtime or ctime is less than 40 ms old, or it changed while it was read. A file that
// had content and is empty is believed after 400 ms: vim and the shell truncate first. A file that vanished
// less than 40 ms ago stays, unless it only got another name: git and JetBrains remove first. What has looked
// the same for that long is settled whatever its times say (the clock of a network drive may be ahead), and
// after two seconds of steady writing a file is read all the same. [Tree.Again] says when to look again.
//
// # What is not read
//
//   - names that editors and systems leave behind, and every dot entry (.git, .env): [Ignored] decides by the
//     name, before any stat;
//   - FIFOs, sockets, devices: a warning. Files are opened without blocking, so a FIFO that takes a file's
//     place cannot stop a build;
//   - names with control characters or broken UTF-8: an error;
//   - files and folders without permission: an error; the others go on;
//   - two names that are one in NFC: an error that names both, and neither is read.
//
// # Links
//
// A link may be relative and may lead to a file anywhere in the site, or to a folder inside the three input
// folders (any other folder might be the output, which would feed on itself). It may not lead out of the
// site, be absolute, or pass a name that is ignored: a link content/x.txt → ../.env would publish a secret.
// Those are errors that name the target. A link without a target is a warning. A link to a folder that holds
// the link is a loop and is not followed; inside a linked folder no further link to a folder is followed. So
// each link is followed once and a scan always ends.
//
// # Names
//
// [File.Path] is NFC with slashes and is what everything else uses; [File.Raw] is the spelling of the file
// system and is used for opening only, because ext4 keeps NFC and NFD names apart. A name that is not NFC is
// a warning: other systems and tools trip over it.
package source
