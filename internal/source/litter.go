package source

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"bantin/internal/viet"
)

// Litter lists the files of the input folders that a scan passes over because of their names (see [Ignored]),
// by path; a folder of such a name is one row, which ends in a slash. Version control's own entries (.git,
// .gitignore, .gitkeep …) are no litter. What cannot be listed is the scan's to report.
func (r *Root) Litter() []string {
	var list []string
	for _, folder := range Inputs() {
		_ = fs.WalkDir(r.root.FS(), folder, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return fs.SkipDir
			case !Ignored(path.Base(name)) || isPlaceholder(path.Base(name)):
				return nil
			case !strings.HasPrefix(path.Base(name), ".git"):
				list = append(list, litterRow(name, d))
			}
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		})
	}
	slices.Sort(list)
	return list
}

func isPlaceholder(name string) bool {
	_, ok := Placeholder(name)
	return ok
}

func litterRow(name string, d fs.DirEntry) string {
	if d.IsDir() {
		name += "/"
	}
	return viet.NFC(name)
}
