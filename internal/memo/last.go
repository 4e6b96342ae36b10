package memo

// Last holds the last value that was made, with its key. The zero value holds none.
type Last[K, V any] struct {
	key   K
	value V
	holds bool
}

// Get returns the last value while it stands for the key, else one that is made now. stands is asked of the
// key and the value that are held; a value that make says is not to be kept is returned and forgotten, and
// the one before is held on.
func (l *Last[K, V]) Get(key K, stands func(was K, value V) bool, make func() (value V, keep bool)) V {
	if l.holds && stands(l.key, l.value) {
		return l.value
	}
	value, keep := make()
	if keep {
		l.key, l.value, l.holds = key, value, true
	}
	return value
}

// Forget makes the next value be made anew.
func (l *Last[K, V]) Forget() { *l = Last[K, V]{} }
