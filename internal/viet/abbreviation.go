package viet

import (
	_ "embed"
	"strings"
	"unicode"
)

//go:embed abbreviations.txt
var abbreviationFile string

// An Abbreviation (chữ viết tắt) is a short form that official texts use, with all that it may
// stand for, as written within a sentence: "TU" is "tỉnh ủy" or "thành ủy".
type Abbreviation struct {
	Short string
	Long  []string
}

// Abbreviations returns the table of abbreviations.txt, in its order. An entry of that file with
// two spellings gives two abbreviations. The slices are new with every call.
func Abbreviations() []Abbreviation {
	var table []Abbreviation
	for line := range strings.Lines(abbreviationFile) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		spellings, meanings, found := strings.Cut(line, " = ")
		if !found {
			panic("internal error: abbreviations.txt has a line without \" = \": " + line)
		}
		for short := range strings.SplitSeq(spellings, ", ") {
			table = append(table, Abbreviation{Short: short, Long: strings.Split(meanings, " | ")})
		}
	}
	return table
}

// AbbreviationKey returns the form in which spellings of an abbreviation match: folded, letters
// and digits only. "TN&MT", "TN-MT" and "tnmt" have the key "tnmt". Different abbreviations may
// share a key: TƯ and TU.
func AbbreviationKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, FoldedKey(s))
}
