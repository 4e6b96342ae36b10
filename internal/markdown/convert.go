package markdown

import (
	"strings"
	"sync"

	"bantin/internal/diag"
	"bantin/internal/markdown/strip"
	"bantin/internal/markdown/syntax"
	"bantin/internal/viet"
)

// Convert reads the body of file that begins at byte offset start (file.Text is the whole file, NFC, LF) and
// renders it once. With a diagnostic of level Error the document is not fit for publishing and holds nothing
// else. Convert knows nothing but its arguments, and is safe for concurrent use.
func Convert(file diag.File, start int, opts Options) Document {
	start = max(0, min(start, len(file.Text)))
	limit := maxGrowth*(len(file.Text)-start) + maxGrowthBase
	s := strip.Read(file, start)
	tree := syntax.Parse(s, syntax.Options{NestedPlusLists: opts.NestedPlusLists, MaxHTML: limit})
	if s.Failed {
		return Document{Diagnostics: s.Diagnostics}
	}
	c := &conversion{Source: s, Tree: tree, opts: opts, limit: limit}
	b := workspaces.Get().(*workspace)
	defer b.take(c)
	c.reserve(b)
	if c.document(tree.Root); c.Failed {
		return Document{Diagnostics: s.Diagnostics}
	}
	return c.finish()
}

// The limits on the HTML of a body. The largest honest text is far below.
const (
	maxGrowth     = 32       // bytes of HTML for a byte of source …
	maxGrowthBase = 64 << 10 // … and on top of that
)

// reserve makes room for what an ordinary text of this size needs.
func (c *conversion) reserve(b *workspace) {
	c.out, c.plain, c.marks, c.anchorOf = b.out[:0], b.plain[:0], b.marks[:0], b.anchorOf[:0]
	c.doc.Blocks = make([]Block, 0, len(c.Text)/256+8)
}

// workspace is the memory of a conversion that nothing of the document points into. Used again, it saves 8 KB
// an article, 8 % of what a build allocates.
type workspace struct {
	out, plain []byte
	marks      []mark
	anchorOf   []int
}

var workspaces = sync.Pool{New: func() any { return new(workspace) }}

// maxWorkspace is the largest HTML whose memory is kept.
const maxWorkspace = 1 << 20

// take takes the memory back from a conversion that is done.
func (b *workspace) take(c *conversion) {
	if cap(c.out) > maxWorkspace {
		return
	}
	clear(c.marks) // of the texts in them
	b.out, b.plain, b.marks, b.anchorOf = c.out, c.plain, c.marks, c.anchorOf
	workspaces.Put(b)
}

// conversion is the state of one call of Convert: what has been written so far, and what is known only at the
// end.
type conversion struct {
	*strip.Source
	syntax.Tree
	rawMarkup

	opts  Options
	doc   Document
	limit int // of the HTML in bytes

	out   []byte // HTML without what the marks stand for
	marks []mark // in order of at
	owed  int    // bytes that the slots will add, for the limit

	plain    []byte // plain text of the block being written
	gap      bool   // what was written last is a blank, or nothing has been written in this block
	composed bool   // a character of the plain text may have to be composed with its neighbour

	ids      viet.IDs          // of places that have a name, then of headings
	places   []string          // ids of places that the next text stands at
	headed   bool              // a heading is open
	entries  []entry           // headings, outline paragraphs, the section of the notes
	anchorOf []int             // for every block, how many entries stood before its end
	lead     leadSeek          // where the search for the lead stands
	titled   bool              // the first level 1 heading has been met
	inCell   bool              // a cell of a table is being written
	inLink   linkState         // the link that is open
	lines    syntax.LineBreaks // of the paragraph being written
	markLine int               // line of the last marks-left warning
	boldLine int               // line of the last bold-literal warning
	// long addresses by the first byte of their source: a reference may be used often
	known map[*byte]addressed
}

// mark stands for text that is decided after the place where it goes: a slot of the body, or something that
// only the whole text decides, such as the level of a heading.
type mark struct {
	slot
	fixed bool // text is HTML that belongs at the place; else the mark is a slot
}

// fixedMark reserves a place for HTML that is decided later and returns its number in c.marks.
func (c *conversion) fixedMark() int {
	c.marks = append(c.marks, mark{slot: slot{at: len(c.out)}, fixed: true})
	return len(c.marks) - 1
}

// slotMark leaves a slot; size is about what will fill it.
func (c *conversion) slotMark(h slot, size int) {
	h.at = len(c.out)
	c.marks = append(c.marks, mark{slot: h})
	c.owed += size
}

// markAt reports whether a mark stands at an offset of the HTML that is its end.
func (c *conversion) markAt(end int) bool {
	return len(c.marks) > 0 && c.marks[len(c.marks)-1].at == end
}

// over reports, once, that the HTML has passed its limit.
func (c *conversion) over() bool {
	if !c.Failed && len(c.out)+c.owed > c.limit {
		c.Fault(0, "html-too-large")
	}
	return c.Failed
}

// checkpoint is a state of the output that can be gone back to, when what was written turns out to be
// nothing.
type checkpoint struct{ out, marks, links, pictures, blocks, words, entries int }

func (c *conversion) checkpoint() checkpoint {
	return checkpoint{
		len(c.out), len(c.marks), len(c.doc.Links), len(c.doc.Pictures), len(c.doc.Blocks), c.doc.Words, len(c.entries),
	}
}

func (c *conversion) rollback(to checkpoint) {
	c.out, c.marks, c.entries = c.out[:to.out], c.marks[:to.marks], c.entries[:to.entries]
	c.dropLinks(to.links)
	c.doc.Pictures, c.doc.At.Pictures = c.doc.Pictures[:to.pictures], c.doc.At.Pictures[:to.pictures]
	c.doc.Blocks, c.anchorOf = c.doc.Blocks[:to.blocks], c.anchorOf[:to.blocks]
	c.doc.Words = to.words
}

// dropLinks takes back all links but the first ones.
func (c *conversion) dropLinks(first int) {
	c.doc.Links, c.doc.At.Links = c.doc.Links[:first], c.doc.At.Links[:first]
}

// finish decides what the whole text decides and puts the document together.
func (c *conversion) finish() Document {
	c.settleOutline()
	c.ReportDropped()
	c.doc.Body = c.body()
	c.doc.Diagnostics = diag.Sort(c.Diagnostics)
	return c.doc
}

// body puts the marks that are settled into the HTML and keeps the others as slots.
func (c *conversion) body() Body {
	size, slots := len(c.out), 0
	for i := range c.marks {
		if c.marks[i].fixed {
			size += len(c.marks[i].text)
		} else {
			slots++
		}
	}
	var html strings.Builder
	html.Grow(size)
	b := Body{slots: make([]slot, 0, slots)}
	at := 0
	for _, m := range c.marks {
		html.Write(c.out[at:m.at])
		at = m.at
		if m.fixed {
			html.WriteString(m.text)
			continue
		}
		m.slot.at = html.Len()
		b.slots = append(b.slots, m.slot)
	}
	html.Write(c.out[at:])
	b.html = html.String()
	return b
}
