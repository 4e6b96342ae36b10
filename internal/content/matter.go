package content

import (
	"strings"

	"github.com/adrg/frontmatter"
)

// The library finds front matter between delimiters and compares trimmed lines with them: an indented `---` in a text would end
// the block, and a missing one means "no front matter". So it is given exactly the block that we have cut out (fence.go) between
// delimiters that no text can hold, since control characters are stripped before.
const (
	openDelimiter  = "\x01open\x01"
	closeDelimiter = "\x01close\x01"
)

// readMatter reads the fields of a front matter that was found, whatever its format. Faults are remarked on.
func readMatter(rm *remarks, m matter) []member {
	if m.format == formatNone || m.broken {
		return nil
	}
	block := rm.file.Text[m.start:m.end]
	if len(block) > maxMatter {
		rm.at(m.open, "matter-large")
		return nil
	}
	decode := func(data []byte, into any) error {
		*into.(*[]member) = decodeMatter(rm, m.format, strings.TrimSuffix(string(data), "\n"), m.start)
		return nil
	}
	var members []member
	input := strings.NewReader(openDelimiter + "\n" + block + "\n" + closeDelimiter + "\n")
	if _, err := frontmatter.MustParse(input, &members, frontmatter.NewFormat(openDelimiter, closeDelimiter, decode)); err != nil {
		panic("internal error: front matter between our own delimiters: " + err.Error())
	}
	return members
}

// decodeMatter reads a block by its format.
func decodeMatter(rm *remarks, f format, block string, base int) []member {
	switch f {
	case formatTOML:
		return readTOML(rm, block, base)
	case formatJSON:
		if isBlankText(block) {
			return nil
		}
		return readJSON(rm, block, base)
	}
	return readYAML(rm, block, base, isKnownKey)
}
