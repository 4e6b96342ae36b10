package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/pipeline"
	"bantin/internal/serve"
)

// Exit statuses.
const (
	exitDone        = 0
	exitContent     = 1
	exitUsage       = 2
	exitEnvironment = 3
	exitVerify      = 4
)

// console is where a command speaks, and in which language.
type console struct {
	out, err io.Writer
	lang     diag.Lang
	format   diag.Format // of diagnostics
	// the site's folder as it was given, for formats that name files from where the command runs
	site  string
	quiet bool
	json  bool
	all   bool // print each diagnostic, however many there are
}

func (c *console) say(p diag.Phrase, args ...string) string { return diag.Say(c.lang, p, args...) }

// usageError is a command line that cannot be understood; exit status 2.
type usageError struct{ error }

// errContent says that the site has errors, all of them printed already; exit status 1.
var errContent = errors.New("the site has errors")

// errVerify says that a verification found differences, all of them printed already; exit status 4.
var errVerify = errors.New("verification mismatch")

// run executes one command line and returns its exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c := &console{out: stdout, err: stderr, lang: localeLang(), format: diag.Text}
	if lang, ok := flagValue(args, "--lang"); ok && (lang == "vi" || lang == "en") {
		// help is in the language that is asked for, so this flag is read before all others
		c.lang = diag.Lang(lang)
	}
	root := rootCommand(c)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	command, err := root.ExecuteContextC(ctx)
	return c.finish(command, err)
}

// finish prints the error of a command and chooses the exit status.
func (c *console) finish(command *cobra.Command, err error) int {
	var target *output.TargetError
	var failed *output.Error
	var address *serve.AddressError
	var internal *pipeline.InternalError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errContent):
		return exitContent
	case errors.Is(err, errVerify):
		return exitVerify
	case errors.As(err, &usageError{}):
		fmt.Fprintln(c.err, c.say("failed", err.Error()))
		fmt.Fprintln(c.err, c.say("usage-try", command.CommandPath()))
		return exitUsage
	case errors.As(err, &target):
		c.explain(target.Diagnostic)
		return exitUsage
	case errors.As(err, &failed):
		c.explain(failed.Diagnostic)
		return exitEnvironment
	case errors.As(err, &internal):
		c.explain(internal.Diagnostic)
		return exitEnvironment
	case errors.As(err, &address):
		c.explain(address.Diagnostic)
		return exitEnvironment
	}
	fmt.Fprintln(c.err, c.say("failed", err.Error()))
	return exitEnvironment
}

// explain prints a diagnostic that ended the command.
func (c *console) explain(d diag.Diagnostic) {
	if err := c.printer(c.err).Print(c.err, []diag.Diagnostic{d}); err != nil {
		fmt.Fprintln(c.err, c.say("failed", err.Error()))
	}
}

// localeLang is the language of the user's locale. Without a locale it is Vietnamese, the language of those
// who write for the site.
func localeLang() diag.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := os.Getenv(name)
		switch {
		case value == "":
			continue
		case strings.HasPrefix(value, "vi"), value == "C", value == "POSIX", strings.HasPrefix(value, "C."):
			return diag.VI
		}
		return diag.EN
	}
	return diag.VI
}

// flagValue finds a flag before the command line is parsed.
func flagValue(args []string, name string) (string, bool) {
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, name+"="); ok {
			return value, true
		}
		if a == name && i+1 < len(args) {
			return args[i+1], true
		}
	}
	return "", false
}

// terminal reports whether w is a terminal, and its width in columns.
func terminal(w io.Writer) (width int, ok bool) {
	f, isFile := fileOf(w)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 80, true
	}
	return width, true
}

// printer prints diagnostics to w: in colour on a terminal, unless NO_COLOR says otherwise
// (https://no-color.org).
func (c *console) printer(w io.Writer) diag.Printer {
	width, ok := terminal(w)
	return diag.Printer{Lang: c.lang, Format: c.format, Site: c.site, Width: width, Color: ok && os.Getenv("NO_COLOR") == ""}
}
