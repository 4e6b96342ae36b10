package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/content"
	"bantin/internal/site"
)

// everyField is an entry with every field that holds words. Its lead is 40 words long, as many as weigh more
// than the rest.
var everyField = `---
title: Cầu mới
linktitle: Tên ngắn
date: 2018-03-20 08:30
tags: [Nông thôn]
keywords: [từ khóa]
people: [Lò Hoa]
places: [Xã Cũ]
author: [Minh Anh]
organization: Phòng Sử
series: [Loạt bài]
summary: Tóm tắt
description: Mô tả riêng
number: 15-NQ/HU
trích yếu: Về giao thông
photo_credit: Quốc Hồng
attachments: [{file: mat.pdf, title: Phụ lục}]
documents: [7/QĐ-UBND]
source_name: Báo Mẫu
archive_note: Ghi thêm
place: Hội trường
host: Ông Chủ
participants: Đại biểu
---
` + strings.Repeat("đệm ", 39) + `dẫn.

Giữ **rừng**; [đọc](b.md).

![mô phỏng](cau.png "Chú thích")

## Đề mục

| Cột |
|---|
| Ô bảng |

Theo 20/KH-UBND[^1].

[^1]: Lời chú.
`

// TestFound_E2_Words says which words of an entry are found, and what each of them weighs, in tenths of one
// occurrence in the body.
func TestFound_E2_Words(t *testing.T) {
	r := content.Parse("content/t/a.md", []byte(everyField), content.Options{Zone: time.UTC})
	if r.Entry == nil {
		t.Fatal(r.Diagnostics)
	}
	var tokenizer Tokenizer
	tokenizer.weigh(entryDocument(r.Entry, r.Blocks))
	c := &tokenizer.count
	var got []string
	for _, w := range c.seen {
		got = append(got, fmt.Sprintf("%s %d", tokenizer.words[w].form, c.tf[w]))
	}
	pairs := map[string]int{}
	for _, p := range c.pairs {
		pairs[tokenizer.words[p.a].form+" "+tokenizer.words[p.b].form] += int(p.weight)
	}
	for pair, weight := range pairs {
		got = append(got, fmt.Sprintf("%s %d", pair, weight))
	}
	slices.Sort(got)
	wanted := []string{
		"cầu 50", "mới 50", "cau moi 50", // title
		"15 200", "nq 200", "hu 200", "15-nq/hu 200", "15-nq/hu= 200", "15 nq 200", "nq hu 200", // number
		"nông 30", "thôn 30", "nong thon 30", // tags
		// keywords, people, places
		"từ 25", "khóa 25", "tu khoa 25", "lò 25", "hoa 25", "lo hoa 25", "xã 25", "cũ 25", "xa cu 25",
		"minh 25", "anh 25", "minh anh 25", "phòng 25", "sử 25", "phong su 25", // author, organisation
		"tóm 15", "tắt 15", "tom tat 15", // summary
		// what a document is about, title of an attachment
		"về 15", "giao 15", "thông 15", "ve giao 15", "giao thong 15", "phụ 15", "lục 15", "phu luc 15",
		// the first 40 words of the body; pairs weigh the same anywhere
		"đệm 585", "dem dem 380", "dẫn 15", "dem dan 10",
		"giữ 10", "rừng 10", "giu rung 10", "đọc 10", // a semicolon parts the words
		// caption, heading, table
		"chú 20", "thích 10", "chu thich 10", "đề 10", "mục 10", "de muc 10", "cột 10", "ô 10", "bảng 10", "o bang 10",
		// a number in the text, a note
		"theo 10", "20 10", "kh 10", "ubnd 10", "20/kh-ubnd 10", "theo 20 10", "20 kh 10", "kh ubnd 10", "lời 10", "loi chu 10",
	}
	slices.Sort(wanted)
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("words and pairs (-want +got)\n%s", diff)
	}
	if words := new(Tokenizer).EntryWords(r.Entry, r.Blocks); words.Text.Head != "Cầu mới\n15-NQ/HU\nNông thôn\ntừ khóa\nLò Hoa\nXã Cũ\nMinh Anh\nPhòng Sử\nTóm tắt\nVề giao thông\nPhụ lục" || len(words.Text.Body) != len(r.Blocks) {
		t.Errorf("the text for excerpts: %q", words.Text)
	}
}

// The lead of the body is no summary beside it; a written one is, and stands with the fields.
func TestFound_E2_Summary(t *testing.T) {
	for front, wanted := range map[string]string{"title: A": "A", "title: A\nsummary: Tóm tắt": "A\nTóm tắt", "title: A\nnumber: 7/QĐ": "A\n7/QĐ", "title: A\nabstract: Về thuế": "A\nVề thuế", "title: A\nattachments: [a.pdf, {file: b.pdf, title: Biểu}]": "A\nBiểu", "title: A\nauthor: Lê An - Phòng Sử": "A\nLê An\nPhòng Sử"} {
		r := content.Parse("content/t/a.md", []byte("---\n"+front+"\n---\nĐoạn đầu.\n"), content.Options{Zone: time.UTC})
		if got := new(Tokenizer).EntryWords(r.Entry, r.Blocks).Text.Head; got != wanted {
			t.Errorf("%q: %q, not %q", front, got, wanted)
		}
	}
}

// TestFound_E2_Card says what a result shows of an entry, and what it can be filtered by.
func TestFound_E2_Card(t *testing.T) {
	zone := time.FixedZone("+07", 7*3600)
	var entries []*content.Entry
	for path, text := range map[string]string{"content/t/_index.md": "---\ntitle: Mục dài\nlinktitle: Mục\n---\n", "content/t/a.md": everyField} {
		r := content.Parse(path, []byte(text), content.Options{Zone: zone})
		entries = append(entries, r.Entry)
	}
	s, _ := site.Join(site.Input{Settings: content.DefaultSettings(), Entries: entries, Zone: zone, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, zone)})
	want := Card{URL: "t/a.html", Title: "Cầu mới", Date: "2018-03-20", Section: "Mục", Kind: "article", Tags: []string{"Nông thôn"}, Summary: "Tóm tắt"}
	if diff := cmp.Diff(want, ItemCard(s.Items[0])); diff != "" {
		t.Errorf("card (-want +got)\n%s", diff)
	}
}
