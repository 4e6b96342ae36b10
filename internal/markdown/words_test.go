package markdown

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"bantin/internal/diag"
	"bantin/internal/lab/demo/archive"
)

// The rule of words: every word and number of a body stands on its page, in the same order, or a message with its line says what was left
// out. The judge is another reading of the source, which knows nothing of ours: goldmark as it comes (CommonMark, footnotes, HTML as it is),
// and the text of its output by an HTML tokenizer. The page is read by the same tokenizer.
//
// What is compared are letters and digits, and where a blank or a block parts them. Marks are not: they are what the two readings make
// of Markdown. Text that only the page has is no loss (a mark that was read as text, a title of a picture as its caption).

var wordsDir = flag.String("words.dir", "", "a folder of Markdown files, whose words TestWordsOfFolder follows as well")

// stream is the letters and digits of a text; parted[i] holds when a blank, a sign or the edge of a block stands before runes[i].
type stream struct {
	runes  []rune
	parted []bool
}

// reading makes a stream of HTML.
type reading struct {
	stream
	part bool // something parts the next letter from the last
	// attributes collects the words of pictures: alternative texts and titles, which captions may be made of.
	attributes strings.Builder
}

// Elements that part words, and elements whose text no reader sees.
var (
	partingTags = strings.Fields(`br img ` + strings.Join(blockTags, " "))
	unseenTags  = []string{"script", "style", "template"}
)

// readHTML reads the words of HTML. skip says of an element that its content is none of the author's.
func readHTML(text string, skip func(html.Token) bool) *reading {
	r := &reading{}
	z := html.NewTokenizer(strings.NewReader(text))
	skipTo, depth := "", 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return r
		}
		token := z.Token()
		if containsWord(partingTags, token.Data) && kind != html.TextToken {
			r.part = true
		}
		switch {
		case skipTo != "":
			if token.Data == skipTo && kind == html.StartTagToken {
				depth++
			} else if token.Data == skipTo && kind == html.EndTagToken {
				if depth--; depth == 0 {
					skipTo = ""
				}
			}
		case kind == html.TextToken:
			r.write(token.Data)
		case kind == html.StartTagToken && (containsWord(unseenTags, token.Data) || skip(token)):
			skipTo, depth = token.Data, 1
		case token.Data == "img":
			r.attributes.WriteString(lettersOf(attributeOf(token, "alt")) + "\n" + lettersOf(attributeOf(token, "title")) + "\n")
		}
	}
}

func containsWord(list []string, word string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}

func (r *reading) write(text string) {
	for _, c := range norm.NFKC.String(text) {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			r.part = r.part || !unicode.Is(unicode.M, c)
			continue
		}
		r.runes = append(r.runes, c)
		r.parted = append(r.parted, r.part)
		r.part = false
	}
}

// lettersOf are the letters and digits of a text.
func lettersOf(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, norm.NFKC.String(text))
}

// theirs is the other reading of a body.
var theirs = goldmark.New(goldmark.WithExtensions(extension.Footnote), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))

// What the judge does not know, by the plainest patterns: comments and templates hold no words of the text, a box of a task is none, the name
// of a file may have blanks, and indented lines are no code here.
var (
	unknownToJudge = regexp.MustCompile(`(?s)<!--.*?--!?>|<!--->|<!-->|\{% *comment *%\}.*?\{% *endcomment *%\}|\{::comment\}.*?\{:/comment\}|\{\{/\*.*?\*/\}\}|` +
		`\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{[^{}\n]*\}\}|\{:[^}\n]*\}|\{# .*?#\}|\{[#.][^}\n]*\}|` +
		`<\?.*?\?>|(?i:<script\b.*?</script\s*>|<style\b.*?</style\s*>|<template\b.*?</template\s*>)`)
	taskBox    = regexp.MustCompile(`(?m)^([ >]*(?:[-+*]|\d+[.)])[ \t]+)\[[ xX]\]`)
	targets    = regexp.MustCompile(`\]\(((?:[^()\n]|\([^()\n]*\))*)\)`)
	strict     = regexp.MustCompile(`^\s*(<[^<>]*>|[^<\s]\S*)?(\s+("[^"]*"|'[^']*'|\([^()]*\)))?\s*$`)
	deepIndent = regexp.MustCompile(`(?m)^[ \t\x{a0}]{4,}`)
)

func judge(body string) *reading {
	body = unknownToJudge.ReplaceAllString(body, "<!-- -->")
	body = targets.ReplaceAllStringFunc(body, func(found string) string {
		inside := found[len("](") : len(found)-1]
		if strict.MatchString(inside) || !strings.Contains(inside, ".") {
			return found
		}
		return "]()"
	})
	body = taskBox.ReplaceAllString(body, "$1")
	if !strings.Contains(body, "]:") { // the paragraphs of a note are indented
		body = deepIndent.ReplaceAllString(body, "   ")
	}
	var out bytes.Buffer
	if err := theirs.Convert([]byte(body), &out); err != nil {
		panic(err)
	}
	return readHTML(out.String(), isApparatus)
}

// isApparatus reports whether an element holds what no author wrote: numbers of notes and the ways back from them, headings and labels.
func isApparatus(t html.Token) bool {
	class := " " + attributeOf(t, "class") + " "
	return strings.Contains(class, " footnote-ref ") || strings.Contains(class, " footnote-backref ") || attributeOf(t, "id") == "h-chu-thich"
}

// page is the page of a body with all its links and pictures found.
func page(doc Document) *reading {
	refs := References{}
	for range doc.Links {
		refs.Links = append(refs.Links, LinkTarget{Href: "x"})
	}
	for range doc.Pictures {
		refs.Pictures = append(refs.Pictures, PictureSource{Src: "x"})
	}
	var out bytes.Buffer
	doc.Body.Render(&out, refs)
	r := readHTML(out.String(), isApparatus)
	for _, p := range doc.Pictures {
		r.attributes.WriteString(lettersOf(p.Caption) + "\n" + lettersOf(p.Alt+p.Dest+p.Caption) + "\n" + lettersOf(p.Alt+p.Dest) + "\n" + lettersOf(p.Dest) + "\n")
	}
	for _, l := range doc.Links {
		r.attributes.WriteString(lettersOf(l.Dest) + "\n")
	}
	return r
}

// anchorRunes is how many letters show that two texts go on together.
const anchorRunes = 16

// lostWords compares a judge's stream with that of the page and returns what the page lacks, in order.
func lostWords(want, got stream) (lost []string) {
	i, j := 0, 0
	for i < len(want.runes) {
		if j < len(got.runes) && want.runes[i] == got.runes[j] {
			if want.parted[i] && !got.parted[j] && i > 0 && j > 0 && want.runes[i-1] == got.runes[j-1] {
				lost = append(lost, "(a blank in) "+string(want.runes[max(0, i-8):min(len(want.runes), i+8)]))
			}
			i, j = i+1, j+1
			continue
		}
		from := i
		var at int
		for ; i < len(want.runes); i++ {
			if at = indexRunes(got.runes[j:], want.runes[i:min(len(want.runes), i+anchorRunes)]); at >= 0 {
				break
			}
			if i-from > 4000 {
				i = len(want.runes)
				break
			}
		}
		end := len(got.runes)
		if at >= 0 && i < len(want.runes) {
			end = j + at
		}
		lost = append(lost, missing(want.runes[from:i], got.runes[j:end])...)
		j = end
	}
	return lost
}

// missing are the stretches of a that b lacks, by the longest part that both have in the same order.
func missing(a, b []rune) (stretches []string) {
	if len(a)*len(b) > 1<<22 {
		b = b[:min(len(b), 1<<22/len(a))]
	}
	common := make([][]int32, len(a)+1) // length of it from here on
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	stretch := ""
	for i, j := 0, 0; i < len(a); {
		switch {
		case j < len(b) && a[i] == b[j]:
			if stretch != "" {
				stretches, stretch = append(stretches, stretch), ""
			}
			i, j = i+1, j+1
		case j < len(b) && common[i][j+1] >= common[i+1][j]:
			j++
		default:
			stretch += string(a[i])
			i++
		}
	}
	if stretch != "" {
		stretches = append(stretches, stretch)
	}
	return stretches
}

func indexRunes(s, sub []rune) int {
	for at := 0; at+len(sub) <= len(s); at++ {
		if s[at] == sub[0] && string(s[at:at+len(sub)]) == string(sub) {
			return at
		}
	}
	return -1
}

// namesLoss are the messages that say that words were left out, and whether they speak for the whole rest of the text.
var namesLoss = map[diag.Code]bool{
	"html-words-removed": false, "html-removed": true, "html-office": true, "html-unclosed": false, "picture-scheme": false, "picture-empty": false,
	"table-cells": false,
}

// excused reports whether a message names a loss: its words stand on the lines that the message is about.
func excused(lost string, lines []string, doc Document) bool {
	for _, d := range doc.Diagnostics {
		all, names := namesLoss[d.Code]
		if !names || d.Pos.Line > len(lines) {
			continue
		}
		end := min(len(lines), d.Pos.Line+20)
		if all {
			end = len(lines)
		}
		if strings.Contains(lettersOf(strings.Join(lines[d.Pos.Line-1:end], "\n")), lost) {
			return true
		}
	}
	return false
}

// tiled reports whether a loss is nothing but addresses and captions, one behind the other.
func tiled(lost, known string) bool {
	list := strings.Split(known, "\n")
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	for _, words := range list {
		if words != "" {
			lost = strings.ReplaceAll(lost, words, "")
		}
	}
	return lost == ""
}

// wordFaults converts a body and says which of its words are neither on the page nor named.
func wordFaults(body string) (faults []string) {
	doc := convert(body, Options{NestedPlusLists: true, Title: "Tên bài không có trong lời bài"})
	if worst, _ := diag.Worst(doc.Diagnostics); worst == diag.Error {
		return nil // the entry waits, with a message
	}
	want, got := judge(body), page(doc)
	known, lines := got.attributes.String(), strings.Split(body, "\n")
	for _, lost := range lostWords(want.stream, got.stream) {
		if !strings.Contains(known, lost) && !tiled(lost, known) && !excused(lost, lines, doc) {
			faults = append(faults, lost)
		}
	}
	for _, words := range strings.Split(want.attributes.String(), "\n") {
		if words != "" && !strings.Contains(known, words) && !strings.Contains(string(got.runes), words) && !excused(words, lines, doc) {
			faults = append(faults, "(of a picture) "+words)
		}
	}
	return faults
}

// TestWords follows the words of every body that tests have: this site, a demonstration archive, the cases of all packages, the scripts.
func TestWords(t *testing.T) {
	n := 0
	check := func(where, text string) {
		n++
		body := invisible.Replace(bodyOf(norm.NFC.String(text)))
		for _, fault := range wordFaults(body) {
			t.Errorf("%s: lost %q", where, fault)
		}
	}
	dir := t.TempDir()
	if err := archive.Write(context.Background(), dir, fstest.MapFS{}, archive.Options{Articles: 300, Seed: 1}, func(int) {}); err != nil {
		t.Fatal(err)
	}
	for _, root := range []string{"../../content", "../../docs/vi", dir} {
		eachFile(t, root, ".md", check)
	}
	eachFile(t, "testdata/cases", ".txt", func(where, _ string) {
		for _, tc := range readCases(t, where) {
			check(where+": "+tc.name, tc.markdown)
		}
	})
	for _, root := range []string{"..", "../../cmd"} {
		eachFile(t, root, ".txt", func(where, text string) {
			for _, file := range archived(text) {
				check(where+": "+file[0], file[1])
			}
		})
	}
	for name, generate := range generators {
		check("generated: "+name, generate(20))
	}
	for i, seed := range append(seeds, wordSeeds...) {
		check("seed "+count(i), seed)
	}
	if n < 1500 {
		t.Errorf("%d bodies: where are the others?", n)
	}
	t.Logf("%d bodies", n)
}

// TestWordsOfFolder follows the words of a folder somewhere else.
func TestWordsOfFolder(t *testing.T) {
	if *wordsDir == "" {
		return
	}
	n, lost := 0, 0
	eachFile(t, *wordsDir, ".md", func(where, text string) {
		n++
		for _, fault := range wordFaults(bodyOf(norm.NFC.String(text))) {
			lost++
			t.Errorf("%s: lost %q", where, fault)
		}
	})
	t.Logf("%d files, %d losses", n, lost)
}

// eachFile gives the files of a folder with an ending.
func eachFile(t *testing.T, root, ending string, do func(where, text string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ending {
			return err
		}
		data, err := os.ReadFile(name)
		if err == nil {
			do(name, strings.ToValidUTF8(string(data), "\uFFFD"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// bodyOf is a text without the front matter between fences.
func bodyOf(text string) string {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	for _, fence := range []string{"---\n", "+++\n"} {
		rest, fenced := strings.CutPrefix(text, fence)
		if at := strings.Index("\n"+rest, "\n"+fence); fenced && at >= 0 {
			return rest[at+len(fence):]
		}
	}
	return text
}

// archived are the Markdown files of a script or a row of cases: name and text.
func archived(text string) (files [][2]string) {
	header := regexp.MustCompile(`(?m)^-- (.+) --\n`)
	places := header.FindAllStringSubmatchIndex(text, -1)
	for i, at := range places {
		end := len(text)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		if name := text[at[2]:at[3]]; strings.HasSuffix(name, ".md") {
			files = append(files, [2]string{name, text[at[1]:end]})
		}
	}
	return files
}

// wordSeeds are beginnings for FuzzWords that the other tests do not have.
var wordSeeds = []string{
	"Diện tích 4*5m; 6*7m, 10<sup>5</sup> con.", "|a|b|\n|-|-|\n|c|d|đ|", "Lời dẫn.<br /><h2>1. Quản lý</h2>Đoạn sau.<table><tr><td>a</table>",
	"<div>\n<!-- một\n\nhai -->\n<p>ba</p></div>", "$a_1*b_2$ và US$ 5 … 7 US$", "Thời gian: 8 giờ\nĐịa điểm: Hội trường",
	"[a] (b c)\n\n[d](e f\n\n[[g]]\n\n![h] (i.png)", "2018. Một\n\n- 2019. Hai\n\n1. Ba", "{{< figure src=\"a.png\" caption=\"một hai\" >}}", "## a {#b}\n{: .c}",
	"<ol type=a><li>a<li value=7>b</ol>", "<b>a<p>b</b>c</p>d", "**a:**b **“c”**d __e__f", "a\\\nb  \nc\n    d", "> a\nb\n- c\n  d\n\n      e", "~~a~~ ~b~ ~~~c\nd",
	"<details><summary>a</summary>b\n\n- c\n</details>", "<table>a<tr>b<td>c</table>", "a | b\n--|--\nc\nd", "[^a]: b\n    c\n\nd[^a]",
}

// pieces are what FuzzWords builds bodies from.
var pieces = append(strings.Fields(`xã Bảo Hà ủy ban 2018 3.369 70 Thứ nhất, Điều 1. a) đền Lễ hội. km² 5kg và.`), " ", " ", "\n", "\n\n", "\n    ", "\t",
	"*", "**", "_", "__", "#", "## ", "- ", "+ ", "1. ", "2018. ", "|", "|-|-|\n", "\n|a|b|\n|-|-|\n|", "<", ">", "&", "&amp;", "&#233;", "[", "]", "(", ")", "](", "![", "!", "$", "$$",
	"\\", "`", "``", "```\n", "~", "~~", "{", "}", "{{< x >}}", "{% y %}", "{#z}", "{: .t}", ":", "\n: ", "\"", "'", "“", "”", "---", "===", "\n---\n", "[^1]", "\n\n[^1]: ",
	"<b>", "</b>", "<i>", "<p>", "</p>", "<br>", "<div>", "</div>", "\n<div>\n", "<h2>", "</h2>", "<ul>", "<li>", "</ul>", "<ol type=a>", "</ol>", "<table>", "<tr>", "<td>", "</table>", "<sup>", "</sup>",
	"<a href=b.md>", "</a>", "<img src=a.png alt=x>", "<!-- ẩn -->", "<span id=n>", "</span>", "<pre>", "</pre>", "<blockquote>", "</blockquote>", "<details>", "<summary>", "</details>",
	"<o:p>", "<tên>", "<hr>", "http://a.vn/b", "a@b.vn", "![x](y.png \"z\")", "[x](y.md)", "\n> ", "- [x] ", "<q>", "</q>", "<code>", "</code>", "\u00a0", "\u0301",
)

// FuzzWords follows the words of what nobody has written: a text as it mutates, and one built of pieces.
func FuzzWords(f *testing.F) {
	for i, s := range append(seeds, wordSeeds...) {
		f.Add(s, []byte{byte(i), byte(7 * i), byte(31 * i)})
	}
	for _, path := range []string{"testdata/cases/inputs.txt", "testdata/cases/language.txt", "testdata/cases/outline.txt"} {
		for _, tc := range readCases(f, path) {
			f.Add(invisible.Replace(tc.markdown), []byte(nil))
		}
	}
	f.Fuzz(func(t *testing.T, text string, picks []byte) {
		for _, pick := range picks {
			text += pieces[int(pick)%len(pieces)]
		}
		if len(text) > 20_000 {
			return
		}
		text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
		begin := time.Now()
		for _, fault := range wordFaults(text) {
			t.Errorf("lost %q of:\n%s", fault, text)
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("took %v for %d bytes", took, len(text))
		}
	})
}
