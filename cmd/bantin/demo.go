package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"bantin"
	"bantin/internal/build"
	"bantin/internal/demo"

	"time"
)

// demoCommand is `bantin demo`.
func demoCommand(c *console) *cobra.Command {
	articles, seed := 0, uint64(0)
	cmd := &cobra.Command{
		Use:   "demo [--articles N] [--seed S] DIR",
		Short: c.say("help-demo"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New(c.say("dir-needed"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if articles < 0 {
				return usageError{errors.New(c.say("bad-count"))}
			}
			bar := newProgress(c, time.Now)
			err := demo.Write(cmd.Context(), args[0], bantin.Carried, demo.Options{Articles: articles, Seed: seed},
				func(done int) { bar.report(build.StepOutput, done, articles) })
			bar.stop()
			if err != nil {
				return err
			}
			if !c.quiet {
				fmt.Fprintln(c.out, c.say("demo-written", count(articles), args[0]))
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&articles, "articles", 1000, c.say("flag-articles"))
	cmd.Flags().Uint64Var(&seed, "seed", 1, c.say("flag-seed"))
	cmd.Flags().BoolVar(&c.quiet, "quiet", false, c.say("flag-quiet"))
	return cmd
}
