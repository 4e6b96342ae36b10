package site

import (
	"path"
	"regexp"
	"strings"

	"bantin/internal/diag"
)

// copyMarks match the end of a name, without its ending, that programs give to a copy.
//
//	cau (1)   cau - Copy   cau - Copy (2)   cau copy 2        browsers, Windows, macOS
//	cau - Bản sao   cau bản sao 2                             the same in Vietnamese
//	cau.sync-conflict-20240102-101010-ABCDEFG                 Syncthing
//	cau (conflicted copy 2024-01-02 101010)                   Nextcloud; Dropbox: (An's conflicted copy 2024-01-02)
//	cau (Bản sao xung đột của An 2024-01-02)                  Dropbox in Vietnamese
//	cau_conflict-20240102-101010   cau_conf(1)                ownCloud, Google Drive
//	cau (SFConflict an@bao-yen.vn 2024-01-02-10-10-10)        Seafile
//	cau-DESKTOP-AB12CD   cau-MacBook-Pro                      OneDrive
var copyMarks = regexp.MustCompile(`(?:` + strings.Join([]string{
	`(?i: ?\(\d{1,2}\))`,
	`(?i: - (?:copy|bản sao|ban sao|sao chép|sao chep)(?: ?\(?\d{1,2}\)?)?)`,
	`(?i:\.sync-conflict-[\w-]+)`,
	`(?i:_conf(?:lict)?[-(\d][-\d()]*)`,
	`(?i:[ _.-]*[([][^()[\]]*(?:conflict|xung đột|xung dot)[^()[\]]*[)\]])`,
	`-(?:DESKTOP|LAPTOP|WIN|PC|MAYTINH)-[A-Z0-9][A-Z0-9-]*`,
	`-(?:MacBook|iMac|Mac-mini|iPhone|iPad|Surface)[\w-]*`,
}, "|") + `)$`)

// copyWords are marks that may also be words of the name: they count only beside the name without them.
var copyWords = regexp.MustCompile(`(?i:^(?:copy(?: \(\d{1,2}\))? of|bản sao(?: \(\d{1,2}\))? của) | (?:copy|bản sao)(?: \d{1,2})?$)`)

// maxMarks bounds how many marks a name may bear: "cau - Copy (2) (1)".
const maxMarks = 4

// unmarked gives what a name would be without the marks of copies, the nearest first; nothing for one
// without. sure tells that the last mark is no word of the name.
func unmarked(name string) (names []string, sure bool) {
	ext := path.Ext(name)
	for stem := strings.TrimSuffix(name, ext); len(names) < maxMarks; {
		shorter := copyMarks.ReplaceAllString(stem, "")
		sure = sure || len(names) == 0 && shorter != stem
		if shorter == stem {
			shorter = copyWords.ReplaceAllString(stem, "")
		}
		if shorter == stem || shorter == "" {
			break
		}
		stem = shorter
		names = append(names, stem+ext)
	}
	return names, sure
}

// mayBeMarked is a quick look at a path: every mark has one of these signs, or a capital letter behind a
// hyphen.
func mayBeMarked(p string) bool {
	if strings.ContainsAny(p, "([ ") || strings.Contains(p, "onflict-") || strings.Contains(p, "_conf") {
		return true
	}
	for i := 1; i < len(p); i++ {
		if p[i-1] == '-' && 'A' <= p[i] && p[i] <= 'Z' {
			return true
		}
	}
	return strings.Contains(p, "-iM") || strings.Contains(p, "-iP")
}

// findCopies finds the entries that sync services made of others: the name without the mark is there too, in
// the same folder and with the same ending, or the folder's is. What stands alone with such a name is
// published, with a warning.
func (j *joiner) findCopies() {
	j.copies = map[string]string{}
	look := func(p string, fit bool) {
		if !mayBeMarked(p) {
			return
		}
		original, marked := originalOf(p, j.entry)
		pos := diag.Pos{Path: p}
		switch {
		case original != "":
			j.copies[p] = original
			if fit {
				j.report(diag.New("entry-copy", pos, strings.TrimPrefix(p, contentRoot+"/"), original))
			}
		case marked != "" && fit:
			j.report(diag.New("entry-copy-alone", pos, marked))
		}
	}
	for _, e := range j.in.Entries {
		look(e.Path, true)
	}
	for _, u := range j.in.Broken {
		look(u.Path, false)
	}
}

// entry is the exact path of the entry that a path means, published or not.
func (j *joiner) entry(p string) (exact string, there bool) {
	exact, there = j.entryPaths[foldPath(p)]
	return exact, there
}

// originalOf is what a path is a copy of, "" for nothing that is there; marked is the name that it would have
// by its last mark.
func originalOf(p string, find func(string) (string, bool)) (original, marked string) {
	elements := strings.Split(p, "/")
	for i := len(elements) - 1; i > 0; i-- {
		names, sure := unmarked(elements[i])
		for _, name := range names {
			if exact, there := find(path.Join(strings.Join(elements[:i], "/"), name, strings.Join(elements[i+1:], "/"))); there && exact != p {
				return exact, name
			}
		}
		if sure && marked == "" && (i == len(elements)-1 || i == len(elements)-2 && isBundle(p)) {
			marked = names[0]
		}
	}
	return "", marked
}
