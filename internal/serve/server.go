package serve

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"bantin/internal/diag"
)

// Limits of a connection. A preview is used by a few browsers of one machine; what they may hold is bounded
// all the same.
const (
	headerTime  = 5 * time.Second // until the headers of a request are there
	idleTime    = 2 * time.Minute // between two requests
	endTime     = time.Second     // for answers under way when the server ends
	headerBytes = 16 << 10
)

// morePorts is how many ports behind the wanted one are tried.
const morePorts = 20

// AddressError is an address that cannot be listened at.
type AddressError struct{ Diagnostic diag.Diagnostic }

func (e *AddressError) Error() string {
	message, _ := e.Diagnostic.Text(diag.EN)
	return message
}

// Listen opens a port of this machine. When that is taken and others will do as well, the next free one is
// opened.
func Listen(host string, port int, others bool) (net.Listener, error) {
	for n := port; ; n++ {
		address := net.JoinHostPort(host, strconv.Itoa(n))
		l, err := net.Listen("tcp", address)
		switch {
		case err == nil:
			return l, nil
		case !errors.Is(err, syscall.EADDRINUSE):
			return nil, &AddressError{diag.New("address-unusable", diag.Pos{Path: address}, address, err.Error())}
		case !others || n == port+morePorts || n == 65535:
			return nil, &AddressError{diag.New("address-busy", diag.Pos{Path: address}, address)}
		}
	}
}

// Run answers requests at l until ctx ends, and then gives answers that are under way a second.
func Run(ctx context.Context, l net.Listener, h *Handler) error {
	s := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes,
		ErrorLog: log.New(io.Discard, "", 0), // about connections that break; nobody can do anything about it
	}
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(ended)
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
		defer cancel()
		if s.Shutdown(late) != nil {
			_ = s.Close()
		}
	})
	err := s.Serve(l)
	if !stop() {
		<-ended // Serve returns when Shutdown begins
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
