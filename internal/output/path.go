package output

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"bantin/internal/viet"
)

// maxPath is the longest path of an artifact, in bytes: what still works below C:\Users\… and on every USB
// stick.
const maxPath = 240

// checkPath refuses a path that is no plain relative one: dot entries are never ours, ".." least of all.
func checkPath(p string) error {
	if p == "" || len(p) > maxPath {
		return fmt.Errorf("path of %d bytes, 1 to %d are possible: %.60q", len(p), maxPath, p)
	}
	for elem := range strings.SplitSeq(p, "/") {
		if !viet.PlainName(elem) {
			return fmt.Errorf("path %q: %q is no name that every system can keep", p, elem)
		}
	}
	return nil
}

// checkPaths checks the paths of all artifacts, which are sorted, against each other: none twice, not even
// with other capitals, and none that is a folder of another. Whoever makes the list has told the editor about
// collisions long before; one that arrives here is a fault of the program.
func checkPaths(artifacts []Artifact) error {
	folded := make([]string, len(artifacts))
	for i := range artifacts {
		p := artifacts[i].Path
		if err := checkPath(p); err != nil {
			return fmt.Errorf("internal error: artifact with the %w", err)
		}
		if artifacts[i].Make == nil || artifacts[i].Class > ClassFeed {
			return fmt.Errorf("internal error: artifact %q without a class or a function that makes it", p)
		}
		folded[i] = strings.ToLower(p)
		if folded[i] == manifestDir || strings.HasPrefix(folded[i], manifestDir+"/") {
			return fmt.Errorf("internal error: artifact %q lies where the manifest does", p)
		}
	}
	slices.Sort(folded)
	for i := range folded {
		if i > 0 && folded[i] == folded[i-1] {
			return fmt.Errorf("internal error: two artifacts at %q", folded[i])
		}
		dir := path.Dir(folded[i])
		if i > 0 && dir == path.Dir(folded[i-1]) {
			continue // checked already
		}
		for ; dir != "."; dir = path.Dir(dir) {
			if _, taken := slices.BinarySearch(folded, dir); taken {
				return fmt.Errorf("internal error: artifact %q is a folder of artifact %q", dir, folded[i])
			}
		}
	}
	return nil
}
