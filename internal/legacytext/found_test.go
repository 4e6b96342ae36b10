package legacytext

import (
	"strings"
	"testing"
)

// Letters of other languages prove nothing, in a sentence that an article quotes or in a whole one.
func TestFound_B7_OtherLanguages(t *testing.T) {
	foreign := []string{
		"baño río ©",
		"El niño español comió mañana en la montaña con su compañía, según señaló el señor Núñez.",
		"Ñandú y piñata: año nuevo, otoño, cabaña y señorita.",
		"La préfecture a organisé une conférence où l’évêque, très ému, a béni les élèves déjà reçus à l’hôpital.",
		"Où est le garçon naïf? À la forêt, près du château, là-bas où brûle un grand feu.",
		"Über die Brücke führt für Fußgänger ein schöner grüner Weg, größer und schöner als früher.",
		"A população de São João não quer mais ilusões: três irmãos e suas mães já estão lá há séculos.",
		"Příliš žluťoučký kůň úpěl ďábelské ódy, říká starý učitel.",
		"Nechť již hříšné saxofony ďáblů rozezvučí síň úděsnými tóny waltzu.",
		"Zażółć gęślą jaźń, rzekła babcia do wnuka przy starym młynie.",
		"På en øy bodde det en gærning som het Åge; han likte rødgrød med fløde.",
		"Perché la città è più bella di così? Là c’è già un caffè, lunedì e venerdì.",
		"Árvíztűrő tükörfúrógép, és a többi ismerős szó.",
		"Ða hælend þæs folces cwæð: sôðlice ic eow secge þæt.",
		"© 2018 Công ty Điện lực · § 12 · 35 °C ± 2 · µm · ¼ và ½",
		"§ 12 · § 13 · © · ® · ¼ ½ ¾ ± ² ³",
		"Théâtre, café, résumé, naïve, déjà-vu, à la carte, crème brûlée.",
	}
	const article = "Đảng bộ huyện Bảo Yên tổ chức học tập, quán triệt nghị quyết của Trung ương.\n\n"
	for _, sentence := range foreign {
		for name, text := range map[string]string{
			"alone": sentence, "thrice": strings.Repeat(sentence+"\n\n", 3), "quoted": article + "> " + sentence + "\n\n" + article,
			"in a sentence": article + "Ông nói: “" + sentence + "” rồi về xã Bảo Hà.\n", "a title": "---\ntitle: " + sentence + "\n---\n" + article,
		} {
			if found, ok := Find(text); ok {
				t.Errorf("%s: Find(%q) = %+v", name, text, found)
			}
			if r := Recover([]byte(text), Unicode); len(r.From) > 0 {
				t.Errorf("%s: %q is converted from %v to %q", name, text, r.From, r.Text)
			}
		}
	}
}

// Formulas and programs are no VIQR, marked as such or not.
func TestFound_C16_TeX(t *testing.T) {
	for _, text := range []string{
		"a^2 + b^2 = c^2, e^{i\\pi} = -1, o^n + a^m, u+v, o+p, a^{b^c} + e^x + o^y.",
		"\\begin{equation}\ne^{x} = \\sum a^n / n!, \\quad e^{a+b} = e^a e^b, o+u = a^t\n\\end{equation}",
		"Then e^x grows faster than a^n for all n, and so on, o+1 at a time; f(a(n)) = e^n.",
		"C++ and foo+1 and a(n), bo+2, e^a e^b e^c e^d e^e a^b a^c a^d o^a",
	} {
		if found, ok := Find(text); ok {
			t.Errorf("Find(%q) = %+v", text, found)
		}
	}
	if found, ok := Find(encoders[VIQR](prose)); !ok || found.Encoding != VIQR {
		t.Errorf("VIQR: %+v", found)
	}
}

// A passage in a sound article is no file in that encoding.
func TestFound_B7_Whole(t *testing.T) {
	for enc, encode := range encoders {
		if enc == VIQR {
			continue
		}
		old := encode(prose)
		for name, c := range map[string]struct {
			text  string
			whole bool
		}{
			"alone":                       {old, true},
			"with a title in Unicode":     {"---\ntitle: Hội nghị\n---\n" + old, true},
			"a paragraph in two sound":    {prose + "\n\n" + prose + "\n\n" + prose + "\n\n" + old, false},
			"a sound paragraph in legacy": {strings.Repeat(old+"\n\n", 20) + "Tin Hội nghị.", true},
		} {
			if found, ok := Find(c.text); !ok || found.Encoding != enc || found.Whole != c.whole {
				t.Errorf("%s, %s: %+v %v", enc, name, found, ok)
			}
		}
	}
}

// What is Unicode in a paragraph is left alone, whatever stands beside it.
func TestFound_B7_SoundParagraphs(t *testing.T) {
	const sound = "Đảng bộ huyện Bảo Yên tổ chức học tập."
	for _, beside := range []string{
		"Ông Núñez nói: el niño español, mañana.", "Giá © 2018, 35 °C ± 2.", encoders[TCVN3]("huyện Bảo Yên tổ chức hội nghị"), encoders[VNI]("huyện Bảo Yên tổ chức hội nghị"),
	} {
		text := sound + "\n" + beside + "\n" + sound
		if r := Recover([]byte(text), Unicode); r.Text != text {
			t.Errorf("%q becomes %q", text, r.Text)
		}
		// told so by a person, it converts what is no Unicode and nothing else
		for _, as := range []Encoding{TCVN3, VNI} {
			if r := Recover([]byte(text), as); strings.Count(r.Text, sound) != 2 {
				t.Errorf("%q, said to be %s, becomes %q", text, as, r.Text)
			}
		}
	}
}
