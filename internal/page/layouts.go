package page

// Layouts gives for every page kind an empty value of what its layout sees. The layouts are checked against
// these types before any page is rendered, so that a misspelt field is found at once and not on the page
// where it happens to be used. The view without a name is that of the extra layouts that entries choose
// (layout: x).
func Layouts() map[string]any {
	return map[string]any{
		"home": &HomeView{}, "article": &ArticleView{}, "page": &ArticleView{},
		"section": &ListView{}, "tag": &ListView{}, "author": &ListView{}, "organization": &ListView{}, "series": &ListView{},
		"archive": &ListView{}, "year": &ListView{}, "month": &ListView{}, "undated": &ListView{},
		"tags": &TermsView{}, "authors": &TermsView{}, "organizations": &TermsView{}, "all-series": &TermsView{},
		"":    &ArticleView{},
		"map": &MapView{}, "search": &SearchView{}, "404": &NotFoundView{}, "alias": &AliasView{},
	}
}

// Fragments gives the same for every partial that is executed on its own.
func Fragments() map[string]any {
	return map[string]any{"header": Header{}, "footer": Footer{}, "card": Item{}}
}
