package markdown

import (
	"strings"
	"testing"

	"bantin/internal/casetest"
)

// TestCases runs the cases of testdata/cases: Markdown, the HTML that it is rendered to with
// exampleReferences and, below a line "-- diagnostics", codes with lines.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/cases/*.txt", func(t *testing.T, c casetest.Case) string {
		opts := usual
		opts.Title = "Tên bài"
		doc := convert(c.Input, opts)
		got := strings.TrimSpace(render(doc))
		if found := codes(doc); found != "" {
			got += "\n-- diagnostics\n" + found
		}
		return got
	})
}
