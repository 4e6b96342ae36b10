package search

import (
	"fmt"
	"math/bits"
)

// numbering is which document has which number. Numbers follow the total order, so the newest document has the greatest, and leave room: each
// year is a block of about 4/3 as many numbers as it has documents, in which a document lies where its day lies in the year. A document that
// comes, goes or changes its day therefore moves the few that lie between it and the next free number, and not all later ones;
// lists pay half a bit a document for it. Without room, an article with an old date would rewrite every file of the index.
//
// It is a function of the dates and their order alone. Documents of one date (undated ones, say) lie side by side: a new one moves those of them
// that follow it. A year that outgrows its block (1 document in 100) moves all later years.
type numbering struct {
	ids      []int32  // number of each document, ascending
	universe int      // numbers are below it
	years    [][2]int // year (0 for none) and the first number of its block, oldest first
}

// daysOfYear is the length of a year of months of 31 days, which places days well enough.
const daysOfYear = 12 * 31

// numberDocs numbers documents by the dates of their cards, which are in the total order.
func numberDocs(docs []Doc) numbering {
	n := numbering{ids: make([]int32, len(docs))}
	for from := 0; from < len(docs); {
		year, _ := yearAndDay(docs[from].Card.Date)
		end := from
		for end < len(docs) {
			if y, _ := yearAndDay(docs[end].Card.Date); y != year {
				break
			}
			end++
		}
		room := blockSize(end - from)
		n.years = append(n.years, [2]int{year, n.universe})
		next := 0
		for i := from; i < end; i++ {
			_, day := yearAndDay(docs[i].Card.Date)
			at := min(max(day*room/daysOfYear, next), room-(end-i)) // the rest must fit behind it
			n.ids[i] = int32(n.universe + at)
			next = at + 1
		}
		n.universe += room
		from = end
	}
	return n
}

// blockSize is how many numbers a year of count documents gets: a third more than it needs, in steps of an eighth, so that one more document
// seldom changes it.
func blockSize(count int) int {
	step := max(32, 1<<bits.Len(uint(count/16)))
	return (count*4/3/step + 1) * step
}

// yearAndDay reads the date of a card: its year (0 for none), and its day counted from the beginning of the year (0 where it is not known).
func yearAndDay(date string) (year, day int) {
	month, dayOfMonth := 1, 1
	if n, _ := fmt.Sscanf(date, "%d-%d-%d", &year, &month, &dayOfMonth); n == 0 {
		return 0, 0
	}
	return year, (month-1)*31 + dayOfMonth - 1
}

// stretchUnit is the least length of a stretch: a whole number of files of cards and of texts.
const stretchUnit = 16 * cardsAFile

// maxStretches bounds the versions in root.js.
const maxStretches = 128

// stretchLength is the length of the stretches that cards and texts have versions for.
func stretchLength(universe int) int {
	length := stretchUnit
	for length*maxStretches < universe {
		length *= 2
	}
	return length
}
