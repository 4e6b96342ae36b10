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
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"bantin/internal/casetest"
	"bantin/internal/diag"
	"bantin/internal/lab/demo/archive"
	"bantin/internal/markdown/lex"
)

// The rule of words: every word and number of a body stands on its page, in the same order, or a message with
// its line says what was left out. The judge is another reading of the source, which knows nothing of ours:
// goldmark as it comes (CommonMark with its extensions, HTML as it is), and the text of its output by an HTML
// tokenizer. The page is read by the same tokenizer.
//
// What is compared are letters and digits, and where a blank or a block parts them. Marks are not: they are
// what the two readings make of Markdown. Text that only the page has is no loss (a mark that was read as
// text, a title of a picture as its caption).

var wordsDir = flag.String("words.dir", "", "a folder of Markdown files, whose words TestWordsOfFolder follows as well")

// stream is the letters and digits of a text; parted[i] holds when a blank, a sign or the edge of a block
// stands before runes[i].
type stream struct {
	runes  []rune
	parted []bool
}

// taken stands for what is taken out before the judge reads a body, takenTag for a tag of Office. They part
// nothing.
const (
	taken    = '\u2060'
	takenTag = '\u2061'
)

// reading makes a stream of HTML.
type reading struct {
	stream
	signs bool // marks part words, too: on the page, where the judge may have read them as Markdown
	part  bool // something parts the next letter from the last
	// attributes collects the words of pictures: alternative texts and titles, which captions may be made of.
	attributes strings.Builder
}

// Elements that part words, and elements whose text no reader sees.
var (
	partingTags = strings.Fields(`br img ` + strings.Join(lex.BlockTags, " "))
	unseenTags  = []string{"script", "style", "template"}
)

// readHTML reads the words of HTML; of our own with the numbers of items. skip says of an element that its
// content is none of the author's.
func readHTML(text string, ours bool, skip func(html.Token) bool) *reading {
	r := &reading{signs: ours}
	var counters []int
	formula := ""
	z := html.NewTokenizer(strings.NewReader(text))
	skipTo, depth := "", 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return r
		}
		token := z.Token()
		if ours {
			counters = r.number(token, kind, counters)
		}
		isTag := kind == html.StartTagToken || kind == html.EndTagToken || kind == html.SelfClosingTagToken
		if isTag && containsWord(partingTags, token.Data) {
			r.part = true
		}
		switch class := attributeOf(token, "class"); {
		case class == "math":
			formula = token.Data
		case kind == html.EndTagToken && token.Data == formula:
			formula = ""
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
		case kind == html.TextToken && formula != "":
			r.write(string(lex.DecodeEntities([]byte(token.Data)))) // of which no entity is read
		case kind == html.TextToken:
			r.write(token.Data)
		case kind == html.StartTagToken && (containsWord(unseenTags, token.Data) || skip(token)):
			skipTo, depth = token.Data, 1
		case token.Data == "img":
			r.attributes.WriteString(lettersOf(attributeOf(token, "alt")) + "\n" + lettersOf(attributeOf(token, "title")) + "\n")
		}
	}
}

// number writes the number of an item, as a browser shows it.
func (r *reading) number(token html.Token, kind html.TokenType, counters []int) []int {
	switch {
	case token.Data == "ol" && kind == html.StartTagToken:
		start, err := strconv.Atoi(attributeOf(token, "start"))
		if err != nil {
			start = 1
		}
		return append(counters, start)
	case token.Data == "ol" && kind == html.EndTagToken && len(counters) > 0:
		return counters[:len(counters)-1]
	case token.Data == "li" && kind == html.StartTagToken && len(counters) > 0 && !strings.HasPrefix(attributeOf(token, "id"), "fn-"):
		last := &counters[len(counters)-1]
		if value, err := strconv.Atoi(attributeOf(token, "value")); err == nil {
			*last = value
		}
		r.part = true
		r.write(strconv.Itoa(*last) + " ")
		*last++
	}
	return counters
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
	for _, c := range norm.NFKD.String(text) {
		if !unicode.In(c, unicode.L, unicode.Nd, unicode.M) {
			r.part = r.part || unicode.IsSpace(c) || r.signs && c != taken && c != takenTag
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
		if unicode.In(c, unicode.L, unicode.Nd, unicode.M) {
			return c
		}
		return -1
	}, norm.NFKD.String(text))
}

// theirs is the other reading of a body. As in ours, a line is no code because it is indented.
var theirs = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(append(slices.DeleteFunc(parser.DefaultBlockParsers(), func(v util.PrioritizedValue) bool {
			return v.Value == parser.NewCodeBlockParser() || v.Value == parser.NewParagraphParser()
		}), util.Prioritized(indentedParagraphs{parser.NewParagraphParser()}, 1000))...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))),
	goldmark.WithExtensions(extension.Footnote, extension.Table, extension.Strikethrough, extension.TaskList, extension.DefinitionList),
	goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()),
)

type indentedParagraphs struct{ parser.BlockParser }

func (indentedParagraphs) CanAcceptIndentedLine() bool { return true }

// What the judge does not know, by the plainest patterns: comments and templates hold no words of the text,
// and the name of a file may have blanks.
var (
	unknownToJudge = regexp.MustCompile(`(?ms)\\[<{\\]|<!--.*?--!?>|<!--->|<!-->|\{% *comment *%\}.*?\{% *endcomment *%\}|\{::comment\}.*?\{:/comment\}|` +
		`\{\{/\*.*?\*/\}\}|\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{[^{}\n]*\}\}|\{:[^}\n]*\}|\{# .*?#\}|\{[#.][^}\n]*\}[ \t]*$|` +
		`<\?.*?\?>|</?(?:o|v|w|m|x|st1|st2|wp|pic|mso):[^<>]*>|<!\[(?:if|endif)[^>]*>|` +
		`(?i:<script\b.*?</script\s*>|<style\b.*?</style\s*>|<template\b.*?</template\s*>)`)
	takenFirst = regexp.MustCompile(`(?m)^((?:[ >]|[-+*:] |\d{1,9}[.)] )*)\x{2060}[\x{2060} \t]*([^\x{2060} \t\n])`)
	takenAlone = regexp.MustCompile(`(?m)^([ >]*)\x{2060}[\x{2060} \t]*$`)
	years      = regexp.MustCompile(`(?m)^((?:[ >]|\[\^[^\]\n]*\]:)*)((?:19|20)\d\d[.)] )`) // are no numbers of items
	bound      = regexp.MustCompile(`([)\]])\{[#.][^}\n]*\}`)
	targets    = regexp.MustCompile(`(?:!\[[^\[\]\n]*)?\]\(((?:[^()\n]|\([^()\n]*\))*)\)`)
	loose      = regexp.MustCompile(`\]\s*\]\(`)
	nested     = regexp.MustCompile(`\[[^\]]*!\[[^\]]*\](?:\([^\n]*)?!\[|!\[[^\]]*!\[`)
	strict     = regexp.MustCompile(`^\s*(<[^<>]*>|[^<\s]\S*)?(\s+("[^"]*"|'[^']*'|\([^()]*\)))?\s*$`)
	delimiters = regexp.MustCompile(`^[ >]*[-:| \t]*\|[-:| \t]*$`)
	endsTable  = regexp.MustCompile(`^[ >]*(-+|=+|:\s.*)\s*$`)
	openPre    = regexp.MustCompile(`(?i)(^|[^\\])<pre\b[^>]*>`)
)

func judge(body string) *reading {
	body = years.ReplaceAllString(bound.ReplaceAllString(body, "$1"), "$1"+string(takenTag)+"$2")
	body = unknownToJudge.ReplaceAllStringFunc(body, func(found string) string {
		switch {
		case found[0] == '\\':
			return found
		case strings.Contains(found[:min(len(found), 6)], ":") && found[0] == '<':
			return string(takenTag)
		}
		return string(taken)
	})
	body = takenAlone.ReplaceAllString(takenFirst.ReplaceAllString(body, "$1$2"), "$1<!---->")
	body = targets.ReplaceAllStringFunc(body, func(found string) string {
		words, inside, _ := strings.Cut(found, "](")
		inside = strings.TrimSuffix(inside, ")")
		if strict.MatchString(inside) || words == "" && !strings.Contains(inside, ".") {
			return found
		}
		return words + "]()"
	})
	// what opens behind it would last to the end
	last := strings.LastIndex(strings.ToLower("</pre"+body), "</pre")
	body = body[:max(0, last-len("</pre"))] + openPre.ReplaceAllString(body[max(0, last-len("</pre")):], "${1}"+string(taken))
	var out bytes.Buffer
	if err := theirs.Convert([]byte(widened(body)), &out); err != nil {
		panic(err)
	}
	return readHTML(out.String(), false, isApparatus)
}

// widened gives every table a head for the longest of its rows: the judge's tables lose the cells of which
// the head has none.
func widened(body string) string {
	lines := strings.Split(body, "\n")
	for i := 1; i < len(lines); i++ {
		if !delimiters.MatchString(lines[i]) {
			continue
		}
		most := 0
		for k, row := range lines[i+1:] {
			if strings.TrimSpace(row) == "" {
				break
			}
			if endsTable.MatchString(row) { // goldmark would set the line above the table below it
				lines[i+1+k] = string(taken) + row
			}
			most = max(most, strings.Count(row, "|")+1)
		}
		if more := most - strings.Count(lines[i], "|") + 1; more > 0 && most < 100 {
			lines[i-1] = strings.TrimRight(lines[i-1], "| \t") + strings.Repeat(" | ", more+1)
			lines[i] = strings.TrimRight(lines[i], "| \t") + strings.Repeat("|-", more) + "|"
		}
	}
	return strings.Join(lines, "\n")
}

// isApparatus reports whether an element holds what no author wrote: numbers of notes and the ways back from
// them, headings and labels.
func isApparatus(t html.Token) bool {
	class := " " + attributeOf(t, "class") + " "
	return strings.Contains(class, " footnote-ref ") || strings.Contains(class, " footnote-backref ") || attributeOf(t, "id") == "h-chu-thich"
}

// page is the page of a body with all its links and pictures found.
func page(doc Document) *reading {
	refs := References{}
	for _, l := range doc.Links {
		target := LinkTarget{Href: "x"}
		if l.Form != LinkPlain { // stands as typed unless it leads somewhere
			target = LinkTarget{Typed: true}
		}
		refs.Links = append(refs.Links, target)
	}
	for range doc.Pictures {
		refs.Pictures = append(refs.Pictures, PictureSource{Src: "x"})
	}
	var out bytes.Buffer
	doc.Body.Render(&out, refs)
	r := readHTML(out.String(), true, isApparatus)
	for _, p := range doc.Pictures {
		r.attributes.WriteString(lettersOf(p.Caption) + "\n" + lettersOf(p.Alt+p.Dest+p.Caption) + "\n" + lettersOf(p.Alt+p.Dest) + "\n" + lettersOf(p.Dest) + "\n")
	}
	for _, l := range doc.Links {
		r.attributes.WriteString(lettersOf(l.Dest) + "\n")
	}
	return r
}

// lostWords compares a judge's stream with that of the page and returns what the page lacks, in order: by the
// longest part that both have in the same order, stretch by stretch where they are long.
func lostWords(want, got stream) (lost []string) {
	for i, j := 0, 0; ; {
		for i < len(want.runes) && j < len(got.runes) && want.runes[i] == got.runes[j] {
			lost = append(lost, joined(want, got, i, j)...)
			i, j = i+1, j+1
		}
		a, b := len(want.runes), len(got.runes)
		if (a-i)*(b-j) <= mostCompared {
			return append(lost, missing(want, got, i, a, j, b)...)
		}
		a, b = goOn(want.runes, got.runes, i, j)
		lost = append(lost, missing(want, got, i, a, j, b)...)
		if i, j = a, b; i == len(want.runes) {
			return lost
		}
	}
}

// goOn finds where two texts that differ go on together.
func goOn(want, got []rune, i, j int) (a, b int) {
	const enough, near = 32, 4000
	for a = i; a < min(len(want)-enough, i+near); a++ {
		for b = j; b < min(len(got)-enough, j+near); b++ {
			if got[b] == want[a] && string(got[b:b+enough]) == string(want[a:a+enough]) {
				return a, b
			}
		}
	}
	return min(len(want), i+near), min(len(got), j+near)
}

// joined says that two words that a blank or a block parts are not parted on the page.
func joined(want, got stream, i, j int) []string {
	const around = 3
	if i < around || j < around || i+around > len(want.runes) || j+around > len(got.runes) || !want.parted[i] || got.parted[j] ||
		!slices.Equal(want.runes[i-around:i+around], got.runes[j-around:j+around]) {
		return nil
	}
	return []string{"(a blank in) " + string(want.runes[i-around:i+around])}
}

// mostCompared bounds the work of comparing two stretches that differ.
const mostCompared = 1 << 24

// missing are the stretches of want[i:a] that got[j:b] lacks.
func missing(want, got stream, i, a, j, b int) (stretches []string) {
	if a == i {
		return nil
	}
	common := make([][]int32, a-i+1) // length of the longest common part from here on
	for k := range common {
		common[k] = make([]int32, b-j+1)
	}
	for k := a - 1; k >= i; k-- {
		for l := b - 1; l >= j; l-- {
			at := &common[k-i][l-j]
			if *at = max(common[k-i+1][l-j], common[k-i][l-j+1]); want.runes[k] == got.runes[l] {
				*at = common[k-i+1][l-j+1] + 1
			}
		}
	}
	stretch := ""
	for k, l := i, j; k < a; {
		switch {
		case l < b && want.runes[k] == got.runes[l]:
			if stretch != "" {
				stretches, stretch = append(stretches, stretch), ""
			}
			stretches = append(stretches, joined(want, got, k, l)...)
			k, l = k+1, l+1
		case l < b && common[k-i][l-j+1] >= common[k-i+1][l-j]:
			l++
		default:
			stretch += string(want.runes[k])
			k++
		}
	}
	if stretch != "" {
		stretches = append(stretches, stretch)
	}
	return stretches
}

// namesLoss are the messages that say that words were left out, and whether they speak for the whole rest of
// the text.
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

// isBox reports whether a loss may be the sign in the box of a task.
func isBox(lost, body string) bool { return len(lost) == 1 && strings.Contains(body, "["+lost+"]") }

// without is a judge's stream without the pictures and links that the judge read as text: description, file
// and caption in a row.
func without(want, got stream, doc Document) stream {
	var read []string
	for _, p := range doc.Pictures {
		read = append(read, lettersOf(p.Alt+p.Dest+p.Caption))
	}
	for _, l := range doc.Links {
		read = append(read, lettersOf(l.Text+l.Dest))
	}
	for _, words := range read {
		at := indexRunes(want.runes, []rune(words))
		if at < 0 || indexRunes(got.runes, []rune(words)) >= 0 {
			continue
		}
		end := at + len([]rune(words))
		want = stream{slices.Concat(want.runes[:at], want.runes[end:]), slices.Concat(want.parted[:at], want.parted[end:])}
		if at < len(want.parted) {
			want.parted[at] = false
		}
	}
	return want
}

func indexRunes(s, sub []rune) int {
	for at := 0; at+len(sub) <= len(s) && len(sub) > 0; at++ {
		if slices.Equal(s[at:at+len(sub)], sub) {
			return at
		}
	}
	return -1
}

// wordFaults converts a body and says which of its words are neither on the page nor named.
func wordFaults(body string) (faults []string) {
	doc := convert(body, Options{NestedPlusLists: true, Title: "Tên bài không có trong lời bài"})
	if worst, _ := diag.Worst(doc.Diagnostics); worst == diag.Error {
		return nil // the entry waits, with a message
	}
	want, got := judge(body), page(doc)
	known, lines := got.attributes.String(), strings.Split(body, "\n")
	for _, lost := range lostWords(without(want.stream, got.stream, doc), got.stream) {
		if !strings.Contains(known, lost) && !isBox(lost, body) && !tiled(lost, known) && !excused(lost, lines, doc) {
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

// TestWords follows the words of every body that tests have: this site, a demonstration archive, the cases of
// all packages, the scripts.
func TestWords(t *testing.T) {
	n := 0
	check := func(where, text string) {
		n++
		body := bodyOf(norm.NFC.String(text))
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
		for _, tc := range casetest.Read(t, where) {
			check(where+": "+tc.Name, tc.Input)
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
		check("seed "+strconv.Itoa(i), seed)
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
	"<o:p>", "<tên>", "<hr>", "http://a.vn/b ", "a@b.vn", "![x](y.png \"z\")", "[x](y.md)", "\n> ", "- [x] ", "<q>", "</q>", "<code>", "</code>", "\u00a0", "\u0301",
)

// FuzzWords follows the words of what nobody has written: a text as it mutates, and one built of pieces.
func FuzzWords(f *testing.F) {
	for i, s := range append(seeds, wordSeeds...) {
		f.Add(s, []byte{byte(i), byte(7 * i), byte(31 * i)})
	}
	for _, path := range []string{"testdata/cases/inputs.txt", "testdata/cases/language.txt", "testdata/cases/outline.txt"} {
		for _, tc := range casetest.Read(f, path) {
			f.Add(tc.Input, []byte(nil))
		}
	}
	f.Fuzz(func(t *testing.T, text string, picks []byte) {
		for _, pick := range picks {
			text += pieces[int(pick)%len(pieces)]
		}
		if len(text) > 20_000 || beyondJudge(text) {
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

// beyondJudge reports whether a text has what the judge cannot be told of by patterns: templates and comments
// that may be code, code and notes that may go over the rows of a table or into formulas, pictures and links
// in the words of pictures.
func beyondJudge(text string) bool {
	code, table := strings.ContainsAny(text, "`~"), strings.Contains(text, "|-") || strings.Contains(text, "-|")
	return code && (table || unknownToJudge.MatchString(text)) || table && strings.Contains(text, "[") || nested.MatchString(text) ||
		strings.Contains(text, "![[") || loose.MatchString(text) || strings.Contains(text, "]:") && strings.Contains(text, "\n:") || strings.Contains(text, "$") && strings.ContainsAny(text, "`&<")
}
