package frontmatter

import (
	"testing"

	"bantin/internal/diag"
)

// TestFound_B6_QuotesOverLines is a fault that is known: a text in quotes that goes on at the margin of the
// next line is valid YAML and is not read. It is mended when a library reads the YAML; then this test is to
// ask for the title and for no diagnostic.
func TestFound_B6_QuotesOverLines(t *testing.T) {
	const title = "Aller guten Dinge sind 13 - Treffen am ersten Adventswochenende"
	for _, text := range []string{
		"---\ntitle: \"Aller guten Dinge sind 13 - Treffen am ersten\nAdventswochenende\"\ndate: 2020-01-02\n---\nText.\n",
		"---\ntitle: 'Aller guten Dinge sind 13 - Treffen am ersten\nAdventswochenende'\ndate: 2020-01-02\n---\nText.\n",
		"---\ndate: 2020-01-02\ntitle: \"Aller guten Dinge sind 13 - Treffen\nam ersten\nAdventswochenende\"\n---\nText.\n",
	} {
		block, found := Read(diag.File{Path: "content/a.md", Text: text}, testVocabulary)
		read := false
		for _, m := range block.Members {
			read = read || m.Key == "title" && m.Text == title
		}
		if read && len(found) == 0 {
			t.Errorf("%q is read: the fault is mended, and this test must ask for it", text)
		}
	}
}
