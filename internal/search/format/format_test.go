package format

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestListRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + random.IntN(3000)
		var list []Posting
		for doc, share := 0, random.Float64(); doc < n; doc++ {
			if random.Float64() < share*share || doc == n-1 && list == nil {
				list = append(list, Posting{Doc: int32(doc), Level: uint8(random.IntN(ImpactLevels))})
			}
		}
		data := AppendList(nil, list, n, ImpactLevels)
		got, rest, err := ReadList(nil, append(data, 0xFF), n, len(list), ImpactLevels, true)
		if err != nil || !slices.Equal(got, list) || len(rest) != 1 {
			t.Fatalf("n %d, df %d: %v, %d bytes left", n, len(list), err, len(rest))
		}
	}
}

func TestShardNames(t *testing.T) {
	for first, want := range map[string]string{
		"con":        "t-con",
		"nghi quyet": "t-nghi-quyet",
		"15-nq/hu":   "t-15_2dnq_2fhu",
		"ж":          "t-_d0_b6",
		"s:Hòa":      "t-s_3a_48_c3_b2a",
		"":           "t-",
		"a b":        "t-a-b",
		"a_b":        "t-a_5fb",
		"a-b":        "t-a_2db",
	} {
		if got := Name("t", first); got != want {
			t.Errorf("shardName(%q) = %q, want %q", first, got, want)
		}
	}
	long := strings.Repeat("ж", 32)
	if name := Name("t", long); len(name) != maxName || name == Name("t", long[2:]+"з") {
		t.Errorf("a long name: %q", name)
	}
}

// A directory in pages holds what it holds as one.
func TestPagesHoldTheSame(t *testing.T) {
	var whole, joined Directory
	for i := range 3000 {
		whole.Add(fmt.Sprintf("k%04d", i*3), fmt.Sprintf("%04d", i))
	}
	files, top := whole.Pages("t")
	if len(files) < 3000/PageMax || len(files) > 3000/pageMin {
		t.Errorf("%d pages", len(files))
	}
	if len(top.Firsts) != len(files) {
		t.Fatalf("%d pages in the directory, %d made", len(top.Firsts), len(files))
	}
	for i, file := range files {
		data, err := file.Data()
		if err != nil {
			t.Fatal(err)
		}
		var call [3]string // the arguments of bt()
		if err := json.Unmarshal([]byte("["+strings.TrimSuffix(strings.TrimPrefix(string(data), "bt("), ")\n")+"]"), &call); err != nil {
			t.Fatal(err)
		}
		name, text := call[1], call[2][1+checkLen:]
		if name != Name("t", top.Firsts[i]) || file.Path != Path(RootKind, name) || VersionOf(RootKind, name, text) != top.Versions[i] {
			t.Errorf("page %d is %s of version %s", i, file.Path, top.Versions[i])
		}
		lines := strings.Split(text, "\n")
		for n, first := range lines[:len(lines)-1] {
			joined.Add(first, lines[len(lines)-1][n*versionLen:(n+1)*versionLen])
		}
	}
	if joined.Text() != whole.Text() {
		t.Error("the pages together are another directory")
	}
}

// Rows that were read once are read again, and name documents of the universe in order; anything else is
// refused.
func FuzzEachRow(f *testing.F) {
	f.Add([]byte{0}, 10)
	one := AppendList(nil, []Posting{{Doc: 1, Level: 2}, {Doc: 5}}, 10, ImpactLevels)
	f.Add(append(append(AppendFront(nil, "", "nghi"), 1, 0x40, 2), one...), 10)
	f.Add(append(append(AppendFront(nil, "", "a b"), 2), one...), 10)
	f.Fuzz(func(t *testing.T, data []byte, n int) {
		if n < 0 || n > 1<<20 {
			return
		}
		for _, kind := range []string{TermKind, PairKind, FacetKind} {
			_ = EachRow(data, kind, n, func(_ string, _ []byte, lists []List) {
				for _, l := range lists {
					list, _, err := ReadList(nil, l.Data, n, l.Count, l.Levels, true)
					if err != nil || len(list) != l.Count {
						t.Fatalf("%q was read once and not again: %v", l.Form, err)
					}
					for i, p := range list {
						if int(p.Doc) >= n || i > 0 && p.Doc <= list[i-1].Doc {
							t.Fatalf("documents %v of %d", list, n)
						}
					}
				}
			})
		}
	})
}
