package asset

import (
	"testing"

	"bantin/internal/diag"
)

func TestAllowedStatic(t *testing.T) {
	const zip, ole = "PK\x03\x04....", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	tests := []struct {
		path, head string
		extra      []string
		want       diag.Code // "" when the file may be published
	}{
		{"static/anh/a.png", string(pngBytes()), nil, ""},
		{"static/anh/a.PNG", string(pngBytes()), nil, ""},
		{"static/anh/a.jpg", string(pngBytes()), nil, ""}, // a picture all the same; Inspect says which
		{"static/anh/a.png", "<html>", nil, "static-mismatch"},
		{"static/anh/a.png", "", nil, "static-mismatch"},
		{"static/anh/a.svg", "<?xml version='1.0'?>\n<!-- x --><svg>", nil, ""},
		// scanSVG says what is wrong
		{"static/anh/a.svg", "<!DOCTYPE svg [ <!ENTITY a 'b'> ]><svg>", nil, ""},
		{"static/anh/a.svg", "<html><svg>", nil, "static-mismatch"},
		{"static/anh/a.png", "<svg/>", nil, "static-mismatch"},
		{"static/favicon.ico", "\x00\x00\x01\x00", nil, ""},
		{"static/anh/a.heic", "x", nil, "picture-format"},
		{"static/anh/a.TIFF", "x", []string{".tiff"}, "picture-format"},
		{"static/tep/a.mp3", "ID3\x03", nil, ""},
		{"static/tep/a.mp3", "\xff\xfb\x90\x00", nil, ""},
		{"static/tep/a.mp4", "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41", nil, ""},
		{"static/tep/a.mp4", "<script>alert(1)</script>", nil, "static-mismatch"},
		{"static/tep/a.pdf", "%PDF-1.4", nil, ""},
		{"static/tep/a.pdf", "\n\n%PDF-1.4", nil, ""},
		{"static/tep/a.pdf", "MZ\x90\x00", nil, "static-mismatch"},
		{"static/tep/a.docx", zip, nil, ""},
		{"static/tep/a.doc", ole, nil, ""},
		{"static/tep/a.doc", `{\rtf1`, nil, ""},
		{"static/tep/a.doc", "<html><body>", nil, "static-mismatch"},
		{"static/tep/a.xlsx", "MZ\x90\x00", nil, "static-mismatch"},
		{"static/tep/a.zip", zip, nil, ""},
		{"static/tep/a.zip", "FWS\x08", nil, "static-mismatch"},
		{"static/tep/a.7z", "7z\xbc\xaf\x27\x1c", nil, ""},
		{"static/tep/a.rar", "Rar!\x1a\x07\x00", nil, ""},
		{"static/tep/a.tar.gz", "\x1f\x8b\x08", nil, ""},
		{"static/tep/a.csv", "STT,Tên\n1,Bảo Yên\n", nil, ""},
		{"static/tep/a.txt", "", nil, ""},
		{"static/tep/a.txt", "<!DOCTYPE html><script>", nil, "static-mismatch"},
		{"static/tep/a.json", `{"a": 1}`, nil, ""},
		{"static/site.webmanifest", "{}", nil, ""},
		{"static/assets/a.woff2", "wOF2", nil, ""},

		{"static/assets/site.css", "a { b: c }", nil, ""},
		{"static/assets/tim/kiem.js", "'use strict'", nil, ""},
		{"static/site.js", "'use strict'", nil, "static-place"},
		{"static/site.js", "'use strict'", []string{".js"}, "static-place"},
		{"static/anh/a.css", "a{}", nil, "static-place"},
		{"content/tin-tuc/bai/a.js", "x", nil, "static-place"},
		{"static/assets.js", "x", nil, "static-place"},

		{"static/a.html", "<p>", nil, "static-type"},
		{"static/a.xml", "<?xml", nil, "static-type"},
		{"static/a.xml", "<?xml", []string{".xml"}, ""},
		{"static/a.swf", "FWS", nil, "static-type"},
		{"static/a.exe", "MZ", nil, "static-type"},
		{"static/a.pdf.exe", "%PDF-", nil, "static-type"},
		{"static/README", "x", nil, "static-type"},
		{"static/a.", "x", nil, "static-type"},

		{"static/.htaccess", "x", nil, "static-dotfile"},
		{"static/.git/a.png", string(pngBytes()), []string{".png"}, "static-dotfile"},
		{"static/.env", "x", nil, "static-secret"},
		{"static/.env.production", "x", nil, "static-secret"},
		{"static/tep/id_rsa", "x", nil, "static-secret"},
		{"static/tep/khoa.PEM", "x", []string{".pem"}, "static-secret"},
		{"static/tep/server.key", "x", nil, "static-secret"},
		{"static/tep/.a.md.swp", "x", nil, "static-secret"},
		{"static/tep/ghi-chu.txt", "x\n-----BEGIN RSA PRIVATE KEY-----\n", nil, "static-secret"},
		{"static/tep/a.json", `{"private_key": "-----BEGIN PRIVATE KEY-----\n`, nil, "static-secret"},
		{"static/tep/a.xml", "-----BEGIN PGP PRIVATE KEY BLOCK-----", []string{".xml"}, "static-secret"},
	}
	for _, test := range tests {
		ok, code := AllowedStatic(test.path, []byte(test.head), test.extra)
		if code != test.want || ok != (test.want == "") {
			t.Errorf("%s %.20q %v: %v, %q; want %q", test.path, test.head, test.extra, ok, code, test.want)
		}
		if code != "" {
			diag.New(code, diag.Pos{Path: test.path}, ".x") // panics when the catalogue lacks the code
		}
	}
}

func TestSizeText(t *testing.T) {
	tests := map[int64]string{
		0: "0 byte", 1: "1 byte", 999: "999 byte", 1000: "1 kB", 1499: "1 kB", 1500: "2 kB", 340_000: "340 kB", 999_499: "999 kB",
		999_500: "1 MB", 1_000_000: "1 MB", 1_049_999: "1 MB", 1_050_000: "1,1 MB", 1_234_567: "1,2 MB", 9_949_999: "9,9 MB",
		9_950_000: "10 MB", 10_450_000: "10 MB", 10_500_000: "11 MB", 999_499_999: "999 MB", 999_500_000: "1 GB",
		1_530_000_000: "1,5 GB", 12_000_000_000: "12 GB", 5_000_000_000_000: "5000 GB",
	}
	for n, want := range tests {
		if got := SizeText(n); got != want {
			t.Errorf("SizeText(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestTypeLabel(t *testing.T) {
	tests := map[string]string{
		"a.pdf": "PDF", "tep/A.DOCX": "Word (DOCX)", "a.xlsx": "Bảng tính (XLSX)", "a.png": "Ảnh PNG", "a.tar.gz": "Tệp nén (GZ)",
		"a.xyz": "Tệp XYZ", "README": "Tệp", "": "Tệp",
	}
	for path, want := range tests {
		if got := TypeLabel(path); got != want {
			t.Errorf("TypeLabel(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestIsPicture(t *testing.T) {
	for path, want := range map[string]bool{"a.png": true, "A.JPG": true, "a.svg": true, "a.heic": true, "a.tiff": true, "a.pdf": false, "png": false, "": false} {
		if IsPicture(path) != want {
			t.Errorf("IsPicture(%q) = %v", path, !want)
		}
	}
}
