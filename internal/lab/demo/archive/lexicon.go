package archive

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed lexicon.txt
var lexiconText string

// topics are what articles are about, by the names that lexicon.txt gives them. The first is
// every topic's: its words occur in all articles.
var topics = [...]string{
	"*", "nong-nghiep", "nong-thon", "kinh-te", "van-hoa", "giao-duc", "y-te", "an-ninh",
	"dang", "hanh-chinh", "moi-truong", "du-lich", "giao-thong", "phap-luat", "doan-the",
	"xa-hoi", "the-thao",
}

const common = 0 // index in topics

// classes are the letters for parts of speech in lexicon.txt.
const classes = "novwalutkdxpcy"

// flatten says by class how alike the frequencies of its words are: the weight of the word of rank r,
// from 0, is 1/(r+flatten). Function words are few and steep, content words many and flat, as in
// real news.
var flatten = [len(classes)]int{80, 30, 50, 30, 50, 20, 12, 20, 20, 3, 4, 4, 4, 4}

// lexicon holds the words of every class and topic in the order of their frequency.
type lexicon struct {
	pools [len(classes)][len(topics)]pool
}

// parseLexicon reads lexicon.txt, whose head says how it is written.
func parseLexicon(text string) *lexicon {
	var words [len(classes)][len(topics)][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		word, marks, _ := strings.Cut(line, "\t")
		for mark := range strings.FieldsSeq(marks) {
			letter, name, _ := strings.Cut(mark, "/")
			c, t := strings.Index(classes, letter), topicIndex(name)
			if word == "" || len(letter) != 1 || c < 0 || t < 0 {
				panic(fmt.Sprintf("internal error: demo: lexicon line %q", line))
			}
			words[c][t] = append(words[c][t], word)
		}
	}
	lex := new(lexicon)
	for c := range words {
		for t := range words[c] {
			lex.pools[c][t] = newPool(words[c][t], flatten[c])
		}
	}
	return lex
}

func topicIndex(name string) int {
	for i, t := range topics {
		if t == name {
			return i
		}
	}
	return -1
}

// pool is a list of texts with falling frequencies (Zipf's law).
type pool struct {
	texts []string
	upto  []uint32 // upto[i] is the sum of the weights of texts[:i+1]
}

// newPool weighs texts by their rank. The weights are whole numbers: floating point may differ
// in the last bit between machines, and with it the archive.
func newPool(texts []string, flat int) pool {
	p := pool{texts: texts, upto: make([]uint32, len(texts))}
	sum := uint32(0)
	for i := range texts {
		sum += uint32(1_000_000 / (i + flat))
		p.upto[i] = sum
	}
	return p
}

// draw returns one of the texts, "" when there is none.
func (p *pool) draw(r *rand.Rand) string {
	if len(p.texts) == 0 {
		return ""
	}
	return p.texts[p.index(r)]
}

// index draws the index of a text; the pool is not empty.
func (p *pool) index(r *rand.Rand) int {
	u := r.Uint32N(p.upto[len(p.upto)-1])
	low, high := 0, len(p.upto)-1
	for low < high {
		if mid := (low + high) / 2; u < p.upto[mid] {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}
