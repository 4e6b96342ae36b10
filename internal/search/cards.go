package search

import (
	"encoding/json"
	"fmt"
	"strconv"

	"bantin/internal/fingerprint"
)

// Cards lie cardsAFile in a file, by document number, in the clear: a compressed text is smaller than compressed base64 of it.
// A payload is the order of the segment's documents (see orderOf), a line end, and a JSON array of
// [title, address, date, section, kind, summary]. An edit of a card rewrites one file; the order says that the file belongs to these
// lists.

// orderOf identifies which document has which number: a digest over the addresses of a segment.
func orderOf(entries []Entry) string {
	urls := make([]string, len(entries))
	for i := range entries {
		urls[i] = entries[i].Card.URL
	}
	return fingerprint.Of(urls).String()[:orderLen]
}

const orderLen = 8

// numbered is the name of the n-th file of a kind that is numbered.
func numbered(kind string, n int) string { return kind + "-" + strconv.Itoa(n) }

// cardShards makes the files of the cards, and the version under which browsers may keep them.
func cardShards(kind, order string, entries []Entry) ([]File, string, error) {
	var files []File
	digests := make([]string, 0, len(entries))
	for from := 0; from < len(entries); from += cardsAFile {
		var cards [][]string
		for _, entry := range entries[from:min(from+cardsAFile, len(entries))] {
			c := entry.Card
			cards = append(cards, []string{c.Title, c.URL, c.Date, c.Section, c.Kind, c.Summary})
			digests = append(digests, c.digest().String())
		}
		payload, err := json.Marshal(cards)
		if err != nil {
			return nil, "", fmt.Errorf("encode cards: %w", err)
		}
		files = append(files, newShard(kind, numbered(kind, from/cardsAFile), order+"\n"+string(payload)))
	}
	return files, fingerprint.Of(digests).String()[:orderLen], nil
}

// parseCards reads the cards of one file.
func parseCards(payload, order string) ([]Card, error) {
	rest, ok := cutOrder(payload, order)
	if !ok {
		return nil, errStale
	}
	var rows [][]string
	if err := json.Unmarshal([]byte(rest), &rows); err != nil {
		return nil, fmt.Errorf("cards: %w", err)
	}
	cards := make([]Card, len(rows))
	for i, row := range rows {
		if len(row) != 6 {
			return nil, errTruncated
		}
		cards[i] = Card{Title: row[0], URL: row[1], Date: row[2], Section: row[3], Kind: row[4], Summary: row[5]}
	}
	return cards, nil
}
