package sourcefmt

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// Result is what Format makes of a file.
type Result struct {
	Text []byte // the canonical form; the bytes of the file when it is refused
	// what the page shows otherwise than before, at the places of the file as it was
	Changes []diag.Diagnostic
	Refused []diag.Diagnostic // errors that must be repaired by hand first; nothing was changed
}

// Format gives a file its canonical form. path is its path under the site's folder, by which settings are
// known.
func Format(path string, raw []byte, opts content.Options) Result {
	before := read(path, raw, opts)
	if before.unfenced {
		return before.fence(path, raw, opts)
	}
	if refused := before.refused(); refused != nil {
		return Result{Text: raw, Refused: refused}
	}
	f := &formatting{path: path, opts: opts, original: before.text, judge: before}
	matter, body := before.text[:before.block.Body], before.text[before.block.Body:]
	matter = f.matter(matter, body)
	var changes []diag.Diagnostic
	for {
		for _, step := range bodySteps {
			body = f.apply(step, matter, body)
		}
		repaired, found := f.repairBold(matter, body)
		if len(found) == 0 {
			return Result{Text: []byte(matter + body), Changes: changes}
		}
		// A blank that a step had to leave because signs beside it did not work may go now. Each round leaves
		// fewer such signs.
		body, changes = repaired, append(changes, found...)
		f.judge = read(path, []byte(matter+body), opts)
	}
}

// fence puts the fences around fields that stand without them, and formats what comes of it. The page was not
// there before.
func (r *reading) fence(path string, raw []byte, opts content.Options) Result {
	head, body := r.text[r.block.Start:r.block.End], strings.TrimLeft(r.text[r.block.End:], "\n")
	for _, closing := range []string{"---\n", "+++\n"} { // the one that is there already
		body = strings.TrimPrefix(body, closing)
	}
	fence := "---"
	if isTOML(head) {
		fence = "+++"
	}
	result := Format(path, []byte(fence+"\n"+strings.TrimRight(head, "\n")+"\n"+fence+"\n\n"+strings.TrimLeft(body, "\n")), opts)
	if result.Refused != nil {
		return Result{Text: raw, Refused: r.refused()}
	}
	for _, d := range r.faults {
		if d.Code == "fence-missing" {
			d.Code, d.Severity, d.Args = "fmt-fence", diag.Notice, []string{d.Args[0], d.Args[1]}
			result.Changes = append([]diag.Diagnostic{d}, result.Changes...)
		}
	}
	return result
}

// isTOML reports whether fields are written as TOML: `title = "A"`.
func isTOML(head string) bool {
	first, _, _ := strings.Cut(head, "\n")
	equals, colon := strings.IndexByte(first, '='), strings.IndexByte(first, ':')
	return equals > 0 && (colon < 0 || equals < colon)
}

// formatting is one file while it is formatted.
type formatting struct {
	path     string
	opts     content.Options
	original string  // the text of the file
	judge    reading // of the text whose page must stay: the file's, or the last one with bold print repaired
}

// bodySteps format the text. Each must leave the page as it is, or it is taken back.
var bodySteps = []func(body string) string{trimLines, headingBlanks, outdent, foldBlankLines}

// apply takes a step over the whole text if the page stays as it is, else over one passage after the other.
func (f *formatting) apply(step func(string) string, matter, body string) string {
	if next := step(body); next == body || f.same(matter+next) {
		return next
	}
	parts := passages(body)
	for i, part := range parts {
		next := step(part)
		if !strings.HasSuffix(part, "\n\n") {
			next = strings.TrimRight(next, "\n") + part[len(strings.TrimRight(part, "\n")):]
		} else {
			next = strings.TrimRight(next, "\n") + "\n\n"
		}
		if next == part {
			continue
		}
		parts[i] = next
		if !f.same(matter + strings.Join(parts, "")) {
			parts[i] = part
		}
	}
	return strings.Join(parts, "")
}

// maxPassages bounds how often a text is read to find the passage that cannot be formatted.
const maxPassages = 500

// passages cuts a text behind blank lines outside of code; a text of too many is one.
func passages(body string) []string {
	var parts []string
	var part strings.Builder
	for _, l := range splitLines(body) {
		part.WriteString(l.text + "\n")
		if !l.code && viet.IsBlankText(l.text) {
			parts = append(parts, part.String())
			part.Reset()
		}
	}
	parts = append(parts, part.String())
	if len(parts) > maxPassages {
		return []string{body}
	}
	return parts
}

// same reports whether a text reads as the file does.
func (f *formatting) same(text string) bool {
	return f.judge.equal(read(f.path, []byte(text), f.opts))
}

// reading is everything that the rest of the program learns from a file.
type reading struct {
	text  string
	block struct {
		Body, Start, End int
		YAML             bool
	}
	unfenced bool // its fields stand without a fence above them
	members  []frontmatter.Member
	result   content.Result
	settings content.Settings
	faults   []diag.Diagnostic // of the front matter
	page     string
}

func read(path string, raw []byte, opts content.Options) reading {
	r := reading{text: content.TextOf(raw), result: content.Inspect(path, raw, opts)}
	block, found := content.Matter(path, r.text)
	r.block.Body, r.block.Start, r.block.End, r.block.YAML = block.Body, block.Start, block.End, block.YAML && !block.Broken && block.Body > 0
	r.members, r.unfenced = block.Members, block.Unfenced
	r.faults = errorsOf(found)
	if path == content.SettingsPath {
		r.settings, found = content.ParseSettings(path, raw)
		r.faults = append(r.faults, errorsOf(found)...)
	}
	r.page = page(r.result)
	return r
}

func errorsOf(ds []diag.Diagnostic) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool { return d.Severity < diag.Error })
}

// refused are the errors with which a file is left alone: it is no text, its front matter cannot be read line
// by line, a field stands twice, or it is not clear whether it is a draft. A wrong value of one field is no
// hindrance.
func (r *reading) refused() []diag.Diagnostic {
	if strings.TrimSpace(r.text) == "" {
		return errorsOf(r.result.Diagnostics)
	}
	refused := r.faults
	for _, d := range r.result.Diagnostics {
		if d.Code == "encoding-utf16" {
			return []diag.Diagnostic{d}
		}
		if d.Severity == diag.Error && (d.Code == "key-duplicate" || strings.HasPrefix(string(d.Code), "draft-")) {
			refused = append(refused, d)
		}
	}
	if len(refused) == 0 {
		return nil
	}
	return diag.Sort(refused)
}

// page is the text of an article as HTML, with the numbers of links and pictures where their targets will
// stand.
func page(r content.Result) string {
	if r.Entry == nil {
		return ""
	}
	refs := markdown.References{LeadInBody: r.Entry.LeadInBody}
	for i := range r.Entry.Links {
		refs.Links = append(refs.Links, markdown.LinkTarget{Href: "link-" + strconv.Itoa(i)})
	}
	for i := range r.Entry.Pictures {
		refs.Pictures = append(refs.Pictures, markdown.PictureSource{Src: "picture-" + strconv.Itoa(i)})
	}
	var b bytes.Buffer
	r.Body.Render(&b, refs)
	return b.String()
}

// equal reports whether two files say the same: the same fields and page, the same errors; places do not
// count.
func (r *reading) equal(o reading) bool {
	return r.page == o.page && r.result.Draft == o.result.Draft &&
		slices.Equal(r.faultKeys(), o.faultKeys()) &&
		slices.EqualFunc(r.result.Blocks, o.result.Blocks, func(a, b markdown.Block) bool { return a == b }) &&
		reflect.DeepEqual(placeless(r.result.Entry), placeless(o.result.Entry)) &&
		reflect.DeepEqual(placeless(r.result.Text), placeless(o.result.Text)) &&
		reflect.DeepEqual(placeless(r.settings), placeless(o.settings))
}

// faultKeys are the errors of a file without their places.
func (r *reading) faultKeys() []string {
	var keys []string
	for _, d := range append(errorsOf(r.result.Diagnostics), r.faults...) {
		keys = append(keys, string(d.Code)+" "+strings.Join(d.Args, " "))
	}
	slices.Sort(keys)
	return keys
}

// placeless is a copy of a value without lines, columns and digests.
func placeless(v any) any {
	value := reflect.ValueOf(v)
	if !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() {
		return nil
	}
	if value.Kind() == reflect.Pointer {
		value = value.Elem()
	}
	copied := reflect.New(value.Type()).Elem()
	copied.Set(value)
	dropPlaces(copied)
	return copied.Interface()
}

func dropPlaces(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			switch v.Type().Field(i).Name {
			case "Line", "Col", "Digest", "Mentions":
				v.Field(i).SetZero()
			default:
				dropPlaces(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.SetZero()
			return
		}
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(copied, v)
		v.Set(copied)
		for i := range v.Len() {
			dropPlaces(v.Index(i))
		}
	}
}

// trimRight removes blanks of any kind from the end of a line.
func trimRight(line string) string { return viet.TrimBlanksRight(line) }
