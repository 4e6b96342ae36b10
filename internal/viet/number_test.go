package viet

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestFormatCount(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 7: "7", 999: "999", 1000: "1.000", 3369: "3.369", 1234567: "1.234.567", -12: "-12", -1234: "-1.234", -123: "-123",
		math.MaxInt64: "9.223.372.036.854.775.807", math.MinInt64: "-9.223.372.036.854.775.808",
	} {
		if got := FormatCount(n); got != want {
			t.Errorf("FormatCount(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for f, want := range map[float64]string{
		0: "0", 0.5: "0,5", -0.25: "-0,25", 1234.5: "1.234,5", 1e15: "1.000.000.000.000.000", 1e-7: "0,0000001", -1234567.89: "-1.234.567,89",
		math.Inf(-1): "-Inf",
	} {
		if got := FormatNumber(f); got != want {
			t.Errorf("FormatNumber(%v) = %q, want %q", f, got, want)
		}
	}
}

func TestParseCount(t *testing.T) {
	for in, want := range map[string]int64{
		"3369": 3369, "3.369": 3369, "3 369": 3369, "3\u00a0369": 3369, "3\u202f369": 3369, " 3.369 ": 3369,
		"1.234.567": 1234567, "1 234 567": 1234567, "0": 0, "007": 7, "999": 999, "100.000": 100000,
		"9223372036854775807": math.MaxInt64,
	} {
		if n, ok := ParseCount(in); !ok || n != want {
			t.Errorf("ParseCount(%q) = %d, %v, want %d", in, n, ok, want)
		}
	}
	for _, in := range []string{
		"", " ", "-5", "+5", "3.36", "3.3690", "3369.000", "1.234 567", "1 234.567", "1.23.456", ".369", "3.", "3..369", "0.369", "012.345", "3,369",
		"khoảng 3000", "3000 lượt", "3e3", "0x10", "٣٣", "9223372036854775808", "1.234.", "1.234\n567x",
	} {
		if n, ok := ParseCount(in); ok {
			t.Errorf("ParseCount(%q) = %d, want refusal", in, n)
		}
	}
}

func TestCountRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Min(0).Draw(t, "n")
		if got, ok := ParseCount(FormatCount(n)); !ok || got != n {
			t.Fatalf("ParseCount(%q) = %d, %v", FormatCount(n), got, ok)
		}
	})
}

func BenchmarkFormatCount(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sink = FormatCount(1234567)
	}
}
