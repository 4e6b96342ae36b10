package diag

// siteMessages are the texts of package site.
var siteMessages = map[Code]Message{}
