// Package pack keeps many blobs in one file, each under the digest that names it: what a build remembers for
// the next one and is too large for memory. It is a cache: whatever is wrong with its files, it begins empty
// and says why, and a blob that does not bear its checksum is not given out.
//
//	p, dropped := pack.Open(".bantin", "search", salt)
//	p.Put(key, blob)
//	blob, ok, err := p.Get(key)
//	err = p.Save(func(key fingerprint.Digest) bool { return live[key] })
//
// # Files
//
// NAME.pack is a header (format, salt, generation) and blobs, each behind four bytes of CRC-32C. NAME.index
// lists where they are, with the generation that it belongs to and a checksum of its own. What is put goes to
// a file without a name, which is gone with the process; Save appends it to the pack and then replaces the
// index by renaming, so what a process that died has appended is not listed and is overwritten by the next.
// When more than half of the pack is dead, Save writes the living blobs to a new one. What no file can take,
// because a folder cannot be written or a disk is full, waits in memory.
//
// Several processes may use one pack: nobody writes to what another reads, Save holds a lock, and who finds
// that another one has saved meanwhile leaves the files alone.
//
// bbolt 1.5 does not take its place. With the 7,035 blobs (26 MB) of 3,000 articles a full put takes it 230
// to 550 ms and 51 MB (pack 73 to 140 ms and 27 MB; without syncs 170 to 320 ms), reading all is at times
// faster. A second process cannot open its file while the first has it, and its pages bear no sums: of 300
// damaged files 75 gave other values without an error, 63 ended in a panic, and 10 in a fault of the mapped
// memory, which ends the process.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"sync"

	"bantin/internal/fingerprint"
	"bantin/internal/memory"
)

// ErrDamaged is a blob that is not what was put, ErrForeign a pack of another salt.
var (
	ErrDamaged = errors.New("is damaged")
	ErrForeign = errors.New("is of another version of the program")
)

const (
	packSuffix  = ".pack"
	indexSuffix = ".index"
	lockSuffix  = ".lock"

	// waste is how many dead bytes a pack may hold beside as many as are alive, before it is written anew.
	waste = 16 << 20
)

// Pack is a file of blobs. Get, Has and Put may be called by several goroutines.
type Pack struct {
	dir  memory.Folder // "" for one that is not kept
	name string
	salt fingerprint.Digest

	generation uint64
	saved      layer // of the files, only read

	mu  sync.Mutex
	new layer // put by this process
}

// store is where the blobs of a layer lie: a file, or memory.
type store interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Truncate(size int64) error
}

// layer is a store of blobs with its index.
type layer struct {
	file  store // nil for an empty one
	end   int64
	spans map[fingerprint.Digest]span
}

// span is where a blob lies, its checksum before it.
type span struct {
	at  int64
	len uint32
}

// Open opens the pack of a name in a folder. salt names who may understand the blobs: another one's are
// dropped, which dropped says, as it says whatever else is wrong with the files; nil when there are none.
// Nothing is written before the first Put.
func Open(dir memory.Folder, name string, salt fingerprint.Digest) (p *Pack, dropped error) {
	p = Temporary()
	p.dir, p.name, p.salt = dir, name, salt
	if dropped = p.load(); dropped != nil {
		p.saved.close()
		p.saved = layer{}
	}
	if errors.Is(dropped, fs.ErrNotExist) {
		dropped = nil
	}
	return p, dropped
}

// Temporary is a pack that is gone with the process.
func Temporary() *Pack {
	return &Pack{new: layer{end: headerLen, spans: map[fingerprint.Digest]span{}}}
}

// Close releases the files.
func (p *Pack) Close() error { return errors.Join(p.saved.close(), p.new.close()) }

func (l *layer) close() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}

// Has reports whether there is a blob of a key.
func (p *Pack) Has(key fingerprint.Digest) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, _, ok := p.find(key)
	return ok
}

func (p *Pack) find(key fingerprint.Digest) (store, span, bool) {
	if s, ok := p.new.spans[key]; ok {
		return p.new.file, s, true
	}
	s, ok := p.saved.spans[key]
	return p.saved.file, s, ok
}

// frames are where sum and blob are put together, to be written by one call.
var frames = sync.Pool{New: func() any { return new([]byte) }}

// Put keeps a blob, in place of one that was kept under its key.
func (p *Pack) Put(key fingerprint.Digest, blob []byte) {
	buffer := frames.Get().(*[]byte)
	defer frames.Put(buffer)
	framed := append(binary.LittleEndian.AppendUint32((*buffer)[:0], crc32.Checksum(blob, castagnoli)), blob...)
	*buffer = framed
	p.mu.Lock()
	if p.new.file == nil {
		p.new.file = newSpill(p.dir)
	}
	file, at := p.new.file, p.new.end
	p.new.end += int64(len(framed))
	p.mu.Unlock()
	_, _ = file.WriteAt(framed, at) // a spill takes everything
	p.mu.Lock()
	p.new.spans[key] = span{at, uint32(len(blob))}
	p.mu.Unlock()
}

// Get returns the blob of a key; false when there is none. The error wraps ErrDamaged when it is not the one
// that was put.
func (p *Pack) Get(key fingerprint.Digest) ([]byte, bool, error) {
	p.mu.Lock()
	file, s, ok := p.find(key)
	p.mu.Unlock()
	if !ok {
		return nil, false, nil
	}
	framed := make([]byte, sumLen+int(s.len))
	if _, err := file.ReadAt(framed, s.at); err != nil {
		return nil, false, fmt.Errorf("the pack %q %w: %w", p.name, ErrDamaged, err)
	}
	blob := framed[sumLen:]
	if binary.LittleEndian.Uint32(framed) != crc32.Checksum(blob, castagnoli) {
		return nil, false, fmt.Errorf("the pack %q %w", p.name, ErrDamaged)
	}
	return blob, true, nil
}

// Save makes what was put last beyond the process, and drops blobs that live does not want when they are
// many. Nothing else may use the pack meanwhile. It does nothing when another process has saved since Open.
func (p *Pack) Save(live func(key fingerprint.Digest) bool) error {
	if p.dir == "" || len(p.new.spans) == 0 {
		return nil
	}
	held, err := p.dir.Lock(p.name+lockSuffix, true)
	if err != nil {
		return err
	}
	defer held.Close()
	if !p.current() {
		return nil
	}
	alive := headerLen
	for _, l := range []layer{p.saved, p.new} {
		for key, s := range l.spans {
			if live(key) {
				alive += sumLen + int64(s.len)
			}
		}
	}
	if p.saved.file == nil || p.saved.end+p.new.end > 2*alive+waste {
		return p.rewrite(live)
	}
	return p.append(live)
}

// current reports whether the files are those that were opened.
func (p *Pack) current() bool {
	data, err := p.dir.Read(p.name + indexSuffix)
	if err != nil {
		return p.saved.file == nil || errors.Is(err, fs.ErrNotExist)
	}
	generation, end, _, err := parseIndex(data)
	return err != nil || p.saved.file == nil || generation == p.generation && end == p.saved.end
}

// append writes what was put behind the saved blobs.
func (p *Pack) append(live func(key fingerprint.Digest) bool) error {
	file, err := p.dir.OpenBoth(p.name + packSuffix)
	if err != nil {
		return err
	}
	next := layer{file: file, end: p.saved.end, spans: p.saved.spans}
	if err := next.take(p.new, live); err != nil {
		file.Close()
		return err
	}
	return p.commit(next)
}

// rewrite writes the living blobs to a new file in place of the old one.
func (p *Pack) rewrite(live func(key fingerprint.Digest) bool) error {
	file, temporary, err := p.dir.CreateTemp(p.name + "-")
	if err != nil {
		return err
	}
	next := layer{file: file, end: headerLen, spans: map[fingerprint.Digest]span{}}
	p.generation++
	_, err = file.WriteAt(header(p.salt, p.generation), 0)
	for _, l := range []layer{p.saved, p.new} {
		if err == nil {
			err = next.take(l, live)
		}
	}
	if err == nil {
		err = p.dir.Rename(temporary, p.name+packSuffix)
	}
	if err != nil {
		file.Close()
		_ = p.dir.Remove(temporary)
		return err
	}
	return p.commit(next)
}

// commit makes a layer that was written the saved one, and begins a new one.
func (p *Pack) commit(next layer) error {
	err := p.dir.Write(p.name+indexSuffix, formatIndex(p.generation, next))
	p.saved.close()
	p.saved = next
	p.new.end, p.new.spans = headerLen, map[fingerprint.Digest]span{}
	return errors.Join(err, p.new.file.Truncate(0))
}

// take appends the blobs of another layer that are alive.
func (l *layer) take(from layer, live func(key fingerprint.Digest) bool) error {
	out := newAppender(l.file, l.end)
	var framed []byte
	for key, s := range from.spans {
		if !live(key) {
			continue
		}
		framed = slices.Grow(framed[:0], sumLen+int(s.len))[:sumLen+int(s.len)]
		if _, err := from.file.ReadAt(framed, s.at); err != nil {
			return err
		}
		if _, err := out.Write(framed); err != nil {
			return err
		}
		l.spans[key] = span{l.end, s.len}
		l.end += int64(len(framed))
	}
	return out.Flush()
}
