package output

import (
	"slices"
	"strings"
)

// found is one name that lies in the output folder: a file, a folder or something else.
type found struct {
	path string // below the output folder
	kind kind
	stamp
}

// survey lists everything in the output folder but dot entries, by path. They are never ours, so they are not even entered.
func survey(d disk, p place) ([]found, error) {
	var all []found
	for queue := []string{""}; len(queue) > 0; {
		dir := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		entries, err := d.list(p.out + dir)
		if err != nil {
			return nil, failure(err, p.out+dir, 0)
		}
		for _, e := range entries {
			if strings.HasPrefix(e.name, ".") {
				continue
			}
			full := dir + "/" + e.name
			all = append(all, found{path: full[1:], kind: e.kind, stamp: e.stamp})
			if e.kind == isFolder {
				queue = append(queue, full)
			}
		}
	}
	slices.SortFunc(all, func(a, b found) int { return strings.Compare(a.path, b.path) })
	return all, nil
}

// lookup finds a name.
func lookup(all []found, path string) *found {
	i, ok := slices.BinarySearchFunc(all, path, func(f found, path string) int { return strings.Compare(f.path, path) })
	if !ok {
		return nil
	}
	return &all[i]
}

// below returns what lies in a folder, at any depth.
func below(all []found, dir string) []found {
	prefix := dir + "/"
	start, _ := slices.BinarySearchFunc(all, prefix, func(f found, prefix string) int { return strings.Compare(f.path, prefix) })
	end := start
	for end < len(all) && strings.HasPrefix(all[end].path, prefix) {
		end++
	}
	return all[start:end]
}
