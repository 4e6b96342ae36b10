package diag

// layoutMessages are the texts of package layout.
var layoutMessages = map[Code]Message{}
