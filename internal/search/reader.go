package search

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// Reader answers queries from the files of an index, exactly as static/assets/search.js does. It keeps what it has read; it is for one
// goroutine.
type Reader struct {
	load   func(path string) ([]byte, error)
	root   root
	dirs   map[string]directory // by kind, and by kind and name of a page
	shards map[string][]row
	texts  map[string]string // payloads of other shards
}

// row is one key of a shard with its lists.
type row struct {
	key   string
	lists []list
}

// list is one list of a shard, not decoded yet.
type list struct {
	form   string
	df     int
	levels int
	data   []byte // the list, and in a shard what follows it
}

// ShardError says which file of the index is missing or of no use, so that no wrong list is given instead.
type ShardError struct {
	Path string
	Err  error
}

func (e *ShardError) Error() string { return fmt.Sprintf("search index: file %s %v", e.Path, e.Err) }

// Unwrap returns the cause.
func (e *ShardError) Unwrap() error { return e.Err }

// Open reads the root of an index. load returns the bytes of a file by its path under the output folder ("search/root.js").
func Open(load func(path string) ([]byte, error)) (*Reader, error) {
	r := &Reader{load: load, dirs: map[string]directory{}, shards: map[string][]row{}, texts: map[string]string{}}
	payload, err := r.payload(rootKind, rootName, "")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(payload), &r.root); err != nil {
		return nil, &ShardError{shardPath(rootKind, rootName), err}
	}
	for kind, text := range r.root.Shards {
		if r.dirs[kind], err = parseDirectory(text); err != nil {
			return nil, &ShardError{shardPath(rootKind, rootName), err}
		}
	}
	return r, nil
}

// Count is the number of documents of the index.
func (r *Reader) Count() int { return r.root.Count }

// payload is the checked text of a shard.
func (r *Reader) payload(kind, name, version string) (string, error) {
	id := kind + "/" + name
	if text, ok := r.texts[id]; ok {
		return text, nil
	}
	path := shardPath(kind, name)
	data, err := r.load(path)
	if err != nil {
		return "", &ShardError{path, err}
	}
	text, err := parseShard(data, kind, name, version)
	if err != nil {
		return "", &ShardError{path, err}
	}
	r.texts[id] = text
	return text, nil
}

// shardRef names a shard of a directory.
type shardRef struct{ name, version string }

// locate lists the shards of a kind that hold keys from lo up to, not including, hi (lo alone when hi is ""), at most most of them;
// cut says that there are more.
func (r *Reader) locate(kind, lo, hi string, most int) (refs []shardRef, cut bool, err error) {
	dir := r.dirs[kind]
	if r.root.Paged[kind] {
		pages, more := dir.between(kind, lo, hi, most)
		dir, cut = directory{}, more
		for _, page := range pages {
			part, err := r.page(page)
			if err != nil {
				return nil, false, err
			}
			dir.firsts = append(dir.firsts, part.firsts...)
			dir.versions = append(dir.versions, part.versions...)
		}
	}
	refs, more := dir.between(kind, lo, hi, most)
	return refs, cut || more, nil
}

// between is locate within one directory.
func (d *directory) between(kind, lo, hi string, most int) (refs []shardRef, cut bool) {
	for i := max(d.find(lo), 0); i < len(d.firsts); i++ {
		if d.firsts[i] > lo && (hi == "" || d.firsts[i] >= hi) {
			break
		}
		if len(refs) == most {
			return refs, true
		}
		refs = append(refs, shardRef{shardName(kind, d.firsts[i]), d.versions[i]})
	}
	return refs, false
}

func (r *Reader) page(ref shardRef) (directory, error) {
	if dir, ok := r.dirs[ref.name]; ok {
		return dir, nil
	}
	payload, err := r.payload(rootKind, ref.name, ref.version)
	if err != nil {
		return directory{}, err
	}
	dir, err := parseDirectory(payload)
	if err != nil {
		return directory{}, &ShardError{shardPath(rootKind, ref.name), err}
	}
	r.dirs[ref.name] = dir
	return dir, nil
}

// rows are the rows of a kind with keys from lo up to hi (lo alone when hi is ""), from at most most shards.
func (r *Reader) rows(kind, lo, hi string, most int) (found []row, cut bool, err error) {
	refs, cut, err := r.locate(kind, lo, hi, most)
	if err != nil {
		return nil, false, err
	}
	for _, ref := range refs {
		rows, ok := r.shards[kind+"/"+ref.name]
		if !ok {
			payload, err := r.payload(kind, ref.name, ref.version)
			if err != nil {
				return nil, false, err
			}
			if rows, err = parseRows(payload, kind, r.root.Universe); err != nil {
				return nil, false, &ShardError{shardPath(kind, ref.name), err}
			}
			r.shards[kind+"/"+ref.name] = rows
		}
		for _, row := range rows {
			if row.key == lo || hi != "" && row.key > lo && row.key < hi {
				found = append(found, row)
			}
		}
	}
	return found, cut, nil
}

// parseRows reads the rows of a published shard.
func parseRows(payload, kind string, universe int) ([]row, error) {
	data, err := base64.StdEncoding.DecodeString(payload)
	if err != nil {
		return nil, err
	}
	var rows []row
	err = eachRow(data, kind, universe, func(key string, _ []byte, lists []list) { rows = append(rows, row{key, slices.Clone(lists)}) })
	return rows, err
}

// eachRow reads rows, and gives the key, the bytes behind the key and the lists of each.
func eachRow(data []byte, kind string, universe int, found func(key string, row []byte, lists []list)) error {
	levels := impactLevels
	if kind == facetKind {
		levels = 1
	}
	var before []byte
	var lists []list
	for at := 0; at < len(data); {
		key, next, ok := frontKey(before, data, at)
		if !ok {
			return errTruncated
		}
		before, at = key, next
		current, start := string(key), at
		forms := uint64(1)
		if kind == termKind {
			n, size := binary.Uvarint(data[at:])
			if size <= 0 {
				return errTruncated
			}
			forms, at = n, at+size
		}
		lists = lists[:0]
		for range forms {
			l := list{form: current, levels: levels}
			if kind == termKind {
				form, next, ok := frontKey([]byte(current), data, at)
				if !ok {
					return errTruncated
				}
				l.form, at = string(form), next
			}
			df, size := binary.Uvarint(data[at:])
			if size <= 0 || df > uint64(universe) {
				return errTruncated
			}
			l.df, l.data = int(df), data[at+size:]
			_, rest, err := readList(nil, l.data, universe, l.df, levels, false)
			if err != nil {
				return err
			}
			at = len(data) - len(rest)
			lists = append(lists, l)
		}
		found(current, data[start:at], lists)
	}
	return nil
}

// postings decodes a list.
func (r *Reader) postings(l list) []posting {
	list, _, err := readList(nil, l.data, r.root.Universe, l.df, l.levels, true)
	if err != nil {
		panic("internal error: a list that was read before cannot be read")
	}
	return list
}

// idf is the weight of a term that df documents hold, times 256 and rounded: whole numbers are the same everywhere, logarithms differ
// in their last bit.
func (r *Reader) idf(df int) int {
	return int(math.Round(256 * math.Log(1+float64(r.Count())/float64(max(df, 1)))))
}
