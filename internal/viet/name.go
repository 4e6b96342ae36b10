package viet

import "strings"

// PlainName reports whether a file or folder of this name can be kept by every system and every host: ASCII
// letters, digits, dots, hyphens and underscores; no dot at either end (hidden here, dropped there); no name
// that Windows reserves.
func PlainName(name string) bool {
	if name == "" || name[0] == '.' || name[len(name)-1] == '.' || isReservedName(name) {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

// isReservedName recognises the names that Windows keeps for devices, in any case and with any extension:
// con, NUL.txt, com1.html.
func isReservedName(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "com" || stem[:3] == "lpt") && stem[3] >= '1' && stem[3] <= '9'
}
