package index

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"bantin/internal/search/format"
	"bantin/internal/viet"
)

// Go and the script read the same from sound lists, from lists with some bytes changed or cut off, and from
// noise, or both refuse.
func TestScriptReadsListsAsGo(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var cases [][4]any
	var data [][]byte
	for i := range 8000 {
		n := 1 + random.IntN(1<<(1+random.IntN(17)))
		levels := [...]int{1, format.ImpactLevels}[random.IntN(2)]
		var list []format.Posting
		for doc := random.IntN(n); doc < n && len(list) < 300; doc += 1 + random.IntN(1+n/(1+random.IntN(40))) {
			list = append(list, format.Posting{Doc: int32(doc), Level: uint8(random.IntN(levels))})
		}
		bits, df := format.AppendList(nil, list, n, levels), len(list)
		switch i % 4 {
		case 1:
			for range 1 + random.IntN(4) {
				bits[random.IntN(len(bits))] ^= byte(1 + random.IntN(255))
			}
		case 2:
			bits = bits[:random.IntN(len(bits))]
		case 3:
			bits = make([]byte, random.IntN(60))
			for j := range bits {
				// more ones than zeros: long gaps
				bits[j] = byte(random.Uint32()) | byte(random.Uint32()&random.Uint32())
			}
			df = random.IntN(n + 2)
		}
		data = append(data, bits)
		cases = append(cases, [4]any{bits, df, n, levels}) // JSON has bytes in base64
	}
	answers := askParts(t, map[string]any{"lists": cases}).Lists
	refused := 0
	for i, c := range cases {
		want := "null"
		list, rest, err := format.ReadList(nil, data[i], c[2].(int), c[1].(int), c[3].(int), true)
		if err == nil {
			docs, levels := make([]int32, len(list)), make([]int, len(list))
			for j, p := range list {
				docs[j], levels[j] = p.Doc, int(p.Level)
			}
			text, _ := json.Marshal([...]any{docs, levels, len(data[i]) - len(rest)})
			want = string(text)
		} else {
			refused++
		}
		if got := string(answers[i]); got != want {
			t.Fatalf("case %d, %v: %.300s in the script, %.300s in Go", i, fmt.Sprintf("%x %v", data[i], c[1:]), got, want)
		}
	}
	if refused < 1000 || refused > 5000 {
		t.Errorf("%d of %d lists are refused: the cases test little", refused, len(cases))
	}
}

// A text's words, their keys and where pairs end are the same in the script, whatever stands in it.
func TestScriptReadsWordsAsGo(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	texts := []string{
		"Nghị quyết số 15-NQ/HU, N’Drung hoà\u0301", "tn&mt đ/c “đảng bộ” huyện", "ﬁ ½ İstanbul 𝐀 b", "\u00adx\u200by", "1.234/QĐ-UBND", strings.Repeat("dài", 40),
	}
	const letters = "aăâbcdđeêghikloôơpqstuưvxyzAĐÊƠ0123456789"
	marks := []rune(" .,;:!?-/&'’\"“”…()\n\u0301\u0300\u0323\u0309\u0303\u0302\u00ad\u200b" + letters + letters)
	for range 3000 {
		text := make([]rune, random.IntN(40))
		for i := range text {
			text[i] = marks[random.IntN(len(marks))]
			// Node may know newer letters
			if r := rune(0x20 + random.IntN(0x2fff)); random.IntN(12) == 0 && unicode.IsGraphic(r) {
				text[i] = r
			}
		}
		texts = append(texts, viet.NFC(string(text)))
	}
	for i, got := range askParts(t, map[string]any{"texts": texts}).Texts {
		want := [][3]any{}
		for _, token := range Tokens(texts[i]) {
			want = append(want, [3]any{token.Form, token.Key, token.Break})
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+q: %q in the script, %q in Go", texts[i], got, want)
		}
	}
}

// parts is what parts of the script make of cases.
type parts struct {
	Lists []json.RawMessage
	Texts [][][3]any
}

func askParts(t *testing.T, cases map[string]any) parts {
	t.Helper()
	in, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	const script = "../../../static/assets/search.js"
	if _, err := os.Stat(script); err != nil { // and the go tool knows that the test depends on it
		t.Fatal(err)
	}
	cmd := exec.Command("node", "testdata/parts.js", script)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answer parts
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}
