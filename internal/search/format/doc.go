// Package format is what the files of a search index look like to the script that reads them
// (static/assets/search.js):
//
//	list.go       postings: gaps in Rice code, impacts in unary
//	rows.go       front-coded keys with their lists
//	shard.go      one call of a classic script: kind, name, version, checksum, payload
//	directory.go  first keys and versions of shards, and pages of them
//
// A change of what any of it means is a change of [Version]. Package search/index makes the files and says
// what they are for.
package format
