// Package syntax is goldmark's parser with our constructs in it, one a file. It makes the tree that package
// markdown renders.
//
//	tree := syntax.Parse(source, syntax.Options{NestedPlusLists: true, MaxHTML: limit})
//	tree.Root                             // nodes of goldmark, and Formula and FormulaBlock
//	tree.Uncertain[link]                  // stands as typed unless it leads somewhere
//
// The language is that of the package comment of markdown. What costs goldmark quadratic time is refused here
// or read by our own parsers (limits.go, linkparse.go, tableparse.go).
package syntax
