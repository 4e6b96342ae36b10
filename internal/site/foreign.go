package site

import (
	"strconv"

	"bantin/internal/content"
	"bantin/internal/diag"
)

// nameUnread names the fields of other programs that nobody reads, each once.
func (j *joiner) nameUnread() {
	first, entries := map[string]string{}, map[string]int{}
	for _, e := range j.in.Entries {
		if j.hidden[e.Path] {
			continue
		}
		for _, extra := range e.Extra {
			if !content.Unread(extra.Key) {
				continue
			}
			if at, seen := first[extra.Key]; !seen || e.Path < at {
				first[extra.Key] = e.Path
			}
			entries[extra.Key]++
		}
	}
	for key, path := range first {
		j.report(diag.New("field-unread", diag.Pos{Path: path, Line: 1, Col: 1}, key, strconv.Itoa(entries[key])))
	}
}
