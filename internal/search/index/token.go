package index

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/viet"
)

// Token is a word of running text with its two keys.
type Token struct {
	Form       string // exact key: "đảng"
	Key        string // folded key: "dang"
	Start, End int    // byte offsets into the text
	// no pair with the token before: the text begins, or . ; : ! ? ( ) " “ ” … or a line end stands between
	Break bool
}

// Tokens returns the words of NFC text: maximal runs of letters, marks and digits. Invisible characters in a
// word do not end it; an apostrophe before a letter belongs to the word and is dropped in the keys.
func Tokens(text string) []Token {
	var t Tokenizer
	var tokens []Token
	t.scan(text, func(w int32, start, end int, brk bool) {
		tokens = append(tokens, Token{Form: t.words[w].form, Key: t.words[w].key, Start: start, End: end, Break: brk})
	})
	return tokens
}

// Tokenizer remembers the keys of words that it has seen: most words of an archive are the same few thousand.
// The zero value is ready; it is for one goroutine. What it remembers never changes a result.
type Tokenizer struct {
	ids   map[string]int32 // written word → index into words; -1 for one without a key
	words []word
	forms map[string]int32 // form → index into words of its first spelling
	count counter
}

// word is a written word's keys. Words that are spellings of one form share id.
type word struct {
	form, key string
	begin     uint64 // first eight bytes of the key: in their order, keys are in theirs
	id        int32  // index of the form
	keyID     int32  // index of the folded key's own form
}

// maxWords bounds the memory of a tokenizer; beyond it the next document begins anew.
const maxWords = 1 << 18

// scan calls found for each word of text.
func (t *Tokenizer) scan(text string, found func(w int32, start, end int, brk bool)) {
	brk := true
	for i := 0; i < len(text); {
		r, size := decode(text[i:])
		if !isWordRune(r) {
			brk = brk || breaksPair(r)
			i += size
			continue
		}
		start := i
		i = wordEnd(text, i+size)
		if w := t.lookup(text[start:i]); w >= 0 {
			found(w, start, i, brk)
			brk = false
		}
	}
}

// wordEnd returns where the word that is under way at text[i:] ends.
func wordEnd(text string, i int) int {
	for i < len(text) {
		if isASCIILetterOrDigit(text[i]) {
			i++
			continue
		}
		r, size := decode(text[i:])
		switch {
		case isWordRune(r) || isInvisible(r):
		case isApostrophe(r):
			next, _ := decode(text[i+size:])
			if !unicode.IsLetter(next) {
				return i
			}
		default:
			return i
		}
		i += size
	}
	return i
}

func decode(s string) (rune, int) {
	if len(s) > 0 && s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// isWordRune holds for letters, marks and decimal digits.
func isWordRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return isASCIILetterOrDigit(byte(r))
	case r >= 0x1EA0 && r <= 0x1EF9:
		return true
	// â, đ, ơ: all but two are letters, and asking package unicode takes a search
	case r >= 0xC0 && r <= 0x24F:
		return r != '×' && r != '÷'
	case r == utf8.RuneError:
		return false
	// bytes and the UTF-16 of scripts have different orders there, so only what stands for a plain letter
	// counts: 𝐀
	case r > 0xFFFF:
		plain := []rune(norm.NFKC.String(string(r)))
		return len(plain) == 1 && plain[0] <= 0xFFFF && isWordRune(plain[0])
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.Is(unicode.Nd, r)
}

func isASCIILetterOrDigit(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }

func breaksPair(r rune) bool {
	switch r {
	case '.', ';', ':', '!', '?', '(', ')', '"', '“', '”', '…', '\n':
		return true
	}
	return false
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '`':
		return true
	}
	return false
}

func isInvisible(r rune) bool {
	switch r {
	case 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return false
}

// lookup returns the index of a written word, -1 when nothing of it is left in the keys.
func (t *Tokenizer) lookup(written string) int32 {
	if w, ok := t.ids[written]; ok {
		return w
	}
	if t.ids == nil {
		t.ids, t.forms = map[string]int32{}, map[string]int32{}
	}
	form := exactForm(written)
	w := int32(-1)
	if viet.Fold(form) != "" {
		w = t.intern(form)
	}
	t.ids[strings.Clone(written)] = w
	return w
}

// intern returns the index of a form.
func (t *Tokenizer) intern(form string) int32 {
	if w, ok := t.forms[form]; ok {
		return w
	}
	w := int32(len(t.words))
	t.forms[form] = w
	t.words = append(t.words, word{form: form, id: w, keyID: w})
	key := viet.Fold(form)
	t.words[w].key = key
	t.words[w].begin = beginOf(key)
	if key != form {
		t.words[w].keyID = t.intern(key)
	}
	return w
}

// beginOf is the first eight bytes of a key as a number.
func beginOf(key string) uint64 {
	var first [8]byte
	copy(first[:], key)
	return binary.BigEndian.Uint64(first[:])
}

// exactForm is the exact key of one word, without apostrophes and cut to tokenRunes.
func exactForm(written string) string {
	if strings.ContainsFunc(written, isApostrophe) {
		written = strings.Map(func(r rune) rune {
			if isApostrophe(r) {
				return -1
			}
			return r
		}, written)
	}
	form := viet.ExactKey(plainLetters(written))
	if len(form) > tokenRunes {
		n := 0
		for i := range form {
			if n == tokenRunes {
				return viet.NFC(form[:i])
			}
			n++
		}
	}
	return form
}

// plainLetters replaces letters that only look another way: those of bold fonts, ligatures, full width (NFKC,
// as slugs do).
func plainLetters(written string) string {
	if !strings.ContainsFunc(written, func(r rune) bool { return r > 0x1EFF || r >= 0x1D00 && r < 0x1E00 }) {
		return written // no letter of Vietnamese stands for another one
	}
	return norm.NFKC.String(written)
}

// cutWords cuts text at a blank so that at most limit bytes are left.
func cutWords(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	cut := limit
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	if blank := strings.LastIndexByte(text[:cut+1], ' '); blank > 0 {
		cut = blank
	}
	return text[:cut] + "…"
}
