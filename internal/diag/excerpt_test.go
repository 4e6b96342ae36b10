package diag

import (
	"strings"
	"testing"
)

func TestExcerpt(t *testing.T) {
	sixty := strings.Repeat("ả", 60)
	for in, want := range map[string]string{"": "", "Hội nghị": "Hội nghị", sixty: sixty, sixty + "b": sixty + "…", strings.Repeat("\xff", 61): strings.Repeat("\xff", 60) + "…"} {
		if got := Excerpt(in); got != want {
			t.Errorf("Excerpt(%q) = %q, want %q", in, got, want)
		}
	}
}
