package internal

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// widestComment is how many columns a line with a comment may have; a tab is four.
const widestComment = 110

// otherWords are words for which docs/glossary.md has another one.
var otherWords = regexp.MustCompile(`(?i)\b(remarks?|furniture|somebody|favourite|in vain)\b`)

// TestComments: comments are as wide as a page, and one thing has one word (docs/glossary.md).
func TestComments(t *testing.T) {
	for file, syntax := range goFiles(t) {
		for _, group := range syntax.Comments {
			for _, comment := range group.List {
				if strings.HasPrefix(comment.Text, "//go:") || strings.HasPrefix(comment.Text, "//\t") { // an example
					continue
				}
				if word := otherWords.FindString(comment.Text); word != "" {
					t.Errorf("%s: %q is another word for something that has one in docs/glossary.md: %s", file, word, comment.Text)
				}
				if line := strings.ReplaceAll(comment.Text, "\t", "    "); utf8.RuneCountInString(line) > widestComment {
					t.Errorf("%s: a comment of %d columns: %s", file, utf8.RuneCountInString(line), comment.Text)
				}
			}
		}
	}
}
