package diag

// buildMessages are the texts of package build.
var buildMessages = map[Code]Message{}
