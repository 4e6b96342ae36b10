package memory

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"unsafe"

	"bantin/internal/fingerprint"
	"bantin/internal/parallel"
)

// Why nothing is remembered. The caller does without and, but for the first, may say so.
var (
	ErrMissing = errors.New("nothing is remembered")
	ErrForeign = errors.New("another program remembered it")
	ErrDamaged = errors.New("the memory is damaged")
)

// Suffix ends the name of every file of this package.
const Suffix = ".memory"

const (
	magic = "bantin memory\n"
	// headLength is the length of what stands before the sum's own bytes end.
	headLength = len(magic) + len(fingerprint.Digest{}) + crc32.Size
	// chunkValues is how many values one goroutine decodes at a time.
	chunkValues = 256
)

// Save remembers a list under a name. The file is there whole or not at all; while another process saves into the folder, nothing is
// saved: what that one knows is as good. program is the digest of the executable.
func Save[T any](dir Folder, name string, program fingerprint.Digest, list []T) error {
	held, err := dir.Lock(lockName, false)
	if errors.Is(err, ErrBusy) {
		return nil
	}
	if err != nil {
		return err
	}
	defer held.Close()
	return dir.replace(name+Suffix, func(file *os.File) error {
		_, err := file.Seek(int64(headLength), io.SeekStart)
		out := bufio.NewWriterSize(file, 256<<10)
		sum, written := encode(out, list)
		if err = errors.Join(err, written, out.Flush()); err == nil {
			_, err = file.WriteAt(head(program, sum), 0)
		}
		return err
	})
}

// lockName is the file that is locked while one is saved.
const lockName = "lock"

// Load returns what was saved under a name by the same program. It removes what a process left that was killed while it saved.
func Load[T any](dir Folder, name string, program fingerprint.Digest) ([]T, error) {
	sweep(dir)
	data, err := dir.Read(name + Suffix)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, err
	}
	return decode[T](program, data)
}

// sweep removes temporary files unless somebody is writing one.
func sweep(dir Folder) {
	left := slices.DeleteFunc(dir.names(), func(name string) bool { return !strings.HasSuffix(name, Suffix+temporarySuffix) })
	if len(left) == 0 {
		return
	}
	held, err := dir.Lock(lockName, false)
	if err != nil {
		return
	}
	defer held.Close()
	for _, name := range left {
		_ = dir.Remove(name)
	}
}

// Encode writes one value, for a file of somebody else's.
func Encode[T any](value T) []byte {
	return codecs{}.of(reflect.TypeFor[T]()).write(nil, reflect.ValueOf(&value).Elem())
}

// Decode reads what [Encode] wrote of the same type.
func Decode[T any](data []byte) (value T, err error) {
	c := cursor{rest: string(data)}
	codecs{}.of(reflect.TypeFor[T]()).read(&c, reflect.ValueOf(&value).Elem())
	if c.failed || c.rest != "" {
		var none T
		return none, errMalformed
	}
	return value, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// head is the beginning of a file whose rest has a checksum.
func head(program fingerprint.Digest, sum uint32) []byte {
	return binary.LittleEndian.AppendUint32(append([]byte(magic), program[:]...), sum)
}

// encode writes the rest of a file, chunk by chunk: of an archive's entries there are many megabytes.
func encode[T any](w io.Writer, list []T) (sum uint32, err error) {
	element := codecs{}.of(reflect.TypeFor[T]())
	values := reflect.ValueOf(list)
	put := func(b []byte) {
		sum = crc32.Update(sum, castagnoli, b)
		if err == nil {
			_, err = w.Write(b)
		}
	}
	put(binary.AppendUvarint(nil, uint64(len(list))))
	var chunk []byte
	for from := 0; from < len(list); from += chunkValues {
		chunk = chunk[:0]
		for i := from; i < min(from+chunkValues, len(list)); i++ {
			chunk = element.write(chunk, values.Index(i))
		}
		put(binary.AppendUvarint(nil, uint64(len(chunk))))
		put(chunk)
	}
	return sum, err
}

func decode[T any](program fingerprint.Digest, data []byte) ([]T, error) {
	switch {
	case len(data) < headLength || string(data[:len(magic)]) != magic:
		return nil, ErrDamaged
	case fingerprint.Digest(data[len(magic):headLength-crc32.Size]) != program:
		return nil, ErrForeign
	case binary.LittleEndian.Uint32(data[headLength-crc32.Size:]) != crc32.Checksum(data[headLength:], castagnoli):
		return nil, ErrDamaged
	}
	// The strings of all values are parts of this one. Nobody writes to data any more.
	c := cursor{rest: unsafe.String(unsafe.SliceData(data), len(data))[headLength:]}
	count := c.uvarint()
	var chunks []string
	for i := uint64(0); i < count && !c.failed; i += chunkValues {
		chunks = append(chunks, c.take(c.uvarint()))
	}
	if c.failed || c.rest != "" || count > uint64(len(data))*chunkValues {
		return nil, ErrDamaged
	}
	list := make([]T, count)
	if !decodeChunks(codecs{}.of(reflect.TypeFor[T]()), reflect.ValueOf(list), chunks) {
		return nil, ErrDamaged
	}
	return list, nil
}

// decodeChunks fills a list from its chunks on all processors, and reports whether they hold what they should.
func decodeChunks(element *codec, list reflect.Value, chunks []string) bool {
	var next atomic.Int64
	var damaged atomic.Bool
	parallel.Workers(min(runtime.GOMAXPROCS(0), len(chunks)), func() {
		for {
			n := int(next.Add(1)) - 1
			if n >= len(chunks) {
				return
			}
			c := cursor{rest: chunks[n]}
			for i := n * chunkValues; i < min((n+1)*chunkValues, list.Len()) && !c.failed; i++ {
				element.read(&c, list.Index(i))
			}
			if c.failed || c.rest != "" {
				damaged.Store(true)
			}
		}
	})
	return !damaged.Load()
}
