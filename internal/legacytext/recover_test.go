package legacytext

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestRecover(t *testing.T) {
	const sound = "Đảng bộ huyện Bảo Yên tổ chức học tập, quán triệt nghị quyết của Trung ương."
	tcvn3, vni, viqr, mojibake := encoders[TCVN3](sound), encoders[VNI](sound), encoders[VIQR](sound), encoders[Mojibake](sound)
	for _, c := range []struct {
		name, text string
		as         Encoding
		want       string
		from       []Encoding
	}{
		{"sound", sound + "\n", Unicode, sound + "\n", nil},
		{"sound, apart", norm.NFD.String(sound), Unicode, sound, nil},
		{"TCVN3", tcvn3, Unicode, sound, []Encoding{TCVN3}},
		{"VNI", vni, Unicode, sound, []Encoding{VNI}},
		{"VIQR", viqr, Unicode, sound, []Encoding{VIQR}},
		{"mojibake", mojibake, Unicode, sound, []Encoding{Mojibake}},
		{"mojibake twice", encoders[Mojibake](mojibake), Unicode, sound, []Encoding{Mojibake}},
		{"mojibake three times", encoders[Mojibake](encoders[Mojibake](mojibake)), Unicode, sound, []Encoding{Mojibake}},
		{"mojibake of TCVN3", encoders[Mojibake](tcvn3), Unicode, sound, []Encoding{Mojibake, TCVN3}},
		{"one sound paragraph among others", tcvn3 + "\n\n" + sound + "\n\n" + tcvn3, Unicode, sound + "\n\n" + sound + "\n\n" + sound, []Encoding{TCVN3}},
		{"one paragraph among sound ones", sound + "\n\n" + tcvn3 + "\n\n" + sound, TCVN3, sound + "\n\n" + sound + "\n\n" + sound, []Encoding{TCVN3}},
		{"one paragraph among sound ones, not told", sound + "\n\n" + vni + "\n\n" + sound, Unicode, sound + "\n\n" + vni + "\n\n" + sound, nil},
		{"mojibake among sound ones, not told", strings.Repeat(sound+"\n\n", 6) + mojibake, Unicode, strings.Repeat(sound+"\n\n", 6) + mojibake, nil},
		{"Spanish among sound ones, told", sound + "\n\nEl niño español, mañana.\n\n" + tcvn3, TCVN3, sound + "\n\nEl niño español, mañana.\n\n" + sound, []Encoding{TCVN3}},
		{"two encodings", vni + "\n\n" + tcvn3, Unicode, sound + "\n\n" + sound, []Encoding{VNI, TCVN3}},
		{"a line of a sound paragraph", sound + "\n" + tcvn3 + "\n" + sound, TCVN3, sound + "\n" + sound + "\n" + sound, []Encoding{TCVN3}},
		{"a title alone", "---\ntitle: " + encoders[TCVN3]("Hội nghị quán triệt") + "\n---\n\n" + sound, TCVN3, "---\ntitle: Hội nghị quán triệt\n---\n\n" + sound, []Encoding{TCVN3}},
		{"short lines of a whole", tcvn3 + "\n\n" + encoders[TCVN3]("Nơi nhận") + "\n\nabc", Unicode, sound + "\n\nNơi nhận\n\nabc", []Encoding{TCVN3}},
		{"a bullet", tcvn3 + "\n· " + tcvn3, Unicode, sound + "\n· " + sound, []Encoding{TCVN3}},
		{"too short to tell, but told", encoders[TCVN3]("Nơi nhận"), TCVN3, "Nơi nhận", []Encoding{TCVN3}},
		{"line ends of Windows", tcvn3 + "\r\n\r\n" + tcvn3 + "\r\n", Unicode, sound + "\r\n\r\n" + sound + "\r\n", []Encoding{TCVN3}},
		{"French", "La préfecture a organisé une conférence; très bien reçue, déjà publiée.", Unicode, "La préfecture a organisé une conférence; très bien reçue, déjà publiée.", nil},
		{"Vietnamese without its own letters", "Hà Nam, Thái Bình, Hà Tĩnh", Unicode, "Hà Nam, Thái Bình, Hà Tĩnh", nil},
		{"code", sound + "\n\n```\n" + tcvn3 + "\n```\n", Unicode, sound + "\n\n```\n" + tcvn3 + "\n```\n", nil},
	} {
		got := Recover([]byte(c.text), c.as)
		if got.Text != c.want || !slices.Equal(got.From, c.from) {
			t.Errorf("%s:\n got %q %v\nwant %q %v", c.name, got.Text, got.From, c.want, c.from)
		}
		again := Recover([]byte(got.Text), Unicode)
		if again.Text != got.Text || len(again.From) > 0 {
			t.Errorf("%s: what was converted is converted again: %q %v", c.name, again.Text, again.From)
		}
	}
}

// TestReview names what a person must look at: capitals of TCVN3, signs that became letters.
func TestReview(t *testing.T) {
	for _, c := range []struct {
		text     string
		from     Encoding
		doubt    bool
		proposal string
	}{
		{"# QUYẾT ĐỊNH VỀ VIỆC BAN HÀNH QUY CHẾ", TCVN3, true, "# QUYẾT ĐỊNH VỀ VIỆC BAN HÀNH QUY CHẾ"},
		{"UBND huyện ban hành NGHỊ QUYẾT mới", TCVN3, true, "UBND huyện ban hành NGHỊ QUYẾT mới"},
		{"# hội nghị quán triệt nghị quyết", TCVN3, true, ""},
		{"title: hội nghị quán triệt nghị quyết", TCVN3, true, ""},
		{"Đồng chí Nguyễn Văn Ạ phát biểu ý kiến", VIQR, true, ""},
		{"Đồng chí ở xã Bảo Hà đi ô tô về huyện", TCVN3, false, ""},
		{"# HỘI NGHỊ HUYỆN BẢO YÊN NĂM MỚI", VNI, false, ""},
	} {
		line := encoders[c.from](c.text)
		// the fonts of capitals have the codes of the small letters, and capitals of ASCII
		if c.from == TCVN3 {
			line = encoders[TCVN3](smallMarked(c.text))
		}
		recovered := Recover([]byte(line), c.from)
		doubts := Review(recovered)
		if len(doubts) > 0 != c.doubt {
			t.Errorf("%q: doubts %+v of %q", c.text, doubts, recovered.Text)
		}
		if c.doubt && c.proposal != "" && (len(doubts) != 1 || doubts[0].Proposal != c.proposal) {
			t.Errorf("%q: %+v, want %q", c.text, doubts, c.proposal)
		}
	}
}

// smallMarked makes the letters beyond ASCII small, as TCVN3 does with capitals that it has no code for.
func smallMarked(text string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf || strings.ContainsRune("ĂÂÊÔƠƯĐ", r) {
			return r
		}
		return []rune(strings.ToLower(string(r)))[0]
	}, text)
}

// FuzzRecover gives Recover any bytes: no panic, text out, and nothing to do the second time where nothing
// was done the first.
func FuzzRecover(f *testing.F) {
	for _, seed := range []string{prose, encoders[TCVN3](prose), encoders[VNI](prose), encoders[VIQR](prose), encoders[Mojibake](prose), "\xff\xfea\x00", "a\x00b\x00", "\xef\xbb\xbf\xff"} {
		f.Add([]byte(seed), byte(0))
	}
	all := []Encoding{Unicode, TCVN3, VNI, VIQR, Mojibake, UTF16, Windows1258, Windows1252}
	f.Fuzz(func(t *testing.T, raw []byte, as byte) {
		told := all[int(as)%len(all)]
		r := Recover(raw, told)
		if !utf8.ValidString(r.Text) || !norm.NFC.IsNormalString(r.Text) {
			t.Errorf("%q gives %q", raw, r.Text)
		}
		Review(r)
		if again := Recover([]byte(r.Text), Unicode); told == Unicode && len(r.From) == 0 && len(again.From) > 0 {
			t.Errorf("%q: nothing to do, and then %v", raw, again.From)
		}
	})
}
