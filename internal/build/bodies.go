package build

import (
	"fmt"
	"sync"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/source"
)

// poolBytes bounds the bodies that wait for their pages. Reading an entry renders its body; without the pool a full build would run
// goldmark twice for every page, with an unbounded one it would hold the whole archive.
const poolBytes = 64 << 20

// bodyPool holds rendered bodies from the reading of an entry until the rendering of its page. Whoever finds it empty renders again.
type bodyPool struct {
	mu     sync.Mutex
	most   int
	size   int
	bodies map[*content.Entry]markdown.Body
}

func newBodyPool(most int) *bodyPool {
	return &bodyPool{most: most, bodies: map[*content.Entry]markdown.Body{}}
}

// put keeps a body if there is room.
func (p *bodyPool) put(e *content.Entry, body markdown.Body) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size+body.Len() > p.most {
		return
	}
	p.size += body.Len()
	p.bodies[e] = body
}

// take removes and returns the body of an entry.
func (p *bodyPool) take(e *content.Entry) (markdown.Body, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	body, ok := p.bodies[e]
	if ok {
		delete(p.bodies, e)
		p.size -= body.Len()
	}
	return body, ok
}

// clear drops the bodies that no page asked for.
func (p *bodyPool) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.bodies)
	p.size = 0
}

// reader reads the bodies of one list. It holds the tree and the entries of that list, so that pages of one generation can be rendered while
// the next one is made, by several goroutines.
type reader struct {
	root    *source.Root
	tree    *source.Tree
	entries map[string]remembered
	bodies  *bodyPool
}

// body returns the rendered body of an entry for its page: from the pool, else from the file, which must still be the one that the entry
// was made from ([source.ErrChanged] says that it is not).
func (r reader) body(e *content.Entry) (markdown.Body, error) {
	if body, ok := r.bodies.take(e); ok {
		return body, nil
	}
	f, ok := r.tree.Lookup(e.Path)
	if !ok {
		return markdown.Body{}, fmt.Errorf("%s is not part of this build", e.Path)
	}
	raw, err := r.root.Read(f)
	if err != nil {
		return markdown.Body{}, fmt.Errorf("reading %s again: %w", e.Path, err)
	}
	return content.Parse(e.Path, raw, r.entries[e.Path].options).Body, nil
}
