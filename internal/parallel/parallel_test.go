package parallel

import (
	"os"
	"strings"
	"sync/atomic"
	"testing"
)

func TestForDoesEachOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		done := make([]atomic.Int32, n)
		For(n, func(i int) { done[i].Add(1) })
		for i := range done {
			if times := done[i].Load(); times != 1 {
				t.Errorf("%d of %d was done %d times", i, n, times)
			}
		}
	}
}

// TestFound_D2_Panic: a panic on a goroutine of ours is one of whoever waits for it, and says where it arose,
// also through two of them.
func TestFound_D2_Panic(t *testing.T) {
	for name, do := range map[string]func(){
		"itself":        func() { panic("hỏng\nchi tiết") },
		"workers":       func() { Workers(3, func() { panic("hỏng") }) },
		"a loop":        func() { For(3, func(int) { panic("hỏng") }) },
		"a loop in one": func() { For(2, func(int) { For(2, func(i int) { _ = []string{}[i] }) }) },
	} {
		err := Caught(func() error { do(); return nil })
		p, ok := err.(*Panic)
		if !ok || !strings.HasPrefix(p.Place, "parallel/parallel_test.go:") || strings.Contains(p.Reason, "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Caught(func() error { return os.ErrExist }); err != os.ErrExist {
		t.Error(err)
	}
}
