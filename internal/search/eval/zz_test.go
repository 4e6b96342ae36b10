package eval

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"
)

func TestZZ(t *testing.T) {
	arts := Fixture()
	var err error
	if p := os.Getenv("NEWS"); p != "" {
		arts, err = ReadNews(p)
		if err != nil {
			t.Fatal(err)
		}
	}
	if p := os.Getenv("DEMO"); p != "" {
		arts, err = ReadSite(os.DirFS(p))
		if err != nil {
			t.Fatal(err)
		}
	}
	seed := uint64(42)
	if p := os.Getenv("SEED"); p != "" {
		n, _ := strconv.Atoi(p)
		seed = uint64(n)
	}
	c := NewCorpus(arts)
	b := time.Now()
	e, files := indexWithOurs(t, c.Articles)
	sz := 0
	for _, f := range files {
		sz += len(f)
	}
	fmt.Println(len(c.Articles), len(files), sz, time.Since(b))
	var base [][]string
	lists := map[string][][]string{}
	for _, k := range Kinds() {
		if o := os.Getenv("ONLY"); o != "" && o != k.Name {
			continue
		}
		q := c.Queries(k.Name, seed)
		b := time.Now()
		sc, l, err := Run(e, q)
		if err != nil {
			t.Fatal(err)
		}
		lists[k.Name] = l
		un := -1
		if k.From != "" {
			un = Unequal(lists[k.From], l)
		}
		fmt.Printf("%-14s %d MRR %.3f R1 %.3f R10 %.3f P10 %.3f empty %d unequal %d %v\n", k.Name, len(q), sc.MRR(), sc.R1(), sc.R10(), sc.P10(), sc.Empty, un, time.Since(b)/time.Duration(len(q)+1))
		if os.Getenv("V") == k.Name {
			for i, q := range q {
				var s Score
				s.Add(q, l[i])
				if (s.MRR() < 1 || k.Set) && s.P10() < 1 {
					if os.Getenv("LOST") != "" && s.R10() > 0 {
						continue
					}
					fmt.Printf("   %q %v %.2f %v\n", q.Text, title(c, q.Answer[0]), s.P10(), titles(c, l[i]))
				}
			}
		}
	}
	_ = base
}

func why(c *Corpus, q Query, l []string) string {
	out := ""
	for _, p := range l[:min(len(q.Answer), len(l))] {
		ok := false
		for _, a := range q.Answer {
			ok = ok || a == p
		}
		if ok {
			continue
		}
		for i, a := range c.Articles {
			if a.Path == p {
				f := syllables(q.Text)
				m := map[string]int{}
				for _, b := range c.docs[i].blocks {
					for j, s := range b {
						if s.fold == f[0].fold || len(s.fold) > len(f[0].fold) && s.fold[:len(f[0].fold)] == f[0].fold {
							k := s.exact
							if len(f) > 1 && j+1 < len(b) {
								k += " " + b[j+1].exact
							}
							m[k]++
						}
					}
				}
				out += fmt.Sprint(m) + " | "
			}
		}
	}
	return out
}
func title(c *Corpus, p string) string {
	for _, a := range c.Articles {
		if a.Path == p {
			return a.Title
		}
	}
	return ""
}

func titles(c *Corpus, l []string) (o []string) {
	for _, p := range l[:min(3, len(l))] {
		o = append(o, title(c, p))
	}
	return
}
