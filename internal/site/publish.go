package site

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// Why says what keeps an entry from being published, beside errors. It is decided here, once, for everything
// that belongs to the entry: its page, its place in lists, counts, feeds, search and data, the pages of its
// section, and (keep.go) its pictures and attachments.
type Why string

// What keeps an entry back.
const (
	// it is a draft, or lies in a folder of drafts or in a section that is a draft
	ByDraft   Why = "draft"
	ByTime    Why = "scheduled" // its time has not come, or that of its section
	BySecrecy Why = "secret"    // its section bears a degree of secrecy
	ByCopy    Why = "copy"      // a sync service made it of another
)

// verdict is what was found of an entry, or of a section for all its entries.
type verdict struct {
	never Why // what keeps it back from everybody, "" for nothing
	draft bool
	at    time.Time // from when it is public
}

// within joins the verdict of an entry with that of what it lies in.
func (v verdict) within(outer verdict) verdict {
	v.never = cmp.Or(v.never, outer.never)
	v.draft = v.draft || outer.draft
	if outer.at.After(v.at) {
		v.at = outer.at
	}
	return v
}

// why is what keeps the entry back from the public.
func (v verdict) why(now time.Time) Why {
	switch {
	case v.never != "":
		return v.never
	case v.draft:
		return ByDraft
	case v.at.After(now):
		return ByTime
	}
	return ""
}

// visible reports whether a build shows the entry: --drafts and --future show more than everybody may see.
func (j *joiner) visible(v verdict) bool {
	return v.never == "" && (!v.draft || j.in.Drafts) && (!v.at.After(j.in.Now) || j.in.Future)
}

// publish keeps the entries that are published now. What is not published leaves no trace in anything that is
// joined later.
func (j *joiner) publish() []*content.Entry {
	j.marks, j.hidden, j.site.Held = map[*content.Entry]Mark{}, map[string]bool{}, map[string]Why{}
	for _, u := range j.in.Broken {
		j.hidden[u.Path] = true
	}
	waits := j.waitingSections()
	kept := make([]*content.Entry, 0, len(j.in.Entries))
	for _, e := range j.in.Entries {
		v := j.judge(e, waits)
		why := v.why(j.in.Now)
		if why == ByTime {
			j.site.Scheduled = append(j.site.Scheduled, Scheduled{Path: e.Path, Title: e.Title, At: v.at})
		}
		if v.never == "" && (!v.draft || j.in.Drafts) {
			j.changesAt(v.at)
		}
		if !j.visible(v) {
			j.hidden[e.Path], j.site.Held[e.Path] = true, why
			continue
		}
		switch why {
		case ByDraft:
			j.marks[e] = IsDraft
		case ByTime:
			j.marks[e] = IsFuture
		}
		j.changesAt(endOf(e.Deadline(), j.in.Zone))
		kept = append(kept, e)
	}
	j.reportFolders()
	j.reportTerms()
	slices.SortFunc(kept, func(a, b *content.Entry) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(j.site.Scheduled, func(a, b Scheduled) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(a.Path, b.Path))
	})
	return kept
}

// judge finds what keeps an entry back: it says so itself, or a section or folder does that it lies in.
func (j *joiner) judge(e *content.Entry, waits map[string]verdict) verdict {
	if e.Path == content.SettingsPath {
		return verdict{} // a word that would keep it back was reported, and nothing is published
	}
	if original := j.copies[e.Path]; original != "" {
		return verdict{never: ByCopy}
	}
	v := j.own(e)
	for folder := folderOf(e.Path); folder != "."; folder = path.Dir(folder) {
		v = v.within(waits[folder])
	}
	if heldFolder(e.Path) != "" {
		v.draft = true
	}
	return v
}

// own is what an entry says itself.
func (j *joiner) own(e *content.Entry) verdict {
	if e.Draft {
		return verdict{draft: true}
	}
	return verdict{at: publishTime(e, j.in.Zone)}
}

// waitingSections are the verdicts of the sections' own pages, by folder. A page that cannot be read keeps
// its section back as far as it was meant to.
func (j *joiner) waitingSections() map[string]verdict {
	waits := map[string]verdict{}
	for _, e := range j.in.Entries {
		switch {
		case !e.IsIndex() || j.copies[e.Path] != "":
		case e.Path == content.SettingsPath:
			if j.own(e).why(j.in.Now) != "" {
				j.report(diag.New("hold-nowhere", diag.Pos{Path: e.Path, Line: 1, Col: 1}))
			}
		default:
			waits[folderOf(e.Path)] = j.own(e)
		}
	}
	for _, p := range j.in.Absent {
		if path.Base(p) == "_index.md" && strings.HasPrefix(p, contentRoot+"/") {
			waits[folderOf(p)] = verdict{draft: true} // whether it is to be seen is not known
		}
	}
	for _, u := range j.in.Broken {
		switch folder := folderOf(u.Path); {
		case path.Base(u.Path) != "_index.md" || folder == ".":
		case u.Secret:
			waits[folder] = verdict{never: BySecrecy}
		default:
			waits[folder] = verdict{draft: u.Draft}
		}
	}
	return waits
}

// reportTerms names the pages of terms that were to be kept back: their texts are, but a term is what
// published entries say.
func (j *joiner) reportTerms() {
	terms := foldersOfTerms(j.in.Entries)
	for _, e := range j.in.Entries {
		if e.IsIndex() && j.hidden[e.Path] && terms[topElement(folderOf(e.Path))] {
			j.report(diag.New("hold-term", diag.Pos{Path: e.Path, Line: 1, Col: 1}))
		}
	}
}

// reportFolders names the folders of drafts, and how much each keeps back.
func (j *joiner) reportFolders() {
	held := map[string]int{}
	for p, why := range j.site.Held {
		if folder := heldFolder(p); folder != "" && why == ByDraft {
			held[folder]++
		}
	}
	for _, f := range j.in.Files {
		if folder := heldFolder(f.Path); folder != "" && !j.in.Drafts {
			held[folder] += 0 // it is named also when it holds nothing but files
		}
	}
	for folder, n := range held {
		j.report(diag.New("folder-held", diag.Pos{Path: folder}, folder, strconv.Itoa(n)))
	}
}

// draftFolders are the names of folders that hold drafts, without the underline before them. "dự thảo" is
// none: there drafts of laws are put out for comment.
var draftFolders = []string{"drafts", "draft", "nhap", "nháp", "ban nhap", "bản nháp"}

var folderSigns = strings.NewReplacer("_", " ", "-", " ")

// heldFolder is the outermost folder of drafts that a path lies in, "" for none. Accents count: "nhập" is
// another word.
func heldFolder(p string) string {
	for i := range len(p) {
		if p[i] != '/' {
			continue
		}
		name := p[strings.LastIndexByte(p[:i], '/')+1 : i]
		if len(name) <= maxDraftFolder && slices.Contains(draftFolders, strings.Trim(viet.Clean(folderSigns.Replace(strings.ToLower(viet.NFC(name)))), " ")) {
			return p[:i]
		}
	}
	return ""
}

// maxDraftFolder bounds the name of a folder of drafts in bytes, so that nearly all names are passed over
// unread.
const maxDraftFolder = 24

// publishTime is the instant from which an entry is public: its publishdate, else its date. An entry without
// a date always is.
func publishTime(e *content.Entry, zone *time.Location) time.Time {
	if !e.PublishDate.IsZero() {
		return e.PublishDate.Time(zone)
	}
	return e.Date.Time(zone)
}

// changesAt notes an instant at which the site would differ.
func (j *joiner) changesAt(at time.Time) {
	if at.After(j.in.Now) && (j.site.Next.IsZero() || at.Before(j.site.Next)) {
		j.site.Next = at
	}
}

// endOf is the first instant after a date of any precision: a deadline of 20/03/2018 has passed when
// 21/03/2018 begins. Zero for no date.
func endOf(d viet.Date, zone *time.Location) time.Time {
	start := d.Time(zone)
	switch d.Precision {
	case viet.PrecisionNone:
		return time.Time{}
	case viet.PrecisionYear:
		return start.AddDate(1, 0, 0)
	case viet.PrecisionMonth:
		return start.AddDate(0, 1, 0)
	case viet.PrecisionDay:
		return start.AddDate(0, 0, 1)
	default:
		return start
	}
}
