package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"bantin"
	"bantin/internal/lab/demo/archive"
)

// makeArchive writes a demonstration archive.
func makeArchive(articles int, site string) error {
	return archive.Write(context.Background(), site, bantin.Carried, archive.Options{Articles: articles, Seed: 1}, nil)
}

// hugoSite is a copy of the Hugo site with the articles of an archive: its layouts are edited too.
func hugoSite(o options, work, from string) (*previewServer, error) {
	site := filepath.Join(work, "hugo")
	if err := os.CopyFS(site, os.DirFS(o.hugoSite)); err != nil {
		return nil, err
	}
	// Of the site's own content only what no archive has, the pages of the years.
	own := filepath.Join(site, "site-content")
	mounts := fmt.Sprintf("[module]\n[[module.mounts]]\nsource = %q\ntarget = \"content\"\n[[module.mounts]]\nsource = %q\ntarget = \"content\"\n",
		filepath.Join(site, "content"), own)
	if err := os.WriteFile(filepath.Join(site, "mounts.toml"), []byte(mounts), 0o644); err != nil {
		return nil, err
	}
	if err := copyForHugo(filepath.Join(from, "content"), filepath.Join(site, "content")); err != nil {
		return nil, err
	}
	return &previewServer{name: "Hugo", site: site, files: map[string]string{
		"layout": filepath.Join(site, "layouts/_partials/footer.html"), "style": filepath.Join(site, "static/css/site.css"),
	}}, nil
}

// addressSaid is how both say where they are.
var addressSaid = regexp.MustCompile(`http://[^/ ]+:\d+/`)

// start runs the server until it says its address.
func (s *previewServer) start(o options) error {
	s.process = exec.Command(o.bantin, "serve", "--site", s.site, "--addr", "127.0.0.1:0")
	if s.name == "Hugo" {
		port, err := freePort()
		if err != nil {
			return err
		}
		s.process = exec.Command(o.hugo, "server", "--config", "hugo.toml,mounts.toml", "--noBuildLock", "--bind", "127.0.0.1", "--port", port)
		s.process.Dir = s.site
		s.process.Env = append(os.Environ(), "HUGO_PARAMS_RELATED=false", "HUGO_RESOURCEDIR="+filepath.Join(s.site, "resources"))
	}
	out, err := s.process.StdoutPipe()
	if err != nil {
		return err
	}
	s.process.Stderr = s.process.Stdout
	if err := s.process.Start(); err != nil {
		return err
	}
	ready := make(chan string)
	go func() {
		defer close(ready)
		var said strings.Builder
		for lines := bufio.NewScanner(out); lines.Scan(); {
			said.WriteString(lines.Text() + "\n")
			if address := addressSaid.FindString(lines.Text()); address != "" {
				ready <- address
				_, _ = io.Copy(io.Discard, out)
				return
			}
		}
		fmt.Fprint(os.Stderr, said.String())
	}()
	select {
	case s.url = <-ready:
		if s.url == "" {
			return errors.New("it ends without an address")
		}
		return nil
	case <-time.After(10 * time.Minute):
		return errors.New("it does not say its address")
	}
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// close ends the browser and the server.
func (s *previewServer) close() {
	if s.window != nil {
		s.window.close()
	}
	if s.process != nil && s.process.Process != nil {
		_ = s.process.Process.Kill()
		_ = s.process.Wait()
	}
}
