package output

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/output/disk"
)

// record is what we remember of a file that we wrote. One that comes from the public manifest has path and
// digest only.
type record struct {
	Path        string
	Fingerprint fingerprint.Digest // zero: not known, so the artifact is rendered
	Digest      fingerprint.Digest
	Stamp       disk.Stamp
	Diagnostics string // diagnostics of the rendering as JSON; "" for none
}

// saved is what a state file holds below the caller's key, which stands first, where [readKey] finds it.
type saved struct {
	Real    string   // the output folder
	Note    string   // of the caller
	Records []record // by path
}

// state is what the state file says. It is known, or missing, or neither: then it is there and of no use.
type state struct {
	saved
	key            fingerprint.Digest
	known, missing bool
}

// stateMagic starts a state file. A change of the format, or of what it holds, changes it.
const stateMagic = "bantin output state 3\n"

// stateName is the state file of an output folder.
func stateName(p place) string {
	sum := sha256.Sum256([]byte(p.real))
	return "output-" + hex.EncodeToString(sum[:8]) + ".state"
}

// errSealed says that a file cannot be used: cut short, changed, or of another version.
var errSealed = errors.New("not a file of this version")

// seal puts the magic and the SHA-256 of what follows before a body.
func seal(magic string, body []byte) []byte {
	sum := fingerprint.Bytes(body)
	return slices.Concat([]byte(magic), sum[:], body)
}

// unseal returns the body of what seal wrote, and nothing else.
func unseal(magic string, data []byte) ([]byte, error) {
	start := len(magic) + sha256.Size
	if len(data) < start || string(data[:len(magic)]) != magic || fingerprint.Bytes(data[start:]) != fingerprint.Digest(data[len(magic):start]) {
		return nil, errSealed
	}
	return data[start:], nil
}

func encodeState(real string, key fingerprint.Digest, note string, records []record) []byte {
	return seal(stateMagic, append(key[:], memory.Encode(saved{real, note, records})...))
}

// decodeState reads what encodeState wrote, and nothing else.
func decodeState(data []byte) (state, error) {
	body, err := unseal(stateMagic, data)
	if err != nil {
		return state{}, err
	}
	return decodeBody(body)
}

// decodeBody reads the body of a state. The strings of the records share its memory.
func decodeBody(body []byte) (state, error) {
	if len(body) < sha256.Size {
		return state{}, errSealed
	}
	st, err := memory.Decode[saved](body[sha256.Size:])
	if err != nil {
		return state{}, errSealed
	}
	for i, r := range st.Records {
		if i > 0 && r.Path <= st.Records[i-1].Path || checkPath(r.Path) != nil {
			return state{}, errSealed
		}
	}
	return state{saved: st, key: fingerprint.Digest(body[:sha256.Size]), known: true}, nil
}

// encodeDiagnostics and decodeDiagnostics store the diagnostics of one artifact; few have any.
func encodeDiagnostics(ds []diag.Diagnostic) string {
	if len(ds) == 0 {
		return ""
	}
	data, err := json.Marshal(ds)
	if err != nil {
		panic("internal error: a diagnostic that is no plain data: " + err.Error())
	}
	return string(data)
}

func decodeDiagnostics(s string) ([]diag.Diagnostic, error) {
	if s == "" {
		return nil, nil
	}
	var ds []diag.Diagnostic
	if err := json.Unmarshal([]byte(s), &ds); err != nil {
		return nil, errSealed
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
	if err != nil || st.Real != p.real {
		return state{}
	}
	return st
}

// readKey reads the key of a state file and nothing else: most builds have another one, and the rest is
// large. Nothing proves it yet.
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
