package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the command too: the scripts, and the tests that need processes, start it
// as "bantin".
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){"bantin": main})
}

// suite removes what tests share when all of them are done.
type suite struct{ *testing.M }

func (s suite) Run() int {
	defer os.RemoveAll(sharedFolder())
	return s.M.Run()
}
