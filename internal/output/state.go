package output

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/output/disk"
)

// record is what we remember of a file that we wrote. One that comes from the public manifest has path and digest only.
type record struct {
	path        string
	fingerprint fingerprint.Digest // zero: not known, so the artifact is rendered
	digest      fingerprint.Digest
	stamp       disk.Stamp
	remarks     string // diagnostics of the rendering as JSON; "" for none
}

// stateMagic starts a state file. A change of the format changes it.
const stateMagic = "bantin output state 2\n"

// stateName is the state file of an output folder.
func stateName(p place) string {
	sum := sha256.Sum256([]byte(p.real))
	return "output-" + hex.EncodeToString(sum[:8]) + ".state"
}

// encodeState writes the whole state into one buffer: it is read in one piece, and its records point into it.
//
//	magic, SHA-256 of the rest; the caller's key; length and real path of the output folder; length and note of the caller; number of records;
//	for each, by path: fingerprint, digest, size, mtime, ctime (8 bytes each), mode (4 bytes), length and path, length and diagnostics
func encodeState(real string, key fingerprint.Digest, note string, records []record) []byte {
	size := len(stateMagic) + 2*sha256.Size + len(real) + len(note) + 48
	for i := range records {
		size += 2*sha256.Size + 48 + len(records[i].path) + len(records[i].remarks)
	}
	b := make([]byte, 0, size)
	b = append(b, stateMagic...)
	b = append(b, make([]byte, sha256.Size)...)
	b = append(b, key[:]...)
	b = appendString(b, real)
	b = appendString(b, note)
	b = binary.AppendUvarint(b, uint64(len(records)))
	for i := range records {
		r := &records[i]
		b = append(b, r.fingerprint[:]...)
		b = append(b, r.digest[:]...)
		b = binary.LittleEndian.AppendUint64(b, uint64(r.stamp.Size))
		b = binary.LittleEndian.AppendUint64(b, uint64(r.stamp.Mtime))
		b = binary.LittleEndian.AppendUint64(b, uint64(r.stamp.Ctime))
		b = binary.LittleEndian.AppendUint32(b, uint32(r.stamp.Mode))
		b = appendString(b, r.path)
		b = appendString(b, r.remarks)
	}
	sum := sha256.Sum256(b[len(stateMagic)+sha256.Size:])
	copy(b[len(stateMagic):], sum[:])
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// errState says that a state file cannot be used: cut short, changed, or of another version.
var errState = errors.New("not a state of this version")

// decodeState reads what encodeState wrote, and nothing else.
func decodeState(data []byte) (state, error) {
	body := len(stateMagic) + sha256.Size
	if len(data) < body || string(data[:len(stateMagic)]) != stateMagic ||
		fingerprint.Bytes(data[body:]) != fingerprint.Digest(data[len(stateMagic):body]) {
		return state{}, errState
	}
	return decodeBody(string(data[body:]))
}

// decodeBody reads the body of a state. The strings of the records share its memory.
func decodeBody(body string) (state, error) {
	c := cursor{rest: body}
	st := state{known: true}
	copy(st.key[:], c.bytes(sha256.Size))
	st.real = c.string()
	st.note = c.string()
	count := c.uvarint()
	const smallest = 2*sha256.Size + 3*8 + 4 + 2
	if c.failed || count > uint64(len(c.rest)/smallest) {
		return state{}, errState
	}
	st.records = make([]record, count)
	for i := range st.records {
		r := &st.records[i]
		copy(r.fingerprint[:], c.bytes(sha256.Size))
		copy(r.digest[:], c.bytes(sha256.Size))
		r.stamp.Size = int64(c.uint64())
		r.stamp.Mtime = int64(c.uint64())
		r.stamp.Ctime = int64(c.uint64())
		r.stamp.Mode = fs.FileMode(c.uint32())
		r.path = c.string()
		r.remarks = c.string()
		if i > 0 && r.path <= st.records[i-1].path || checkPath(r.path) != nil {
			c.failed = true
		}
	}
	if c.failed || c.rest != "" {
		return state{}, errState
	}
	return st, nil
}

// cursor reads values from the front of a string. After a failure it gives zeros.
type cursor struct {
	rest   string
	failed bool
}

func (c *cursor) bytes(n uint64) string {
	if c.failed || n > uint64(len(c.rest)) {
		c.failed = true
		return ""
	}
	s := c.rest[:n]
	c.rest = c.rest[n:]
	return s
}

func (c *cursor) uint64() uint64 {
	var b [8]byte
	copy(b[:], c.bytes(8))
	return binary.LittleEndian.Uint64(b[:])
}

func (c *cursor) uint32() uint32 {
	var b [4]byte
	copy(b[:], c.bytes(4))
	return binary.LittleEndian.Uint32(b[:])
}

func (c *cursor) uvarint() uint64 {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		s := c.bytes(1)
		if c.failed {
			return 0
		}
		n |= uint64(s[0]&0x7f) << shift
		if s[0] < 0x80 {
			return n
		}
	}
	c.failed = true
	return 0
}

func (c *cursor) string() string { return c.bytes(c.uvarint()) }

// encodeRemarks and decodeRemarks store the diagnostics of one artifact; few have any.
func encodeRemarks(ds []diag.Diagnostic) string {
	if len(ds) == 0 {
		return ""
	}
	data, err := json.Marshal(ds)
	if err != nil {
		panic("internal error: a diagnostic that is no plain data: " + err.Error())
	}
	return string(data)
}

func decodeRemarks(s string) ([]diag.Diagnostic, error) {
	if s == "" {
		return nil, nil
	}
	var ds []diag.Diagnostic
	if err := json.Unmarshal([]byte(s), &ds); err != nil {
		return nil, errState
	}
	return ds, nil
}

// readState reads the private state of an output folder.
func readState(opts Options, p place) state {
	if opts.StateDir == "" {
		return state{missing: true}
	}
	data, err := memory.Folder(opts.StateDir).Read(stateName(p))
	if err != nil {
		return state{missing: errors.Is(err, fs.ErrNotExist) || errors.Is(err, memory.ErrNotFolder)}
	}
	st, err := decodeState(data)
	if err != nil || st.real != p.real {
		return state{}
	}
	return st
}

// readKey reads the key of a state file and nothing else: most builds have another one, and the rest is large. Nothing proves it yet.
func readKey(opts Options, p place) (key fingerprint.Digest) {
	if opts.StateDir == "" {
		return key
	}
	f, err := memory.Folder(opts.StateDir).Open(stateName(p))
	if err != nil {
		return key
	}
	defer f.Close()
	if _, err := f.ReadAt(key[:], int64(len(stateMagic)+sha256.Size)); err != nil {
		return fingerprint.Digest{}
	}
	return key
}

// state is what the state file says. It is known, or missing, or neither: then it is there and of no use.
type state struct {
	known   bool
	missing bool
	real    string // the output folder
	key     fingerprint.Digest
	note    string
	records []record
}
