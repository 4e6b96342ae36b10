package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versionCommand is `bantin version`.
func versionCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: c.say("help-version"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			version := "(devel)"
			if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
				version = info.Main.Version
			}
			digest, err := programDigest()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.out, "bantin %s %s %s/%s %s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH, digest.String()[:12])
			return err
		},
	}
}
