package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bantin/internal/diag"
)

// formatFlags are the flags of every command that prints diagnostics: --format, and --json for short.
func (c *console) formatFlags(cmd *cobra.Command) {
	cmd.Flags().Var((*formatValue)(c), "format", c.say("flag-format"))
	cmd.Flags().BoolVar(&c.json, "json", false, c.say("flag-json"))
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formatNames(), cobra.ShellCompDirectiveNoFileComp)))
}

// allFlag is the flag of the commands that print the diagnostics of a whole site.
func (c *console) allFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&c.all, "all", false, c.say("flag-all"))
}

// formatValue is the console as a flag: what is set is how it prints.
type formatValue console

// String implements pflag.Value.
func (v *formatValue) String() string { return string(v.format) }

// Type implements pflag.Value.
func (v *formatValue) Type() string { return strings.Join(formatNames(), "|") }

// Set implements pflag.Value.
func (v *formatValue) Set(name string) error {
	if !slices.Contains(formatNames(), name) {
		return errors.New((*console)(v).say("bad-format", name))
	}
	v.format = diag.Format(name)
	v.json = v.format == diag.JSON
	return nil
}

func formatNames() []string {
	var names []string
	for _, f := range diag.Formats() {
		names = append(names, string(f))
	}
	return names
}

// must is for calls that can only fail when the program names a flag that it did not make.
func must(err error) {
	if err != nil {
		panic("internal error: " + err.Error())
	}
}
