package viet

import "testing"

func TestBlanks(t *testing.T) {
	for _, c := range []struct{ in, trimmed, left, right string }{
		{"", "", "", ""},
		{" \t\n\u00a0\u2003\u3000\u200b\ufeff", "", "", ""},
		{"\u00a0Hội nghị\u200b\n", "Hội nghị", "Hội nghị\u200b\n", "\u00a0Hội nghị"},
		{"\u00ad", "\u00ad", "\u00ad", "\u00ad"}, // the letter ư of TCVN3
		{"\r\x00", "\r\x00", "\r\x00", "\r\x00"},
		{"\xffa\xff", "\xffa\xff", "\xffa\xff", "\xffa\xff"},
	} {
		if got := TrimBlanks(c.in); got != c.trimmed || IsBlankText(c.in) != (c.trimmed == "") {
			t.Errorf("TrimBlanks(%q) = %q, want %q", c.in, got, c.trimmed)
		}
		if left, right := TrimBlanksLeft(c.in), TrimBlanksRight(c.in); left != c.left || right != c.right {
			t.Errorf("%q: left %q, want %q; right %q, want %q", c.in, left, c.left, right, c.right)
		}
	}
}
