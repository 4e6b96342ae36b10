package content

// Text is a file's text as Parse counts its lines, for whoever shows the line of a diagnostic; "" when the bytes are no text.
func Text(raw []byte) string {
	rm, ok := decode("", raw, Options{}.decodeRules())
	if !ok {
		return ""
	}
	return rm.file.Text
}
