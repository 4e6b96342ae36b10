package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/cli/browser"
	"github.com/spf13/cobra"

	"bantin/internal/diag"
	"bantin/internal/pipeline"
	"bantin/internal/serve"
	"bantin/internal/watch"
)

// previewAddress is where the preview is unless --addr says otherwise.
const previewAddress = "127.0.0.1:1313"

// serveCommand is `bantin serve`.
func serveCommand(c *console) *cobra.Command {
	var site siteFlags
	address, open, poll := "", false, false
	cmd := &cobra.Command{
		Use:   "serve",
		Short: c.say("help-serve"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := site.options(c)
			if err != nil {
				return err
			}
			host, port, err := splitAddress(c, address)
			if err != nil {
				return err
			}
			l, err := c.listen(host, port, cmd.Flags().Changed("addr"))
			if err != nil {
				return err
			}
			defer l.Close()
			p := &preview{console: c, address: webAddress(l), open: open}
			return p.run(cmd.Context(), o, l, hostNames(host, l), poll)
		},
	}
	site.registerInput(c, cmd)
	flags := cmd.Flags()
	flags.BoolVar(&site.drafts, "drafts", true, c.say("flag-preview-drafts"))
	flags.BoolVar(&site.future, "future", true, c.say("flag-preview-future"))
	flags.StringVar(&address, "addr", previewAddress, c.say("flag-addr"))
	flags.BoolVar(&open, "open", false, c.say("flag-open"))
	flags.BoolVar(&poll, "poll", false, c.say("flag-poll"))
	c.allFlag(cmd)
	flags.BoolVar(&c.quiet, "quiet", false, c.say("flag-quiet"))
	return cmd
}

// splitAddress takes --addr apart.
func splitAddress(c *console, address string) (host string, port int, err error) {
	host, text, err := net.SplitHostPort(address)
	if err == nil {
		port, err = strconv.Atoi(text)
	}
	if err != nil || port < 0 || port > 65535 {
		return "", 0, usageError{errors.New(c.say("bad-addr", address))}
	}
	return host, port, nil
}

// listen opens the address of the preview. One that was asked for must be free, else the next free port will
// do, and is said aloud.
func (c *console) listen(host string, port int, asked bool) (net.Listener, error) {
	l, err := serve.Listen(host, port, !asked)
	if err != nil {
		return nil, err
	}
	local := l.Addr().(*net.TCPAddr)
	if port != 0 && local.Port != port {
		fmt.Fprintln(c.err, c.say("serve-other-port", strconv.Itoa(port), strconv.Itoa(local.Port)))
	}
	if !local.IP.IsLoopback() {
		c.explain(diag.New("address-open", diag.Pos{Path: "--addr"}, webAddress(l)))
	}
	return l, nil
}

// webAddress is the address to open in a browser of this machine.
func webAddress(l net.Listener) string {
	local := *l.Addr().(*net.TCPAddr)
	if local.IP.IsUnspecified() {
		return fmt.Sprintf("http://localhost:%d/", local.Port)
	}
	return "http://" + local.String() + "/"
}

// hostNames are the names under which the preview may be asked for, beside those of this machine: that of
// --addr.
func hostNames(host string, l net.Listener) []string {
	if host == "" || net.ParseIP(host) != nil {
		return nil
	}
	return []string{net.JoinHostPort(host, strconv.Itoa(l.Addr().(*net.TCPAddr).Port))}
}

// preview is a running preview and what it says in the terminal. It is told of things by several goroutines.
type preview struct {
	*console
	address string
	open    bool

	mu      sync.Mutex        // of what is printed, too
	said    []diag.Diagnostic // of the newest build, as printed
	failing map[string]bool   // faults of single pages that were printed since
	failure string            // of the last builds, as printed; "" when the last one did not fail
}

// run serves the site until ctx ends.
func (p *preview) run(ctx context.Context, o pipeline.Options, l net.Listener, names []string, poll bool) error {
	defer p.printLater()()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	w, err := watch.Start(ctx, watch.Options{Site: o.Site, Poll: poll, Notice: func(d diag.Diagnostic) { p.pageFailed([]diag.Diagnostic{d}) }})
	if err != nil {
		return err
	}
	defer w.Close()
	o.Enter = w.Enter
	if exists(o.StateDir) != nil {
		o.StateDir = "" // what builds remember is read where there is any, and nothing is written
	}
	b, err := pipeline.New(o)
	if err != nil {
		return err
	}

	started := o.Clock()
	now := func() time.Time { return o.Now.Add(o.Clock().Sub(started)) } // --now goes on from there
	site := serve.NewSite(b, w, now, o.Clock)
	handler := serve.NewHandler(ctx, site, names, p.lang, p.pageFailed)
	served := make(chan struct{})
	go func() {
		defer stop() // without a server there is nothing to build for
		defer close(served)
		err = serve.Run(ctx, l, handler)
	}()
	follow(ctx, w, o.Clock, func(ctx context.Context) time.Time {
		made, err := site.Build(ctx)
		if err != nil {
			p.failed(ctx, err)
		} else if !made.List.Changing {
			p.report(made, o.Clock())
		}
		return made.Again
	}, func() error {
		<-served // answers under way read the site's files
		return b.Close()
	})
	<-served
	return err
}

// failed says, once, that a build failed; the next one may do better.
func (p *preview) failed(ctx context.Context, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if ctx.Err() == nil && p.failure != err.Error() {
		p.failure = err.Error()
		p.explain(serve.Unmade(err))
	}
}

// report says what a build did.
func (p *preview) report(made serve.Build, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.said
	p.failure = ""
	p.said, p.failing = shown(made.List.Diagnostics), map[string]bool{}
	fresh := without(p.said, before)
	if err := p.tell(p.err, fresh); err != nil {
		fmt.Fprintln(p.err, p.say("failed", err.Error()))
	}
	faults, warnings, _ := diag.Count(p.said)
	if len(fresh) > 0 && faults+warnings > 0 {
		fmt.Fprintln(p.err, p.say("counts", p.count(faults), p.count(warnings)))
	}
	clock := at.Format("15:04:05")
	if had, _, _ := diag.Count(before); had > 0 && faults == 0 {
		fmt.Fprintln(p.err, p.say("serve-mended", clock))
	}
	switch {
	case made.First:
		fmt.Fprintln(p.out, p.say("serve-ready", p.address))
		if p.open {
			go p.openBrowser()
		}
	case made.Updated && !p.quiet:
		fmt.Fprintln(p.out, p.say("serve-updated", clock, p.seconds(made.Took)))
	}
}

// without are the diagnostics that were not said before.
func without(ds, before []diag.Diagnostic) []diag.Diagnostic {
	known := make(map[string]bool, len(before))
	for _, d := range before {
		known[diagnosticKey(d)] = true
	}
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool { return known[diagnosticKey(d)] })
}

// diagnosticKey tells diagnostics apart: a line that moves is said again.
func diagnosticKey(d diag.Diagnostic) string { return fmt.Sprint(d.Code, d.Pos, d.Args) }

// pageFailed says, once, what is found between builds.
func (p *preview) pageFailed(found []diag.Diagnostic) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, d := range found {
		if key := diagnosticKey(d); !p.failing[key] {
			if p.failing == nil {
				p.failing = map[string]bool{}
			}
			p.failing[key] = true
			p.explain(d)
		}
	}
}

// openBrowser opens the preview in the editor's browser.
func (p *preview) openBrowser() {
	if err := browser.OpenURL(p.address); err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		fmt.Fprintln(p.err, p.say("serve-no-browser", err.Error(), p.address))
	}
}
