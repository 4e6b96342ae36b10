package content

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/frontmatter"
	"bantin/internal/markdown"
	"bantin/internal/markdown/lex"
	"bantin/internal/mention"
	"bantin/internal/viet"
)

// Options are what reading an entry depends on beside its bytes.
type Options struct {
	DefaultKind     string         // from the nearest _index.md that sets `cascade: {type: …}`; "" means article
	Zone            *time.Location // of the site
	NestedPlusLists bool           // see markdown.Options
	// what the settings' checks make of text in an old encoding: "", "error", "warning", "off"
	LegacyLevel string
	// Thorough also looks for what only `bantin check` tells: notices about prose, and about what an archive
	// would like to know. It fills Text.Cited and Text.Wording.
	Thorough bool
}

// Unfit is what is known of a file that cannot be published.
type Unfit struct {
	Path     string
	Draft    bool // it was to be kept back anyway, or it is not clear that it was not
	Secret   bool // it bears a degree of secrecy: what it names is kept back whoever else names it
	Mentions []string
}

// Result is what one file says. Body and Blocks are handed on and dropped; entry and text are remembered.
type Result struct {
	Entry *Entry // nil when the file cannot be published; a diagnostic of level Error says why
	Text  *Text  // beside an entry
	// Draft is the best knowledge of whether the file is a draft: of a file with errors too, and true when
	// its draft field cannot be read.
	Draft       bool
	Unfit       Unfit // of a file without an entry
	Body        markdown.Body
	Blocks      []markdown.Block
	Diagnostics []diag.Diagnostic // sorted by position
}

// indexName is the file of a section; the one at the top is the home page, whose front matter holds the
// settings.
const indexName = "_index.md"

func isIndexPath(p string) bool { return path.Base(p) == indexName }

// Parse reads one Markdown file, alone. p is its path under the site's folder: content/tin-tuc/2018/bai.md.
// It is a pure function and safe for concurrent use.
func Parse(p string, raw []byte, opts Options) Result {
	result, fit := parse(p, raw, opts)
	if !fit {
		result.Entry, result.Text, result.Body, result.Blocks = nil, nil, markdown.Body{}, nil
		result.Unfit = unfit(p, raw, result)
	}
	return result
}

// maxHead is how much of a file that cannot be read is looked through for fields, in bytes: as much as front
// matter may have.
const maxHead = 64 << 10

// unfit looks through a file that cannot be published, as far as it is text of any kind.
func unfit(p string, raw []byte, r Result) Unfit {
	text := strings.ReplaceAll(string(raw[:min(len(raw), decode.MaxFile)]), "\x00", "")
	if utf8.ValidString(text) {
		text = viet.NFC(text)
	} else {
		text = strings.ToValidUTF8(text, "?")
	}
	head := text[:min(len(text), maxHead)]
	secret := saysSecret(head) || slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "secrecy-marked" })
	return Unfit{Path: p, Draft: r.Draft || saysDraft(head), Secret: secret, Mentions: mention.Find(text)}
}

// Inspect is Parse for whoever compares two forms of a file: it also gives what could be read of an entry
// that has errors. That must never be published.
func Inspect(p string, raw []byte, opts Options) Result {
	result, _ := parse(p, raw, opts)
	return result
}

func parse(p string, raw []byte, opts Options) (result Result, fit bool) {
	if opts.Zone == nil {
		opts.Zone = time.UTC
	}
	rm, ok := decode.Read(p, raw, opts.decodeRules())
	if !ok {
		return Result{Draft: len(raw) <= decode.MaxFile && saysDraft(string(raw)), Diagnostics: rm.Sorted()}, false
	}
	if viet.IsBlankText(rm.File.Text) {
		rm.Whole("file-empty")
		return Result{Diagnostics: rm.Sorted()}, false
	}
	matter := readMatter(rm)
	rd := &reader{Text: rm, zone: opts.Zone}
	f, kind := readForm(rd, matter.Members, opts)
	var doc markdown.Document
	if !matter.Broken {
		doc = f.readBody(rm, matter.Body, opts)
		if !speaksOfDraft(rm) {
			strayDraft(rm, matter.Members, matter.Body, f.draftSaid)
			strayBlock(rm, matter.Body)
		}
		f.proofread(rm, matter.Body, doc, kind, opts)
	}
	f.text.Digest = fingerprint.Of(fingerprint.Bytes(raw), f.Kind, opts.NestedPlusLists)
	f.Mentions = mention.Find(rm.File.Text)
	entry, text := f.Entry, f.text // the form with its notes does not outlive the reading
	result = Result{
		Entry: &entry, Text: &text, Draft: f.Draft || f.draftUnclear, Body: doc.Body, Blocks: doc.Blocks,
		Diagnostics: diag.Adjust(rm.Sorted(), diag.Levels{Site: f.Checks}),
	}
	if rm.Failed() {
		result.Draft = result.Draft || !f.draftSaid && saysDraft(rm.File.Text)
		return result, false
	}
	return result, true
}

// decodeRules are what decoding asks about a text.
func (o Options) decodeRules() decode.Rules {
	return decode.Rules{LegacyLevel: o.legacyLevel, SpeaksOfDraft: lineMentionsDraft}
}

// legacyLevel is what the front matter of a file makes of the code legacy-encoding, before anything else of
// it is read, else what the settings do.
func (o Options) legacyLevel(file diag.File) string {
	own := &reader{Text: &decode.Text{File: file}}
	for _, m := range readMatter(own.Text).Members {
		if name := normalKey(m.Key); name == "checks" || name == "kiem_tra" {
			return cmp.Or(own.checks(value{field: "checks", Member: m})["legacy-encoding"], o.LegacyLevel)
		}
	}
	return o.LegacyLevel
}

// readMatter reads the fields as they stand in the file.
func readMatter(r *decode.Text) frontmatter.Block {
	block, found := frontmatter.Read(r.File, vocabulary)
	r.Diagnostics = append(r.Diagnostics, found...)
	return block
}

// readForm gives the fields of the front matter to the schema: those of every kind, then those of the entry's
// kind. What no table knows is kept.
func readForm(rd *reader, members []frontmatter.Member, opts Options) (*form, *Kind) {
	f := &form{Entry: Entry{Path: rd.File.Path, ViewCount: -1}}
	members = withParams(rd, members)
	as, kind := rd.kindOf(members, opts.DefaultKind)
	f.Kind = as
	rest := commonSchema.read(rd, f, members)
	rest = kindWords[as].own.read(rd, f, rest)
	f.keepUnknown(rd, rest)
	f.obeyForeign(rd, members)
	f.settleDate(rd)
	f.settleOthers()
	f.settleAuthors(rd)
	f.checkGrowth(rd, members)
	if event := f.event; event != (Event{}) {
		f.Event = &event
	}
	return f, kind
}

// keepUnknown keeps fields that the schema of the kind does not know. Those of other kinds are known names in
// the wrong place; the settings are read elsewhere.
func (f *form) keepUnknown(rd *reader, members []frontmatter.Member) {
	seen := map[string]*frontmatter.Member{}
	for i := range members {
		m := &members[i]
		name := normalKey(m.Key)
		isSetting := f.Path == SettingsPath && settingsSchema.has(name)
		if m.IsEmpty() || isSetting {
			continue
		}
		if earlier := seen[name]; earlier != nil {
			rd.duplicate(earlier, m, diag.Excerpt(m.Key))
			continue
		}
		seen[name] = m
		rd.checkFiles(m, fileFields[name])
		f.Extra = append(f.Extra, Extra{Key: m.Key, Value: Shown(m.Display())})
		switch {
		case m.Kind == frontmatter.Table && mentionsInside(m, "draft"):
			rd.At(m.KeyOffset, "draft-misplaced", diag.Excerpt(m.Key))
		case m.IsCollection() && mentionsInside(m, "secrecy"):
			rd.At(m.KeyOffset, "secrecy-marked", diag.Excerpt(m.Display()))
		case foreignHolds[name] != nil && foreignHolds[name](m):
			// said by obeyForeign
		case futureFields[name] || f.Path == SettingsPath:
			if !f.draftSaid && likeDraft(m, "") {
				rd.At(m.KeyOffset, "draft-near", diag.Excerpt(m.Key))
			}
		case unreadFields[name]: // package site names it
		default:
			switch near := rd.nearestKey(m, kindWords[f.Kind].names()); {
			case likeSecrecy(m, near):
				rd.At(m.KeyOffset, "secrecy-marked", diag.Excerpt(m.Display()))
			case !f.draftSaid && likeDraft(m, near):
				rd.At(m.KeyOffset, "draft-near", diag.Excerpt(m.Key))
			default:
				rd.unknownKey(m, near)
			}
		}
	}
}

// fileFields are fields that no table knows yet, or of other programs, whose values are addresses of files.
var fileFields = makeSet(`audio tep_am_thanh photos anh cac_anh image cover thumbnail featured_image video file files tep resources src url link`)

// checkFiles reports addresses of files on a person's computer in a field that is kept without being
// understood, however deep.
func (rd *reader) checkFiles(m *frontmatter.Member, named bool) {
	if named && !m.IsCollection() && lex.OnComputer(m.Text) {
		rd.At(m.Offset, "address-local")
	}
	for i := range m.Members {
		inner := &m.Members[i]
		rd.checkFiles(inner, named && (inner.Key == "" || m.Kind == frontmatter.List) || fileFields[normalKey(inner.Key)])
	}
}

// has reports whether the schema knows a normal key.
func (s *schema[T]) has(name string) bool {
	_, known := s.index[name]
	return known
}

// names lists the fields of a kind under all their names, for "did you mean".
func (k *Kind) names() []string { return slices.Concat(commonSchema.names, k.own.names) }

// readBody converts the body and fills in what is taken from it.
func (f *form) readBody(rm *decode.Text, start int, opts Options) markdown.Document {
	options := markdown.Options{NestedPlusLists: opts.NestedPlusLists, Title: f.Title}
	if f.Title == "" && !rm.Failed() {
		start = f.titleFromBody(rm, start, options)
		options.Title = f.Title
	}
	f.checkTitle(rm)
	doc := markdown.Convert(rm.File, start, options)
	rm.Diagnostics = append(rm.Diagnostics, doc.Diagnostics...)
	f.HasBody = len(doc.Blocks) > 0 || len(doc.Pictures) > 0 || len(doc.Links) > 0
	if worst, _ := diag.Worst(doc.Diagnostics); !f.HasBody && f.Title != "" && worst < diag.Error && !f.mayBeEmpty() {
		rm.At(lastLine(rm.File.Text), "body-empty")
	}
	f.Links, f.Pictures, f.Outline, f.Anchors = doc.Links, doc.Pictures, doc.Outline, doc.Anchors
	f.text.Words, f.text.At = doc.Words, doc.At
	f.settleLead(doc.Lead)
	f.settleDescription(doc.Blocks, rm.File.Text[start:])
	return doc
}

// lastLine is the start of the last line with anything on it.
func lastLine(text string) int { return strings.LastIndexByte(viet.TrimBlanksRight(text), '\n') + 1 }

// mayBeEmpty reports whether the entry says enough without a body: the page of a section, a draft that is
// only begun, or one with its document, picture or recording.
func (f *form) mayBeEmpty() bool {
	return f.IsIndex() || f.Draft || len(f.Attachments) > 0 || len(f.Images) > 0 || f.Provenance.OriginalFile.Value != "" ||
		slices.ContainsFunc(f.Extra, func(e Extra) bool { return insteadOfBody[normalKey(e.Key)] })
}
