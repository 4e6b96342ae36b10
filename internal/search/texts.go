package search

import (
	"encoding/json"
	"fmt"
	"strings"

	"bantin/internal/fingerprint"
)

// Texts lie textsAFile in a file, by document number, for excerpts and for quoted phrases, and are loaded for what is shown. A payload
// is the order of the segment's documents, a line end, and a JSON array with two strings a document: title and fields, then the blocks
// of the body, each a line.

// textShards makes the files of the texts, and the version under which browsers may keep them.
func textShards(kind, order string, entries []Entry) ([]File, string, error) {
	var files []File
	digests := make([]string, 0, len(entries))
	for from := 0; from < len(entries); from += textsAFile {
		var texts []string
		for _, entry := range entries[from:min(from+textsAFile, len(entries))] {
			texts = append(texts, entry.Head, strings.Join(entry.Text, "\n"))
		}
		payload, err := json.Marshal(texts)
		if err != nil {
			return nil, "", fmt.Errorf("encode texts: %w", err)
		}
		digests = append(digests, fingerprint.Bytes(payload).String())
		files = append(files, newShard(kind, numbered(kind, from/textsAFile), order+"\n"+string(payload)))
	}
	return files, fingerprint.Of(digests).String()[:orderLen], nil
}

// text reads title, fields and body of a document as one text, a block a line.
func (r *Reader) text(doc int) (string, error) {
	segment := 0
	if doc >= r.root.Counts[0] {
		segment = 1
		doc -= r.root.Counts[0]
	}
	kind := textKind + segmentSuffix[segment]
	name := numbered(kind, doc/textsAFile)
	payload, err := r.payload(kind, name, "")
	if err != nil {
		return "", err
	}
	path := shardPath(kind, name)
	rest, ok := cutOrder(payload, r.root.Orders[segment])
	if !ok {
		return "", &ShardError{path, errStale}
	}
	var texts []string
	if err := json.Unmarshal([]byte(rest), &texts); err != nil {
		return "", &ShardError{path, err}
	}
	at := 2 * (doc % textsAFile)
	if at+1 >= len(texts) {
		return "", &ShardError{path, errTruncated}
	}
	return texts[at] + "\n" + texts[at+1], nil
}
