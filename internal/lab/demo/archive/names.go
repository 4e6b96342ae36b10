package archive

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// communes (xã) of the district Minh Họa. Neither it nor they exist.
var communes = [...]string{
	"Nà Sương", "Khe Trúc", "Suối Mận", "Bản Lau", "Phai Mây", "Thượng Mơ", "Hạ Mơ", "Tân Sương", "Lũng Cọ",
	"Nậm Trúc", "Vân Nương", "Cốc Mận", "Tả Lau", "Pác Sim", "Khuổi Gió", "Đông Cọ", "Phiêng Mây", "Thanh Lau",
}

// twins are hamlets (thôn) whose names differ in accents alone: what search has to keep apart.
var twins = [...]string{
	"Thúy Lâm", "Thủy Lâm", "Thùy Lâm", "Bảo Lĩnh", "Báo Lĩnh", "Hòa Giang", "Hóa Giang", "Đảng Sơn", "Đáng Sơn", "Tỷ Sơn",
	"Thành Tra", "Thanh Tra", "Khe Quế", "Khê Quế", "Mỹ Hoa", "Mỹ Hỏa", "Nghĩa Tòa", "Nghĩa Tỏa", "Xuân Lũy", "Xuân Lụy",
}

// The parts of the syllables that names are made of. Many rimes, the initial đ and the tone nặng are left
// out: with them a syllable made by chance may be a coarse word.
var (
	onsets = [...]string{
		"b", "c", "ch", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x",
	}
	rimes = [...]string{
		"a*n", "a*ng", "a*nh", "a*o", "a*m", "ă*n", "ă*ng", "ă*m", "â*u", "â*y", "ê*", "iê*n", "iê*ng", "iê*u", "iê*m",
		"o*ng", "oa*n", "oa*ng", "ô*ng", "ơ*", "ơ*n", "ơ*i", "ươ*i", "ươ*ng", "u*ng", "uâ*n", "uyê*n", "uô*n", "uô*ng", "ư*",
		"ư*a", "o*a", "o*e", "u*y", "ê*u", "i*u", "a*ch", "a*c", "ă*c", "â*c", "â*p", "iê*c", "iê*t", "o*c", "ô*c", "ươ*c", "i*nh", "i*ch", "ê*nh", "e*n", "u*c",
	}
	tones = map[rune]string{ // ngang, huyền, sắc, hỏi, ngã
		'a': "aàáảã", 'ă': "ăằắẳẵ", 'â': "âầấẩẫ", 'e': "eèéẻẽ", 'ê': "êềếểễ", 'i': "iìíỉĩ", 'o': "oòóỏõ", 'ô': "ôồốổỗ",
		'ơ': "ơờớởỡ", 'u': "uùúủũ", 'ư': "ưừứửữ",
	}
)

// syllables returns all syllables for names, capitalised: about 3,400.
func syllables() []string {
	var all []string
	for _, onset := range onsets {
		for _, rime := range rimes {
			for tone := range 5 {
				if s := spell(onset, rime, tone); s != "" {
					all = append(all, capital(s))
				}
			}
		}
	}
	return all
}

// spell writes a syllable; the letter before "*" bears the tone. It returns "" where Vietnamese has none.
func spell(onset, rime string, tone int) string {
	front := strings.HasPrefix(rime, "i") || strings.HasPrefix(rime, "e") || strings.HasPrefix(rime, "ê")
	letters := strings.Replace(rime, "*", "", 1)
	glide := strings.HasPrefix(letters, "oa") || letters == "oe" || strings.HasPrefix(letters, "uâ") || strings.HasPrefix(letters, "uy")
	stopped := strings.HasSuffix(rime, "c") || strings.HasSuffix(rime, "ch") || strings.HasSuffix(rime, "p") || strings.HasSuffix(rime, "t")
	switch {
	case stopped && tone != 2: // the other tone of such rimes is nặng
		return ""
	case glide && slices.Contains([]string{"b", "c", "g", "m", "ph", "r", "v"}, onset):
		return ""
	case front && onset == "c":
		onset = "k"
	case front && (onset == "g" || onset == "ng"):
		onset += "h"
	}
	before, after, _ := strings.Cut(rime, "*")
	bearer, size := utf8.DecodeLastRuneInString(before)
	return onset + before[:len(before)-size] + string([]rune(tones[bearer])[tone]) + after
}

// Names of varieties, products and programs are put together from these: no word of any
// language is meant.
var (
	productHeads = [...]string{"Agri", "Bio", "Vina", "Nongo", "Hano", "Mico", "Lavi", "Tano", "Sano", "Runo", "Velo", "Nami"}
	productOpen  = [...]string{"ba", "be", "bo", "ga", "go", "la", "le", "li", "lo", "ma", "mi", "mo", "na", "ni", "no", "ra", "ri", "ro", "sa", "se", "so", "ta", "ti", "to", "va", "ve", "vi"}
	productClose = [...]string{"", "n", "l", "x", "r", "s"}
)

// hamlet returns the name of a hamlet; low numbers are named most often.
func (g *generator) hamlet(number int) string {
	if number < len(twins) {
		return twins[number]
	}
	r := g.random(streamNames, 2*number)
	return choose(r, g.syllables) + " " + choose(r, g.syllables)
}

// product returns the name of a product, program or company.
func (g *generator) product(number int) string {
	r := g.random(streamNames, 2*number+1)
	name := productHeads[r.IntN(len(productHeads))] + productOpen[r.IntN(len(productOpen))]
	if chance(r, 40) {
		name += productOpen[r.IntN(len(productOpen))]
	}
	return name + productClose[r.IntN(len(productClose))]
}

// code returns the mark of a variety or a machine: "LX417".
func code(r *rand.Rand) string {
	const letters = "BHKLNTV"
	return fmt.Sprintf("%c%c%d", letters[r.IntN(len(letters))], letters[r.IntN(len(letters))], 1+r.IntN(99))
}

// nameLimit is the number of hamlets and products that an archive of n articles may mention.
func nameLimit(n int) int { return 1 << bits.Len(uint(64*n+500)) }

// capital returns s with its first letter in upper case.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
