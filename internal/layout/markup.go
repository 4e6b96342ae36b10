package layout

import (
	"strings"

	"golang.org/x/net/html"
)

// tag is a start tag in the text of a layout file with its place. Names are in lower case.
type tag struct {
	name       string
	start      int
	attributes []attribute
	// textStart and textEnd bound what stands inside a <script> or <style>; for every other element both are
	// the end of the tag.
	textStart, textEnd int
}

// attribute is one attribute of a tag. value has character references resolved and template actions blanked.
type attribute struct {
	name, value string
	start       int // of the name
	end         int // of the value
}

func (t tag) attribute(name string) (attribute, bool) {
	for _, a := range t.attributes {
		if a.name == name {
			return a, true
		}
	}
	return attribute{}, false
}

// scanTags lists the start tags of a layout file, and where a tag begins that does not end; len(text) when
// all do. Template actions are blanked out first, so that the HTML around them is read as it will stand in
// the page.
func scanTags(text string, actions []action) (tags []tag, unfinished int) {
	masked := mask(text, actions)
	tokens := html.NewTokenizer(strings.NewReader(masked))
	inside := false // the text that follows belongs to the last tag
	for at := 0; ; {
		kind := tokens.Next()
		raw := len(tokens.Raw())
		switch kind {
		case html.ErrorToken:
			return tags, at
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			t := tag{name: string(name), start: at, attributes: scanAttributes(masked[at:at+raw], at), textStart: at + raw, textEnd: at + raw}
			inside = kind == html.StartTagToken && (t.name == "script" || t.name == "style")
			tags = append(tags, t)
		case html.TextToken:
			if inside {
				tags[len(tags)-1].textEnd = at + raw
			}
			inside = false
		default:
			inside = false
		}
		at += raw
	}
}

// mask replaces every action by as many blanks. Where an action is the unquoted value of an attribute it
// becomes letters, else the next attribute would be taken for the value.
func mask(text string, actions []action) string {
	out := []byte(text)
	for _, a := range actions {
		fill := byte(' ')
		if a.start > 0 && (out[a.start-1] == '=' || out[a.start-1] == maskLetter) {
			fill = maskLetter
		}
		for i := a.start; i < a.end; i++ {
			out[i] = fill
		}
	}
	return string(out)
}

// maskLetter cannot stand in a layout: it is a control character.
const maskLetter = 0x1a

// scanAttributes lists the attributes of a raw start tag that begins at offset base of the file.
func scanAttributes(raw string, base int) []attribute {
	const blank = " \t\n\f\r"
	var list []attribute
	skip := func(at int, set string) int {
		for at < len(raw) && strings.IndexByte(set, raw[at]) >= 0 {
			at++
		}
		return at
	}
	until := func(at int, set string) int {
		if i := strings.IndexAny(raw[min(at, len(raw)):], set); i >= 0 {
			return at + i
		}
		return len(raw)
	}
	for at := skip(until(0, blank+"/>"), blank+"/"); at < len(raw) && raw[at] != '>'; at = skip(at, blank+"/") {
		nameEnd := max(until(at, blank+"/>="), at+1)
		a := attribute{name: strings.ToLower(raw[at:nameEnd]), start: base + at}
		valueStart, valueEnd := nameEnd, nameEnd
		at = nameEnd
		if equals := skip(nameEnd, blank); equals < len(raw) && raw[equals] == '=' {
			valueStart = skip(equals+1, blank)
			if valueStart < len(raw) && (raw[valueStart] == '"' || raw[valueStart] == '\'') {
				quote := raw[valueStart : valueStart+1]
				valueStart++
				valueEnd = until(valueStart, quote)
				at = min(valueEnd+1, len(raw))
			} else {
				valueEnd = until(valueStart, blank+">")
				at = valueEnd
			}
		}
		a.value, a.end = html.UnescapeString(raw[valueStart:valueEnd]), base+valueEnd
		list = append(list, a)
	}
	return list
}
