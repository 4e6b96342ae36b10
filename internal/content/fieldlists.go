package content

import (
	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// attachmentSchema is one attachment written as a table.
var attachmentSchema = newSchema([]field[Attachment]{
	{"file", "tep", refInto(func(a *Attachment) *Ref { return &a.File })},
	{"title", "tieu_de ten", textInto(func(a *Attachment) *string { return &a.Title })},
})

// correctionSchema is one correction.
var correctionSchema = newSchema([]field[Correction]{
	{"date", "ngay", dateInto(func(c *Correction) *viet.Date { return &c.Date })},
	{"text", "noi_dung", blockInto(func(c *Correction) *string { return &c.Text })},
})

// cascadeSchema is what an _index.md may say of the entries below it.
var cascadeSchema = newSchema([]field[form]{
	{"type", "loai loai_noi_dung", reading[form]{TextValue, readCascadeKind}},
	{"draft", "nhap ban_nhap", reading[form]{BoolValue, readCascadeDraft}},
	{"secrecy", "do_mat", reading[form]{TextValue, refuseSecrecy}},
})

// readTable gives the members of a table to a schema, and warns of those that it does not know.
func readTable[T any](rd *reader, s *schema[T], into *T, v *value) {
	for _, m := range s.read(rd, into, v.Members) {
		if !m.IsEmpty() {
			rd.unknownKey(&m, rd.nearestKey(&m, s.names))
		}
	}
}

// items gives the elements of a list; a single value is a list of one.
func (v *value) items() []value {
	if v.Kind != frontmatter.List {
		return []value{*v}
	}
	items := make([]value, 0, len(v.Members))
	for _, m := range v.Members {
		if !m.IsEmpty() {
			items = append(items, value{field: v.field, Member: m})
		}
	}
	return items
}

// readAttachments reads files, or tables of a file and its title.
func readAttachments(rd *reader, f *form, v value) {
	for _, item := range v.items() {
		if item.Kind != frontmatter.Table {
			for _, ref := range rd.list(item) {
				f.Attachments = append(f.Attachments, Attachment{File: ref})
			}
			continue
		}
		var a Attachment
		readTable(rd, attachmentSchema, &a, &item)
		if a.File.Value == "" {
			rd.At(item.Offset, "attachment-without-file")
			continue
		}
		f.Attachments = append(f.Attachments, a)
	}
}

// readCorrections reads tables of a date and a text, or texts alone.
func readCorrections(rd *reader, f *form, v value) {
	for _, item := range v.items() {
		var c Correction
		switch {
		case item.Kind == frontmatter.Table:
			readTable(rd, correctionSchema, &c, &item)
		default:
			c.Text = rd.block(item)
		}
		if c.Text == "" {
			rd.At(item.Offset, "correction-without-text")
			continue
		}
		f.Provenance.Corrections = append(f.Provenance.Corrections, c)
	}
}

// readCascade reads what an _index.md makes of the entries below it: their kind, and that they wait.
func readCascade(rd *reader, f *form, v value) {
	for _, item := range v.items() {
		if item.Kind != frontmatter.Table {
			rd.At(item.Offset, "value-not-table", v.field)
			continue
		}
		for _, m := range cascadeSchema.read(rd, f, item.Members) {
			if holds := foreignHolds[normalKey(m.Key)]; !m.IsEmpty() && (holds == nil || !holds(&m)) {
				rd.At(m.KeyOffset, "cascade-unknown", diag.Excerpt(m.Key))
			}
		}
	}
}

func readCascadeKind(rd *reader, f *form, v value) {
	f.CascadeKind, _ = rd.kind(v, "")
}

// readCascadeDraft keeps a section back with all its entries, as a draft of its own page does. A no changes
// nothing.
func readCascadeDraft(rd *reader, f *form, v value) {
	switch yes, ok := ParseBool(rd.word(v)); {
	case !ok || v.IsCollection():
		f.draftSaid, f.draftUnclear = true, true
		rd.At(v.Offset, "draft-unclear", diag.Excerpt(v.Display()))
	case yes:
		f.draftSaid, f.Draft = true, true
	}
}
