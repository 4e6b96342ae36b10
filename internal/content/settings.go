package content

// SettingsPath is the file whose front matter is the settings: the home page is the site.
const SettingsPath = "content/_index.md"

// Settings are the front matter of content/_index.md: the home page is the site.
type Settings struct {
	Title       string
	Description string
	BaseURL     string // absolute, ends in "/"; "" when none is known
	Zone        string // name of the time zone, default Asia/Ho_Chi_Minh
	// items on the first page of a long list, default 20; a list up to three times that is one page
	PageSize      int
	Province      string
	EditorURL     Ref
	Menu          []NamedLink
	ArchiveBanner string
	Successors    []NamedLink
	OldStatistics []Statistic // in the file's order
	Badge         Badge
	TagSlugs      map[string]string // viet.LabelKey of a label → slug
	UnitMap       []Renamed
	// NestedPlusLists is E30 of the editor inputs; default true.
	NestedPlusLists bool
	StaticTypes     []string          // extensions allowed in static/ beyond the usual, lower case with dot
	Checks          map[string]string // diagnostic code → "error", "warning", "off"
}

// NamedLink is a link of the settings. URL is a path of this site or an absolute address.
type NamedLink struct {
	Title string
	URL   Ref
}

// Statistic is a frozen figure of the old portal.
type Statistic struct {
	Label string
	Count int64
}

// Badge is the historical image of a mark that the old portal bore (Tín nhiệm mạng).
type Badge struct {
	File      Ref
	Alt, Note string
}

// Renamed maps the name of an old unit to the one that took its place.
type Renamed struct{ Old, New string }

// defaultZone is where the district lies.
const defaultZone = "Asia/Ho_Chi_Minh"
