package source

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// corpus is 10,000 articles of 4.7 KB in a folder for each year.
func corpus(b *testing.B) *Root {
	files := map[string]string{}
	text := strings.Repeat("Nghị quyết của Hội đồng nhân dân huyện. ", 100)
	for i := range 10_000 {
		files[fmt.Sprintf("content/tin-tuc/%d/bai-%d.md", 2005+i%20, i)] = fmt.Sprint(i, text)
	}
	_, root := site(b, files)
	return root
}

func BenchmarkScanCold(b *testing.B) {
	root := corpus(b)
	for b.Loop() {
		if _, _, err := root.Scan(nil, Look{Now: time.Now(), Dirty: Dirty{All: true}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScanUnchanged(b *testing.B) {
	root := corpus(b)
	tree, _ := scanned(b, root, nil)
	for b.Loop() {
		if _, _, err := root.Scan(tree, Look{Now: time.Now(), Dirty: Dirty{All: true}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	root := corpus(b)
	tree, _ := scanned(b, root, nil)
	for b.Loop() {
		for _, f := range tree.Files {
			if _, err := root.Read(f); err != nil {
				b.Fatal(err)
			}
		}
	}
}
