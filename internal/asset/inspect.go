package asset

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// Limits of pictures.
const (
	// largePicture is where a picture becomes too heavy for a page (E42 of the editor inputs).
	largePicture = 1_000_000
	// manyPixels is the most that any program of ours would ever decode.
	manyPixels = 40_000_000
	// bombRatio is more pixels for a byte than any honest picture has: an even area in PNG comes to 8,000.
	bombRatio = 20_000
	// maxHeader is how far into a picture its size may stand: photos carry previews and colour profiles
	// before it.
	maxHeader = 1 << 20
	// maxWhole is up to which size a picture is looked at to its end, to see whether it is cut off.
	maxWhole = 8 << 20
	// maxSVG is up to which size an SVG is scanned; what cannot be scanned is refused.
	maxSVG = 2 << 20
	// firstRead is enough for the header of most pictures.
	firstRead = 64 << 10
)

// dimensions are what a header says.
type dimensions struct {
	width, height int64
	turned        bool // EXIF says to show the picture on its side
	gps           bool // EXIF or XMP says where the picture was taken
}

// reading is the outcome of reading a header.
type reading uint8

const (
	good    reading = iota
	tooFew          // the bytes end before the size is known: more may help
	corrupt         // the bytes cannot be such a picture
)

// readers read the header of a picture by its sniffed type.
var readers = map[string]func(b []byte) (dimensions, reading){
	"image/png":  readPNG,
	"image/jpeg": readJPEG,
	"image/gif":  readGIF,
	"image/webp": readWebP,
	"image/avif": readAVIF,
}

// endings say whether a whole file of a type is complete. The end of a GIF is often missing in files that
// every browser shows, and an AVIF says nothing of its end.
var endings = map[string]func(b []byte) bool{
	"image/png":  wholePNG,
	"image/jpeg": wholeJPEG,
	"image/webp": wholeWebP,
}

// Inspect reads what a file says about itself. p is its path under the site's folder, size its number of
// bytes; head gives the first n bytes of it, or all when there are fewer. Only the beginning of a picture is
// needed for its size; a picture of at most 8 MiB is looked at to its end, to see whether it is whole.
// Nothing is ever decoded.
//
// An error of head is reported as a diagnostic. Info is a function of the path and the bytes.
func Inspect(p string, size int64, head func(n int) ([]byte, error)) Info {
	i := inspection{path: p, head: head, info: Info{Size: size, Type: "application/octet-stream"}}
	if t, ok := types[extension(p)]; ok {
		i.info.Type = t.mime
	}
	if IsPicture(p) {
		i.picture()
	}
	return i.info
}

// inspection is one run of Inspect.
type inspection struct {
	path string
	head func(n int) ([]byte, error)
	info Info
}

func (i *inspection) report(code diag.Code, args ...string) {
	i.info.Diagnostics = append(i.info.Diagnostics, diag.New(code, diag.Pos{Path: i.path}, args...))
}

// read gives the first n bytes; ok is false, and reported, when they cannot be read.
func (i *inspection) read(n int) (b []byte, ok bool) {
	b, err := i.head(int(min(int64(n), i.info.Size)))
	if err != nil {
		i.report("picture-unreadable", err.Error())
	}
	return b, err == nil
}

func (i *inspection) picture() {
	b, ok := i.read(firstRead)
	if !ok {
		return
	}
	ext, sniffed := extension(i.path), sniff(b)
	switch {
	case slices.Contains(originals, ext):
		i.report("picture-format", ext)
		return // a smaller one would be no better
	case sniffed == "image/heic" || sniffed == "image/tiff" || sniffed == "image/bmp":
		i.report("picture-format", strings.ToUpper(strings.TrimPrefix(sniffed, "image/")))
		return
	case ext == ".svg":
		i.svg()
	case readers[sniffed] != nil:
		i.raster(b, sniffed)
	case ext != ".ico":
		i.report("picture-broken", TypeLabel(i.path))
	}
	if i.info.Size > largePicture {
		i.report("picture-heavy", SizeText(i.info.Size))
	}
}

// raster reads the size of a picture of pixels.
func (i *inspection) raster(b []byte, sniffed string) {
	if i.info.Type != sniffed {
		i.report("picture-type", extension(i.path), labelOf(sniffed))
	}
	i.info.Type = sniffed
	d, outcome := readers[sniffed](b)
	if outcome == tooFew && i.info.Size > int64(len(b)) {
		more, ok := i.read(maxHeader)
		if !ok {
			return
		}
		d, outcome = readers[sniffed](more)
	}
	if outcome != good || !d.plausible() {
		i.report("picture-broken", labelOf(sniffed))
		return
	}
	i.measure(d)
	if d.gps {
		i.report("picture-position")
	}
	i.ending(sniffed)
}

// plausible reports whether a picture has a size, and one whose area can be counted.
func (d dimensions) plausible() bool {
	return d.width > 0 && d.height > 0 && d.width <= math.MaxInt32 && d.height <= math.MaxInt32
}

// measure notes the size of a picture, unless it is one that a reader's device could not show.
func (i *inspection) measure(d dimensions) {
	pixels := d.width * d.height
	size := viet.FormatCount(d.width) + " × " + viet.FormatCount(d.height)
	switch {
	case pixels > manyPixels && pixels/bombRatio > i.info.Size:
		i.report("picture-bomb", size, SizeText(i.info.Size))
		return
	case pixels > manyPixels:
		i.report("picture-pixels", size, strconv.Itoa(manyPixels/1_000_000))
	}
	if d.turned {
		d.width, d.height = d.height, d.width
	}
	i.info.Width, i.info.Height = int(d.width), int(d.height)
}

// ending reports a picture that is cut off.
func (i *inspection) ending(sniffed string) {
	whole := endings[sniffed]
	if whole == nil || i.info.Size > maxWhole {
		return
	}
	if b, ok := i.read(maxWhole); ok && int64(len(b)) == i.info.Size && !whole(b) {
		i.report("picture-truncated", labelOf(sniffed))
	}
}

// labelOf names a sniffed picture type: "Ảnh PNG".
func labelOf(mime string) string {
	for _, ext := range []string{".png", ".jpg", ".gif", ".webp", ".avif"} {
		if types[ext].mime == mime {
			return types[ext].label
		}
	}
	return mime
}
