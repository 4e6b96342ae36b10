package archive

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

//go:embed grammar.txt
var grammarText string

// grammar tells how sentences, titles, captions and the like are put together.
type grammar struct {
	rules []rule
	names map[string]int // name of a part → index in rules
}

// rule lists the ways to make one part of speech.
type rule struct {
	ways []way
	sum  int // of the weights
}

type way struct {
	weight int
	parts  []part
}

// part is one thing to set: a literal, a rule's text, a word of a class, or what a maker makes.
type part struct {
	kind  partKind
	text  string // of a literal
	index int    // of the rule, class or maker
}

type partKind uint8

const (
	literal partKind = iota
	expand
	draw
	made
)

// parseGrammar reads grammar.txt, whose head says how it is written. Lines of one part stand together or
// apart.
func parseGrammar(text string) *grammar {
	g := &grammar{names: map[string]int{}}
	var bodies [][]string // the text of every way, by rule
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		at := strings.IndexAny(line, "0123456789")
		if at < 0 {
			panic(fmt.Sprintf("internal error: demo: grammar line %q", line))
		}
		name := strings.TrimSpace(line[:at])
		if _, ok := g.names[name]; !ok {
			g.names[name] = len(bodies)
			bodies = append(bodies, nil)
		}
		i := g.names[name]
		bodies[i] = append(bodies[i], line[at:])
	}
	g.rules = make([]rule, len(bodies))
	for i, ways := range bodies {
		for _, body := range ways {
			w := g.parseWay(body)
			g.rules[i].ways = append(g.rules[i].ways, w)
			g.rules[i].sum += w.weight
		}
	}
	return g
}

// parseWay reads "3 <n> và <phạm vi>".
func (g *grammar) parseWay(body string) way {
	weight, rest, _ := strings.Cut(body, " ")
	n, err := strconv.Atoi(weight)
	if err != nil || n <= 0 {
		panic(fmt.Sprintf("internal error: demo: grammar weight %q", weight))
	}
	w := way{weight: n}
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		if rest[0] != '<' {
			var word string
			word, rest, _ = strings.Cut(rest, " ")
			w.parts = append(w.parts, part{kind: literal, text: word})
			continue
		}
		name, after, _ := strings.Cut(rest[1:], ">")
		w.parts = append(w.parts, g.part(name))
		rest = after
	}
	return w
}

func (g *grammar) part(name string) part {
	if i, ok := g.names[name]; ok {
		return part{kind: expand, index: i}
	}
	if i := strings.Index(classes, name); len(name) == 1 && i >= 0 {
		return part{kind: draw, index: i}
	}
	for i, m := range makers {
		if m.name == name {
			return part{kind: made, index: i}
		}
	}
	panic(fmt.Sprintf("internal error: demo: grammar has no part %q", name))
}

// pick returns the parts of one way.
func (r *rule) pick(rng *rand.Rand) []part {
	u := rng.IntN(r.sum)
	for i := range r.ways {
		if u -= r.ways[i].weight; u < 0 {
			return r.ways[i].parts
		}
	}
	panic("internal error: demo: weights of a rule do not add up")
}
