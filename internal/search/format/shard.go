package format

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"bantin/internal/fingerprint"
)

// The kinds of shards.
const (
	RootKind  = "r" // root.js, and the pages of a directory with many shards
	TermKind  = "t" // folded key → its forms → documents
	PairKind  = "b" // "a b" of folded keys → documents
	FacetKind = "f" // "s:section", "k:kind", "t:tag" → documents
	CardKind  = "d"
	TextKind  = "k"
	SpellKind = "s"
)

// RootName is the file that leads to all others.
const RootName = "root"

// Version is the first character of every shard. It changes with every change of what a shard means.
const Version = '2'

// File is one file of the index.
type File struct {
	Path        string             // under the output folder: search/t/t-nghi.js
	Fingerprint fingerprint.Digest // of all that it is made from
	Data        func() ([]byte, error)
}

// MadeFile is a file whose payload is at hand.
func MadeFile(kind, name, payload string) File {
	data := Shard(kind, name, payload)
	return File{Path(kind, name), fingerprint.Bytes(data), func() ([]byte, error) { return data, nil }}
}

// A shard is one call in one classic script, the only thing that every browser loads from file:// too:
//
//	bt("t","t-nghi","2q3z…payload")
//
// Its text is the format version, seven characters of a checksum over kind, name, version and payload, and
// the payload: base64 of rows, or plain text. The directory in root.js holds the first characters of each
// checksum, so a stale shard is known as one, and a copy from another place does not pass for the one that
// was asked for.
const (
	folder       = "search/"
	checkLen     = 7 // of 32 bits, five a character
	versionLen   = 4 // characters of a checksum in the directory, and in ?v=
	CheckLetters = "abcdefghijklmnopqrstuvwxyz234567"
)

// Shard makes the bytes of a shard.
func Shard(kind, name, payload string) []byte {
	var b strings.Builder
	b.Grow(len(payload) + 64)
	fmt.Fprintf(&b, `bt("%s","%s","%c%s`, kind, name, Version, checksum(kind, name, payload))
	appendScriptString(&b, payload)
	b.WriteString("\")\n")
	return []byte(b.String())
}

// Path is where a shard lies. The root lies above all others: it is the only one that browsers always ask
// for.
func Path(kind, name string) string {
	if kind == RootKind && name == RootName {
		return folder + name + ".js"
	}
	return folder + kind + "/" + name + ".js"
}

// appendScriptString writes text as the inside of a string that is safe in any script: no quote, no control
// character, no "<", no U+2028.
func appendScriptString(b *strings.Builder, text string) {
	plain := 0 // where the text that needs no escape begins
	for i, r := range text {
		escape := ""
		switch {
		case r >= ' ' && r < 0x7F && r != '"' && r != '\\' && r != '<' && r != '>' && r != '&':
			continue
		case r == '"' || r == '\\':
			escape = `\` + string(r)
		case r == '\n':
			escape = `\n`
		case r <= 0x7F || r == 0x2028 || r == 0x2029 || r == 0xFEFF:
			escape = fmt.Sprintf(`\u%04x`, r)
		default:
			continue
		}
		b.WriteString(text[plain:i])
		b.WriteString(escape)
		plain = i + utf8.RuneLen(r)
	}
	b.WriteString(text[plain:])
}

// checksum is FNV-1a of 32 bits over UTF-16 code units, which is what a script sees of a string.
func checksum(kind, name, payload string) string {
	h := HashStart
	for _, part := range [...]string{string(Version), kind, "/", name, ":", payload} {
		h = Hash(h, part)
	}
	var out [checkLen]byte
	for i := range out {
		out[i] = CheckLetters[h&31]
		h >>= 5
	}
	return string(out[:])
}

const (
	HashStart uint32 = 2166136261
	fnvPrime  uint32 = 16777619
)

func Hash(h uint32, text string) uint32 {
	for _, r := range text {
		if r < 0x10000 {
			h = (h ^ uint32(r)) * fnvPrime
			continue
		}
		high, low := utf16.EncodeRune(r)
		h = (h ^ uint32(high)) * fnvPrime
		h = (h ^ uint32(low)) * fnvPrime
	}
	return h
}

// VersionOf is what the directory says of a shard.
func VersionOf(kind, name, payload string) string { return checksum(kind, name, payload)[:versionLen] }

// maxName is the longest name of a shard: paths end at 240 bytes.
const maxName = 80

// Name makes a file name of the first key of a shard, so that the name does not move with other shards: a
// blank is "-", every byte outside [a-z0-9] "_" and two hexadecimal digits; long names end in a checksum. The
// kind before it keeps clear of the names that Windows reserves ("con").
func Name(kind, first string) string {
	var b strings.Builder
	b.WriteString(kind + "-")
	for _, c := range []byte(first) {
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			b.WriteByte(c)
		case c == ' ':
			b.WriteByte('-')
		default:
			fmt.Fprintf(&b, "_%02x", c)
		}
	}
	name := b.String()
	if len(name) > maxName {
		name = name[:maxName-checkLen-1] + "_" + checksum(kind, first, "")
	}
	return name
}

func Encode64(payload []byte) string { return base64.StdEncoding.EncodeToString(payload) }
