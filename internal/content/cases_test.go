package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"bantin/internal/casetest"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

var testZone = time.FixedZone("+07", 7*60*60)

func testOptions() Options { return Options{Zone: testZone, NestedPlusLists: true} }

// TestCases runs the numbered cases of testdata/*.txt. A case is a headline "== ID title", a file, a line "--
// want" and what the file must give: every field of the entry that is set, or "not published", and every
// diagnostic with its position. A path may follow the title after " @ ".
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txt", func(t *testing.T, c casetest.Case) string {
		_, path, found := strings.Cut(c.Name, " @ ")
		if !found {
			path = "content/tin-tuc/bai.md"
		}
		return describe(t, path, []byte(c.Input))
	})
}

// describe says what a file gives: for content/_index.md the settings, too.
func describe(t *testing.T, path string, raw []byte) string {
	t.Helper()
	var b strings.Builder
	result := Parse(path, raw, testOptions())
	if result.Entry == nil {
		b.WriteString("not published\n")
		if result.Draft {
			b.WriteString("draft\n")
		}
	} else {
		describeStruct(&b, "", reflect.ValueOf(*result.Entry))
	}
	found := result.Diagnostics
	if path == SettingsPath {
		settings, more := ParseSettings(path, raw)
		describeStruct(&b, "Settings.", reflect.ValueOf(settings))
		found = diag.Sort(append(found, more...))
	}
	checkTexts(t, found)
	for _, d := range found {
		fmt.Fprintf(&b, "%s %d:%d %s", []string{"notice", "warning", "error"}[d.Severity], d.Pos.Line, d.Pos.Col, d.Code)
		for _, arg := range d.Args {
			fmt.Fprintf(&b, " %q", arg)
		}
		for _, also := range d.Also {
			fmt.Fprintf(&b, " also %d:%d", also.Line, also.Col)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// notOfMatter are the fields that every case has, or that come from the body; lead_test.go looks at those.
var notOfMatter = map[string]bool{
	"Path": true, "Lead": true, "LeadInBody": true, "Description": true, "Links": true, "Pictures": true,
	"Outline": true, "Anchors": true, "HasBody": true, "Mentions": true,
}

func describeStruct(b *strings.Builder, prefix string, v reflect.Value) {
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		switch value := field.Interface().(type) {
		case viet.Date:
			if !value.IsZero() {
				fmt.Fprintf(b, "%s%s: %s\n", prefix, name, dateText(value))
			}
			continue
		case Provenance, Badge:
			describeStruct(b, prefix+name+".", field)
			continue
		case *Event:
			if value != nil {
				describeStruct(b, prefix+name+".", field.Elem())
			}
			continue
		case Ref:
			if value.Value != "" {
				fmt.Fprintf(b, "%s%s: %s\n", prefix, name, refText(value))
			}
			continue
		}
		if prefix == "" && (notOfMatter[name] || name == "Kind" && field.String() == "article" || name == "ViewCount" && field.Int() < 0) || field.IsZero() {
			continue
		}
		fmt.Fprintf(b, "%s%s: %s\n", prefix, name, valueText(field))
	}
}

func dateText(d viet.Date) string {
	text := d.Key()
	if d.Circa {
		text += " circa"
	}
	return text
}

func refText(r Ref) string { return fmt.Sprintf("%q@%d:%d", r.Value, r.Line, r.Col) }

func valueText(v reflect.Value) string {
	switch value := v.Interface().(type) {
	case Ref:
		return refText(value)
	case viet.Date:
		return dateText(value)
	}
	switch v.Kind() {
	case reflect.String:
		return fmt.Sprintf("%q", v.String())
	case reflect.Slice:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, valueText(v.Index(i)))
		}
		return strings.Join(parts, " | ")
	case reflect.Struct:
		var parts []string
		for i := range v.NumField() {
			parts = append(parts, valueText(v.Field(i)))
		}
		return strings.Join(parts, " ")
	}
	return fmt.Sprint(v.Interface())
}
