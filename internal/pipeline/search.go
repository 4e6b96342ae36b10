package pipeline

import (
	"errors"
	"fmt"
	"io"
	"sync"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/output"
	"bantin/internal/pack"
	"bantin/internal/search/format"
	"bantin/internal/search/index"
	"bantin/internal/site"
)

// searchMemory is what the search index remembers from list to list, and through its pack from run to run:
// the words of entries, the rows of shards, and the last index.
type searchMemory struct {
	pack *pack.Pack

	mu   sync.Mutex // one index is made at a time
	last *index.Index
}

// indexState is the key of the last index in the pack.
var indexState = fingerprint.Of("state of the search index")

// recallSearch opens what a run before has remembered; nothing lasts where there is no folder for it.
func (b *Builder) recallSearch() {
	if b.search != nil {
		return
	}
	if b.StateDir == "" {
		b.search = &searchMemory{pack: pack.Temporary()}
		return
	}
	b.search = &searchMemory{}
	var dropped error
	b.search.pack, dropped = pack.Open(memory.Folder(b.StateDir), searchFiles, b.Program)
	switch {
	case errors.Is(dropped, pack.ErrForeign):
		b.note("memory-foreign", searchFiles)
	case dropped != nil:
		b.note("memory-damaged", searchFiles)
	case b.NoCache || b.Verify: // the words are named by what they are, and cannot be stale
	default:
		if state, ok, err := b.search.pack.Get(indexState); ok && err == nil {
			b.search.last, _ = index.ReadState(state) // without it the index is made anew
		}
	}
}

// searchFiles is the name of the pack in the state folder.
const searchFiles = "search"

// save makes the memory last. A failure costs time in the next build and nothing else.
func (m *searchMemory) save(r *readings) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	live := map[fingerprint.Digest]bool{indexState: true}
	for _, row := range r.articles {
		words := row.Value.Words
		live[words], live[textKey(words)] = true, true
	}
	if m.last != nil {
		state, err := m.last.State()
		if err != nil {
			return err
		}
		m.pack.Put(indexState, state)
		m.last.Live(func(key fingerprint.Digest) { live[key] = true })
	}
	return m.pack.Save(func(key fingerprint.Digest) bool { return live[key] })
}

// textKey names the text beside the vector of an entry.
func textKey(words fingerprint.Digest) fingerprint.Digest {
	words[0] ^= 0xFF
	return words
}

// wordBuffers are where words take the form that is kept.
var wordBuffers = sync.Pool{New: func() any { return new([]byte) }}

// put keeps words and returns their key.
func (m *searchMemory) put(w index.Words) fingerprint.Digest {
	buffer := wordBuffers.Get().(*[]byte)
	defer wordBuffers.Put(buffer)
	vector := w.Vector.AppendBinary((*buffer)[:0])
	both := w.Text.AppendBinary(vector)
	text := both[len(vector):]
	*buffer = both
	key := fingerprint.Of(fingerprint.Bytes(vector), fingerprint.Bytes(text))
	if !m.pack.Has(key) || !m.pack.Has(textKey(key)) {
		m.pack.Put(key, vector)
		m.pack.Put(textKey(key), text)
	}
	return key
}

// library gives the index of one list the words of its entries: from the pack, else from their files, which
// must still be those of the list.
type library struct {
	memory *searchMemory
	from   *sources
	paths  map[fingerprint.Digest]string // of entries, by the key of their words
	anew   bool                          // what the pack has may be damaged
}

// Vector is the vector of a document.
func (l *library) Vector(doc index.Doc) (index.Vector, error) {
	if v, ok := l.Former(doc.Words); ok {
		return v, nil
	}
	w, err := l.read(doc)
	return w.Vector, err
}

// Former is the vector of a document that may be gone.
func (l *library) Former(words fingerprint.Digest) (index.Vector, bool) {
	data, ok, err := l.memory.pack.Get(words)
	if !ok || err != nil {
		return index.Vector{}, false
	}
	v, err := index.ParseVector(data)
	return v, err == nil
}

// Text is the text of a document.
func (l *library) Text(doc index.Doc) (index.Text, error) {
	if data, ok, err := l.memory.pack.Get(textKey(doc.Words)); ok && err == nil {
		if text, err := index.ParseText(data); err == nil {
			return text, nil
		}
	}
	w, err := l.read(doc)
	return w.Text, err
}

// read makes the words of a document again.
func (l *library) read(doc index.Doc) (index.Words, error) {
	path, ok := l.paths[doc.Words]
	if !ok {
		return index.Words{}, fmt.Errorf("internal error: the words of %s are of no entry", doc.Card.URL)
	}
	result, err := l.from.again(path)
	if err != nil {
		return index.Words{}, err
	}
	if result.Entry == nil {
		return index.Words{}, fmt.Errorf("internal error: %s was an entry before", path)
	}
	w := new(index.Tokenizer).EntryWords(result.Entry, result.Blocks)
	l.memory.put(w)
	return w, nil
}

// Keep keeps the rows of a shard.
func (l *library) Keep(rows []byte) (fingerprint.Digest, error) {
	key := fingerprint.Bytes(rows)
	if l.anew || !l.memory.pack.Has(key) {
		l.memory.pack.Put(key, rows)
	}
	return key, nil
}

// Rows are the rows of a shard.
func (l *library) Rows(key fingerprint.Digest) ([]byte, error) {
	rows, ok, err := l.memory.pack.Get(key)
	if err == nil && !ok {
		err = fmt.Errorf("rows of the search index are gone")
	}
	return rows, err
}

// searchArtifacts returns a function that makes the files of the search index of a list when they are first
// asked for: a preview whose reader does not search never makes them. It may be called by several goroutines,
// also when there are newer lists.
func (b *Builder) searchArtifacts(s *site.Site, from *sources) func() ([]output.Artifact, error) {
	memory := b.search
	lib := &library{memory: memory, from: from}
	return sync.OnceValues(func() ([]output.Artifact, error) {
		docs := make([]index.Doc, len(s.Items))
		lib.paths = make(map[fingerprint.Digest]string, len(s.Items))
		for i, it := range s.Items {
			words := from.find(it.Entry.Path).Value.Words
			docs[i] = index.Doc{Card: index.ItemCard(it), Words: words}
			lib.paths[words] = it.Entry.Path
		}
		memory.mu.Lock()
		defer memory.mu.Unlock()
		made, err := index.Update(memory.last, docs, lib)
		if err != nil {
			return nil, err
		}
		memory.last = made
		return indexArtifacts(made.Files(), docs, lib), nil
	})
}

// indexArtifacts are the files of an index. Rows that cannot be read any more, because the pack is damaged,
// are made again for all files.
func indexArtifacts(files []format.File, docs []index.Doc, lib *library) []output.Artifact {
	again := sync.OnceValues(func() (map[string]format.File, error) {
		lib.anew = true
		made, err := index.Make(docs, lib)
		byPath := map[string]format.File{}
		if err == nil {
			for _, f := range made.Files() {
				byPath[f.Path] = f
			}
		}
		return byPath, err
	})
	list := make([]output.Artifact, len(files))
	for i, f := range files {
		list[i] = output.Artifact{Path: f.Path, Class: output.ClassData, Make: output.Ready(f.Fingerprint, func(w io.Writer) ([]diag.Diagnostic, error) {
			data, err := f.Data()
			if err != nil {
				made, failed := again()
				if failed != nil {
					return nil, failed
				}
				if data, err = made[f.Path].Data(); err != nil {
					return nil, err
				}
			}
			_, err = w.Write(data)
			return nil, err
		})}
	}
	return list
}
