package pack

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"bantin/internal/fingerprint"
)

const (
	format    = "bantin pack 1\n"
	keyLen    = len(fingerprint.Digest{})
	headerLen = int64(len(format) + keyLen + 8)
	sumLen    = 4
	rowLen    = keyLen + 8 + 4 // key, place and length of a blob
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func header(salt fingerprint.Digest, generation uint64) []byte {
	return binary.LittleEndian.AppendUint64(append([]byte(format), salt[:]...), generation)
}

// load opens the files.
func (p *Pack) load() error {
	file, err := p.dir.Open(p.name + packSuffix)
	if err != nil {
		return err
	}
	p.saved.file = file
	head := make([]byte, headerLen)
	if _, err := file.ReadAt(head, 0); err != nil || string(head[:len(format)]) != format {
		return errors.New("is of another format")
	}
	p.generation = binary.LittleEndian.Uint64(head[headerLen-8:])
	if fingerprint.Digest(head[len(format):headerLen-8]) != p.salt {
		return ErrForeign
	}
	data, err := p.dir.Read(p.name + indexSuffix)
	if err != nil {
		return err
	}
	generation, end, spans, err := parseIndex(data)
	if err != nil {
		return err
	}
	if generation != p.generation {
		return errors.New("does not belong to its index")
	}
	if info, err := file.Stat(); err != nil || info.Size() < end {
		return errors.New("is cut off")
	}
	p.saved.end, p.saved.spans = end, spans
	return nil
}

// formatIndex is the index of a layer: the generation, the end of the pack, a row for each blob, and a
// CRC-32C of all that.
func formatIndex(generation uint64, l layer) []byte {
	data := make([]byte, 0, 16+len(l.spans)*rowLen+sumLen)
	data = binary.LittleEndian.AppendUint64(data, generation)
	data = binary.LittleEndian.AppendUint64(data, uint64(l.end))
	for key, s := range l.spans {
		data = append(data, key[:]...)
		data = binary.LittleEndian.AppendUint64(data, uint64(s.at))
		data = binary.LittleEndian.AppendUint32(data, s.len)
	}
	return binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, castagnoli))
}

func parseIndex(data []byte) (generation uint64, end int64, spans map[fingerprint.Digest]span, err error) {
	n := len(data) - sumLen
	if n < 16 || (n-16)%rowLen != 0 || binary.LittleEndian.Uint32(data[n:]) != crc32.Checksum(data[:n], castagnoli) {
		return 0, 0, nil, ErrDamaged
	}
	spans = make(map[fingerprint.Digest]span, (n-16)/rowLen)
	for row := data[16:n]; len(row) > 0; row = row[rowLen:] {
		spans[fingerprint.Digest(row[:keyLen])] = span{int64(binary.LittleEndian.Uint64(row[keyLen:])), binary.LittleEndian.Uint32(row[keyLen+8:])}
	}
	return binary.LittleEndian.Uint64(data), int64(binary.LittleEndian.Uint64(data[8:])), spans, nil
}

// newAppender writes behind end in large pieces.
func newAppender(file store, end int64) *bufio.Writer {
	return bufio.NewWriterSize(io.NewOffsetWriter(file, end), 1<<20)
}
