package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
)

// Go and the script read the same from sound lists, from lists with some bytes changed or cut off, and from noise, or both refuse.
func TestScriptReadsListsAsGo(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var cases [][4]any
	var data [][]byte
	for i := range 8000 {
		n := 1 + random.IntN(1<<(1+random.IntN(17)))
		levels := [...]int{1, impactLevels}[random.IntN(2)]
		var list []posting
		for doc := random.IntN(n); doc < n && len(list) < 300; doc += 1 + random.IntN(1+n/(1+random.IntN(40))) {
			list = append(list, posting{int32(doc), uint8(random.IntN(levels))})
		}
		bits, df := appendList(nil, list, n, levels), len(list)
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
				bits[j] = byte(random.Uint32()) | byte(random.Uint32()&random.Uint32()) // more ones than zeros: long gaps
			}
			df = random.IntN(n + 2)
		}
		data = append(data, bits)
		cases = append(cases, [4]any{bits, df, n, levels}) // JSON has bytes in base64
	}
	in, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	const script = "../../static/assets/search.js"
	if _, err := os.Stat(script); err != nil { // and the go tool knows that the test depends on it
		t.Fatal(err)
	}
	cmd := exec.Command("node", "testdata/lists.js", script)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []json.RawMessage
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for i, c := range cases {
		want := "null"
		list, rest, err := readList(nil, data[i], c[2].(int), c[1].(int), c[3].(int), true)
		if err == nil {
			docs, levels := make([]int32, len(list)), make([]int, len(list))
			for j, p := range list {
				docs[j], levels[j] = p.doc, int(p.level)
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
