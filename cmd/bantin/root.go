package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
)

// rootCommand is the command line of bantin in the console's language.
func rootCommand(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:           "bantin",
		Short:         c.say("help-root"),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().String("lang", string(c.lang), c.say("flag-lang"))
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if lang := cmd.Flag("lang").Value.String(); lang != "vi" && lang != "en" {
			return usageError{errors.New(c.say("bad-lang", lang))}
		}
		return nil
	}
	root.AddCommand(
		serveCommand(c),
		buildCommand(c),
		checkCommand(c),
		verifyCommand(c),
		explainCommand(c),
		newCommand(c),
		fmtCommand(c),
		convertCommand(c),
		versionCommand(c),
		completionCommand(c),
	)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{
		Use: "help [command]", Short: c.say("help-help"),
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err == nil && len(rest) > 0 {
				err = errors.New(c.say("no-command", rest[0]))
			}
			if err != nil {
				return usageError{err}
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	})
	root.SetUsageTemplate(usageTemplate(c))
	for _, cmd := range append(root.Commands(), root) {
		cmd.Flags().BoolP("help", "h", false, c.say("flag-help"))
		cmd.Args = usageArgs(cmd.Args)
	}
	return root
}

// usageArgs makes a complaint about the arguments a usage error.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	if check == nil {
		check = cobra.ArbitraryArgs
	}
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// usageTemplate is cobra's with our words.
func usageTemplate(c *console) string {
	return strings.NewReplacer("USAGE", c.say("usage"), "COMMANDS", c.say("commands"), "COMMON", c.say("common-flags"), "FLAGS", c.say("flags"),
		"MORE", c.say("more-help", "{{.CommandPath}}"), "EXIT", c.say("exit-codes")).Replace(
		`USAGE:
  {{.UseLine}}{{if .HasAvailableSubCommands}}

COMMANDS:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

FLAGS:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

COMMON:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

MORE{{end}}

EXIT
`)
}
