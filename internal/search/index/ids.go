package index

import (
	"math/bits"
	"strconv"
	"strings"
)

// numbering is which document has which number. Numbers follow the total order, so the newest document has
// the greatest, and leave room: each year is a block of about 3/2 as many numbers as it has documents, in
// which a document lies where its day lies in the year. A document that comes, goes or changes its day
// therefore moves the few that lie between it and the next free number, and not all later ones; lists pay 0.6
// bits a document for it. Without room, an article with an old date would rewrite every file of the index.
//
// It is a function of the dates and their order alone. Documents of one date (undated ones, say) lie side by
// side: a new one moves those of them that follow it. A year that outgrows its block (1 document in 100)
// moves all later years.
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
	before := 0 // room of the year before
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
		if end == len(docs) {
			room = max(room, before) // the year that is not over will need as much as the last one
		}
		before = room
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

// blockSize is how many numbers a year of count documents gets: half more than it needs, in steps, so that
// one more document seldom changes it. With a third more, twice as many documents are moved by a new one.
func blockSize(count int) int {
	step := max(32, 1<<bits.Len(uint(count/8)))
	return (count*3/2/step + 1) * step
}

// yearAndDay reads the date of a card ("2018-03-20", "2018-03", "2018", ""): its year (0 for none), and its
// day counted from the beginning of the year (that of the month or year where it is not known).
func yearAndDay(date string) (year, day int) {
	parts := [3]int{0, 1, 1}
	for i, part := range strings.SplitN(date, "-", len(parts)) {
		n, err := strconv.Atoi(part)
		if err != nil {
			break
		}
		parts[i] = n
	}
	return parts[0], (parts[1]-1)*31 + parts[2] - 1
}

// stretchUnit is the least length of a stretch: a whole number of files of cards and of texts.
const stretchUnit = 4 * cardsAFile

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
