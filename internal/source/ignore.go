package source

import "strings"

// litter lists what editors, file managers and sync tools leave beside files, each as the parts of one
// pattern:
//
//	*~ *.swp *.swx *.bck *.tmp *.kate-swp 4913 *___jb_*___ #*# Thumbs.db desktop.ini ~$*
//	*.goc (what `bantin convert` keeps of a file)
//
// Patterns of dot entries (.goutputstream*, .sb-*, .#*, ._*, .DS_Store, .~lock.*#) need no row: no dot entry
// is read.
var litter = []struct{ prefix, middle, suffix string }{
	{suffix: "~"}, {suffix: ".swp"}, {suffix: ".swx"}, {suffix: ".bck"}, {suffix: ".tmp"}, {suffix: ".kate-swp"}, {suffix: ".goc"},
	{middle: "___jb_", suffix: "___"},
	{prefix: "#", suffix: "#"},
	{prefix: "~$"},
}

// Placeholder gives the name of the file for which a placeholder of a cloud stands: iCloud leaves
// `.bai.md.icloud` where a file was moved away to make room, Nextcloud and ownCloud show `bai.md.nextcloud`
// for one that was never fetched.
func Placeholder(name string) (real string, ok bool) {
	if hidden, found := strings.CutPrefix(name, "."); found {
		real, ok = strings.CutSuffix(hidden, ".icloud")
		return real, ok && real != ""
	}
	for _, ending := range []string{".nextcloud", ".owncloud"} {
		if real, ok = strings.CutSuffix(name, ending); ok && strings.Contains(real, ".") {
			return real, true
		}
	}
	return "", false
}

// Ignored reports whether a file or folder of this name (one path element) is never looked at: editors' swap,
// lock and backup files, and every dot entry. The name alone decides, before any stat: a lock file may be a
// link to nowhere.
func Ignored(name string) bool {
	if strings.HasPrefix(name, ".") || name == "4913" {
		return true
	}
	if strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini") {
		return true
	}
	for _, l := range litter {
		rest, ok := strings.CutPrefix(name, l.prefix)
		if !ok {
			continue
		}
		if rest, ok = strings.CutSuffix(rest, l.suffix); ok && strings.Contains(rest, l.middle) {
			return true
		}
	}
	return false
}
