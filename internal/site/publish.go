package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// publish keeps the entries that are published now. What is not published leaves no trace in anything that is joined later.
func (j *joiner) publish() []*content.Entry {
	j.marks, j.hidden = map[*content.Entry]Mark{}, map[string]bool{}
	for _, path := range j.in.Broken {
		j.hidden[path] = true
	}
	kept := make([]*content.Entry, 0, len(j.in.Entries))
	for _, e := range j.in.Entries {
		mark, visible := j.mark(e)
		if !visible {
			j.hidden[e.Path] = true
			continue
		}
		if mark != Published {
			j.marks[e] = mark
		}
		j.changesAt(endOf(e.Deadline(), j.in.Zone))
		kept = append(kept, e)
	}
	slices.SortFunc(kept, func(a, b *content.Entry) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(j.site.Scheduled, func(a, b Scheduled) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(a.Path, b.Path))
	})
	return kept
}

// mark says whether an entry is visible in this build, and how it is marked if only its editors see it.
func (j *joiner) mark(e *content.Entry) (Mark, bool) {
	if e.Draft {
		return IsDraft, j.in.Drafts
	}
	at := publishTime(e, j.in.Zone)
	if !at.After(j.in.Now) {
		return Published, true
	}
	j.changesAt(at)
	j.site.Scheduled = append(j.site.Scheduled, Scheduled{Path: e.Path, Title: e.Title, At: at})
	return IsFuture, j.in.Future
}

// publishTime is the instant from which an entry is public: its publishdate, else its date. An entry without a date always is.
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

// endOf is the first instant after a date of any precision: a deadline of 20/03/2018 has passed when 21/03/2018 begins. Zero
// for no date.
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
