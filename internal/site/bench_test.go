package site

import (
	"fmt"
	"testing"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// BenchmarkJoin joins 10,000 articles of twelve years in ten sections, each with three of 400 tags, an author
// and a link to another.
func BenchmarkJoin(b *testing.B) {
	const articles = 10_000
	entries := make([]*content.Entry, articles)
	for i := range entries {
		year := 2012 + i*12/articles
		date, err := viet.ParseDate(fmt.Sprintf("%d-%02d-%02d", year, i%12+1, i%28+1), zone)
		if err != nil {
			b.Fatal(err)
		}
		entries[i] = &content.Entry{
			Path: fmt.Sprintf("content/muc-%d/%d/bai-%d.md", i%10, year, i), Kind: "article", Title: fmt.Sprint("Bài số ", i), Date: date,
			ViewCount: -1, HasBody: true, Lead: "Đoạn mở đầu của bài.", Authors: []string{fmt.Sprint("Người viết ", i%90)},
			Tags:  []string{fmt.Sprint("Thẻ ", i%7), fmt.Sprint("Thẻ ", i%97), fmt.Sprint("Thẻ ", i%400)},
			Links: []markdown.Link{{Dest: fmt.Sprintf("bai-%d.md", (i+10)%articles)}},
		}
	}
	in := Input{Settings: content.DefaultSettings(), Entries: entries, Now: now, Zone: zone}
	b.ReportAllocs()
	for b.Loop() {
		if s, _ := Join(in); len(s.Items) != articles {
			b.Fatal(len(s.Items), "items")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/articles/1e3, "µs/article")
}
