package pipeline

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"

	"bantin"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/site"
)

var updateRows = flag.Bool("update", false, "write what the cases of testdata/rows give now; read the difference before you commit it")

// TestRows is the table of what editors really type: testdata/rows has a file for each row (E01 … E45), with
// the example of the row and other inputs of its class. A case is a small site and what becomes of it:
//
//	== E12 a colon in the title
//	-- content/tin/bai.md --
//	the file; invisible characters are written ⟨NBSP⟩, ⟨TAB⟩ …; words behind " | " change its bytes or its name (encodeCase)
//	-- want --
//	where each article is published, or "not published", "draft", "scheduled"; its fields; its text as HTML;
//	every diagnostic: level, path:line:col, code, arguments
func TestRows(t *testing.T) {
	files, err := filepath.Glob("testdata/rows/E*.txt")
	if err != nil {
		t.Fatal(err)
	}
	desk := newDesk(t)
	rows := map[string]bool{}
	for _, file := range files {
		row := strings.TrimSuffix(filepath.Base(file), ".txt")
		rows[row] = true
		t.Run(row, func(t *testing.T) { desk.runRow(t, file, row) })
	}
	for n := 1; n <= 45; n++ {
		if row := fmt.Sprintf("E%02d", n); !rows[row] {
			t.Errorf("row %s has no case", row)
		}
	}
}

func (d *desk) runRow(t *testing.T, file, row string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, cases, _ := strings.Cut(string(data), "\n== ")
	out := head
	for _, text := range strings.Split(cases, "\n== ") {
		name, rest, _ := strings.Cut(text, "\n")
		archive := txtar.Parse([]byte(rest))
		want, wanted := "", false
		var inputs []txtar.File
		for _, f := range archive.Files {
			if f.Name == "want" {
				want, wanted = string(f.Data), true
			} else {
				inputs = append(inputs, f)
			}
		}
		if !strings.HasPrefix(name, row+" ") {
			t.Errorf("%s: the case belongs to another row", name)
		}
		got := d.outcome(t, inputs)
		if !wanted && !*updateRows {
			t.Errorf("%s: the case does not say what is wanted", name)
		}
		if strings.TrimSpace(got) != strings.TrimSpace(want) && !*updateRows {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", name, got, want)
		}
		out += "\n== " + name + "\n" + string(txtar.Format(&txtar.Archive{Files: append(inputs, txtar.File{Name: "want", Data: []byte(got)})}))
	}
	if *updateRows {
		if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// desk is a folder in which one small site after the other is built, by one builder: it reads the layouts
// once.
type desk struct {
	dir string
	*Builder
}

func newDesk(t *testing.T) *desk {
	d := &desk{dir: t.TempDir()}
	zone := time.FixedZone("+07", 7*60*60)
	var err error
	d.Builder, err = New(Options{
		Site: d.dir, BaseURL: "https://baoyen.example/", Now: time.Date(2025, 6, 30, 12, 0, 0, 0, zone), Carried: bantin.Carried,
		Workers: 1, Clock: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// outcome builds a site and says what becomes of it.
func (d *desk) outcome(t *testing.T, inputs []txtar.File) string {
	t.Helper()
	for _, folder := range []string{"content", "static"} {
		if err := os.RemoveAll(filepath.Join(d.dir, folder)); err != nil {
			t.Fatal(err)
		}
	}
	inputs = append([]txtar.File{{Name: "content/_index.md", Data: []byte("---\ntitle: Bảo Yên\n---\n")}}, inputs...)
	for _, f := range inputs {
		name, as, _ := strings.Cut(f.Name, " | ")
		name = invisible.Replace(name)
		if strings.Contains(as, "name-nfd") {
			name = norm.NFD.String(name)
		}
		target := filepath.Join(d.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, encodeCase(t, string(f.Data), as), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	list, err := d.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range d.tree.Under("content/") {
		if content.IsMarkdown(f.Path) && f.Path != content.SettingsPath {
			d.describeArticle(t, &b, list, f.Path)
		}
	}
	for _, f := range d.tree.Under("content/") {
		_, published := publishedAs(list.Site, f.Path)
		if url, ok := publishedFile(list.Site, f.Path); ok && !published {
			fmt.Fprintf(&b, "%s → %s\n", f.Path, url)
		}
	}
	for _, r := range list.Diagnostics {
		if r.Code == "base-url-missing" {
			continue
		}
		fmt.Fprintf(&b, "%s %s %s", r.Severity, r.Pos, r.Code)
		for _, arg := range r.Args {
			fmt.Fprintf(&b, " %q", arg)
		}
		for _, also := range r.Also {
			fmt.Fprintf(&b, " also %s", also)
		}
		b.WriteByte('\n')
		for _, lang := range []diag.Lang{diag.VI, diag.EN} {
			if message, hint := r.Text(lang); strings.Contains(message+hint, "{") && !strings.Contains(strings.Join(r.Args, " "), "{") {
				t.Errorf("%s: unfilled text %q %q", r.Code, message, hint)
			}
		}
	}
	return b.String()
}

func publishedAs(s *site.Site, source string) (*site.Item, bool) {
	if s == nil {
		return nil, false
	}
	for _, it := range s.Items {
		if it.Entry.Path == source {
			return it, true
		}
	}
	return nil, false
}

func publishedFile(s *site.Site, source string) (string, bool) {
	if s == nil {
		return "", false
	}
	for _, f := range s.Files {
		if f.Path == source {
			return f.URL, true
		}
	}
	return "", false
}

// describeArticle says where an article is published, and with what.
func (d *desk) describeArticle(t *testing.T, b *strings.Builder, list *List, source string) {
	t.Helper()
	it, ok := publishedAs(list.Site, source)
	var e *content.Entry
	if row := list.from.find(source); row != nil {
		e = row.Value.Entry
	}
	switch {
	case ok:
		fmt.Fprintf(b, "%s → %s\n", source, it.URL)
	case e == nil:
		fmt.Fprintf(b, "%s → not published\n", source)
		return
	case e.Draft:
		fmt.Fprintf(b, "%s → draft\n", source)
	case path.Base(source) == "_index.md":
		fmt.Fprintf(b, "%s → section\n", source)
	default:
		fmt.Fprintf(b, "%s → not published now\n", source)
	}
	describeFields(b, e)
	if ok {
		for line := range strings.Lines(d.prose(t, list, it.URL)) {
			fmt.Fprintf(b, "  | %s\n", hidden.Replace(strings.TrimRight(line, "\n")))
		}
	}
}

// describeFields writes the fields that say something.
func describeFields(b *strings.Builder, e *content.Entry) {
	field := func(name, text string) {
		if text != "" {
			fmt.Fprintf(b, "  %s: %s\n", name, hidden.Replace(strings.ReplaceAll(text, "\n", "⏎")))
		}
	}
	list := func(name string, texts []string) { field(name, strings.Join(texts, " | ")) }
	field("title", e.Title)
	field("linktitle", e.LinkTitle)
	if !e.Date.IsZero() {
		date := e.Date.Key()
		if e.Date.Circa {
			date += " circa"
		}
		field("date", date)
	}
	list("tags", e.Tags)
	list("author", e.Authors)
	field("organization", e.Organization)
	field("summary", e.Summary)
	field("slug", e.Slug)
	if e.ViewCount >= 0 {
		field("view_count", fmt.Sprint(e.ViewCount))
	}
	field("source_name", e.Provenance.SourceName)
	for _, x := range e.Extra {
		field("+ "+x.Key, x.Value)
	}
	if e.Kind != "article" {
		field("type", e.Kind)
	}
}

// prose is the text of an article as it stands on its page.
func (d *desk) prose(t *testing.T, list *List, url string) string {
	t.Helper()
	for _, a := range list.Artifacts {
		if a.Path != url {
			continue
		}
		var page bytes.Buffer
		if _, err := a.Render(&page); err != nil {
			t.Fatal(err)
		}
		tree, err := html.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		for n := range tree.Descendants() {
			if n.Type == html.ElementNode && len(n.Attr) > 0 && n.Attr[0].Key == "class" && n.Attr[0].Val == "prose" {
				var prose strings.Builder
				for child := range n.ChildNodes() {
					if err := html.Render(&prose, child); err != nil {
						t.Fatal(err)
					}
				}
				return strings.TrimSpace(prose.String())
			}
		}
	}
	return ""
}

// invisible stands for characters that cannot be seen in a file of cases, hidden shows those of an outcome.
var (
	invisible = strings.NewReplacer(pairs(false)...)
	hidden    = strings.NewReplacer(pairs(true)...)
)

func pairs(back bool) (list []string) {
	for _, p := range [][2]string{
		{"⟨NBSP⟩", "\u00a0"}, {"⟨TAB⟩", "\t"}, {"⟨ZWSP⟩", "\u200b"}, {"⟨ZWNJ⟩", "\u200c"}, {"⟨ZWJ⟩", "\u200d"}, {"⟨SHY⟩", "\u00ad"}, {"⟨NUL⟩", "\x00"},
		{"⟨FF⟩", "\f"}, {"⟨VT⟩", "\v"}, {"⟨ESC⟩", "\x1b"}, {"⟨RLO⟩", "\u202e"}, {"⟨WJ⟩", "\u2060"}, {"⟨BOM⟩", "\ufeff"}, {"⟨NNBSP⟩", "\u202f"},
		{"⟨IDSP⟩", "\u3000"}, {"⟨LS⟩", "\u2028"}, {"⟨NEL⟩", "\u0085"}, {"⟨CR⟩", "\r"}, {"⟨GRAVE⟩", "\u0300"}, {"⟨ACUTE⟩", "\u0301"},
		{"⟨DOT⟩", "\u0323"}, {"⟨CIRC⟩", "\u0302"}, {"⟨SP⟩", " "},
	} {
		if back && p[1] == " " {
			continue
		}
		if back {
			p[0], p[1] = p[1], p[0]
		}
		list = append(list, p[0], p[1])
	}
	return list
}

// encodeCase gives the bytes of a file.
func encodeCase(t *testing.T, text, as string) []byte {
	t.Helper()
	text = invisible.Replace(text)
	for _, word := range strings.Fields(as) {
		switch word {
		case "nfd":
			text = norm.NFD.String(text)
		case "crlf":
			text = strings.ReplaceAll(text, "\n", "\r\n")
		case "cr":
			text = strings.ReplaceAll(text, "\n", "\r")
		case "bom":
			text = "\ufeff" + text
		case "noeol":
			text = strings.TrimRight(text, "\r\n")
		case "empty":
			return nil
		case "png":
			return picture(strings.Contains(as, "big"))
		case "heic":
			return []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
		case "tiff":
			return []byte("II*\x00\x08\x00\x00\x00\x00\x00")
		case "doc":
			return []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 512))
		}
	}
	for _, word := range strings.Fields(as) {
		switch word {
		case "utf16le", "utf16be":
			var raw []byte
			for _, unit := range utf16.Encode([]rune(text)) {
				if word == "utf16be" {
					raw = append(raw, byte(unit>>8), byte(unit))
				} else {
					raw = append(raw, byte(unit), byte(unit>>8))
				}
			}
			return raw
		case "latin1":
			raw, err := charmap.Windows1252.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			return raw
		case "windows1258":
			return windows1258(t, text)
		case "mojibake":
			return []byte(mojibake(text))
		case "mojibake2":
			return []byte(mojibake(mojibake(text)))
		}
	}
	return []byte(text)
}

// picture is a PNG, of more than a megabyte when it is big.
func picture(big bool) []byte {
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 4, 3))
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	if big {
		b.Write(make([]byte, 1<<20))
	}
	return b.Bytes()
}

// mojibake is UTF-8 read as Windows-1252.
func mojibake(text string) string {
	var b strings.Builder
	for i := range len(text) {
		r := charmap.Windows1252.DecodeByte(text[i])
		if r == 0xFFFD {
			r = rune(text[i])
		}
		b.WriteRune(r)
	}
	return b.String()
}

// windows1258 writes the tones as marks behind the letters.
func windows1258(t *testing.T, text string) []byte {
	t.Helper()
	encoder := charmap.Windows1258.NewEncoder()
	var out []byte
	for _, r := range text {
		if raw, err := encoder.Bytes([]byte(string(r))); err == nil {
			out = append(out, raw...)
			continue
		}
		letter, tone := "", ""
		for _, mark := range norm.NFD.String(string(r)) {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", mark) {
				tone += string(mark)
			} else {
				letter += string(mark)
			}
		}
		raw, err := encoder.Bytes([]byte(norm.NFC.String(letter) + tone))
		if err != nil {
			t.Fatalf("%q: %v", r, err)
		}
		out = append(out, raw...)
	}
	return out
}
