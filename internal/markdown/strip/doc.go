// Package strip takes out of a body what is no text of the article, before goldmark sees it: comments,
// scripts, style sheets (aside.go), and what other programs would fill in: {{< figure … >}}, {% link … %}, {:
// .x } (template.go). What stands for a picture, a link or code becomes that; the rest goes with a message.
//
//	s := strip.Read(file, start)
//	s.Text                                // what later steps read
//	s.Warn(offset, "list-year", "2018.")  // an offset of s.Text; the diagnostic stands at the line and column of the file
//
// A construct is read once and left at its end, so the time is that of the length.
package strip
