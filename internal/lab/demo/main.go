// Demo writes a synthetic archive for trials and measurements.
//
//	go run ./internal/lab/demo [--articles N] [--seed S] DIR
//
// The same number, seed and program give the same bytes. A folder that holds anything is left alone.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"bantin"
	"bantin/internal/lab/demo/archive"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	articles := flags.Int("articles", 1000, "number of articles")
	seed := flags.Uint64("seed", 1, "another number gives another archive")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("name one folder to make")
	}
	return archive.Write(ctx, flags.Arg(0), bantin.Carried, archive.Options{Articles: *articles, Seed: *seed}, nil)
}
