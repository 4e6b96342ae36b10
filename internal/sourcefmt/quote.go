package sourcefmt

import (
	"regexp"
	"strings"
)

// yamlText writes a text so that every program that knows YAML reads this text: bare where that is safe, else
// in quotes. inList holds for an item of a list in brackets.
func yamlText(text string, inList bool) string {
	if !needsQuotes(text, inList) {
		return text
	}
	switch {
	case !strings.ContainsAny(text, "\"\\\n\t"):
		return `"` + text + `"`
	case !strings.ContainsAny(text, "'\n\t"):
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text) + `"`
}

var (
	// yamlWords are what YAML 1.1 or 1.2 takes for nothing, yes or no.
	yamlWords = regexp.MustCompile(`^(?i:~|null|true|false|yes|no|on|off|y|n|[-+]?\.inf|\.nan|<<|=)$`)
	// yamlNumbers are what it may take for a number, a date or a time.
	yamlNumbers = regexp.MustCompile(`^[-+.]?[0-9][0-9a-fA-F_.,:xoXO+\-TZtz ]*$`)
)

func needsQuotes(text string, inList bool) bool {
	if text == "" || strings.TrimSpace(text) != text || strings.ContainsAny(text, "\n\t") {
		return true
	}
	if strings.IndexByte("[]{},#&*!|>'\"%@`", text[0]) >= 0 {
		return true
	}
	if strings.IndexByte("-?:", text[0]) >= 0 && (len(text) == 1 || text[1] == ' ' || inList && strings.IndexByte(",[]{}", text[1]) >= 0) {
		return true
	}
	if strings.Contains(text, ": ") || strings.HasSuffix(text, ":") || strings.Contains(text, " #") || strings.Contains(text, ":\u00a0") {
		return true
	}
	if inList && strings.ContainsAny(text, ",;[]{}") {
		return true
	}
	return yamlWords.MatchString(text) || yamlNumbers.MatchString(text) || strings.HasPrefix(text, "---") || strings.HasPrefix(text, "...")
}
