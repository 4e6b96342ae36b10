package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"bantin"
	"bantin/internal/content"
	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/pipeline"
	"bantin/internal/viet"
)

// siteFlags are the flags of every command that reads a site.
type siteFlags struct {
	site, out, baseURL, now string
	drafts, future          bool
}

// register adds the flags of a command that makes the site as its readers get it.
func (f *siteFlags) register(c *console, cmd *cobra.Command) {
	f.registerInput(c, cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", c.say("flag-out"))
	flags.BoolVar(&f.drafts, "drafts", false, c.say("flag-drafts"))
	flags.BoolVar(&f.future, "future", false, c.say("flag-future"))
	must(cmd.MarkFlagDirname("out"))
}

// registerInput adds the flags that say what the site is made from.
func (f *siteFlags) registerInput(c *console, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.site, "site", ".", c.say("flag-site"))
	flags.StringVar(&f.baseURL, "base-url", "", c.say("flag-base-url"))
	flags.StringVar(&f.now, "now", "", c.say("flag-now"))
	must(cmd.MarkFlagDirname("site"))
}

// options turns the flags into what a build depends on.
func (f *siteFlags) options(c *console) (pipeline.Options, error) {
	if err := checkSite(c, f.site); err != nil {
		return pipeline.Options{}, err
	}
	base, err := baseURL(c, f.baseURL)
	if err != nil {
		return pipeline.Options{}, err
	}
	now, err := clock(c, f.now)
	if err != nil {
		return pipeline.Options{}, err
	}
	program, err := programDigest()
	if err != nil {
		return pipeline.Options{}, err
	}
	c.site = filepath.ToSlash(f.site)
	home, _ := os.UserHomeDir() // a machine without one has none to protect
	o := pipeline.Options{
		Site: f.site, Out: f.out, StateDir: stateDir(f.site), Home: home, TempDir: os.TempDir(), BaseURL: base, Drafts: f.drafts, Future: f.future,
		Now: now, Program: program, Carried: bantin.Carried, Workers: workers(), Clock: time.Now,
	}
	if o.Out == "" {
		o.Out = filepath.Join(f.site, "public")
	}
	return o, nil
}

// checkSite refuses a folder that is no site, before anything is made in it.
func checkSite(c *console, dir string) error {
	if _, err := os.Stat(dir); err != nil {
		return err
	}
	if info, err := os.Stat(filepath.Join(dir, "content")); err != nil || !info.IsDir() {
		return usageError{errors.New(c.say("no-site", dir))}
	}
	return nil
}

// baseURL gives an address its one form.
func baseURL(c *console, address string) (string, error) {
	if address == "" {
		return "", nil
	}
	base, ok := content.NormalBase(address)
	if !ok {
		return "", usageError{errors.New(c.say("bad-base-url", address))}
	}
	return base, nil
}

// clock is the time of the build: --now, else SOURCE_DATE_EPOCH
// (https://reproducible-builds.org/specs/source-date-epoch/), else now.
func clock(c *console, flag string) (time.Time, error) {
	zone, err := viet.Zone("Asia/Ho_Chi_Minh")
	if err != nil {
		return time.Time{}, err
	}
	if flag != "" {
		d, err := viet.ParseDate(flag, zone)
		if err != nil || d.Precision < viet.PrecisionDay {
			return time.Time{}, usageError{errors.New(c.say("bad-now", flag))}
		}
		return d.Time(zone), nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, usageError{fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)}
		}
		return time.Unix(seconds, 0), nil
	}
	return time.Now(), nil
}

// live reports whether the build's time is the real one, which moves on.
func (f *siteFlags) live() bool { return f.now == "" && os.Getenv("SOURCE_DATE_EPOCH") == "" }

// programDigest is the digest of the executable: a version string would be the same for every development
// build.
func programDigest() (fingerprint.Digest, error) {
	var d fingerprint.Digest
	path, err := os.Executable()
	if err != nil {
		return d, err
	}
	f, err := os.Open(path)
	if err != nil {
		return d, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return d, err
	}
	h.Sum(d[:0])
	return d, nil
}

// stateDir is .bantin in the site's folder, else, when that cannot be written, a folder of the user's cache.
// Where there is none either, the build says why it remembers nothing. It is made by whoever writes the first
// file into it: a build that is refused leaves no trace.
func stateDir(site string) string {
	dir := filepath.Join(site, ".bantin")
	if err := memory.Folder(dir).Usable(); err == nil || errors.Is(err, memory.ErrNotFolder) {
		return dir
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return dir
	}
	real, err := filepath.EvalSymlinks(site)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return dir
	}
	name := sha256.Sum256([]byte(real))
	return filepath.Join(cache, "bantin", hex.EncodeToString(name[:8]))
}

func exists(path string) error {
	_, err := os.Stat(path)
	return err
}
