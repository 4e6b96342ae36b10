package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"iter"

	"bantin/internal/fingerprint"
	"bantin/internal/parallel"
	"bantin/internal/search/format"
)

// waiting are the rows of a batch, chunk by chunk: the document's index, the length of its rows, the rows.
func (m *merger) waiting(chunks []fingerprint.Digest) iter.Seq2[vectorRows, error] {
	return func(yield func(vectorRows, error) bool) {
		for _, key := range chunks {
			data, err := m.lib.Rows(key)
			if err != nil {
				yield(vectorRows{}, err)
				return
			}
			for len(data) > 0 {
				doc, n := binary.Uvarint(data)
				size, k := binary.Uvarint(data[max(n, 0):])
				if n <= 0 || k <= 0 || doc >= uint64(len(m.ids)) || size > uint64(len(data)-n-k) {
					yield(vectorRows{}, errVector)
					return
				}
				rows := data[n+k:][:size]
				data = data[n+k+int(size):]
				if !yield(vectorRows{int(doc), rows}, nil) {
					return
				}
			}
		}
	}
}

// split cuts every vector at the ends of the batches and lays the pieces aside: the chunks of each part and
// batch. One batch is not worth it.
func (m *merger) split(batches [][]string) (chunks [][][]fingerprint.Digest, err error) {
	if len(batches) == 1 {
		return nil, nil
	}
	parts := m.parts
	chunks, failed := make([][][]fingerprint.Digest, parts), make([]error, parts)
	parallel.For(parts, func(part int) {
		s := splitter{merger: m, chunks: make([][]fingerprint.Digest, len(batches)), held: make([][]byte, len(batches))}
		for _, batch := range batches {
			s.ends = append(s.ends, batch[len(batch)-1])
		}
		for v, err := range m.vectors(part) {
			if err = cmp.Or(err, s.cut(v)); err != nil {
				failed[part] = err
				return
			}
		}
		for batch := range batches {
			failed[part] = errors.Join(failed[part], s.layAside(batch))
		}
		chunks[part] = s.chunks
	})
	return chunks, errors.Join(failed...)
}

// splitter lays the rows of a part aside by batches.
type splitter struct {
	*merger
	ends   []string               // of the batches
	chunks [][]fingerprint.Digest // of each batch
	held   [][]byte               // of each batch: the chunk under way
}

// cut divides the rows of a document among the batches. In each the first key is written in full.
func (s *splitter) cut(v vectorRows) error {
	// the batch at hand, its first row, and where the rows behind that begin
	batch, first, rest := 0, []byte(nil), 0
	put := func(end int) error {
		if len(first) == 0 {
			return nil
		}
		held := binary.AppendUvarint(s.held[batch], uint64(v.doc))
		held = binary.AppendUvarint(held, uint64(len(first)+end-rest))
		s.held[batch] = append(append(held, first...), v.rows[rest:end]...)
		first = first[:0]
		if len(s.held[batch]) < chunkBytes {
			return nil
		}
		return s.layAside(batch)
	}
	for c := (cursor{}); c.at < len(v.rows); {
		at := c.at
		key, form, level, err := c.next(v.rows, s.kind == format.TermKind)
		if err != nil {
			return err
		}
		if s.ends[batch] != "" && string(key) >= s.ends[batch] {
			if err := put(at); err != nil {
				return err
			}
			for s.ends[batch] != "" && string(key) >= s.ends[batch] {
				batch++
			}
		}
		if len(first) == 0 {
			first = format.AppendFront(first, "", key)
			if s.kind == format.TermKind {
				first = format.AppendFront(first, key, form)
			}
			first, rest = append(first, level), c.at
		}
	}
	return put(len(v.rows))
}

// layAside gives the chunk under way to the library.
func (s *splitter) layAside(batch int) error {
	if len(s.held[batch]) == 0 {
		return nil
	}
	key, err := s.lib.Keep(bytes.Clone(s.held[batch]))
	s.chunks[batch] = append(s.chunks[batch], key)
	s.held[batch] = s.held[batch][:0]
	return err
}
