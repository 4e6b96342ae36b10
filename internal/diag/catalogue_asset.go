package diag

// assetMessages are the texts of package asset.
var assetMessages = map[Code]Message{}
