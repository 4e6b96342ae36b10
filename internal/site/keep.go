package site

import (
	"iter"
	"path"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/mention"
)

// keptFiles are the files that entries keep back which are not published, each with the path of the entry.
// Who wins where several name a file:
//
//  1. a paper that is marked secret keeps back what it names and what lies in its bundle, whoever else names
//     it
//  2. else what is published, the settings, a layout, a style or a script publishes what it names
//  3. else an entry that is not published, or cannot be read, keeps back what it mentions anywhere in its
//     file, and what its bundle owns
//  4. else a bundle publishes what it owns, and static/ everything
//
// static/assets/ is the layouts' and always published.
type keptFiles struct {
	secret, withheld map[string]string
}

// keepBack finds the files that entries keep back.
func (j *joiner) keepBack() {
	j.kept = keptFiles{map[string]string{}, map[string]string{}}
	for _, e := range j.in.Entries {
		if j.hidden[e.Path] {
			j.hold(j.kept.withheld, e.Path, mention.Names(e.Mentions))
			j.hold(j.kept.withheld, e.Path, slices.Values(namesOf(e)))
		}
	}
	secret := map[string]bool{}
	for _, u := range j.in.Broken {
		if u.Secret {
			secret[u.Path] = true
			j.hold(j.kept.secret, u.Path, mention.Names(u.Mentions))
		} else {
			j.hold(j.kept.withheld, u.Path, mention.Names(u.Mentions))
		}
	}
	if len(secret) > 0 {
		for _, f := range j.in.Files {
			if owner := j.owner(f.Path); secret[owner] {
				j.kept.secret[f.Path] = owner
			}
		}
	}
	j.furnished()
}

// namesOf are the files that an entry names, as it writes them.
func namesOf(e *content.Entry) (names []string) {
	for _, l := range e.Links {
		names = append(names, l.Dest)
	}
	for _, p := range e.Pictures {
		names = append(names, p.Dest)
	}
	for _, ref := range append(e.Images[:len(e.Images):len(e.Images)], e.Provenance.OriginalFile) {
		names = append(names, ref.Value)
	}
	for _, a := range e.Attachments {
		names = append(names, a.File.Value)
	}
	return names
}

// hold enters the files that names mean, as written in the file at a path.
func (j *joiner) hold(into map[string]string, by string, names iter.Seq[string]) {
	for name := range names {
		for f := range j.meant(by, name) {
			if _, known := into[f.Path]; !known && !isAsset(f.Path) {
				into[f.Path] = by
			}
		}
	}
}

// meant are the files that a name may mean in the file at a path: beside it, from the top of a folder, or by
// their address on the site.
func (j *joiner) meant(at, name string) iter.Seq[File] {
	return func(yield func(File) bool) {
		name, _, _ := strings.Cut(name, "#")
		name, _, _ = strings.Cut(name, "?")
		if base := j.in.Settings.BaseURL; base != "" {
			name = strings.TrimPrefix(name, strings.TrimSuffix(base, "/"))
		}
		top := strings.TrimPrefix(path.Clean("/"+name), "/")
		tries := []string{path.Join(path.Dir(at), name), path.Join(staticRoot, top), path.Join(contentRoot, top), top}
		if c, ok := j.addresses.owner(top); ok {
			tries = append(tries, c.source)
		}
		for _, p := range tries {
			if f, _, ok := j.files.find(p); ok && !yield(f) {
				return
			}
		}
	}
}

func isAsset(p string) bool { return strings.HasPrefix(p, staticRoot+"/assets/") }

// furnished uses the files that layouts, style and scripts name, and published entries in fields that no page
// shows yet. One that a secret paper keeps back is an error where a layout names it: its markup cannot be
// changed.
func (j *joiner) furnished() {
	if len(j.kept.secret)+len(j.kept.withheld) == 0 {
		return
	}
	for _, it := range j.site.Items {
		for _, x := range it.Entry.Extra {
			for name := range mention.Names(mention.Find(x.Value)) {
				for f := range j.meant(it.Entry.Path, name) {
					if _, secret := j.kept.secret[f.Path]; !secret && strings.HasPrefix(f.Path, staticRoot+"/") {
						j.use(f)
					}
				}
			}
		}
	}
	for _, n := range j.in.Named {
		for name := range mention.Names(n.Texts) {
			for f := range j.meant(n.Path, name) {
				if by, secret := j.kept.secret[f.Path]; secret {
					j.report(diag.New("file-secret-named", diag.Pos{Path: n.Path}, f.Path, by))
				} else if strings.HasPrefix(f.Path, staticRoot+"/") {
					j.use(f)
				}
			}
		}
	}
}

// mayUse reports whether something published may name a file; that it may not is an error at the place of the
// name.
func (j *joiner) mayUse(at place, f File) bool {
	by, secret := j.kept.secret[f.Path]
	if secret {
		j.warn(at, "file-secret-named", f.Path, by)
	}
	return !secret
}

// keepsBack reports whether a file that nothing published names is kept back. Of a file of static/, which
// would be published else, it says so.
func (j *joiner) keepsBack(p string) bool {
	static := strings.HasPrefix(p, staticRoot+"/")
	if isAsset(p) {
		return false
	}
	if _, secret := j.kept.secret[p]; secret {
		return true
	}
	by, withheld := j.kept.withheld[p]
	if withheld && static {
		j.report(diag.New("file-held", diag.Pos{Path: p}, p, by))
	}
	return withheld || heldFolder(p) != ""
}

// owner is the entry whose bundle a file belongs to, published or not: the index.md of the nearest folder
// around it that has one. A section's page owns nothing, and what lies below it belongs to no bundle around
// it. "" for none.
func (j *joiner) owner(p string) string {
	if !strings.HasPrefix(p, contentRoot+"/") {
		return ""
	}
	for folder := folderOf(p); folder != "."; folder = path.Dir(folder) {
		if index := j.indexes[folder]; index != "" {
			if isBundle(index) {
				return index
			}
			return ""
		}
	}
	return ""
}

// isOwned reports whether a published bundle owns a file. A copy that a sync service made of another file is
// nobody's.
func (j *joiner) isOwned(p string) bool {
	if owner := j.owner(p); owner == "" || j.byPath[owner] == nil {
		return false
	}
	if !mayBeMarked(p) {
		return true
	}
	original, _ := originalOf(p, func(p string) (string, bool) {
		f, _, there := j.files.find(p)
		return f.Path, there
	})
	return original == ""
}

// strangeBundles names the index.md that may have been meant for a section's page: it shares its folder with
// one, or with other entries.
func (j *joiner) strangeBundles() {
	for folder, index := range j.indexes {
		if !isBundle(index) || j.hidden[index] && j.copies[index] != "" {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(j.names[path.Dir(index)]), func(name string) bool {
			p := path.Join(contentRoot, folder, name)
			return p == index || j.copies[p] != ""
		})
		if len(others) > 0 {
			j.report(diag.New("index-beside", diag.Pos{Path: index, Line: 1, Col: 1}, slices.Min(others)))
		}
	}
}
