package pipeline

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"

	"golang.org/x/sync/errgroup"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/layout"
	"bantin/internal/output"
	"bantin/internal/parallel"
)

// Inspection is a site as it would be built.
type Inspection struct {
	List    *List
	Litter  []string // files of the input folders that no build reads; see source.Root.Litter
	Foreign []string // files in the output folder that no build wrote

	// Diagnostics are those of a build, of all stages, sorted.
	Diagnostics []diag.Diagnostic
	Timings     []Timing
}

// Inspect does what Build does, but writes nothing: every file is made, and each page given to see, from
// several goroutines; the bytes are good until see returns. Pages are not looked at when settings or layouts
// are at fault.
func (b *Builder) Inspect(ctx context.Context, see func(path string, page []byte)) (*Inspection, error) {
	in := &Inspection{}
	var err error
	if in.List, err = b.list(ctx, &in.Timings); err != nil {
		return nil, err
	}
	in.Diagnostics, in.Litter = in.List.Diagnostics, b.root.Litter()
	if in.Foreign, err = output.Foreign(b.target()); err != nil || in.List.Faulty {
		return in, err
	}
	stop := b.measure(StepOutput, &in.Timings)
	found, err := b.renderAll(ctx, in.List.Artifacts, see)
	stop()
	in.Diagnostics = b.explain(append(in.Diagnostics, diag.Adjust(found, in.List.Input.Levels())...))
	return in, err
}

// renderAll makes all artifacts and throws them away. The fault of a layout is a diagnostic, like in a build.
func (b *Builder) renderAll(ctx context.Context, artifacts []output.Artifact, see func(string, []byte)) ([]diag.Diagnostic, error) {
	var mu sync.Mutex
	var found []diag.Diagnostic
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, b.Workers))
	for i, a := range artifacts {
		if ctx.Err() != nil {
			break
		}
		group.Go(parallel.Catching(func() error {
			diagnostics, err := render(a, &buffers, see)
			mu.Lock()
			defer mu.Unlock()
			found = append(found, diagnostics...)
			if b.Progress != nil && (i%64 == 0 || i == len(artifacts)-1) {
				b.Progress(StepOutput, i+1, len(artifacts))
			}
			return err
		}))
	}
	err := group.Wait()
	var failed *layout.ExecError
	if errors.As(err, &failed) {
		found, err = append(found, failed.Diagnostic), nil
	}
	return found, err
}

func render(a output.Artifact, buffers *sync.Pool, see func(string, []byte)) ([]diag.Diagnostic, error) {
	if a.Class != output.ClassPage {
		return a.Render(io.Discard)
	}
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	diagnostics, err := a.Render(buf)
	if err == nil {
		see(a.Path, buf.Bytes())
	}
	return diagnostics, err
}

// Text is the text of a source file of the last list, as content.Parse counts its lines; "" when there is
// none.
func (b *Builder) Text(path string) string {
	f, ok := b.tree.Lookup(path)
	if !ok {
		return ""
	}
	raw, err := b.root.Read(f)
	if err != nil {
		return ""
	}
	return content.TextOf(raw)
}

// Explain sorts diagnostics about source files of the last list, and gives them the lines that they point at.
func (b *Builder) Explain(ds []diag.Diagnostic) []diag.Diagnostic { return b.explain(ds) }
