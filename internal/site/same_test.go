package site

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"bantin/internal/content"
)

// TestSame: every field of an input but the time moves it. A field that a person adds has to be compared, or
// a site would stand that is stale.
func TestSame(t *testing.T) {
	make := func() Input {
		settings := content.DefaultSettings()
		return Input{
			Settings: settings, Entries: []*content.Entry{somebody}, Broken: []content.Unfit{{Path: "content/x.md", Mentions: []string{"a.jpg"}}},
			Files: []File{{Path: "static/a.png", Type: "image/png", Width: 1, Height: 2}}, Refused: []string{"static/b"}, Absent: []string{"static/c"},
			Named: []Mentions{{Path: "layouts/a.html", Texts: []string{"a.png"}}}, Carried: []string{"assets/a.css"}, Now: now, Zone: zone,
		}
	}
	edits := map[string][]func(*Input){
		"Settings": {func(in *Input) { in.Settings.Title += "x" }, func(in *Input) { in.Settings.Checks = map[string]string{"a": "off"} }},
		"Entries":  {func(in *Input) { in.Entries = nil }, func(in *Input) { e := *somebody; in.Entries = []*content.Entry{&e} }},
		"Broken": {func(in *Input) { in.Broken[0].Path = "content/y.md" }, func(in *Input) { in.Broken[0].Draft = true },
			func(in *Input) { in.Broken[0].Secret = true }, func(in *Input) { in.Broken[0].Mentions = nil }},
		"Files": {func(in *Input) { in.Files[0].Path = "static/z.png" }, func(in *Input) { in.Files[0].Type = "image/gif" },
			func(in *Input) { in.Files[0].Width = 9 }, func(in *Input) { in.Files[0].Height = 9 }},
		"Refused": {func(in *Input) { in.Refused[0] = "static/x" }},
		"Absent":  {func(in *Input) { in.Absent = nil }},
		"Named":   {func(in *Input) { in.Named[0].Path = "layouts/b.html" }, func(in *Input) { in.Named[0].Texts[0] = "b.png" }},
		"Carried": {func(in *Input) { in.Carried[0] = "assets/b.css" }},
		"Drafts":  {func(in *Input) { in.Drafts = true }},
		"Future":  {func(in *Input) { in.Future = true }},
		"Zone":    {func(in *Input) { in.Zone = time.UTC }},
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Input]()) {
		if len(edits[f.Name]) == 0 && f.Name != "Now" {
			t.Errorf("no edit of %s is tried", f.Name)
		}
		for i, edit := range edits[f.Name] {
			was, is := make(), make()
			edit(&is)
			if was.Same(&is) || is.Same(&was) {
				t.Errorf("edit %d of %s gives the same site", i, f.Name)
			}
		}
	}
	for _, part := range []struct {
		of     reflect.Type
		fields []string
	}{
		{reflect.TypeFor[Mentions](), []string{"Path", "Texts"}},
		{reflect.TypeFor[content.Unfit](), []string{"Path", "Draft", "Secret", "Mentions"}},
	} {
		var names []string
		for _, f := range reflect.VisibleFields(part.of) {
			names = append(names, f.Name)
		}
		if !slices.Equal(names, part.fields) {
			t.Errorf("%s has %q, and %q are compared", part.of, names, part.fields)
		}
	}
	was, is := make(), make()
	is.Now = now.Add(time.Hour)
	if !was.Same(&is) {
		t.Error("the time is asked of Site.Stands")
	}
}

var somebody = &content.Entry{Path: "content/a.md"}

func TestStands(t *testing.T) {
	for _, c := range []struct {
		now, next, at time.Duration // next: 0 for never
		want          bool
	}{
		{0, 0, 0, true}, {0, 0, time.Hour, true}, {0, time.Hour, time.Hour - 1, true}, {0, time.Hour, time.Hour, false},
		{0, 0, -1, false}, {0, time.Hour, 2 * time.Hour, false},
	} {
		s := &Site{Now: now.Add(c.now)}
		if c.next > 0 {
			s.Next = now.Add(c.next)
		}
		if got := s.Stands(now.Add(c.at)); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
}

// TestPlaced: a diagnostic about a link or picture of a body says where that stands now; those of two links
// that say the same stay two.
func TestPlaced(t *testing.T) {
	body := "[Hỏng](khong-co) và [hỏng](khong-co)\n\n![Mất](mat.png)\n"
	for above, want := range map[string]string{
		"":                 "content/a.md:4:1 link-broken content/a.md:4:21 link-broken content/a.md:6:1 image-missing ",
		"Lời.\n\nNữa.\n\n": "content/a.md:8:1 link-broken content/a.md:8:21 link-broken content/a.md:10:1 image-missing ",
	} {
		_, found := parsed(t, map[string]string{"content/a.md": "---\ntitle: A\n---\n" + above + body})
		got := ""
		for _, d := range found {
			got += d.Pos.String() + " " + string(d.Code) + " "
		}
		if got != want {
			t.Errorf("below %q:\n got %s\nwant %s", above, got, want)
		}
	}
}
