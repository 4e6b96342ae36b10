package asset

import (
	"fmt"
	"path"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// Minified reports whether a published file is minified on its way: the style and the scripts of the portal,
// whose comments are for those who change them and not for every reader's telephone.
func Minified(url string) bool {
	ext := strings.ToLower(path.Ext(url))
	return strings.HasPrefix(url, "assets/") && (ext == ".js" || ext == ".css")
}

// Minify returns a script or a style sheet without comments, blanks and long local names. The bytes are a
// function of the input alone.
func Minify(url string, text []byte) ([]byte, error) {
	m := minify.New()
	m.Add("text/css", &css.Minifier{})
	m.Add("text/javascript", &js.Minifier{})
	kind := "text/javascript"
	if strings.EqualFold(path.Ext(url), ".css") {
		kind = "text/css"
	}
	small, err := m.Bytes(kind, text)
	if err != nil {
		return nil, fmt.Errorf("minify %s: %w", url, err)
	}
	return small, nil
}
