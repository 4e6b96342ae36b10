package markdown

import (
	"strings"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/markdown/lex"
)

// TestFound_D10_OnComputer tells the addresses of files on a person's computer from those of the site and of
// others.
func TestFound_D10_OnComputer(t *testing.T) {
	for address, want := range map[string]bool{
		`C:\Users\An\anh.jpg`: true, `c:/anh.jpg`: true, `D:\`: true, `C|/anh.jpg`: true, `C%3A%5CUsers%5CAn%5Canh.jpg`: true,
		`file:///C:/Users/An/anh.jpg`: true, `FILE://may-chu/x.doc`: true, `file%3A///home/an/x.pdf`: true,
		`\\may-chu\chung\anh.jpg`: true, `smb://may-chu/chung/anh.jpg`: true,
		`/Users/an/Desktop/anh.jpg`: true, `/home/an/Tải xuống/anh.jpg`: true, `~/Desktop/anh.jpg`: true, `~an/anh.jpg`: true,
		`%USERPROFILE%\Desktop\anh.jpg`: true, `$HOME/anh.jpg`: true, `/mnt/c/Users/An/anh.jpg`: true, `/Volumes/USB/anh.jpg`: true,
		`content://media/external/1`: true, `/storage/emulated/0/DCIM/1.jpg`: true, ` "C:\anh.jpg" `: true,
		`anh.jpg`: false, `/anh/cau.jpg`: false, `../2018/bai.md`: false, `https://baoyen.example/C:/x`: false, `//cdn.example/x.js`: false,
		`anh\cau.jpg`: false, `/home/gioi-thieu.html`: false, `/home/tin/bai.md`: false, `/home.html`: false, `mailto:an@bao-yen.vn`: false,
		`Nghị quyết: số 5.md`: false, `100%.jpg`: false, `/users.html`: false, `~bai.md`: false, `c.md`: false, `#h-ket-qua`: false, ``: false,
	} {
		if got := lex.OnComputer(address); got != want {
			t.Errorf("%q: %t", address, got)
		}
	}
}

// TestFound_D10_Bodies finds such addresses wherever a body can hold one; in prose and code they are text.
func TestFound_D10_Bodies(t *testing.T) {
	for body, want := range map[string]int{
		`![Cầu](C:\Users\An\anh.jpg)`:                            1,
		`![Cầu](C:\Users\Nguyễn An\ảnh 1.jpg "Cầu mới")`:         1,
		`![](\\may-chu\chung\anh.jpg)`:                           1,
		`[Tệp](<file:///C:/Users/An/bao cao.docx>)`:              1,
		`Xem [tệp](D:/bao-cao.pdf) và [kia](~/Desktop/kia.pdf).`: 2,
		`Xem <file:///C:/Users/An/bao-cao.pdf>.`:                 1,
		`<img src="C:\Users\An\anh.jpg" alt="Cầu">`:              1,
		`<a href="file:///home/an/x.pdf">Tệp</a>`:                1,
		"[Tệp][1]\n\n[1]: C:/Users/An/x.pdf":                     1,
		`Mở thư mục C:\Windows rồi chạy.`:                        0,
		"`C:\\Windows\\x.exe`":                                   0,
		"```\nfile:///C:/Windows\n```":                           0,
	} {
		doc := Convert(diag.File{Path: "content/a.md", Text: body}, 0, Options{})
		got := 0
		for _, d := range doc.Diagnostics {
			if d.Code == "address-local" {
				got++
			} else if strings.Contains(string(d.Code), "scheme") {
				t.Errorf("%s: also %v", body, d)
			}
		}
		if got != want {
			t.Errorf("%s: %d addresses, not %d: %v", body, got, want, doc.Diagnostics)
		}
	}
}
