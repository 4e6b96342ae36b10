package frontmatter

import (
	"bufio"
	"strconv"
	"strings"
	"sync"

	adrg "github.com/adrg/frontmatter"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// The limits of front matter. They keep a mistake or a YAML bomb from costing more than a message.
const (
	maxMatter = 64 << 10 // bytes between the fences; more is refused unread
	maxDepth  = 16       // levels of lists and tables
)

// Block is the front matter (phần đầu bài) of one file.
type Block struct {
	Members []Member // the fields in the file's order, repeated ones too
	Body    int      // byte offset at which the text behind the front matter begins; 0 when there is none
	Start   int      // the lines between the fences are Start to End
	End     int
	YAML    bool // they are YAML
	// what looks like front matter is not fenced as it should be: nothing was read, and no body is known
	Broken bool
	// Unfenced says that it is Broken because Start to End are fields without a fence above them.
	Unfenced bool
}

// Read reads the front matter of a file whose text is in NFC, with "\n" at the end of its lines and without
// control characters. Offsets are bytes of that text. Faults are diagnostics, in no order; with one of level
// Error the members are what could be read in spite of it.
func Read(file diag.File, names Vocabulary) (Block, []diag.Diagnostic) {
	r := &reading{file: file, names: names}
	m := r.findMatter()
	block := Block{Members: r.members(&m), Body: m.body, Broken: m.broken, YAML: m.format == formatYAML}
	block.Start, block.End, block.Unfenced = m.start, m.end, m.broken && m.format == formatNone && m.end > 0
	return block, r.found
}

// reading is one file while it is read: its text, what is known of names, and the diagnostics so far. Nothing
// stops at the first fault: an editor hears all of them in one run.
type reading struct {
	file  diag.File
	names Vocabulary
	found []diag.Diagnostic
}

// at adds a diagnostic about the place at a byte offset of the file.
func (r *reading) at(offset int, code diag.Code, args ...string) {
	r.found = append(r.found, r.file.At(offset, code, args...))
}

// line gives the number of the line at an offset, for the words of a message.
func (r *reading) line(offset int) string {
	pos := r.file.Locate(offset)
	return strconv.Itoa(pos.Line)
}

// inputs are the buffers from which the library reads. It takes a large enough one as its own; else it makes
// 4 KiB for every file.
var inputs = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// members lets the library adrg/frontmatter cut the block that was found and reads its fields. Where the body
// begins is what the library leaves.
func (r *reading) members(m *matter) []Member {
	if m.format == formatNone || m.broken {
		return nil
	}
	if m.end-m.start > maxMatter {
		r.at(m.open, "matter-large")
		return nil
	}
	decode := func(_ []byte, into any) error { // the block as typed, not as shown to the library
		block := strings.Clone(r.file.Text[m.start:m.end]) // members are parts of it, and must not hold the file
		*into.(*[]Member) = r.decode(m.format, block, m.start)
		return nil
	}
	var members []Member
	input := inputs.Get().(*bufio.Reader)
	defer inputs.Put(input)
	input.Reset(strings.NewReader(m.shown(r.file.Text)))
	rest, err := adrg.MustParse(input, &members, adrg.NewFormat(m.fence.open, m.fence.close, decode))
	if err != nil {
		panic("internal error: front matter that was looked over: " + err.Error())
	}
	m.body = len(r.file.Text) - len(rest)
	return members
}

// shown is the text as the library is to see it, from the opening fence on. The library trims lines, so that
// an indented fence in a text would end the block, it has fewer forms of fences than we, and it wants JSON on
// lines of its own: then the block is shown between fences in their plain form, with what is indented like a
// fence masked by a sign that no text can hold, since control characters are stripped before. What follows
// the block is always shown as it is.
func (m *matter) shown(text string) string {
	opening := lineFrom(text, m.open)
	closing := lineFrom(text, m.end)
	if !m.masked && strings.TrimSpace(opening) == m.fence.open && strings.TrimSpace(closing) == m.fence.close {
		return text[m.open:]
	}
	block := strings.ReplaceAll(text[m.start:m.end], m.fence.close, "\x01")
	return m.fence.open + "\n" + block + "\n" + m.fence.close + "\n" + text[m.body:]
}

// decode reads a block by its format. base is its byte offset in the file.
func (r *reading) decode(f format, block string, base int) []Member {
	switch f {
	case formatTOML:
		return readTOML(r, block, base)
	case formatJSON:
		if viet.IsBlankText(block) {
			return nil
		}
		return readJSON(r, block, base)
	}
	return readYAML(r, block, base)
}
