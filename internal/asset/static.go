package asset

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"bantin/internal/diag"
)

// assetsFolder is the only place for style sheets and scripts.
const assetsFolder = "static/assets/"

// AllowedStatic says whether a file may be published (docs/threats.md T14 and T27). p is its path under the
// site's folder (static/tep/a.pdf), head its first bytes (1 KiB is enough), extra the extensions that the
// settings allow beyond the usual ones (".xml").
//
// When it may not, code names the diagnostic; its first argument is the file's extension:
//
//	diag.New(code, diag.Pos{Path: p}, path.Ext(p))
//
// Files and folders whose name begins with a dot are never published, nor is what looks like a key or a
// password; extra changes nothing about that. An extension of extra is published whatever its bytes are.
func AllowedStatic(p string, head []byte, extra []string) (ok bool, code diag.Code) {
	ext := extension(p)
	switch {
	case SecretName(p) || isSecretText(head):
		return false, "static-secret"
	case hasDot(p):
		return false, "static-dotfile"
	case slices.Contains(originals, ext):
		return false, "picture-format"
	}
	t, usual := types[ext]
	switch {
	case t.family == script && !strings.HasPrefix(p, assetsFolder):
		return false, "static-place"
	case slices.Contains(extra, ext):
		return true, ""
	case !usual:
		return false, "static-type"
	case !fits(t.family, sniff(head)):
		return false, "static-mismatch"
	}
	return true, ""
}

// hasDot reports whether an element of the path is hidden.
func hasDot(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), func(element string) bool { return strings.HasPrefix(element, ".") })
}

// The names of files that hold keys, passwords or the remains of an editor (.swp holds the text of the file
// being edited).
var (
	secretNames = []string{
		".env", ".htpasswd", ".netrc", ".npmrc", ".pypirc", ".git-credentials", ".pgpass", ".bash_history",
		"id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "credentials", "credentials.json", "wp-config.php",
	}
	secretExtensions = []string{".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".ppk", ".ovpn", ".env", ".swp"}
	secretTexts      = []string{"PRIVATE KEY-----", "PRIVATE KEY BLOCK-----", "PuTTY-User-Key-File-"}
)

// SecretName reports whether a file's name is one of keys, passwords or the remains of an editor.
func SecretName(p string) bool {
	name := strings.ToLower(path.Base(p))
	return slices.Contains(secretNames, name) || strings.HasPrefix(name, ".env.") ||
		slices.Contains(secretExtensions, path.Ext(name))
}

func isSecretText(head []byte) bool {
	return slices.ContainsFunc(secretTexts, func(s string) bool { return bytes.Contains(head, []byte(s)) })
}
