package site

import (
	"path"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// staticRoot is the folder whose files are published unless something keeps them back.
const staticRoot = "static"

// fileIndex finds the files that entries name. Names are compared without regard to case and Unicode form
// (E39): editors work on file systems that know neither.
type fileIndex struct {
	byPath  map[string]File     // exact source path
	byFold  map[string]string   // folded source path → exact
	refused map[string]bool     // folded paths of Input.Refused
	folders map[string][]string // folder → names of its files, for did-you-mean

	spellings map[string]*viet.Spelling // of the folders that were asked about
}

// indexNames makes the indexes of everything that a reference may name: files, and entries whether published
// or not.
func (j *joiner) indexNames() {
	j.entryPaths, j.names, j.indexes = make(map[string]string, len(j.in.Entries)), map[string][]string{}, map[string]string{}
	j.spellings = map[string]*viet.Spelling{}
	add := func(p string) {
		j.entryPaths[foldPath(p)] = p
		j.names[path.Dir(p)] = append(j.names[path.Dir(p)], path.Base(p))
		if folder := folderOf(p); isBundle(p) || path.Base(p) == "_index.md" && j.indexes[folder] == "" {
			j.indexes[folder] = p
		}
	}
	for _, e := range j.in.Entries {
		add(e.Path)
	}
	for _, u := range j.in.Broken {
		add(u.Path)
	}
	j.used = map[string]string{}
	j.files = fileIndex{
		byPath:  make(map[string]File, len(j.in.Files)),
		byFold:  make(map[string]string, len(j.in.Files)),
		folders: map[string][]string{},
		refused: make(map[string]bool, len(j.in.Refused)),

		spellings: map[string]*viet.Spelling{},
	}
	for _, p := range j.in.Refused {
		j.files.refused[foldPath(p)] = true
	}
	for _, f := range j.in.Files {
		j.files.byPath[f.Path] = f
		j.files.byFold[foldPath(f.Path)] = f.Path
		dir := path.Dir(f.Path)
		j.files.folders[dir] = append(j.files.folders[dir], path.Base(f.Path))
	}
}

// refuses reports whether a path means a file that may not be published: why has been said at the file, once.
func (x fileIndex) refuses(p string) bool { return x.refused[foldPath(p)] }

func foldPath(p string) string { return strings.ToLower(viet.Clean(p)) }

// find returns the file that a path means, and whether it is spelled exactly so; the kind of a blank is no
// matter of spelling.
func (x fileIndex) find(p string) (f File, exact, ok bool) {
	if f, ok = x.byPath[p]; ok {
		return f, true, true
	}
	if real, ok := x.byFold[foldPath(p)]; ok {
		return x.byPath[real], viet.Clean(real) == viet.Clean(p), true
	}
	return File{}, false, false
}

// spelling makes the names of a folder ready to be compared with, once.
func spelling(known map[string]*viet.Spelling, dir string, names ...map[string][]string) *viet.Spelling {
	s := known[dir]
	if s == nil {
		var all []string
		for _, of := range names {
			all = append(all, of[dir]...)
		}
		s = viet.NewSpelling(all)
		known[dir] = s
	}
	return s
}

// nearest is the most similar name in a folder, "" when none is similar.
func (x fileIndex) nearest(p string) string {
	return spelling(x.spellings, path.Dir(p), x.folders).Nearest(path.Base(p))
}

// placeStatic enters the files of static/ into the table of addresses.
func (j *joiner) placeStatic() {
	for _, f := range j.in.Files {
		if !strings.HasPrefix(f.Path, staticRoot+"/") {
			continue
		}
		url := staticURL(f.Path)
		why, owner := j.obstacle(url)
		switch asset := strings.HasPrefix(url, "assets/"); {
		// in place of the program's
		case why == free, asset && why == kept, asset && why == taken && owner == url:
		case why == tooLong:
			j.report(diag.New("address-long", diag.Pos{Path: f.Path, Line: 1, Col: 1}, url))
			continue
		default:
			j.report(diag.New("static-reserved", diag.Pos{Path: f.Path, Line: 1, Col: 1}, url))
			continue
		}
		j.addresses.take(url, claim{source: f.Path})
		j.site.Files = append(j.site.Files, PublishedFile{f.Path, url})
	}
}

// staticURL is the address of a file of static/: its own name, or a slug of it where the name would not
// survive every host and every USB stick (accents, blanks, signs).
func staticURL(sourcePath string) string {
	elements := strings.Split(strings.TrimPrefix(sourcePath, staticRoot+"/"), "/")
	for i, e := range elements {
		switch {
		case viet.PlainName(e):
		case i == len(elements)-1:
			elements[i] = fileSlug(e, sourcePath)
		default:
			elements[i] = slugElement(e, sourcePath)
		}
	}
	return strings.Join(elements, "/")
}

// use publishes a file because something published names it, and returns its address. A file of static/ has
// its address already. Whether it may be used was asked before: [joiner.mayUse].
func (j *joiner) use(f File) string {
	if url, ok := j.used[f.Path]; ok {
		return url
	}
	if strings.HasPrefix(f.Path, staticRoot+"/") {
		j.used[f.Path] = staticURL(f.Path)
		return j.used[f.Path]
	}
	url := j.fileURL(f)
	switch why, owner := j.obstacle(url); why {
	case free:
		j.addresses.take(url, claim{source: f.Path})
	case tooLong:
		j.report(diag.New("address-long", diag.Pos{Path: f.Path, Line: 1, Col: 1}, url))
		url = ""
	default:
		j.report(diag.New("file-address-taken", diag.Pos{Path: f.Path, Line: 1, Col: 1}, f.Path, owner, url))
		url = ""
	}
	j.used[f.Path] = url
	return url
}

// fileURL is the address of a file beside an entry: in a bundle below the entry's address, else in the
// folder's; its name as a slug.
func (j *joiner) fileURL(f File) string {
	folder := folderOf(f.Path)
	return path.Join(j.bundleURL(folder), fileSlug(path.Base(f.Path), f.Path))
}

// bundleURL is the address of a source folder that may be, or lie in, a page bundle.
func (j *joiner) bundleURL(folder string) string {
	for inner, dir := "", folder; dir != "."; inner, dir = path.Join(slugElement(path.Base(dir), dir), inner), path.Dir(dir) {
		if it := j.bundles[dir]; it != nil {
			return path.Join(strings.TrimSuffix(it.URL, ".html"), inner)
		}
	}
	return j.folderURL(folder)
}

// fileSlug is a file's name as a slug, with its ending in lower case.
func fileSlug(name, sourcePath string) string {
	ext := path.Ext(name)
	if !viet.PlainName("x" + ext) {
		ext = "" // "báo cáo.", "a.ảnh"
	}
	return slugElement(strings.TrimSuffix(name, ext), sourcePath) + strings.ToLower(ext)
}

// publishFiles lists the files that are published: those that something published names, those that a
// published bundle owns, and those of static/ that nothing keeps back.
func (j *joiner) publishFiles() {
	static := j.site.Files
	j.site.Files = nil
	for _, f := range static {
		if j.used[f.Path] != "" || !j.keepsBack(f.Path) {
			j.site.Files = append(j.site.Files, f)
		}
	}
	for _, f := range j.in.Files {
		if strings.HasPrefix(f.Path, staticRoot+"/") {
			continue
		}
		if j.used[f.Path] == "" && j.isOwned(f.Path) && !j.keepsBack(f.Path) {
			j.use(f)
		}
		if url := j.used[f.Path]; url != "" {
			j.site.Files = append(j.site.Files, PublishedFile{f.Path, url})
		}
	}
	slices.SortFunc(j.site.Files, func(a, b PublishedFile) int { return strings.Compare(a.URL, b.URL) })
}
