package diag

// contentMessages are the texts of package content.
var contentMessages = map[Code]Message{}
