// Package archive owns the synthetic archive of the command demo: any number of generated articles with the
// layouts and static files of the program, for trials, tests and benchmarks.
//
//	err := archive.Write(ctx, "thu", carried, archive.Options{Articles: 10_000, Seed: 1}, nil)
//
//	thu/layouts/…  thu/static/…                  as the program carries them
//	thu/static/anh/minh-hoa-01.png …             40 drawings that the articles share
//	thu/content/_index.md                        settings: title, menu, banner, old statistics
//	thu/content/gioi-thieu.md lien-he.md …       pages
//	thu/content/kinh-te/_index.md …              12 uneven sections, two of them inside another
//	thu/content/kinh-te/2018/<title>-<n>.md      article n
//	thu/content/kinh-te/2018/<title>-<n>/        one in fifty: index.md and a picture
//	thu/content/kinh-te/<title>-<n>.md           an article that does not tell its date
//
// The text is nonsense of real words, one correct syllable after the other, in NFC. The district, its
// communes, hamlets, products, documents and pen names are invented; no person is named, and banner and home
// page say that all of it is generated.
//
// # Rules
//
// Same number of articles, seed and program: same bytes, whatever the machine and the number of processors.
// Article i is a function of (seed, number of articles, i): nothing is remembered from one article to the
// next, so a million need no more memory than ten, and whatever a link needs of its target (section, date,
// title) is calculated again (place.go). Weights are whole numbers, for floating point may differ between
// machines. Only the pictures depend on the encoders of the Go release.
//
// Everything is valid: no unknown key, no value that needs quotes, every link and picture exists, every
// picture has alt text and a caption, no line passes for an older encoding, no draft. Links lead to articles
// of lower number, which are never younger.
//
// # How the text is made
//
//	lexicon.txt   2,700 words of one to eight syllables by class and topic
//	grammar.txt   how titles, sentences, captions and list items are put together from them
//	subject.go    what an article is about: topic by section, and its own words and names, which come back again and again
//	names.go      names of hamlets, products and varieties: the tail of the vocabulary, which grows with the archive
//
// Some names and words differ in accents alone (thôn Thúy Lâm, Thủy Lâm, Thùy Lâm; hòa giải, hóa giải):
// search must keep them apart.
//
// # Beside real news
//
// Measured on 2,000 real articles of general news and on 2,000 of ours (seed 1). A token is a run of letters
// and digits; a pair is two tokens side by side, folded, with no sign of punctuation but "," "-" "/" between
// them.
//
//	                                            real      ours
//	tokens an article, median                    371       385
//	tokens an article, mean                      491       508
//	distinct syllables an article                228       248
//	distinct pairs an article                    376       375
//	– of them in two articles or more            321       332
//	types (accented)                          14,728    12,662
//	types (folded)                            10,864     9,217
//	distinct pairs in all                    189,203   144,391
//	tokens with a diacritic                     .806      .825
//	tokens with a digit                         .036      .036
//	tokens whose folded key has several forms   .911      .814
//	– most frequent form of the key is right    .733      .775
//	tokens of a title, mean                      9.8      10.5
//
// The most frequent hundred syllables are 36 % of real text and 38 % of ours, the most frequent thousand 86 %
// and 92 %: a lexicon of 2,700 words has a shorter middle than a language. Four tokens in a row of a title
// name one article among 10,000 in 82 of 100 cases (real news, among 2,000: 97).
package archive
