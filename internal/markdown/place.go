package markdown

import (
	"bantin/internal/markdown/lex"
)

// A place has a name that its author gave it: ## Kết quả {#ket}, <a name="ket">, <td id="ket">. Links lead to
// it by that name. On the page its id is "h-" and the name, so that content cannot take a name that a script
// uses.

// addPlace sets the id of a place before the text that follows. A heading takes the first that stands in it
// or right before it.
func (c *conversion) addPlace(id string) { c.places = append(c.places, id) }

// standPlaces writes the places that wait for text, which is about to be written.
func (c *conversion) standPlaces() {
	if len(c.places) > 0 && !c.headed {
		c.writePlaces()
	}
}

func (c *conversion) writePlaces() {
	for _, id := range c.places {
		c.write(`<span id="` + lex.Attribute(id) + `"></span>`)
	}
	c.places = c.places[:0]
}

// endPlaces writes the places behind which there is no more text.
func (c *conversion) endPlaces() {
	if len(c.places) > 0 {
		c.write("<p>")
		c.writePlaces()
		c.write("</p>\n")
	}
}
