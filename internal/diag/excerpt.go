package diag

// excerptLength is how much of a line a message quotes, in characters.
const excerptLength = 60

// Excerpt shortens a text of the editor's for the words of a message: its first 60 characters, and a sign
// that there was more.
func Excerpt(text string) string { return shorten(text, excerptLength) }

func shorten(text string, most int) string {
	count := 0
	for i := range text {
		if count == most {
			return text[:i] + "…"
		}
		count++
	}
	return text
}
