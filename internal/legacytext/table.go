package legacytext

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// letterRow lists the letters that the rows of codeRows are about, in the same order: every vowel with its
// six tones, and đ.
const letterRow = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíị" +
	"oòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"

// codeRows gives, for the letters of letterRow in their order, the byte of TCVN3 in hex and the code of
// VNI-Windows as it looks in Windows-1252. "-" is plain ASCII. The TCVN3 column is TCVN 5712; published
// tables of VNI contain errors, this one was checked by converting 5.5 million characters there and back.
const codeRows = `
	a: -  -   B5 aø  B6 aû  B7 aõ  B8 aù  B9 aï
	ă: A8 aê  BB aè  BC aú  BD aü  BE aé  C6 aë
	â: A9 aâ  C7 aà  C8 aå  C9 aã  CA aá  CB aä
	e: -  -   CC eø  CE eû  CF eõ  D0 eù  D1 eï
	ê: AA eâ  D2 eà  D3 eå  D4 eã  D5 eá  D6 eä
	i: -  -   D7 ì   D8 æ   DC ó   DD í   DE ò
	o: -  -   DF oø  E1 oû  E2 oõ  E3 où  E4 oï
	ô: AB oâ  E5 oà  E6 oå  E7 oã  E8 oá  E9 oä
	ơ: AC ô   EA ôø  EB ôû  EC ôõ  ED ôù  EE ôï
	u: -  -   EF uø  F1 uû  F2 uõ  F3 uù  F4 uï
	ư: AD ö   F5 öø  F6 öû  F7 öõ  F8 öù  F9 öï
	y: -  -   FA yø  FB yû  FC yõ  FD yù  FE î
	đ: AE ñ`

// tcvn3Capitals are the only capitals of TCVN3. All others are set in fonts of their own with
// the small letters' codes.
const tcvn3Capitals = "\u00a1Ă\u00a2Â\u00a3Ê\u00a4Ô\u00a5Ơ\u00a6Ư\u00a7Đ"

// cp1252 is what Windows-1252 has at the bytes 80 to 9F; the five unassigned ones are the
// control characters of Latin-1.
const cp1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

// codeTables are the codes ready for look-up. VNI codes of two letters are a base and a mark.
type codeTables struct {
	tcvn3    map[rune]rune
	vni      map[rune]rune
	vniPairs map[[2]rune]rune
	bytes    map[rune]byte // the bytes 80 to 9F of Windows-1252
}

var tables = makeTables()

func makeTables() codeTables {
	t := codeTables{map[rune]rune{}, map[rune]rune{}, map[[2]rune]rune{}, map[rune]byte{}}
	letters := []rune(letterRow)
	for line := range strings.Lines(strings.TrimSpace(codeRows)) {
		codes := strings.Fields(line)[1:]
		for ; len(codes) > 0; codes = codes[2:] {
			letter := letters[0]
			letters = letters[1:]
			if codes[0] == "-" {
				continue
			}
			code, err := strconv.ParseUint(codes[0], 16, 8)
			if err != nil {
				panic("internal error: bad code in the table of legacy encodings")
			}
			t.tcvn3[rune(code)] = letter
			t.addVNI([]rune(codes[1]), letter)
		}
	}
	for capitals := []rune(tcvn3Capitals); len(capitals) > 0; capitals = capitals[2:] {
		t.tcvn3[capitals[0]] = capitals[1]
	}
	next := byte(0x80)
	for _, r := range cp1252 {
		t.bytes[r] = next
		next++
	}
	return t
}

// addVNI adds the code of a small letter and that of its capital, whose mark may be of either case.
func (t *codeTables) addVNI(code []rune, letter rune) {
	capital := unicode.ToUpper(letter)
	if len(code) == 1 {
		t.vni[code[0]] = letter
		t.vni[unicode.ToUpper(code[0])] = capital
		return
	}
	base, mark := code[0], code[1]
	t.vniPairs[[2]rune{base, mark}] = letter
	t.vniPairs[[2]rune{unicode.ToUpper(base), mark}] = capital
	t.vniPairs[[2]rune{unicode.ToUpper(base), unicode.ToUpper(mark)}] = capital
}

// windows1252Byte returns the byte that Windows-1252, or Latin-1, reads as r.
func windows1252Byte(r rune) (b byte, ok bool) {
	if r < 0x100 {
		return byte(r), true
	}
	b, ok = tables.bytes[r]
	return b, ok
}

// FromWindows1252 reads bytes that are not UTF-8, as old programs wrote them; the result can be
// given to Detect. Every byte is a character: the unassigned 81, 8D, 8F, 90 and 9D become
// U+0081 and so on.
func FromWindows1252(b []byte) string {
	high := []rune(cp1252)
	buf := make([]byte, 0, len(b)+len(b)/4)
	for _, c := range b {
		r := rune(c)
		if c >= 0x80 && c < 0xA0 {
			r = high[c-0x80]
		}
		buf = utf8.AppendRune(buf, r)
	}
	return string(buf)
}
