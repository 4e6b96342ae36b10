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

// Save remembers a list under a name. The file is there whole or not at all; while another process saves into
// the folder, nothing is saved: what that one knows is as good. program is the digest of the executable.
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

// Load returns what was saved under a name by the same program. It removes what a process left that was
// killed while it saved.
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

// sweep removes temporary files unless another process is writing one.
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

// Encode writes one value, for a file of another program's.
func Encode[T any](value T) []byte {
	return fingerprint.CodecOf(reflect.TypeFor[T]()).Append(nil, reflect.ValueOf(&value).Elem())
}

// errMalformed says that bytes are not what Encode writes.
var errMalformed = errors.New("malformed value")

// Decode reads what [Encode] wrote of the same type. The strings of the value are parts of data, which nobody
// may write to any more.
func Decode[T any](data []byte) (value T, err error) {
	rest, ok := fingerprint.CodecOf(reflect.TypeFor[T]()).Read(textOf(data), reflect.ValueOf(&value).Elem())
	if !ok || rest != "" {
		var none T
		return none, errMalformed
	}
	return value, nil
}

// textOf is data as a string, without a copy.
func textOf(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// head is the beginning of a file whose rest has a checksum.
func head(program fingerprint.Digest, sum uint32) []byte {
	return binary.LittleEndian.AppendUint32(append([]byte(magic), program[:]...), sum)
}

// encode writes the rest of a file, chunk by chunk: of an archive's entries there are many megabytes.
func encode[T any](w io.Writer, list []T) (sum uint32, err error) {
	element := fingerprint.CodecOf(reflect.TypeFor[T]())
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
			chunk = element.Append(chunk, values.Index(i))
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
	body := data[headLength:]
	count, n := binary.Uvarint(body)
	if n <= 0 || count > uint64(len(data))*chunkValues {
		return nil, ErrDamaged
	}
	var chunks []string
	for body = body[n:]; len(body) > 0; {
		size, n := binary.Uvarint(body)
		if n <= 0 || size > uint64(len(body)-n) {
			return nil, ErrDamaged
		}
		chunks = append(chunks, textOf(body[n:n+int(size)]))
		body = body[n+int(size):]
	}
	if uint64(len(chunks)) != (count+chunkValues-1)/chunkValues {
		return nil, ErrDamaged
	}
	list := make([]T, count)
	if !decodeChunks(fingerprint.CodecOf(reflect.TypeFor[T]()), reflect.ValueOf(list), chunks) {
		return nil, ErrDamaged
	}
	return list, nil
}

// decodeChunks fills a list from its chunks on all processors, and reports whether they hold what they
// should.
func decodeChunks(element *fingerprint.Codec, list reflect.Value, chunks []string) bool {
	var damaged atomic.Bool
	parallel.For(len(chunks), func(n int) {
		rest, ok := chunks[n], true
		for i := n * chunkValues; i < min((n+1)*chunkValues, list.Len()) && ok; i++ {
			rest, ok = element.Read(rest, list.Index(i))
		}
		if !ok || rest != "" {
			damaged.Store(true)
		}
	})
	return !damaged.Load()
}
