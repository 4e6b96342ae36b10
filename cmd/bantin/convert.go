package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/legacytext"
)

// convertCommand is `bantin convert`. It takes any file that is named, also one outside of a site: texts are
// often put in order before they are moved there. The original is kept beside it.
func convertCommand(c *console) *cobra.Command {
	check, from := false, ""
	cmd := &cobra.Command{
		Use:   "convert [--check] [--from ENCODING] FILE…",
		Short: c.say("help-convert"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New(c.say("file-needed"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			as := legacytext.Encoding(strings.ToLower(from))
			if from != "" && !slices.Contains(encodings, as) {
				return usageError{errors.New(c.say("bad-encoding", from, encodingNames()))}
			}
			var failed error
			for _, path := range args {
				if err := c.convert(path, as, check); errors.Is(err, errContent) {
					failed = err
				} else if err != nil {
					return err
				}
			}
			return failed
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, c.say("flag-convert-check"))
	cmd.Flags().StringVar(&from, "from", "", c.say("flag-convert-from", encodingNames()))
	return cmd
}

// encodings are the values of --from.
var encodings = []legacytext.Encoding{
	legacytext.TCVN3, legacytext.VNI, legacytext.VIQR, legacytext.Mojibake, legacytext.UTF16, legacytext.Windows1258, legacytext.Windows1252,
}

func encodingNames() string {
	var names []string
	for _, e := range encodings {
		names = append(names, string(e))
	}
	return strings.Join(names, ", ")
}

// convert converts one file, or shows what it would become.
func (c *console) convert(path string, as legacytext.Encoding, check bool) error {
	file, err := c.openDeskFile(path)
	if err != nil {
		return err
	}
	if kind, binary := decode.Binary(file.raw); binary {
		return c.refuse(diag.New("file-binary", file.pos(), kind))
	}
	recovered := legacytext.Recover(file.raw, as)
	if len(recovered.From) == 0 {
		fmt.Fprintln(c.out, c.say("convert-sound", path))
		return nil
	}
	labels := convertedFrom(recovered)
	lines := len(recovered.Lines)
	if lines == 0 {
		lines = strings.Count(recovered.Text, "\n")
	}
	if check {
		before, _ := legacytext.Read(file.raw)
		if before == recovered.Text { // only the bytes are others
			before = ""
		}
		c.printDiff(path, before, recovered.Text)
		fmt.Fprintln(c.out, c.say("would-convert", path, labels, c.count(lines)))
		return errContent
	}
	backup, err := file.keep()
	if err != nil {
		return err
	}
	if err := file.write([]byte(recovered.Text)); err != nil {
		return c.deskError(file, err)
	}
	fmt.Fprintln(c.out, c.say("converted", path, labels, c.count(lines), backup))
	return c.printDoubts(path, legacytext.Review(recovered))
}

// convertedFrom names the encodings of a file. Old encodings are saved as Windows-1252, which says nothing
// then.
func convertedFrom(r legacytext.Recovered) string {
	var labels []string
	for i, e := range r.From {
		if e != legacytext.Windows1252 || i == len(r.From)-1 {
			labels = append(labels, e.Label())
		}
	}
	return strings.Join(labels, " + ")
}

// mostDoubts is how many doubtful lines are shown: more is a text to be read as a whole.
const mostDoubts = 20

// printDoubts names the lines that a person should read first.
func (c *console) printDoubts(path string, doubts []legacytext.Doubt) error {
	if len(doubts) == 0 {
		return nil
	}
	fmt.Fprintln(c.out, c.say("convert-read", c.count(len(doubts))))
	var diagnostics []diag.Diagnostic
	for _, d := range doubts[:min(len(doubts), mostDoubts)] {
		diagnostic := diag.New("convert-doubt", diag.Pos{Path: path, Line: d.Line, Col: 1})
		if d.Capitals {
			diagnostic = diag.New("convert-capitals", diag.Pos{Path: path, Line: d.Line, Col: 1}, diag.Excerpt(strings.TrimSpace(d.Proposal)), "")
			if d.Proposal == "" {
				diagnostic.Args[1] = d.Text
			}
		}
		diagnostic.Quote(d.Text)
		diagnostics = append(diagnostics, diagnostic)
	}
	if err := c.printer(c.out).Print(c.out, diagnostics); err != nil {
		return err
	}
	if more := len(doubts) - mostDoubts; more > 0 {
		fmt.Fprintln(c.out, c.say("more", c.count(more)))
	}
	return nil
}
