package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"bantin/internal/diag"
	"bantin/internal/output"
)

// verifyCommand is `bantin verify`.
func verifyCommand(c *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify [DIR]",
		Short: c.say("help-verify"),
		Long:  c.say("long-verify"),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "public"
			if len(args) > 0 {
				dir = args[0]
			}
			audit, err := output.Compare(cmd.Context(), dir)
			if err != nil {
				return err
			}
			return c.printAudit(dir, audit)
		},
	}
	c.formatFlags(cmd)
	c.allFlag(cmd)
	cmd.Flags().BoolVar(&c.quiet, "quiet", false, c.say("flag-quiet"))
	return cmd
}

// printAudit names every file that differs, and says how many were looked at.
func (c *console) printAudit(dir string, a output.Audit) error {
	var found []diag.Diagnostic
	for _, list := range []struct {
		code  diag.Code
		paths []string
	}{{"verify-missing", a.Missing}, {"verify-altered", a.Altered}, {"verify-added", a.Added}} {
		for _, path := range list.paths {
			found = append(found, diag.New(list.code, diag.Pos{Path: path}))
		}
	}
	c.site = dir
	if c.json {
		out := json.NewEncoder(c.out)
		out.SetIndent("", "  ")
		err := out.Encode(struct {
			Files       int           `json:"files"`
			Missing     []string      `json:"missing"`
			Altered     []string      `json:"altered"`
			Added       []string      `json:"added"`
			Diagnostics []diag.Record `json:"diagnostics"`
		}{a.Files, orEmpty(a.Missing), orEmpty(a.Altered), orEmpty(a.Added), diag.Records(found, c.lang)})
		if err != nil {
			return err
		}
	} else if err := c.tell(c.err, found); err != nil {
		return err
	}
	if !a.Sound() {
		return errVerify
	}
	if !c.quiet && !c.json {
		fmt.Fprintln(c.out, c.say("audited", c.count(a.Files), dir))
	}
	return nil
}
