package sourcefmt

import (
	"testing"

	"bantin/internal/content"
)

func formatted(matter string) string {
	return string(Format("content/a.md", []byte("---\n"+matter+"---\n\nLời.\n"), content.Options{}).Text)
}

func TestFound_C4_C5_D9_D12_Format(t *testing.T) {
	for before, after := range map[string]string{
		"title: A\nauthor: null\nsummary: ~\ntags: [null, b]\n":   "title: A\ntags: [b]\nsummary:\nauthor:\n",
		"title: Hội nghị &quot;Sơ kết&quot;\n":                    "title: Hội nghị \"Sơ kết\"\n",
		"title: A &amp;amp; B\n":                                  "title: A & B\n",
		"title: A\ntags: B&agrave;o, c\n":                         "title: A\ntags: [Bào, c]\n",
		"title: A\ntags: [B&agrave;o, c]\n":                       "title: A\ntags: [Bào, c]\n",
		"title: A\nsummary: |\n  L&ecirc;\n  Lợi\n":               "title: A\nsummary: |\n  Lê\n  Lợi\n",
		"title: A\nauthor: {Video} Lễ hội\n":                      "title: A\nauthor: \"{Video} Lễ hội\"\n",
		"title: \"Tài\u202e liệu\"\n":                             "title: Tài liệu\n",
		"title: \"*x\"\nslug: &y\n":                               "title: \"*x\"\nslug: \"&y\"\n",
		"title: A\nauthor: {name: N.V.A}\n":                       "title: A\nauthor: {name: N.V.A}\n",
		"title: A\nauthor:\n  - name: N.V.A\n    email: a@b.vn\n": "title: A\nauthor:\n  - name: N.V.A\n    email: a@b.vn\n",
	} {
		if got, want := formatted(before), "---\n"+after+"---\n\nLời.\n"; got != want {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", before, got, want)
		}
	}
}
