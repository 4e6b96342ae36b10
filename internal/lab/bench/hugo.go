package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// dateField is the date of a demonstration article: a year, a month, a day, or a day and time.
var dateField = regexp.MustCompile(`(?m)^date: "?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?: (\d\d:\d\d))?"?$`)

// shortDate is a date as it is written in Vietnam.
var shortDate = regexp.MustCompile(`(?m)^date: (\d\d)/(\d\d)/(\d{4})$`)

// otherDates are the fields that Hugo parses as dates too.
var otherDates = regexp.MustCompile(`(?m)^(captured_at|view_count_at|lastmod|publishdate): .*\n`)

// copyForHugo copies articles so that Hugo reads them. One article of 2026 is added: the portal that we
// compare with has a page for that year and fails without one.
func copyForHugo(from, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	extra := "---\ntitle: Bài năm 2026\ndate: 2026-01-01T07:00:00+07:00\n---\nMột đoạn.\n"
	if err := os.WriteFile(filepath.Join(to, "bai-nam-2026.md"), []byte(extra), 0o644); err != nil {
		return err
	}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if rel == "_index.md" {
			text = []byte("---\ntitle: Home\n---\n")
		} else if strings.HasSuffix(rel, ".md") {
			text = shortDate.ReplaceAll(text, []byte("date: $3-$2-$1"))
			text = otherDates.ReplaceAll(dateField.ReplaceAllFunc(text, fullDate), nil)
		}
		target := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}

// fullDate writes a date with day and time, as Hugo takes it.
func fullDate(field []byte) []byte {
	parts := dateField.FindSubmatch(field)
	or := func(part []byte, otherwise string) string {
		if len(part) == 0 {
			return otherwise
		}
		return string(part)
	}
	return fmt.Appendf(nil, "date: %s-%s-%sT%s:00+07:00", parts[1], or(parts[2], "01"), or(parts[3], "01"), or(parts[4], "07:00"))
}
