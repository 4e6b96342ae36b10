package serve

import (
	"container/list"
	"context"
	"sync"

	"golang.org/x/sync/singleflight"

	"bantin/internal/fingerprint"
	"bantin/internal/output"
)

// memory holds rendered artifacts by path and fingerprint, those that were asked for last, up to a number of
// bytes. The bytes of one fingerprint are always the same, so nothing in it can be stale.
type memory struct {
	most int

	mu     sync.Mutex
	size   int
	byKey  map[memoryKey]*list.Element // of *memoryItem
	recent *list.List                  // the last asked for in front
	flight singleflight.Group          // one renders for all who ask at once
}

type memoryKey struct {
	path        string
	fingerprint fingerprint.Digest
}

type memoryItem struct {
	key memoryKey
	r   *rendered
}

func newMemory(most int) *memory {
	return &memory{most: most, byKey: map[memoryKey]*list.Element{}, recent: list.New()}
}

// render returns the bytes of an artifact, rendered now or before.
func (m *memory) render(ctx context.Context, path string, made output.Made) (*rendered, error) {
	key := memoryKey{path, made.Fingerprint}
	if r := m.get(key); r != nil {
		return r, nil
	}
	done := m.flight.DoChan(path+"\x00"+string(made.Fingerprint[:]), func() (any, error) {
		r, err := render(context.WithoutCancel(ctx), path, made) // whoever asked first may leave; others wait
		if err == nil && !r.late() {
			m.put(key, r)
		}
		return r, err
	})
	select {
	case got := <-done:
		if got.Err != nil {
			return nil, got.Err
		}
		return got.Val.(*rendered), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (m *memory) get(key memoryKey) *rendered {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.byKey[key]
	if !ok {
		return nil
	}
	m.recent.MoveToFront(e)
	return e.Value.(*memoryItem).r
}

func (m *memory) put(key memoryKey, r *rendered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.byKey[key]; ok {
		return
	}
	m.byKey[key] = m.recent.PushFront(&memoryItem{key, r})
	m.size += r.size()
	for m.size > m.most {
		last := m.recent.Back()
		item := last.Value.(*memoryItem)
		m.recent.Remove(last)
		delete(m.byKey, item.key)
		m.size -= item.r.size()
	}
}
