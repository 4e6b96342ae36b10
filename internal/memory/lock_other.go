//go:build !unix

package memory

// lock has nothing to offer here: of two processes that save at once the later rename stands, and a torn file is known by its sum.
func lock(string) (free func(), err error) { return func() {}, nil }
