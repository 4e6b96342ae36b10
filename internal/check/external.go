package check

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/markdown"
)

// How politely other sites are asked.
const (
	externalHosts   = 8                      // asked at once; of one host one page at a time
	externalPause   = 300 * time.Millisecond // between two pages of one host
	externalTimeout = 15 * time.Second       // for one answer
	externalHops    = 5                      // redirects that are followed
	userAgent       = "bantin-check/1 (link checker of a static news archive)"

	// What was found is good for this long; that a page is gone is asked again sooner.
	goodFor, goneFor = 14 * 24 * time.Hour, 24 * time.Hour
)

// External says how links to other sites are tried.
type External struct {
	Now   time.Time
	Known map[string]Answer // answers of earlier runs by address; fresh ones are not asked for again
	// Pause waits between two pages of one host.
	Pause func(ctx context.Context, d time.Duration)
	// Private allows addresses of this machine and of the local network. Without it a link cannot make the
	// checker knock at doors that only the machine can reach.
	Private bool
}

// Answer is what one address said.
type Answer struct {
	Status int       `json:"status,omitempty"` // of HTTP; 0 when there was no answer
	Moved  string    `json:"moved,omitempty"`  // the address that took its place for good
	Gone   bool      `json:"gone,omitempty"`   // no such page, no such host
	Asked  time.Time `json:"asked"`
	// Why there was no answer; not remembered.
	fault   string
	private bool // the address is one of the local network
}

// ParseAnswers reads remembered answers; what cannot be read is not remembered.
func ParseAnswers(data []byte) map[string]Answer {
	answers := map[string]Answer{}
	if json.Unmarshal(data, &answers) != nil {
		return map[string]Answer{}
	}
	return answers
}

// Outcome is what trying links to other sites gave.
type Outcome struct {
	Diagnostics []diag.Diagnostic
	Answers     map[string]Answer // to remember
	Links       int               // distinct addresses
	Asked       int               // that were asked now
	// of those, without any answer; addresses of the local network are not counted
	Unanswered int
	Untried    int // time was up
}

// Offline reports whether nothing at all answered: most likely there is no network.
func (o Outcome) Offline() bool { return o.Asked > 0 && o.Unanswered == o.Asked }

// externalLink is a link to another site and where it stands.
type externalLink struct {
	address string
	pos     diag.Pos
}

// Try tries the links of all published texts to other sites, until ctx is done. Nothing is said of links
// without a clear answer when nothing at all answered.
func Try(ctx context.Context, in Input, x External) Outcome {
	links := externalLinks(in)
	out := Outcome{Answers: map[string]Answer{}}
	byHost := map[string][]string{}
	for i, l := range links {
		if i > 0 && links[i-1].address == l.address {
			continue
		}
		out.Links++
		if a, ok := x.Known[l.address]; ok && a.fresh(x.Now) {
			out.Answers[l.address] = a
			continue
		}
		u, err := url.Parse(l.address)
		if err == nil {
			byHost[u.Host] = append(byHost[u.Host], l.address)
		}
	}
	asked := x.ask(ctx, byHost)
	for _, addresses := range byHost {
		for _, address := range addresses {
			a, ok := asked[address]
			switch {
			case !ok:
				out.Untried++
				continue
			case a.private: // nobody was asked
			case a.Status == 0:
				out.Unanswered++
				out.Asked++
			default:
				out.Asked++
			}
			out.Answers[address] = a
		}
	}
	if !out.Offline() {
		out.Diagnostics = judge(links, out.Answers)
	}
	for address, a := range out.Answers {
		if a.fault != "" && !a.Gone {
			delete(out.Answers, address)
		}
	}
	return out
}

func (a Answer) fresh(now time.Time) bool {
	age := now.Sub(a.Asked)
	return age >= 0 && (age < goneFor || age < goodFor && !a.Gone)
}

// judge says what the answers mean for each link.
func judge(links []externalLink, answers map[string]Answer) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, l := range links {
		a, ok := answers[l.address]
		switch {
		case !ok:
		case a.Gone:
			found = append(found, diag.New("external-broken", l.pos, l.address, status(a)))
		case a.private:
			found = append(found, diag.New("external-private", l.pos, l.address))
		case a.fault != "" || a.Status >= 500:
			found = append(found, diag.New("external-unsure", l.pos, l.address, status(a), a.fault))
		case a.Moved != "":
			found = append(found, diag.New("external-moved", l.pos, l.address, a.Moved))
		}
	}
	return found
}

// status is what a server answered, "" when none did.
func status(a Answer) string {
	if a.Status == 0 {
		return ""
	}
	return strconv.Itoa(a.Status) + " " + http.StatusText(a.Status)
}

// externalLinks are the links and pictures on other sites, sorted by address and place.
func externalLinks(in Input) []externalLink {
	var links []externalLink
	add := func(address, path string, at markdown.Place) {
		if strings.HasPrefix(address, "//") {
			address = "https:" + address
		}
		address, _, _ = strings.Cut(address, "#")
		if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
			links = append(links, externalLink{address, diag.Pos{Path: path, Line: at.Line, Col: at.Col}})
		}
	}
	entries := make([]*content.Entry, 0, len(in.Site.Items))
	for _, it := range in.Site.Items {
		entries = append(entries, it.Entry)
	}
	for _, s := range in.Site.Sections {
		entries = append(entries, s.Index)
	}
	for _, e := range append(entries, in.Site.Home) {
		if e == nil {
			continue
		}
		at := in.Text(e.Path).At
		for i, l := range e.Links {
			add(l.Dest, e.Path, at.Links[i])
		}
		for i, p := range e.Pictures {
			add(p.Dest, e.Path, at.Pictures[i])
		}
	}
	for _, l := range append(slices.Clone(in.From.Settings.Menu), in.From.Settings.Successors...) {
		add(l.URL.Value, content.SettingsPath, markdown.Place{Line: l.URL.Line, Col: l.URL.Col})
	}
	base := in.From.Settings.BaseURL
	links = slices.DeleteFunc(links, func(l externalLink) bool { return base != "" && strings.HasPrefix(l.address, base) })
	slices.SortFunc(links, func(a, b externalLink) int {
		return cmp.Or(strings.Compare(a.address, b.address), strings.Compare(a.pos.Path, b.pos.Path), cmp.Compare(a.pos.Line, b.pos.Line),
			cmp.Compare(a.pos.Col, b.pos.Col))
	})
	return links
}

// ask asks the hosts side by side, and the pages of each one after the other.
func (x External) ask(ctx context.Context, byHost map[string][]string) map[string]Answer {
	client := x.client()
	var mu sync.Mutex
	answers := map[string]Answer{}
	var group errgroup.Group
	group.SetLimit(externalHosts)
	for _, addresses := range byHost {
		group.Go(func() error {
			for i, address := range addresses {
				if i > 0 {
					x.Pause(ctx, externalPause)
				}
				if ctx.Err() != nil {
					return nil
				}
				a := x.one(ctx, client, address)
				if ctx.Err() != nil && a.fault != "" {
					return nil // cut off by us, and no answer of theirs
				}
				mu.Lock()
				answers[address] = a
				mu.Unlock()
			}
			return nil
		})
	}
	_ = group.Wait()
	return answers
}

// errPrivate says that an address is one of this machine or of the local network.
var errPrivate = errors.New("an address of the local network")

// client asks without cookies, proxies and credentials.
func (x External) client() *http.Client {
	dialer := &net.Dialer{Timeout: externalTimeout, Control: func(_, address string, _ syscall.RawConn) error {
		ip, err := netip.ParseAddrPort(address)
		if err == nil && !x.Private && !isPublic(ip.Addr().Unmap()) {
			return errPrivate
		}
		return err
	}}
	return &http.Client{
		Timeout:   externalTimeout,
		Transport: &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: externalTimeout, DisableKeepAlives: true},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > externalHops {
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
}

// carrierGrade is the range behind carriers' address translation (RFC 6598).
var carrierGrade = netip.MustParsePrefix("100.64.0.0/10")

func isPublic(ip netip.Addr) bool {
	return ip.IsGlobalUnicast() && !ip.IsPrivate() && !ip.IsLoopback() && !ip.IsLinkLocalUnicast() && !carrierGrade.Contains(ip)
}

// one asks for one page: by HEAD, and by GET where a server does not answer that.
func (x External) one(ctx context.Context, client *http.Client, address string) Answer {
	a := x.request(ctx, client, http.MethodHead, address)
	if a.Status >= 400 && a.Status != http.StatusTooManyRequests {
		a = x.request(ctx, client, http.MethodGet, address)
	}
	return a
}

func (x External) request(ctx context.Context, client *http.Client, method, address string) Answer {
	a := Answer{Asked: x.Now}
	r, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		a.fault, a.Gone = "not an address", true
		return a
	}
	r.Header.Set("User-Agent", userAgent)
	forGood := true
	own := *client
	own.CheckRedirect = func(next *http.Request, via []*http.Request) error {
		status := next.Response.StatusCode
		forGood = forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
		return client.CheckRedirect(next, via)
	}
	response, err := own.Do(r)
	if err != nil {
		a.fault, a.Gone = why(err)
		a.private = errors.Is(err, errPrivate)
		return a
	}
	defer response.Body.Close()
	_, _ = io.CopyN(io.Discard, response.Body, 1<<10)
	a.Status = response.StatusCode
	a.Gone = a.Status == http.StatusNotFound || a.Status == http.StatusGone
	if last := response.Request.URL.String(); forGood && last != address && a.Status < 300 {
		a.Moved = last
	}
	return a
}

// why shortens an error of the network. gone says that the host does not exist.
func why(err error) (fault string, gone bool) {
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &dns):
		return "no such host", dns.IsNotFound
	case errors.As(err, &timeout) && timeout.Timeout():
		return "timeout", false
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err.Error(), false
}
