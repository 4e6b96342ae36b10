package main

import (
	"io"
	"testing"
	"time"

	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/pipeline"
)

// TestVerifyStatus: a build from memory that would have been wrong ends with exit status 4, whatever else is
// wrong with the site.
func TestVerifyStatus(t *testing.T) {
	c := &console{out: io.Discard, err: io.Discard, lang: diag.VI}
	r := &pipeline.Report{
		List: &pipeline.List{}, Published: true, Stale: true, Output: output.Report{Stale: []string{"a.html"}},
		Diagnostics: []diag.Diagnostic{diag.New("verify-stale", diag.Pos{Path: "a.html"})},
	}
	if status := c.finish(nil, c.printBuild(r, time.Second, false, false, nil)); status != exitVerify {
		t.Errorf("status %d", status)
	}
}
