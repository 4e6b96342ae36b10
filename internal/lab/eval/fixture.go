package eval

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed fixture/*.txt
var fixtureFiles embed.FS

// fixtureSize is the number of articles of the fixture; the hand-written ones are part of them.
const fixtureSize = 300

// Fixture gives 300 articles written for this project: about forty by hand, one trap each, and the rest put
// together from lists of words whose syllables differ by accents alone, with words of two syllables beside
// articles that hold the same syllables apart. An engine that does not fold đ, takes no notice of neighbours
// or mixes accents fails on them, which [TestFixtureSeparates] holds. The same bytes always.
func Fixture() []Article {
	articles := handWritten()
	w := newWriter()
	for i := len(articles); i < fixtureSize; i++ {
		articles = append(articles, w.article(i))
	}
	return articles
}

// fixtureLines are the lines of a file without comments and empty ones.
func fixtureLines(name string) []string {
	text, err := fixtureFiles.ReadFile("fixture/" + name)
	if err != nil {
		panic("internal error: " + err.Error()) // the file is part of the program
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

// handWritten reads hard.txt.
func handWritten() []Article {
	var articles []Article
	for _, line := range fixtureLines("hard.txt") {
		if head, found := strings.CutPrefix(line, "== "); found {
			fields := strings.Split(head, "|")
			path := strings.TrimSpace(fields[0])
			section, _, _ := strings.Cut(path, "/")
			articles = append(articles, Article{Path: path, Date: strings.TrimSpace(fields[1]), Section: section, Number: strings.TrimSpace(fields[2])})
			continue
		}
		article := &articles[len(articles)-1]
		if article.Title == "" {
			article.Title = line
		} else {
			article.Paragraphs = append(article.Paragraphs, line)
		}
	}
	return articles
}

// A writer puts articles together; every choice comes from one generator, so articles are always written in
// order.
type writer struct {
	random           *rand.Rand
	words            *deck
	whole, apart     *deck // lines of splits.txt, for the word and for its syllables apart
	sentences        *deck
	titles           *deck
	subjects, places *deck
}

func newWriter() *writer {
	w := &writer{random: rand.New(rand.NewPCG(2025, 7))}
	w.words = &deck{random: w.random, cards: valuesOf(fixtureLines("words.txt"))}
	w.whole = &deck{random: w.random, cards: fixtureLines("splits.txt")}
	w.apart = &deck{random: w.random, cards: fixtureLines("splits.txt")}
	w.sentences = &deck{random: w.random, cards: fixtureLines("sentences.txt")}
	w.titles = &deck{random: w.random, cards: fixtureLines("titles.txt")}
	names := fixtureLines("names.txt")
	w.subjects = &deck{random: w.random, cards: valuesOf(names[:1])}
	w.places = &deck{random: w.random, cards: valuesOf(names[1:])}
	return w
}

// valuesOf splits "key: a | b" into a and b.
func valuesOf(lines []string) []string {
	var values []string
	for _, line := range lines {
		_, list, _ := strings.Cut(line, ": ")
		for _, value := range strings.Split(list, "|") {
			values = append(values, strings.TrimSpace(value))
		}
	}
	return values
}

// A deck deals its cards evenly: all of them before one comes again. So every word is in about as many
// articles, within the limits of the set kinds.
type deck struct {
	random *rand.Rand
	cards  []string
	dealt  int
}

func (d *deck) deal() string {
	if d.dealt%len(d.cards) == 0 {
		d.random.Shuffle(len(d.cards), func(i, j int) { d.cards[i], d.cards[j] = d.cards[j], d.cards[i] })
	}
	d.dealt++
	return d.cards[(d.dealt-1)%len(d.cards)]
}

// paragraphsEach and sentencesEach give an article about 90 syllables.
const (
	paragraphsEach = 3
	sentencesEach  = 2
)

func (w *writer) article(i int) Article {
	year := 2010 + i%15
	a := Article{
		Path:    fmt.Sprintf("tin-tuc/%d/bai-%03d.html", year, i),
		Date:    fmt.Sprintf("%d-%02d-%02d", year, 1+i%12, 1+i%28),
		Section: "tin-tuc",
		Title:   w.fill(w.titles.deal()),
	}
	for range paragraphsEach {
		var sentences []string
		for range sentencesEach {
			sentences = append(sentences, w.fill(w.sentences.deal()))
		}
		a.Paragraphs = append(a.Paragraphs, strings.Join(sentences, " "))
	}
	if i%10 == 0 {
		a.Number = fmt.Sprintf("%02d%s", 1+i/3, [...]string{"-NQ/HU", "/QĐ-UBND", "/KH-UBND", "-CTr/HU", "/TB-HĐND"}[i/10%5])
	}
	if i%3 == 0 { // a third of the authors put the tone on the last letter
		a.Title = retone(a.Title)
		for j, text := range a.Paragraphs {
			a.Paragraphs[j] = retone(text)
		}
	}
	return a
}

// fill puts words into the slots of a sentence and gives it a capital.
func (w *writer) fill(sentence string) string {
	var apart []string // one line for both slots of a sentence
	if strings.Contains(sentence, "<a>") {
		apart = strings.Split(w.apart.deal(), " | ")
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sentence, "<")
		b.WriteString(before)
		if !found {
			break
		}
		slot, after, _ := strings.Cut(rest, ">")
		b.WriteString(w.slot(slot, apart))
		sentence = after
	}
	text := []rune(b.String())
	return strings.ToUpper(string(text[:1])) + string(text[1:])
}

func (w *writer) slot(name string, apart []string) string {
	switch name {
	case "w":
		return w.words.deal()
	case "k":
		word, _, _ := strings.Cut(w.whole.deal(), " | ")
		return word
	case "a":
		return apart[1]
	case "b":
		return apart[2]
	case "s":
		return w.subjects.deal()
	case "p":
		return w.places.deal()
	case "m":
		return fmt.Sprint(1 + w.random.IntN(12))
	case "n":
		return fmt.Sprint(2 + w.random.IntN(60))
	}
	panic("internal error: no slot " + name)
}

// retone writes the tone of oa, oe, uy on the last letter; words with capitals stay.
func retone(text string) string {
	list := strings.Split(text, " ")
	for i, word := range list {
		if canonical := placeTones(word, toFirst); canonical == word && hasMovableTone(word) {
			list[i] = placeTones(word, toOther)
		}
	}
	return strings.Join(list, " ")
}
