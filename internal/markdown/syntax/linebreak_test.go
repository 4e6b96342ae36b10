package syntax

import "testing"

// TestFound_E3_OpensItem: lines that open with a sign of enumeration, and lines that only look so.
func TestFound_E3_OpensItem(t *testing.T) {
	for line, want := range map[string]bool{
		"-Như Điều 3": true, "- Lưu": true, "• một": true, "a) một": true, "(1) một": true, "1.2. một": true, "IV. một": true, "+ một": true,
		"-5 độ": false, "–5 độ": false, "•": false, "-": false, "--": false, "->": false, "+": false, "+84": false, "": false, "\t": false,
		"(1": false, "a": false, "1": false, "1.234 hộ": false,
	} {
		if got := opensItem([]byte(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
