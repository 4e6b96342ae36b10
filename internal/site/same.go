package site

import (
	"reflect"
	"slices"
	"time"

	"bantin/internal/content"
)

// Same reports whether another input gives the same site, but for the time. Entries are compared by their
// pointers: see content.Entry.
func (in *Input) Same(other *Input) bool {
	return in.Drafts == other.Drafts && in.Future == other.Future && in.Zone.String() == other.Zone.String() &&
		slices.Equal(in.Entries, other.Entries) && slices.Equal(in.Files, other.Files) && slices.Equal(in.Refused, other.Refused) &&
		slices.Equal(in.Absent, other.Absent) && slices.Equal(in.Carried, other.Carried) &&
		slices.EqualFunc(in.Named, other.Named, sameMentions) && slices.EqualFunc(in.Broken, other.Broken, sameUnfit) &&
		reflect.DeepEqual(in.Settings, other.Settings)
}

func sameMentions(a, b Mentions) bool { return a.Path == b.Path && slices.Equal(a.Texts, b.Texts) }

func sameUnfit(a, b content.Unfit) bool {
	return a.Path == b.Path && a.Draft == b.Draft && a.Secret == b.Secret && slices.Equal(a.Mentions, b.Mentions)
}

// Stands reports whether the site is still the same at another instant.
func (s *Site) Stands(now time.Time) bool {
	return !now.Before(s.Now) && (s.Next.IsZero() || now.Before(s.Next))
}
