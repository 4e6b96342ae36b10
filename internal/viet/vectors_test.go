package viet

import (
	"encoding/json"
	"os"
	"testing"
)

// vectors is testdata/vietnamese.json, the vectors that came with the rules.
type vectors struct {
	Slug            [][2]string `json:"slug"`
	ToneOldStyle    [][2]string `json:"tone_old_style"`
	Collation       []string    `json:"collation_vi_cldr"`
	DateDisplay     [][2]string `json:"date_display"`
	DateParseOK     []string    `json:"date_parse_ok"`
	DateParseError  []string    `json:"date_parse_error"`
	Number          [][2]any    `json:"number"`
	DocNumberTokens []string    `json:"doc_number_tokens"`
	NotDocNumber    []string    `json:"not_doc_number"`
}

func readVectors(t testing.TB) vectors {
	t.Helper()
	data, err := os.ReadFile("testdata/vietnamese.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]int{
		"slug": len(v.Slug), "tone_old_style": len(v.ToneOldStyle), "collation_vi_cldr": len(v.Collation),
		"date_display": len(v.DateDisplay), "date_parse_ok": len(v.DateParseOK),
		"date_parse_error": len(v.DateParseError), "number": len(v.Number),
		"doc_number_tokens": len(v.DocNumberTokens), "not_doc_number": len(v.NotDocNumber),
	} {
		if n == 0 {
			t.Fatalf("group %s of testdata/vietnamese.json is empty", name)
		}
	}
	return v
}

func TestVectorsSlug(t *testing.T) {
	for _, row := range readVectors(t).Slug {
		if got := Slug(row[0]); got != row[1] {
			t.Errorf("Slug(%q) = %q, want %q", row[0], got, row[1])
		}
	}
}

func TestVectorsTonePlacement(t *testing.T) {
	for _, row := range readVectors(t).ToneOldStyle {
		if got := TonePlacement(row[0]); got != row[1] {
			t.Errorf("TonePlacement(%q) = %q, want %q", row[0], got, row[1])
		}
	}
}

func TestVectorsDate(t *testing.T) {
	v := readVectors(t)
	for _, row := range v.DateDisplay {
		d, err := ParseDate(row[0], vietnamZone)
		if err != nil || d.Long() != row[1] {
			t.Errorf("ParseDate(%q).Long() = %q, %v, want %q", row[0], d.Long(), err, row[1])
		}
	}
	for _, in := range v.DateParseOK {
		if d, err := ParseDate(in, vietnamZone); err != nil || d.IsZero() {
			t.Errorf("ParseDate(%q) = %+v, %v, want a date", in, d, err)
		}
	}
	for _, in := range v.DateParseError {
		if d, err := ParseDate(in, vietnamZone); err == nil {
			t.Errorf("ParseDate(%q) = %+v, want an error", in, d)
		}
	}
}

func TestVectorsNumber(t *testing.T) {
	for _, row := range readVectors(t).Number {
		if got := FormatNumber(row[0].(float64)); got != row[1] {
			t.Errorf("FormatNumber(%v) = %q, want %q", row[0], got, row[1])
		}
	}
}
