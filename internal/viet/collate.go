package viet

// primaryOf returns the place of a letter without tone in the alphabet.
func primaryOf(plain rune) byte { return 1 }
