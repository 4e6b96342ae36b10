package archive

import (
	"math/bits"
	"math/rand/v2"
)

// stream tells apart the uses of chance for one article, so that a link needs only the streams
// that its target's address and title come from.
type stream uint64

const (
	streamPlace   stream = iota + 1 // section, date, single file or folder
	streamSubject                   // topic, words, names
	streamTitle
	streamFields // front matter
	streamBody
	streamNames // names that any article may mention, by number instead of article
	streamTags
	streamPictures
)

// random returns the source of chance for number i of a stream: a function of the seed, the stream and i
// alone.
func (g *generator) random(s stream, i int) *rand.Rand {
	h := mix(g.seed ^ mix(uint64(s)))
	return rand.New(rand.NewPCG(h, mix(h^uint64(i))))
}

// mix is the finalizer of SplitMix64: near inputs give unrelated outputs, which neighbouring seeds of a PCG
// would not.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// chance reports true in percent of 100 cases.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// rank draws a number below limit, at least 1, whose probability falls as 1/rank: half of the numbers that an
// archive uses are used again and again, the others hardly ever, and a larger archive knows more of them.
func rank(r *rand.Rand, limit int) int {
	octave := r.IntN(bits.Len(uint(limit)))
	return 1<<octave - 1 + r.IntN(1<<octave)
}

// rareRank is rank with more of the high numbers.
func rareRank(r *rand.Rand, limit int) int { return max(rank(r, limit), rank(r, limit)) }

// choose returns one of the texts, all alike.
func choose(r *rand.Rand, texts []string) string { return texts[r.IntN(len(texts))] }

// quantile draws from a distribution given by its quantiles at equal steps, straight between them.
func quantile(r *rand.Rand, q []int) int {
	i := r.IntN(len(q) - 1)
	return q[i] + r.IntN(q[i+1]-q[i])
}
