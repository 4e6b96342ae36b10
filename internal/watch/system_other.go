//go:build !linux

package watch

// newMarker has nothing to offer: other systems do not promise the order of events. Sync then reports
// everything dirty.
func newMarker(notifier) *marker { return nil }

// deliversEvents cannot be told here; the routine look at everything finds what is missed.
func deliversEvents(string) (name string, ok bool) { return "", true }
