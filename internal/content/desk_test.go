package content

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/diag"
)

// What `bantin check` alone tells of one entry, as "line:col code args"; a build says nothing of it.
func TestDesk(t *testing.T) {
	for _, c := range []struct {
		path, text string
		want       []string
	}{
		{"content/a.md", "---\ntitle: A\nauthor: N.V.A\n---\nLời.", []string{"2:8 date-missing ||"}},
		{"content/a.md", "---\ntitle: A\nauthor: N.V.A\n---\nLời.\n\n![mô tả](a.jpg \"Lễ hội, tháng 3 năm 2018\")",
			[]string{"2:8 date-missing tháng 3 năm 2018|2018-03|caption"}},
		{"content/a.md", "---\ntitle: A\nauthor: N.V.A\n---\nLời.\n\n![mô tả](a.jpg \"Ảnh chụp ngày 20/3/2018\")",
			[]string{"2:8 date-missing ngày 20/3/2018|2018-03-20|caption"}},
		{"content/2018-03-20-hoi-nghi.md", "---\ntitle: A\nauthor: N.V.A\n---\nLời.", []string{"2:8 date-missing 2018-03-20|2018-03-20|filename"}},
		{"content/20-3-2018/index.md", "---\ntitle: A\nauthor: N.V.A\n---\nLời.", []string{"2:8 date-missing 20-3-2018|2018-03-20|filename"}},
		{"content/31-2-2018.md", "---\ntitle: A\nauthor: N.V.A\n---\nLời.", []string{"2:8 date-missing ||"}},

		{"content/a.md", "---\ntitle: A\ndate: 2018\n---\nLời.", []string{"2:8 source-missing"}},
		{"content/a.md", "---\ntitle: A\ndate: 2018\nsource_name: Báo\n---\nLời.", nil},
		{"content/a.md", "---\ntitle: A\ndate: 2018\nđơn vị: Đài\n---\nLời.", nil},
		// pages, sections and drafts need neither
		{"content/a.md", "---\ntitle: A\ntype: page\n---\nLời.", nil},
		{"content/a/_index.md", "---\ntitle: A\n---\nLời.", nil},
		{"content/a.md", "---\ntitle: A\ndraft: true\n---\nLời.", nil},

		{"content/a.md", "---\ntitle: Kế hoạch 15/KH-UBND\ndate: 2018\nauthor: A\ntype: document\n---\nLời.", []string{"2:8 document-number-missing 15/KH-UBND"}},
		{"content/a.md", "---\ntitle: A\ndate: 2018\nauthor: A\ntype: văn bản\nsố hiệu: 15-NQ/HU\n---\nLời.", nil},

		{"content/a.md", "---\ntitle: A\ndate: 2018\nauthor: A\n---\nLời ![mô tả](a.jpg) và ![mô tả](b.jpg \"Chú\").", []string{"6:5 picture-no-caption"}},
		{"content/a.md", "---\ntitle: A\ndate: 2018\nauthor: A\n---\n“Lời.\n", []string{"6:1 prose-quote"}},
	} {
		var got []string
		for _, d := range Parse(c.path, []byte(c.text), Options{Thorough: true}).Diagnostics {
			if d.Code != "kind-unsupported" {
				got = append(got, strings.TrimSpace(strings.TrimPrefix(d.Pos.String(), c.path+":")+" "+string(d.Code)+" "+strings.Join(d.Args, "|")))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %q:\n%s", c.path, c.text, diff)
		}
		for _, d := range Parse(c.path, []byte(c.text), Options{}).Diagnostics {
			if d.Severity == diag.Notice {
				t.Errorf("%q: a build says %s", c.text, d.Code)
			}
		}
	}
}

// Personal data is said by every build, wherever it stands in the file.
func TestPersonalDataIsAWarningOfEveryBuild(t *testing.T) {
	r := Parse("content/a.md", []byte("---\ntitle: A\ncontact: CCCD 001088012345\n---\n- B: 0912345678"), Options{})
	var got []diag.Code
	for _, d := range r.Diagnostics {
		got = append(got, d.Code)
	}
	if !slices.Equal(got, []diag.Code{"personal-id", "personal-phone"}) || r.Entry == nil {
		t.Errorf("got %v, entry %v", got, r.Entry)
	}
}

func TestCitedNumbersHaveTheirPlaces(t *testing.T) {
	text := "---\ntitle: A 1-NQ/HU\n---\nTheo 15-NQ/HU."
	want := []Ref{{Value: "15-NQ/HU", Line: 4, Col: 6}}
	if diff := cmp.Diff(want, Parse("content/a.md", []byte(text), Options{Thorough: true}).Text.Cited); diff != "" {
		t.Error(diff)
	}
	if cited := Parse("content/a.md", []byte(text), Options{}).Text.Cited; cited != nil {
		t.Errorf("a build does not need %v", cited)
	}
}
