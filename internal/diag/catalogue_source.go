package diag

// sourceMessages are the texts of package source.
var sourceMessages = map[Code]Message{}
