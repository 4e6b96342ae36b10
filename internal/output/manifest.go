package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/fingerprint"
)

const (
	manifestDir = "manifest"
	indexPath   = manifestDir + "/index.txt"
	// partRows is how many rows a part of the manifest has on average at most: a changed file changes one
	// part, so a part must be small.
	partRows = 512
)

// Row is one line of the manifest: a file of the site.
type Row struct {
	Path   string
	Digest fingerprint.Digest
}

// ManifestFile is one file of the public manifest.
type ManifestFile struct {
	Path string
	Data []byte
}

// Manifest makes the public manifest of a list of files: the parts manifest/0.txt …, then manifest/index.txt,
// which holds the digests of the parts. Rows read "sha256  path", sorted by path, as `sha256sum -c` takes
// them in the output folder:
//
//	sha256sum -c manifest/index.txt && cat manifest/[0-9]*.txt | sha256sum -c
//
// A row lies in part n when the first k bits of the SHA-256 of its path are n; there are 2^k parts, the
// fewest that keep 512 rows on average. So an edit changes one part and the index, and no row moves before
// the archive has doubled.
func Manifest(rows []Row) []ManifestFile {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b Row) int { return strings.Compare(a.Path, b.Path) })
	bits := partBits(len(rows))
	parts := make([][]byte, 1<<bits)
	for _, r := range rows {
		n := partOf(r.Path, bits)
		parts[n] = appendRow(parts[n], r)
	}
	files := make([]ManifestFile, 0, len(parts)+1)
	var index []Row
	for n, data := range parts {
		files = append(files, ManifestFile{partPath(n), data})
		index = append(index, Row{partPath(n), fingerprint.Bytes(data)})
	}
	slices.SortFunc(index, func(a, b Row) int { return strings.Compare(a.Path, b.Path) })
	var data []byte
	for _, r := range index {
		data = appendRow(data, r)
	}
	return append(files, ManifestFile{indexPath, data})
}

// partBits is k for a number of rows.
func partBits(rows int) int {
	bits := 0
	for rows > partRows<<bits {
		bits++
	}
	return bits
}

// partOf is the part that a path belongs to.
func partOf(path string, bits int) int {
	sum := sha256.Sum256([]byte(path))
	return int(uint64(binary.BigEndian.Uint32(sum[:4])) >> (32 - bits))
}

func partPath(n int) string { return manifestDir + "/" + strconv.Itoa(n) + ".txt" }

// manifestPaths are the files of the manifest of so many rows, sorted.
func manifestPaths(rows int) []string {
	paths := []string{indexPath}
	for n := range 1 << partBits(rows) {
		paths = append(paths, partPath(n))
	}
	slices.Sort(paths)
	return paths
}

func appendRow(b []byte, r Row) []byte {
	b = hex.AppendEncode(b, r.Digest[:])
	b = append(b, "  "...)
	return append(append(b, r.Path...), '\n')
}

// errNoManifest says that a file is not what this package writes.
var errNoManifest = errors.New("no manifest of this program")

// parseRows reads the rows of one file of a manifest. Anything else in it is an error.
func parseRows(data []byte) ([]Row, error) {
	rows := make([]Row, 0, bytes.Count(data, []byte("\n")))
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n')
		if end < 67 || string(data[64:66]) != "  " {
			return nil, errNoManifest
		}
		r := Row{Path: string(data[66:end])}
		if _, err := hex.Decode(r.Digest[:], data[:64]); err != nil {
			return nil, errNoManifest
		}
		if err := checkPath(r.Path); err != nil {
			return nil, fmt.Errorf("%w: %w", errNoManifest, err)
		}
		rows = append(rows, r)
		data = data[end+1:]
	}
	return rows, nil
}

// parseIndex reads the index: a row for each part, and there is a part 0.
func parseIndex(data []byte) ([]Row, error) {
	rows, err := parseRows(data)
	if err != nil {
		return nil, err
	}
	first := false
	for _, r := range rows {
		number, isPart := strings.CutPrefix(strings.TrimSuffix(r.Path, ".txt"), manifestDir+"/")
		n, err := strconv.Atoi(number)
		if !isPart || err != nil || n < 0 || r.Path != partPath(n) {
			return nil, errNoManifest
		}
		first = first || n == 0
	}
	if !first {
		return nil, errNoManifest
	}
	return rows, nil
}

// ReadManifest reads a public manifest. read returns the bytes of a file by its path in the output folder.
// rows are the files of the site, then the parts of the manifest and its index; damaged are the parts that
// are missing or do not bear the digest of the index: their rows are left out. The error says that there is
// no index, or none of ours.
func ReadManifest(read func(path string) ([]byte, error)) (rows []Row, damaged []string, err error) {
	data, err := read(indexPath)
	if err != nil {
		return nil, nil, err
	}
	index, err := parseIndex(data)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", indexPath, err)
	}
	for _, part := range index {
		bytes, err := read(part.Path)
		if err != nil || fingerprint.Bytes(bytes) != part.Digest {
			damaged = append(damaged, part.Path)
			continue
		}
		of, err := parseRows(bytes)
		if err != nil {
			damaged = append(damaged, part.Path)
			continue
		}
		rows = append(rows, of...)
	}
	rows = append(rows, index...)
	return append(rows, Row{indexPath, fingerprint.Bytes(data)}), damaged, nil
}
