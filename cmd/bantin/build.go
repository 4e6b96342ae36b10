package main

import (
	"errors"

	"github.com/spf13/cobra"

	"bantin/internal/pipeline"
)

// buildCommand is `bantin build`.
func buildCommand(c *console) *cobra.Command {
	var site siteFlags
	var strict, adopt, timing, verify, noCache, swap, noSearch, again, poll bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: c.say("help-build"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := site.options(c)
			if err != nil {
				return err
			}
			o.Strict, o.Adopt, o.Verify, o.NoCache, o.Swap, o.NoSearch = strict, adopt, verify, noCache, swap, noSearch
			switch {
			case again:
				s := &watching{c: c, live: site.live(), timing: timing, strict: strict}
				return s.run(cmd.Context(), o, poll)
			case poll:
				return usageError{errors.New(c.say("poll-alone"))}
			}
			bar := newProgress(c, o.Clock)
			o.Progress = bar.report
			start := o.Clock()
			b, err := pipeline.New(o)
			if err != nil {
				return err
			}
			defer b.Close()
			report, err := b.Build(cmd.Context())
			bar.stop()
			if report == nil {
				return err
			}
			return c.printBuild(report, o.Clock().Sub(start), timing, strict, err)
		},
	}
	site.register(c, cmd)
	cmd.Flags().BoolVar(&strict, "strict", false, c.say("flag-strict"))
	cmd.Flags().BoolVar(&adopt, "adopt", false, c.say("flag-adopt"))
	cmd.Flags().BoolVar(&swap, "swap", false, c.say("flag-swap"))
	cmd.Flags().BoolVar(&verify, "verify", false, c.say("flag-verify"))
	cmd.Flags().BoolVar(&noCache, "no-cache", false, c.say("flag-no-cache"))
	cmd.Flags().BoolVar(&again, "watch", false, c.say("flag-watch"))
	cmd.Flags().BoolVar(&poll, "poll", false, c.say("flag-poll"))
	cmd.Flags().BoolVar(&timing, "timing", false, c.say("flag-timing"))
	// For `make bench-compare` alone: what a build costs beside the search index.
	cmd.Flags().BoolVar(&noSearch, "no-search", false, "")
	must(cmd.Flags().MarkHidden("no-search"))
	c.formatFlags(cmd)
	c.allFlag(cmd)
	cmd.Flags().BoolVar(&c.quiet, "quiet", false, c.say("flag-quiet"))
	return cmd
}
