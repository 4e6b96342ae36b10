package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// strokeLetters are letters of other languages that do not decompose but sort with a plain one.
var strokeLetters = map[rune]string{'ø': "o", 'ł': "l", 'ð': "d", 'æ': "ae", 'œ': "oe", 'ß': "ss"}

// rareKey returns the key of NFC text with characters beyond the tables: single marks,
// quotation marks, letters of other languages, compatibility forms.
func rareKey(s string) []byte {
	var levels rareLevels
	for _, r := range s {
		levels.add(r, 0)
	}
	return joinLevels(levels.first, levels.second[:levels.secondEnd], levels.third[:levels.thirdEnd], s)
}

// rareLevels gathers the levels of a key. The ends are those of the last weights that are not
// common.
type rareLevels struct {
	first, second, third []byte
	secondEnd, thirdEnd  int
}

// add appends the weights of r. compat is weightCompat when r is a part of a compatibility form
// (the 1 of "¹"), else 0.
func (k *rareLevels) add(r rune, compat byte) {
	if weight, tone, letterCase := usualWeights(r); weight != 0 {
		k.base(weight, letterCase+compat)
		if tone != toneNone {
			k.mark(weightCommon + tone)
		}
		return
	}
	if isMark(r) {
		k.anyMark(r)
		return
	}
	letterCase := caseOf(r) + compat
	switch r {
	case '‘', '’', '‚', '‛':
		k.base(latin1['\''], letterCase)
		k.mark(quoteVariant + byte(r-'‘'))
		return
	case '“', '”', '„', '‟':
		k.base(latin1['"'], letterCase)
		k.mark(quoteVariant + byte(r-'“'))
		return
	}
	if plain, ok := strokeLetters[unicode.ToLower(r)]; ok {
		k.base(latin1[plain[0]], letterCase)
		k.mark(weightStroke)
		for i := 1; i < len(plain); i++ {
			k.base(latin1[plain[i]], letterCase)
		}
		return
	}
	text := utf8.AppendRune(nil, r)
	if parts := norm.NFD.Properties(text).Decomposition(); parts != nil {
		k.addAll(parts, compat)
	} else if parts := norm.NFKD.Properties(text).Decomposition(); parts != nil {
		k.addAll(parts, weightCompat)
	} else {
		k.unlisted(r, letterCase)
	}
}

func (k *rareLevels) addAll(parts []byte, compat byte) {
	for len(parts) > 0 {
		r, size := utf8.DecodeRune(parts)
		k.add(r, compat)
		parts = parts[size:]
	}
}

func (k *rareLevels) base(weight, letterCase byte) {
	k.first = append(k.first, weight)
	k.second = append(k.second, weightCommon)
	k.third = append(k.third, letterCase)
	if letterCase != weightCommon {
		k.thirdEnd = len(k.third)
	}
}

// mark appends the weight of a mark on the letter before it.
func (k *rareLevels) mark(weight ...byte) {
	k.second = append(k.second, weight...)
	k.secondEnd = len(k.second)
}

func (k *rareLevels) anyMark(r rune) {
	switch index := strings.IndexRune(markOrder, r); {
	case index >= 0: // each of them takes two bytes
		k.mark(weightCommon + 1 + byte(index/2))
	case isCombining(r):
		k.mark(otherMark + byte(r-0x0300))
	default:
		k.mark(farMark, byte(r>>16), byte(r>>8), byte(r))
	}
}

func caseOf(r rune) byte {
	if unicode.IsUpper(r) {
		return weightUpper
	}
	return weightCommon
}

// unlisted appends a character of no table behind the others of its class, by code point.
// Characters that nobody sees (controls, joiners) have no weight.
func (k *rareLevels) unlisted(r rune, letterCase byte) {
	class := otherLetter
	switch {
	case unicode.In(r, unicode.Cc, unicode.Cf):
		return
	case unicode.IsNumber(r):
		class = otherDigit
	case unicode.IsPunct(r), unicode.IsSymbol(r):
		class = otherSign
	}
	k.base(class, letterCase)
	r = unicode.ToLower(r)
	k.first = append(k.first, byte(r>>16), byte(r>>8), byte(r))
}
