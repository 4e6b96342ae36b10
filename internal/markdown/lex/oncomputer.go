package lex

import (
	"regexp"
	"strings"
)

// onComputer matches the addresses of files on a person's own computer: drives and shares of Windows, home
// folders and disks of macOS and Linux, files of phones. They lead nowhere for a reader, and tell the name of
// whoever wrote them.
var onComputer = regexp.MustCompile(`^(?i:[a-z][:|]([\\/]|$)|file:|content:/|smb:/|afp:/|\\\\[^\\/]|~[\w.-]*[\\/]|%[a-z]+%|\$(?:home|\{home\})\b` +
	`|/(?:mnt|cygdrive)/[a-z]/|/(?:Volumes|storage/emulated|sdcard|private/var|var/folders)/)` +
	`|^/(?:Users|home)/[^/]+/.`)

// OnComputer reports whether an address, as written, is that of a file on a person's own computer. Pages of a
// section that is called "home" are none.
func OnComputer(written string) bool {
	written = strings.Trim(written, " \t\n<>\"'")
	if len(written) < 3 || strings.IndexByte(written[:3], '/') < 0 && strings.IndexByte("~%$\\", written[0]) < 0 && !strings.ContainsAny(written[:min(len(written), 8)], ":|%") {
		return false
	}
	for _, form := range [...]string{written, Unescape(written)} {
		if onComputer.MatchString(form) && !isPage(form) {
			return true
		}
	}
	return false
}

// isPage reports whether a path from the top may be one of this site.
func isPage(p string) bool {
	p, _, _ = strings.Cut(p, "#")
	return strings.HasPrefix(p, "/home/") && (strings.HasSuffix(p, ".html") || strings.HasSuffix(p, ".md"))
}
