package archive

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
)

// picture is a drawing of hills under a sky: small, valid, and alike to no place.
type picture struct {
	address string // below static/
	alt     string
	data    []byte
}

const (
	pictureCount = 40
	jpegCount    = 8 // of them, the last ones
)

// extension returns ".png" or ".jpg".
func (p *picture) extension() string { return p.address[len(p.address)-4:] }

// scenes are palettes with what they show: sky above, sky below, sun, three rows of hills from far to near.
var scenes = [...]struct {
	name    string
	palette [6]uint32
}{
	{"lúc bình minh", [6]uint32{0xf6c7a0, 0xfbe3c4, 0xfff3c9, 0xb78f9a, 0x8a6a80, 0x4d4563}},
	{"giữa trưa", [6]uint32{0x9cc9e8, 0xd7ecf7, 0xfff7d6, 0x8fb59a, 0x5f9470, 0x356b4a}},
	{"buổi chiều", [6]uint32{0xe9a26b, 0xf6cf94, 0xffe9a8, 0xa0755f, 0x7a5445, 0x4a342f}},
	{"mùa lúa chín", [6]uint32{0xbfdcea, 0xeaf3ea, 0xfff2c0, 0x9db36b, 0xd2b24a, 0xb8902c}},
	{"ngày mưa", [6]uint32{0x8d9aa5, 0xb9c3c9, 0xd5dbde, 0x77868c, 0x566a6c, 0x3a4f50}},
}

// newPictures draws the pictures that the articles share.
func (g *generator) newPictures() ([]picture, error) {
	pictures := make([]picture, pictureCount)
	for i := range pictures {
		r := g.random(streamPictures, i)
		scene := scenes[i%len(scenes)]
		pictures[i].alt = "Tranh minh họa đồi núi " + scene.name
		pictures[i].address = fmt.Sprintf("anh/minh-hoa-%02d.png", i+1)
		size := image.Pt(240+40*r.IntN(15), 160+40*r.IntN(10))
		encode := func(w *bytes.Buffer, m image.Image) error { return png.Encode(w, m) }
		if i >= pictureCount-jpegCount {
			pictures[i].address = fmt.Sprintf("anh/minh-hoa-%02d.jpg", i+1)
			size = image.Pt(200+20*r.IntN(6), 140+20*r.IntN(4))
			encode = func(w *bytes.Buffer, m image.Image) error {
				return jpeg.Encode(w, m, &jpeg.Options{Quality: 50})
			}
		}
		var data bytes.Buffer
		if err := encode(&data, landscape(r, size, scene.palette)); err != nil {
			return nil, fmt.Errorf("demo: picture %s: %w", pictures[i].address, err)
		}
		pictures[i].data = data.Bytes()
	}
	return pictures, nil
}

// landscape draws two bands of sky, a sun and three rows of hills.
func landscape(r *rand.Rand, size image.Point, colours [6]uint32) image.Image {
	palette := make(color.Palette, len(colours))
	for i, c := range colours {
		palette[i] = color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xff}
	}
	m := image.NewPaletted(image.Rectangle{Max: size}, palette)
	sun, radius := image.Pt(r.IntN(size.X), size.Y/6+r.IntN(size.Y/4)), size.Y/12
	var rows [3]func(x int) int
	for k := range rows {
		rows[k] = ridge(r, size, k)
	}
	for x := range size.X {
		tops := [3]int{rows[0](x), rows[1](x), rows[2](x)}
		for y := range size.Y {
			c := uint8(0)
			if y > size.Y/3 {
				c = 1
			}
			if d := image.Pt(x, y).Sub(sun); d.X*d.X+d.Y*d.Y < radius*radius {
				c = 2
			}
			for k, top := range tops {
				if y >= top {
					c = uint8(3 + k)
				}
			}
			m.Pix[m.PixOffset(x, y)] = c
		}
	}
	return m
}

// ridge returns the height of row k of the hills over x: two waves of straight slopes.
func ridge(r *rand.Rand, size image.Point, k int) func(x int) int {
	base := size.Y * (5 + 2*k) / 10
	wide, narrow := size.X/(2+r.IntN(2)), size.X/(6+r.IntN(4))
	shift := r.IntN(size.X)
	wave := func(x, length, height int) int {
		at := (x + shift) % length
		return min(at, length-at) * height * 2 / length
	}
	return func(x int) int { return base - wave(x, wide, size.Y/5) - wave(x, narrow, size.Y/14) }
}

// ownPicture names the picture beside the text of an article that is a folder.
const ownPicture = "anh-1"

func (g *generator) anyPicture(r *rand.Rand) *picture { return &g.pictures[r.IntN(len(g.pictures))] }
