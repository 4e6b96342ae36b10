// Package serve is the preview server: it shows the site as it is, from memory, and tells browsers when that
// has changed.
//
//	site := serve.NewSite(builder, watcher, now, clock)
//	handler := serve.NewHandler(ctx, site, names, diag.VI, report)
//	go serve.Run(ctx, listener, handler)
//	watcher.Loop(ctx, clock, func(ctx context.Context) time.Time { … site.Build(ctx) … })
//
// It writes nothing: no output folder, no state.
//
// # Generations
//
// A build makes a list of artifacts, which becomes a generation (generation.go): a table from address to
// artifact, the errors, where broken entries would lie. Generations are never modified, so requests read one
// while the next is made. An artifact is rendered when a browser asks for it, and its bytes are remembered by
// path and fingerprint (memory.go), which cannot be stale.
//
// When settings or layouts are at fault, the list of the last generation stays and the errors are new.
//
// # Nothing stale
//
// A request is answered from a generation that holds every save which was complete when the request came
// ([Site], site.go). It asks the watcher whether anything is dirty, events under way included, and waits for
// the build that runs, or is due, or follows because a file was just being written. A page whose file changes
// while it is rendered fails (source.ErrChanged) and is made again from the next generation.
//
// # In the browser
//
// Pages get an inset before </body> (inset.go, preview.html): the errors of the site and a script
// (preview.js). Three addresses below /.bantin/ are the server's own (own.go): the script and its style;
// events, a stream that carries the number of the generation and nothing else; and look, which answers what
// the inset of a page would be now. The number of a generation counts up when a save led to another list or
// other errors: whether a page is another one is found out when a tab asks, for what is open and not for the
// whole site. A tab then asks look for itself, and loads its page again only if the page's key has moved: the
// fingerprint, with those of the scripts and pictures that the page loads. So of ten tabs only those reload
// whose page is another one.
//
// # Faults
//
// An entry with an error is not part of the site; at its address stands the error, as the terminal has it. A
// page whose rendering fails, panics or takes too long shows that, and costs no other page anything. All of
// it vanishes when it is mended. When the disk fails, or this program, a request is answered with status 503
// and a page that says so and asks every second whether there is something better; tabs that show a page keep
// it.
//
// # Safety (rows T19–T25 of the threat table)
//
// Addresses are looked up in the table of the list; none ever becomes a file name. A request must be for a
// name of this machine, else 421: a name that a person made lead here is refused before anything is looked
// up. There are no CORS headers. The stream and look answer pages of this origin alone. Only GET and HEAD are
// known, so nothing can be changed. Headers and connections have limits, slow readers are dropped, and the
// headers of the site's host are sent, so that a breach of its policy shows at the desk. What the inset is
// made of exists in this package alone: no build can contain it.
package serve
