// Package lex has the lexical rules that every step over a body of Markdown shares: blanks, entities, words,
// the markers that open a line, elements of HTML, and what an address is. All of them look at bytes alone;
// none knows a document.
//
//	blank.go, entity.go, word.go  characters
//	linewalk.go                   lines: quotes, lists and code between fences
//	element.go                    elements of HTML
//	address.go, oncomputer.go     destinations of links and pictures, and which of them are refused
package lex
