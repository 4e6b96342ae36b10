package index

import (
	"cmp"
	"slices"
	"strings"

	"bantin/internal/fingerprint"
	"bantin/internal/search/format"
	"bantin/internal/viet"
)

// Vector is what the index needs of one document's words: its forms and its pairs of folded keys, sorted,
// each with the level of its impact. It depends on the document alone and is kept from build to build; a page
// of text is about 5 KB.
type Vector struct {
	Forms []byte // front-coded rows: folded key, form, level
	Pairs []byte // front-coded rows: "a b", level
}

// Digest is the identity of the vector.
func (v Vector) Digest() fingerprint.Digest { return fingerprint.Of(string(v.Forms), string(v.Pairs)) }

// counter gathers the weights of one document's forms and pairs, in tenths.
type counter struct {
	tf     []int32 // by word index; 0 where the document has none
	seen   []int32 // word indices with a weight
	sorted []sortable
	pairs  []pair // in the order of the text
	tokens int
	ranks  []int32 // by word index: place of a folded key in the order of this document's keys
	starts []int32 // of sortPairs
	spare  []pair
}

// sortable is a word with the begin of its key beside it: most words are put in order without a look at the
// keys.
type sortable struct {
	begin uint64
	word  int32
}

// pair is an occurrence of two folded keys side by side: their word indices, then their ranks.
type pair struct{ a, b, weight int32 }

// Vector makes the vector of a document.
func (t *Tokenizer) Vector(doc Document) Vector {
	if len(t.words) > maxWords {
		*t = Tokenizer{}
	}
	t.weigh(doc)
	vector := Vector{Forms: t.encodeForms(), Pairs: t.encodePairs()}
	for _, w := range t.count.seen {
		t.count.tf[w] = 0
	}
	return vector
}

// weigh counts the forms and pairs of a document.
func (t *Tokenizer) weigh(doc Document) {
	c := &t.count
	c.tokens, c.seen, c.pairs = 0, c.seen[:0], c.pairs[:0]
	t.add(doc.Title, titleWeight, 0)
	for _, field := range doc.Fields {
		t.add(field.Text, fieldWeights[field.Weight], 0)
		if field.Weight == NumberField {
			t.addOwn(field.Text)
		}
	}
	lead := leadTokens
	for _, block := range doc.Blocks {
		lead -= t.add(block.Text, bodyWeight, max(lead, 0))
	}
}

// add counts the words of text and returns how many they are. The first lead of them weigh leadWeight.
func (t *Tokenizer) add(text string, weight, lead int) int {
	count := 0
	before := int32(-1)
	t.scan(text, func(w int32, _, _ int, brk bool) {
		form := t.words[w]
		single := weight
		if count < lead {
			single = leadWeight
		}
		t.addForm(form.id, single)
		if !brk && before >= 0 {
			t.addPair(before, form.keyID, weight)
		}
		before = form.keyID
		count++
	})
	t.count.tokens += count
	if strings.ContainsAny(text, "0123456789") {
		t.addNumbers(text, weight)
	}
	return count
}

// addNumbers counts each document number of the text as one exact term, and its number without zeros and dots
// as a part.
func (t *Tokenizer) addNumbers(text string, weight int) {
	for _, number := range viet.FindDocNumbers(text) {
		key := strings.ToLower(number.Key)
		t.addForm(t.intern(key), weight)
		parts := strings.FieldsFunc(key, func(r rune) bool { return r == '-' || r == '/' })
		if tokens := Tokens(number.Text); len(parts) < 2 || len(tokens) < 2 || tokens[0].Key == parts[0] {
			continue
		}
		first, second := t.intern(parts[0]), t.intern(parts[1])
		t.addForm(first, weight)
		t.addPair(first, second, weight)
	}
}

// ownMark ends the form of a number in the documents that bear it. No word has it.
const ownMark = "="

// addOwn counts the number that a document bears once more, as another form of its key.
func (t *Tokenizer) addOwn(text string) {
	for _, number := range viet.FindDocNumbers(text) {
		key := strings.ToLower(number.Key)
		form := key + ownMark
		w, ok := t.forms[form]
		if !ok {
			w = int32(len(t.words))
			t.forms[form] = w
			t.words = append(t.words, word{form: form, key: key, begin: beginOf(key), id: w, keyID: t.forms[key]})
		}
		t.addForm(w, fieldWeights[NumberField])
	}
}

func (t *Tokenizer) addForm(w int32, weight int) {
	c := &t.count
	if int(w) >= len(c.tf) {
		c.tf = append(c.tf, make([]int32, len(t.words)+len(t.words)/2-len(c.tf))...)
	}
	if c.tf[w] == 0 {
		c.seen = append(c.seen, w)
	}
	c.tf[w] += int32(weight)
}

func (t *Tokenizer) addPair(a, b int32, weight int) {
	t.count.pairs = append(t.count.pairs, pair{a, b, int32(weight)})
}

// encodeForms writes the rows of the forms in the order of (key, form).
func (t *Tokenizer) encodeForms() []byte {
	c := &t.count
	c.sorted = c.sorted[:0]
	for _, w := range c.seen {
		c.sorted = append(c.sorted, sortable{t.words[w].begin, w})
	}
	slices.SortFunc(c.sorted, func(a, b sortable) int {
		if a.begin != b.begin {
			return cmp.Compare(a.begin, b.begin)
		}
		x, y := &t.words[a.word], &t.words[b.word]
		return cmp.Or(strings.Compare(x.key, y.key), strings.Compare(x.form, y.form))
	})
	for i, s := range c.sorted {
		c.seen[i] = s.word
	}
	rows := make([]byte, 0, 8*len(c.seen))
	before := ""
	for _, w := range c.seen {
		row := &t.words[w]
		rows = format.AppendFront(rows, before, row.key)
		rows = format.AppendFront(rows, row.key, row.form)
		rows = append(rows, impactLevel(int(c.tf[w]), c.tokens))
		before = row.key
	}
	return rows
}

// encodePairs writes the rows of the pairs in the order of "a b". A blank sorts before every character of a
// key, so that is the order of (a, b), and pairs can be sorted by the ranks of their keys. The forms have
// been sorted before, so their keys are in order.
func (t *Tokenizer) encodePairs() []byte {
	c := &t.count
	if len(c.ranks) < len(t.words) {
		c.ranks = append(c.ranks, make([]int32, len(t.words)+len(t.words)/2-len(c.ranks))...)
	}
	var keys []int32
	for _, w := range c.seen {
		if id := t.words[w].keyID; len(keys) == 0 || keys[len(keys)-1] != id {
			c.ranks[id] = int32(len(keys))
			keys = append(keys, id)
		}
	}
	for i, p := range c.pairs {
		c.pairs[i].a, c.pairs[i].b = c.ranks[p.a], c.ranks[p.b]
	}
	c.sortPairs(len(keys))

	out := make([]byte, 0, 10*len(c.pairs))
	before, text := make([]byte, 0, 64), make([]byte, 0, 64)
	for i := 0; i < len(c.pairs); {
		p, weight := c.pairs[i], 0
		for ; i < len(c.pairs) && c.pairs[i].a == p.a && c.pairs[i].b == p.b; i++ {
			weight += int(c.pairs[i].weight)
		}
		text = append(append(append(text[:0], t.words[keys[p.a]].key...), ' '), t.words[keys[p.b]].key...)
		out = format.AppendFront(out, before, text)
		out = append(out, impactLevel(weight, c.tokens))
		before, text = text, before
	}
	return out
}

// sortPairs sorts the pairs by their ranks, which are below n: by the second, then by the first, each time
// counting how many there are of a rank. Sorting by comparison took several times as long.
func (c *counter) sortPairs(n int) {
	if cap(c.spare) < len(c.pairs) {
		c.spare = make([]pair, 2*len(c.pairs))
	}
	if cap(c.starts) < n {
		c.starts = make([]int32, 2*n)
	}
	spare, starts := c.spare[:len(c.pairs)], c.starts[:n]
	scatter(spare, c.pairs, starts, func(p *pair) int32 { return p.b })
	scatter(c.pairs, spare, starts, func(p *pair) int32 { return p.a })
}

// scatter copies pairs in the order of their ranks, and keeps the order of those with one rank. starts has
// room for every rank.
func scatter(to, from []pair, starts []int32, rank func(*pair) int32) {
	clear(starts)
	for i := range from {
		starts[rank(&from[i])]++
	}
	sum := int32(0)
	for i, n := range starts {
		starts[i], sum = sum, sum+n
	}
	for i := range from {
		at := &starts[rank(&from[i])]
		to[*at] = from[i]
		*at++
	}
}

// impactLevel is the level of the impact of a weight (in tenths) in a document of so many tokens.
func impactLevel(tf, tokens int) byte {
	k := impactBase + impactSlope*tokens
	level := 0
	for level < len(impactLimits) && 1000*tf*(100-impactLimits[level]) >= impactLimits[level]*k {
		level++
	}
	return byte(level)
}
