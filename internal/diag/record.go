package diag

// Record is a diagnostic for programs: the form of --json.
type Record struct {
	Code     Code     `json:"code"`
	Severity string   `json:"severity"`
	Path     string   `json:"path"`
	Line     int      `json:"line,omitempty"`
	Col      int      `json:"col,omitempty"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
	Source   string   `json:"source,omitempty"`
	Also     []string `json:"also,omitempty"`
}

// Records turns diagnostics into records with their texts in one language.
func Records(ds []Diagnostic, lang Lang) []Record {
	records := make([]Record, len(ds))
	for i, d := range ds {
		message, hint := d.Text(lang)
		r := Record{d.Code, d.Severity.String(), d.Pos.Path, d.Pos.Line, d.Pos.Col, message, hint, d.Source, nil}
		for _, p := range d.Also {
			r.Also = append(r.Also, p.String())
		}
		records[i] = r
	}
	return records
}
