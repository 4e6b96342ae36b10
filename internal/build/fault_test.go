package build

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bantin"
)

// Settings or a layout that cannot be read publish nothing: the defaults must not take their place. A link out of the site stands for
// whatever makes a file unreadable, because tests may run as root, who may read everything.
func TestUnreadableSettingsAndLayoutsPublishNothing(t *testing.T) {
	for _, broken := range []string{"content/_index.md", "layouts/article.html"} {
		t.Run(broken, func(t *testing.T) {
			site := t.TempDir()
			for name, text := range map[string]string{
				"content/_index.md":  "---\ntitle: Bảo Yên\n---\nChào.\n",
				"content/tin/bai.md": "---\ntitle: Bài\ndate: 2018\n---\nLời.\n",
			} {
				path := filepath.Join(site, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(site, broken)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			os.Remove(path)
			if err := os.Symlink("/etc/passwd", path); err != nil { // leads out of the site: refused
				t.Fatal(err)
			}
			b, err := New(Options{Site: site, Carried: bantin.Carried, Workers: 1, Now: time.Unix(1.8e9, 0), Clock: time.Now})
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			list, err := b.List(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !list.Faulty || len(list.Artifacts) != 0 {
				t.Errorf("faulty %v, %d artifacts; %v", list.Faulty, len(list.Artifacts), list.Diagnostics)
			}
		})
	}
}
