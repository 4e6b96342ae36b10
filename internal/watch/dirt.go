package watch

import (
	"maps"
	"slices"

	"bantin/internal/source"
)

// dirt collects what may differ.
type dirt struct {
	all            bool
	routine        bool // everything, though nothing happened
	folders, trees map[string]bool
}

func (d *dirt) folder(name string) {
	if d.folders == nil {
		d.folders = map[string]bool{}
	}
	d.folders[name] = true
}

func (d *dirt) tree(name string) {
	if d.trees == nil {
		d.trees = map[string]bool{}
	}
	d.trees[name] = true
}

// any reports whether something happened.
func (d *dirt) any() bool { return d.all || len(d.folders)+len(d.trees) > 0 }

// take returns what was collected and begins anew.
func (d *dirt) take() source.Dirty {
	taken := source.Dirty{
		All: d.all || d.routine, Routine: !d.any() && d.routine,
		Folders: slices.Sorted(maps.Keys(d.folders)), Trees: slices.Sorted(maps.Keys(d.trees)),
	}
	*d = dirt{}
	return taken
}
