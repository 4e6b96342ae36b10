package diag

// outputMessages are the texts of package output.
var outputMessages = map[Code]Message{}
