package content

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// A draft that is published cannot be taken back, so whatever speaks of one and is not read as the field
// `draft` keeps the file from being published, until a person says `draft: true` or `draft: false` where it
// counts:
//
//	draf: true                      a name like draft (likeDraft)
//	published: false                a field by which other programs keep a file back (withholding)
//	title: A, draft: true           words behind another value (strayDraft)
//	summary: |  …  draft: true      a line of another text
//	---  draft: true                below the closing fence, or in a file without front matter
//
// Examples in code, quoted values and comments say nothing; nor do ordinary words ("Bản nháp: gồm ba phần").

// mentionsInside reports whether a field of the common ones stands somewhere inside a table: a draft that is
// indented by mistake must not publish the file.
func mentionsInside(m *frontmatter.Member, field string) bool {
	return slices.ContainsFunc(m.Members, func(inner frontmatter.Member) bool {
		at, known := commonSchema.index[normalKey(inner.Key)]
		return known && commonSchema.fields[at].key == field && !inner.IsEmpty() || mentionsInside(&inner, field)
	})
}

// saysDraft looks for a field that keeps the file back in a text whose front matter cannot be read.
func saysDraft(text string) bool {
	for key, value := range vocabulary.Fields(text) {
		if found, yes := draftField(key, value); found {
			return yes
		} else if !isSecrecy(key) && heldLine(key, value) {
			return true
		}
	}
	return false
}

// saysSecret looks for a degree of secrecy in a text whose front matter cannot be read.
func saysSecret(text string) bool {
	for key, value := range vocabulary.Fields(text) {
		if isSecrecy(key) && !viet.IsBlankText(strings.Trim(value, "\"'")) {
			return true
		}
	}
	return false
}

// isSecrecy reports whether a key names the degree of secrecy of a paper.
func isSecrecy(key string) bool {
	at, known := commonSchema.index[normalKey(key)]
	return known && commonSchema.fields[at].key == "secrecy"
}

// secretWords are fields of other people that mark a paper as secret with a yes.
var secretWords = makeSet("secret classified confidential mat tai_lieu_mat van_ban_mat")

// likeSecrecy reports whether a field that no table knows marks a paper as secret: a name like secrecy, or a
// mark with a yes. near is the known name that is most like its own.
func likeSecrecy(m *frontmatter.Member, near string) bool {
	name := normalKey(m.Key)
	return near != "" && isSecrecy(near) || secretWords[name] && !slices.Contains(nos, wordOf(m))
}

// mentionsDraftField reports whether a line says anything of a draft.
func mentionsDraftField(key, value string) bool {
	found, _ := draftField(key, value)
	return found
}

// lineMentionsDraft is mentionsDraftField for a whole line.
func lineMentionsDraft(line string) bool {
	key, value, ok := cutSeparator(line)
	return ok && mentionsDraftField(key, value)
}

// mentionsHold reports whether a line says anything of a draft, keeps the file back in another way, or until
// a day.
func mentionsHold(key, value string) bool {
	if mentionsDraftField(key, value) || heldLine(key, value) {
		return true
	}
	at, known := commonSchema.index[normalKey(key)]
	return known && commonSchema.fields[at].key == "publishdate"
}

// draftField judges a line "key: value" that says whether the file is a draft; yes also when that cannot be
// read.
func draftField(key, value string) (found, yes bool) {
	if len(key) > 32 {
		return false, false
	}
	name := normalKey(viet.TrimBlanksRight(strings.Trim(key, `"' `)))
	if name != "draft" && name != "nhap" && name != "ban_nhap" {
		return false, false
	}
	value, _, _ = strings.Cut(value, "#")
	value = strings.Trim(value, "\"', \t\n")
	yes, ok := ParseBool(value)
	if !ok && name == "nhap" { // "nhập" is also an ordinary word: "Nhập: 20 tấn"
		return false, false
	}
	return true, yes || !ok && value != ""
}

// withholding are fields, by their normal keys, with which other programs or people keep a file from being
// published, and the values that do, folded.
var withholding = map[string][]string{
	"publish": nos, "public": nos, "is_published": nos, "ispublished": nos,
	"xuat_ban": nos, "cong_khai": nos, "da_dang": nos, "da_duyet": nos, "duyet": nos,
	"hidden": yeses, "private": yeses, "unpublished": yeses, "unlisted": yeses, "an": yeses, "rieng_tu": yeses, "chua_dang": yeses, "chua_duyet": yeses,
	"is_draft": yeses, "isdraft": yeses, "la_ban_nhap": yeses, "la_nhap": yeses,
	"hide": yeses, "_hidden": yeses, "_discoverable": nos, "wip": yeses, "internal": yeses, "internal_only": yeses, "protected": yeses,
	"noi_bo": yeses, "luu_hanh_noi_bo": yeses, "chi_dung_noi_bo": yeses, "khong_dang": yeses, "dang": nos, "online": nos,
	"state": heldBack, "trang_thai": heldBack, "tinh_trang": heldBack, "hien_thi": nos,
}

var (
	yeses    = []string{"true", "yes", "co", "x", "1", "on", "dung", "roi"}
	nos      = []string{"false", "no", "khong", "0", "off", "chua", "sai"}
	heldBack = []string{"draft", "nhap", "ban nhap", "pending", "private", "hidden", "unpublished", "chua dang", "chua duyet", "cho duyet", "ban thao", "noi bo", "members", "future", "skip", "trash", "rieng tu", "an"}
)

// likeDraft reports whether a field that no table knows may have been meant to keep the file from being
// published. near is the known name that is most like its own.
func likeDraft(m *frontmatter.Member, near string) bool {
	value := viet.FoldedKey(m.Display())
	if slices.Contains(withholding[normalKey(m.Key)], value) {
		return true
	}
	switch near {
	case "draft":
		return !slices.Contains(nos, value)
	case "nhap", "ban_nhap":
		return slices.Contains(yeses, value)
	}
	return false
}

// separators part a key from its value, however a person types.
const separators = ":=：→"

// beginsSeparator holds for the first bytes of the separators.
var beginsSeparator = [256]bool{':': true, '=': true, 0xEF: true, 0xE2: true}

func cutSeparator(text string) (key, value string, ok bool) {
	i := strings.IndexAny(text, separators)
	if i < 0 {
		return "", "", false
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return text[:i], text[i+size:], true
}

// strayDraft reports the first words of a draft that no field was read from. body is where the front matter
// ends, 0 without any. said tells that there is a draft field: then only what stands below it like another
// one counts.
func strayDraft(r *decode.Text, members []frontmatter.Member, body int, said bool) {
	text := r.File.Text
	code := lex.CodeLinesFrom(text, body)
	for sign := 0; sign < len(text); sign++ { // by bytes: every file passes here
		if !beginsSeparator[text[sign]] {
			continue
		}
		c, size := utf8.DecodeRuneInString(text[sign:])
		if !strings.ContainsRune(separators, c) {
			continue
		}
		word, prose := draftWord(text[:sign])
		if word < 0 {
			continue
		}
		at := sign + size
		line := 1 + strings.LastIndexByte(text[:word], '\n')
		m := draftWording{lead: text[line:word], prose: prose}
		m.value, _, _ = strings.Cut(text[at:], "\n")
		stray := false
		switch {
		case word < body:
			stray = !said && m.inMatter(memberAt(members, word))
		case body == 0:
			stray = m.inPlainText()
		case said && !m.saysYes(), (c == '=' || c == '→') && fenceAbove(text[body:line]) == "":
		default:
			stray = m.inBody() && !code.Hold(line)
		}
		if stray {
			reportStray(r, word, line)
			return
		}
	}
}

// reportStray reports what keeps a file back and is no field of it, on the line that begins at an offset.
func reportStray(r *decode.Text, at, line int) {
	whole, _, _ := strings.Cut(r.File.Text[line:], "\n")
	d := r.File.At(at, "draft-stray", diag.Excerpt(viet.TrimBlanks(whole)))
	if !failedOn(r, d.Pos.Line) {
		r.Diagnostics = append(r.Diagnostics, d)
	}
}

// strayBlock reports the first line below the front matter that keeps the file back in other words than a
// draft's, and stands among fields: below a fence, or beside a field with its name proper.
func strayBlock(r *decode.Text, body int) {
	text := r.File.Text
	code := lex.CodeLinesFrom(text, body)
	for line := body; line < len(text); {
		end := line + len(text[line:])
		if i := strings.IndexByte(text[line:], '\n'); i >= 0 {
			end = line + i
		}
		key, value, ok := cutSeparator(text[line:min(end, line+maxStray)])
		if ok && end-line < maxStray && heldLine(key, value) {
			next, _, _ := strings.Cut(text[min(end+1, len(text)):], "\n")
			fenced := fenceAbove(text[body:line]) != ""
			if (fenced || !isSecrecy(key) && (isFieldLine(next) || isFieldLine(lastOf(text[body:line])))) && !code.Hold(line) {
				reportStray(r, line, line)
				return
			}
		}
		line = end + 1
	}
}

// maxStray bounds a line that keeps a file back, in bytes: what is longer is prose.
const maxStray = 80

// isFieldLine reports whether a line is a field with its name proper ("date: 2018", "Title: A").
func isFieldLine(line string) bool {
	key, _, ok := cutSeparator(line[:min(len(line), maxStray)])
	return ok && canonicalKeys[normalKey(key)]
}

// lastOf is the last line of a text that ends with a line.
func lastOf(text string) string {
	text = strings.TrimSuffix(text, "\n")
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// fenceAbove is the fence above the fields with which a text ends, "" when something else stands there.
func fenceAbove(text string) string {
	for range 64 {
		line := viet.TrimBlanks(lastOf(text))
		if decode.IsFence(line) {
			return line
		}
		if _, _, ok := cutSeparator(line); !ok && !strings.HasPrefix(line, "- ") {
			return ""
		}
		text = strings.TrimSuffix(text, "\n")
		text = text[:strings.LastIndexByte(text, '\n')+1]
	}
	return ""
}

// speaksOfDraft reports whether the draft was an error already.
func speaksOfDraft(r *decode.Text) bool {
	return slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return strings.HasPrefix(string(d.Code), "draft-") })
}

// failedOn reports whether there is an error on a line already.
func failedOn(r *decode.Text, line int) bool {
	return slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && d.Pos.Line == line })
}

// draftWord finds the word for a draft with which a text ends, and whether it is also an ordinary word of
// Vietnamese ("bản nháp"). at is -1 without one.
func draftWord(text string) (at int, prose bool) {
	end := strings.TrimRightFunc(text, func(c rune) bool { return c != '\n' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	if end == "" || strings.IndexByte("tTsSpP", end[len(end)-1]) < 0 && end[len(end)-1] < utf8.RuneSelf {
		return -1, false
	}
	at = strings.LastIndexFunc(end, func(c rune) bool { return !unicode.IsLetter(c) && !decode.IsHidden(c) })
	word := end[at+1:]
	if at >= 0 {
		_, size := utf8.DecodeRuneInString(end[at:])
		word = end[at+size:]
	}
	at = len(end) - len(word)
	if len(word) > 32 {
		return -1, false
	}
	switch viet.FoldedKey(strings.Map(decode.DropMarks, word)) {
	case "draft", "drafts", "isdraft":
		return at, false
	case "nhap":
		before := viet.TrimBlanksRight(end[:at])
		if first := before[strings.LastIndexAny(before, " \n,;{(|\t")+1:]; viet.FoldedKey(first) == "ban" {
			at = len(before) - len(first)
		}
		return at, true
	}
	return -1, false
}

// A draftWording is a word for a draft with a separator behind it.
type draftWording struct {
	lead  string // what stands before it on its line
	value string // what stands behind the separator
	prose bool   // the word is also an ordinary one
}

// says is the value as a word: folded, without quotes and what may stand around it.
func (m draftWording) says() string {
	value := strings.Trim(m.value, "\"'`“”‘’,;.{}[]()~|> \t")
	if i := strings.IndexByte(value, '#'); i > 0 {
		value = value[:i]
	}
	if value = viet.FoldedKey(strings.Map(decode.DropMarks, value)); value == "null" {
		return ""
	}
	return value
}

func (m draftWording) saysYes() bool { return slices.Contains(yeses, m.says()) }

// unclear reports whether the value may be meant for a yes. What is long is prose.
func (m draftWording) unclear() bool {
	says := m.says()
	return m.saysYes() || !m.prose && says != "" && !slices.Contains(nos, says) && len(says) <= 24
}

// inMatter judges a mention between the fences, in the lines of a field.
func (m draftWording) inMatter(field *frontmatter.Member) bool {
	lead := viet.TrimBlanks(m.lead)
	switch {
	case strings.HasPrefix(lead, "#"): // a comment
		return false
	case field != nil && field.Quoted:
		return false
	case strings.TrimFunc(lead, isMark) == "": // at the start of its line
		comment, isComment := strings.CutPrefix(viet.TrimBlanksLeft(m.value), "#")
		if isComment {
			m.value = comment
			return m.saysYes()
		}
		return m.unclear()
	}
	return m.saysYes()
}

// inPlainText judges a mention in a file without front matter.
func (m draftWording) inPlainText() bool {
	return strings.TrimFunc(m.lead, isMark) == "" && m.unclear()
}

// inBody judges a mention below the front matter: it must stand at the start of its line like a field.
func (m draftWording) inBody() bool {
	return strings.Trim(viet.TrimBlanks(m.lead), "\\\"'“”*_") == "" && m.unclear()
}

// isMark holds for everything but letters and digits.
func isMark(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }

// memberAt is the field in whose lines an offset lies, nil before the first.
func memberAt(members []frontmatter.Member, at int) *frontmatter.Member {
	var found *frontmatter.Member
	for i := range members {
		if members[i].KeyOffset <= at && (found == nil || members[i].KeyOffset > found.KeyOffset) {
			found = &members[i]
		}
	}
	return found
}
