package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"bantin/internal/build"
	"bantin/internal/output"
	"bantin/internal/search"
)

// searchCommand is `bantin search`: it ranks exactly as the reader's script does, because it reads the same index.
func searchCommand(c *console) *cobra.Command {
	var site siteFlags
	index, limit := "", 10
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: c.say("help-search"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New(c.say("query-needed"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 {
				return usageError{errors.New(c.say("bad-limit"))}
			}
			load := func(path string) ([]byte, error) { return os.ReadFile(filepath.Join(index, filepath.FromSlash(path))) }
			if index == "" {
				b, err := c.openSite(&site)
				if err != nil {
					return err
				}
				defer b.Close()
				if load, err = siteIndex(cmd, b); err != nil {
					return err
				}
			}
			return c.search(load, search.Query{Text: strings.Join(args, " "), Limit: limit, All: true})
		},
	}
	site.register(c, cmd)
	cmd.Flags().StringVar(&index, "index", "", c.say("flag-index"))
	cmd.Flags().IntVar(&limit, "limit", limit, c.say("flag-limit"))
	cmd.Flags().BoolVar(&c.json, "json", false, c.say("flag-json"))
	return cmd
}

// openSite opens the site that the flags name.
func (c *console) openSite(site *siteFlags) (*build.Builder, error) {
	o, err := site.options(c)
	if err != nil {
		return nil, err
	}
	return build.New(o)
}

// siteIndex reads files of the index that a build of the site would write; nothing is written.
func siteIndex(cmd *cobra.Command, b *build.Builder) (func(string) ([]byte, error), error) {
	list, err := b.List(cmd.Context())
	if err != nil {
		return nil, err
	}
	if list.Faulty {
		return nil, errContent
	}
	index, err := list.Search()
	if err != nil {
		return nil, err
	}
	files := map[string]output.Artifact{}
	for _, a := range index {
		files[a.Path] = a
	}
	return func(path string) ([]byte, error) {
		a, ok := files[path]
		if !ok {
			return nil, fmt.Errorf("%s: %w", path, os.ErrNotExist)
		}
		var file bytes.Buffer
		_, err := a.Render(&file)
		return file.Bytes(), err
	}, nil
}

// jsonResult is the form of --json.
type jsonResult struct {
	Total     int       `json:"total"`
	Corrected string    `json:"corrected,omitempty"`
	Hits      []jsonHit `json:"hits"`
}

type jsonHit struct {
	URL   string  `json:"url"`
	Title string  `json:"title"`
	Date  string  `json:"date"`
	Score float64 `json:"score"`
}

// search answers a query and prints the hits.
func (c *console) search(load func(string) ([]byte, error), query search.Query) error {
	reader, err := search.Open(load)
	if err != nil {
		return err
	}
	result, err := reader.Search(query)
	if err != nil {
		return err
	}
	out := jsonResult{Total: result.Total, Corrected: result.Corrected, Hits: []jsonHit{}}
	for _, h := range result.Hits {
		out.Hits = append(out.Hits, jsonHit{h.Card.URL, h.Card.Title, h.Card.Date, h.Score})
	}
	if c.json {
		e := json.NewEncoder(c.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(out)
	}
	if out.Corrected != "" {
		fmt.Fprintln(c.out, c.say("search-corrected", out.Corrected))
	}
	for _, h := range out.Hits {
		fmt.Fprintf(c.out, "%s\n    %s  %s\n", h.Title, h.Date, h.URL)
	}
	fmt.Fprintln(c.out, c.say("search-total", count(max(out.Total, len(out.Hits)))))
	return nil
}
