package output

import (
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"bantin/internal/output/disk"
	"bantin/internal/parallel"
)

// found is one name that lies in the output folder: a file, a folder or something else.
type found struct {
	path string // below the output folder
	disk.Kind
	disk.Stamp
}

// surveyors is how many folders are listed at a time.
const surveyors = 4

// survey lists everything in the output folder but dot entries, by path. They are never ours, so they are not
// even entered.
func survey(d disk.Disk, p place) ([]found, error) {
	var all []found
	for level := []string{""}; len(level) > 0; {
		listed := make([][]found, len(level))
		var group errgroup.Group
		group.SetLimit(surveyors)
		for i, dir := range level {
			group.Go(parallel.Catching(func() (err error) {
				listed[i], err = surveyFolder(d, p, dir)
				return err
			}))
		}
		if err := group.Wait(); err != nil {
			return nil, err
		}
		level = nil
		for _, part := range listed {
			for _, f := range part {
				if f.Kind == disk.IsFolder {
					level = append(level, f.path+"/")
				}
			}
			all = append(all, part...)
		}
	}
	slices.SortFunc(all, func(a, b found) int { return strings.Compare(a.path, b.path) })
	return all, nil
}

// surveyFolder lists one folder; dir ends in "/" or is "".
func surveyFolder(d disk.Disk, p place, dir string) ([]found, error) {
	entries, err := d.List(strings.TrimSuffix(p.out+"/"+dir, "/"))
	if err != nil {
		return nil, failure(err, p.out+"/"+dir, 0)
	}
	part := make([]found, 0, len(entries))
	for _, e := range entries {
		if !strings.HasPrefix(e.Name, ".") {
			part = append(part, found{path: dir + e.Name, Kind: e.Kind, Stamp: e.Stamp})
		}
	}
	return part, nil
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
