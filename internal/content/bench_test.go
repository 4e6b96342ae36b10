package content

import (
	"strings"
	"testing"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
)

const typicalMatter = `---
title: "Bảo Yên: triển khai nghị quyết của Đảng bộ huyện đến từng thôn bản"
date: 2018-03-20T08:30:00+07:00
author: "Nguyễn Anh Dũng"
description: "Ra được một nghị quyết đúng, phù hợp với yêu cầu và tình hình thực tiễn ở địa phương là mục tiêu quyết định."
tags:
  - "nghị quyết"
  - "đảng bộ"
  - "tuyên giáo"
categories:
  - "Tin tức"
---
`

func typicalFile() []byte {
	return []byte(typicalMatter + "\n" + strings.Repeat("Việc học tập, quán triệt, tuyên truyền và triển khai thực hiện các "+
		"chỉ thị, nghị quyết của Đảng có vai trò đặc biệt quan trọng trong công tác xây dựng Đảng, đây là khâu mấu chốt.\n\n", 20))
}

// BenchmarkFrontMatter is what a file costs beside decoding and Markdown: finding, reading and checking the
// front matter.
func BenchmarkFrontMatter(b *testing.B) {
	rm, ok := decode.Read("content/a.md", []byte(typicalMatter+"\nThân bài.\n"), testOptions().decodeRules())
	if !ok {
		b.Fatal(rm.Diagnostics)
	}
	b.ReportAllocs()
	for b.Loop() {
		fresh := &decode.Text{File: diag.File{Path: rm.File.Path, Text: rm.File.Text}}
		rd := &reader{Text: fresh, zone: testZone}
		if f, _ := readForm(rd, readMatter(fresh).Members, testOptions()); f.Title == "" || len(fresh.Diagnostics) > 0 {
			b.Fatal(fresh.Diagnostics)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	raw := typicalFile()
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		decode.Read("content/a.md", raw, testOptions().decodeRules())
	}
}

func BenchmarkParse(b *testing.B) {
	raw := typicalFile()
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("content/a.md", raw, testOptions())
	}
}
