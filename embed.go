// Package bantin carries the layouts and the style of the portal inside the program: a site without files of
// its own uses these, and the demonstration archive holds a copy. It is at the top of the module because no
// directive of embed reaches upwards.
package bantin

import "embed"

// Carried holds layouts/ and static/assets/.
//
//go:embed layouts static/assets
var Carried embed.FS
