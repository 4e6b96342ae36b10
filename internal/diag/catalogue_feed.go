package diag

// feedMessages are the texts of package feed.
var feedMessages = map[Code]Message{}
