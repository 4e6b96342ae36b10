package diag

// markdownMessages are the texts of package markdown.
var markdownMessages = map[Code]Message{}
