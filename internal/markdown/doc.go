// Package markdown turns the body of an article into HTML, and into what the rest of the program wants to
// know about it: its links and pictures with their places, its outline, its plain text, and what its author
// should look at again.
//
// It and the packages below it are the only ones that import goldmark, and they know one text at a time: no
// other file, no size of a picture, no address of a page. A body goes through strip (what is no text of the
// article), syntax (the tree) and this package, which renders it once, with numbered slots where links and
// pictures stand, and the slots are filled when a page is made:
//
//	doc := markdown.Convert(file, start, markdown.Options{Title: "Nghị quyết vào cuộc sống", NestedPlusLists: true})
//	doc.Links[0].Dest                     // "../2018/bài khác.md#Kết quả", at doc.At.Links[0]
//	…                                     // whoever knows the site finds the targets
//	doc.Body.Render(&buf, markdown.References{
//		Links: []markdown.LinkTarget{{Href: "../2018/bai-khac.html#h-ket-qua"}},
//	})
//
// # Input
//
// A file whose text is UTF-8 in NFC with \n as line end, and the offset where its body begins behind the
// front matter. Every position in the result counts lines of the file and characters of the line, from 1.
//
// The language is CommonMark with the tables, ~~deletions~~, task lists and bare addresses of GitHub,
// footnotes ([^1]) and definition lists. It is read for people who write in Word and on phones (the ids are
// those of testdata/cases):
//
//	E28  a paragraph stays one however far it is indented, and an indented line that begins a sentence opens one; there is no code by indentation, only between ``` fences
//	E29  ** that is left in the text is reported where it stands; ** and * inside of words and numbers: syntax/emphasis.go
//	E30  `+` items nest under the `-` or `*` item before them (Options.NestedPlusLists)
//	E31  lines with bullets of Word are a list (syntax/bullet.go); line ends before "a)", "(1)", "I.", "1.1.", "•", "-", "✓" …, typed without blank lines, stay line breaks; two such lines at least
//	E32  `##Kết quả` is a heading; the highest heading of a body becomes h2 and the others follow; the title repeated as # goes
//	E33  of raw HTML the elements that mean something and do no harm stay, by bluemonday (structure, tables, lists with their way of counting,
//	     sup, sub, u, s, mark, abbr, details …); a block or <br><br> in running text ends its paragraph; an embedded video becomes a link
//	E34  markup of Word goes, and its words stay
//	E35  text is in NFC after its entities are decoded
//	E38  `![Lễ hội](ảnh lễ hội.jpg)` is a picture; a link with blanks must look like a file name
//	E41  a picture of another site is never loaded: its words and a link are given
//	E43  a picture without a description takes it from its caption; one without either is reported
//	E44  of a link that is no http, https, mailto, tel or path, only the words stay
//
// Formulas in TeX stay to the letter (syntax/formulaparse.go).
//
// Verse and the like keep their line ends (syntax/verse.go).
//
// Prose stays prose (P8): a row of dashes under a sentence is a rule and no heading; "1. Kết quả" alone
// between paragraphs is a numbered paragraph when it counts on, "2018. Năm của …" is never an item; a
// reference or a footnote that nothing uses is shown; `<tên đơn vị>` is text.
//
// Comments, scripts, style sheets and the like are taken out before anything else reads the text
// (strip/aside.go): they end where HTML says, and one that never ends is an error. What other programs would
// fill in ({{< figure … >}}, {% link … %}, {: .x }) becomes a picture, a link or code, or goes with a message
// (strip/template.go). What is between code fences or in backticks is text.
//
// # Output
//
// HTML without style, script, event handler or foreign address of its own. All ids begin with "h-" (headings,
// outline, places with a name of their own: {#mot}, <a name="mot">) or "fn" (notes), so that content cannot
// take a name that a script uses. Classes: lead, external, table, align-right, align-center, picture-missing,
// footnotes, footnote-ref, footnote-backref, language-…, math.
//
//	<figure><img …><figcaption>…</figcaption></figure>   a paragraph that holds nothing but pictures with titles
//	<div class="table"><table>…</table></div>            the box scrolls; <th scope="col">
//	<a href … class="external" rel="noopener nofollow">  leaves the site
//	<a href …>…</a> <audio controls preload="none" …>    leads to sound
//	<span class="picture-missing">…</span>               the picture is not there
//
// A link without a target is rendered as its words, so a link to a draft leaves no trace.
//
// # Outline
//
// Document.Outline lists the headings and, since most texts of the archive have none, paragraphs of the top
// level that open with "Thứ nhất", "Một là" (and , or :), "I.", "1.", "a)". They count only in a series: from
// the first of it, each the next, two at least ("Thứ năm" alone is Thursday). Such a paragraph keeps its
// words and gets an id from its opening ("h-thu-nhat"); it stands one level below the heading that it
// follows.
//
// # Plain text
//
// Document.Blocks is the text for the search index: one block for each paragraph, heading, text of a list
// item, table cell, caption, note and code block, in the order of the page, with the anchor of the heading or
// outline entry that it follows. Blanks are folded, what is not words (addresses behind links, descriptions
// of pictures, numbers of notes) is left out.
//
// # Limits
//
// Quotes and lists nest 64 levels at most; the HTML is at most 32 times the source and 64 KiB, with its slots
// filled. Beyond that there is one diagnostic of level Error and no document. Inputs that cost goldmark
// quadratic time are refused or read by our own parsers; a limit of time is the caller's matter.
package markdown
