package asset

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// svg reads the size of an SVG and scans it.
func (i *inspection) svg() {
	if i.info.Size > maxSVG {
		i.report("svg-large", SizeText(maxSVG))
		return
	}
	text, ok := i.read(maxSVG)
	if !ok {
		return
	}
	i.info.Diagnostics = append(i.info.Diagnostics, scanSVG(i.path, text)...)
	i.info.Width, i.info.Height = svgSize(text)
}

// svgSize gives width and height of the root element in CSS pixels, or those of its viewBox; 0 when neither
// says.
func svgSize(text []byte) (width, height int) {
	tokens := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := tokens.RawToken()
		if err != nil {
			return 0, 0
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attributes := map[string]string{}
		for _, a := range root.Attr {
			attributes[a.Name.Local] = a.Value
		}
		w, h := svgLength(attributes["width"]), svgLength(attributes["height"])
		box := strings.FieldsFunc(attributes["viewBox"], func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) })
		if (w == 0 || h == 0) && len(box) == 4 {
			w, h = svgLength(box[2]), svgLength(box[3])
		}
		if w == 0 || h == 0 {
			return 0, 0
		}
		return w, h
	}
}

// svgUnits are the lengths of CSS in pixels.
var svgUnits = map[string]float64{"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}

// svgLength reads "120", "12.5mm"; 0 for anything else, also for a share ("100%").
func svgLength(s string) int {
	s = strings.TrimSpace(s)
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	unit, ok := svgUnits[s[len(number):]]
	f, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || !(f > 0 && f*unit < 1e6) {
		return 0
	}
	return max(1, int(f*unit+0.5))
}
