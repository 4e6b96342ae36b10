package decode

import "testing"

// TestFound_E1_Signs: the letters that look like Latin ones, within a word of Latin letters.
func TestFound_E1_Signs(t *testing.T) {
	for _, c := range []struct{ foreign, latin string }{
		{"αγικνοόρυύάί", "ayikvoópuúáí"}, {"аӑеѐёорсуүхкіїјѕһӏԁԛԝѵ", "aăeèëopcyyxkiïjshldqwv"},
		{"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"}, {"АӐВЕЀЁКМНОРСТУҮХІЇЈЅҺӀԚԜѴԌ", "AĂBEÈËKMHOPCTYYXIÏJSHIQWVG"},
	} {
		meant := []rune(c.latin)
		for i, letter := range []rune(c.foreign) {
			text := "d" + string(letter) + "n"
			if got := Lookalike(letter, text, 1, len(string(letter))); got != string(meant[i]) {
				t.Errorf("%q (%U) looks like %q, not %q", letter, letter, got, meant[i])
			}
		}
	}
}
