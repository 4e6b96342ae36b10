package viet

import (
	"strconv"
	"strings"
	"time"
)

// Codes of DateError.
const (
	DateImpossible = "date-impossible" // 2018-02-30, 25:00, year 0
	DateOrder      = "date-order"      // 03/20/2018: month and day changed places
	DateShortYear  = "date-short-year" // 20/03/18
	DateUnreadable = "date-unreadable" // anything else
	DateClock      = "date-clock"      // a day with a time of day that cannot be read: 2018-03-20 25:00
)

// A DateError says why a value is no date and what may have been meant.
type DateError struct {
	Code       string // one of the codes above, stable
	Value      string // the value as written
	Suggestion string // a value that would be read; "" when nothing near is certain
	Day        Date   // of a DateClock: what is certain all the same
}

func (e *DateError) Error() string {
	text := e.Code + ": " + strconv.Quote(e.Value)
	if e.Suggestion != "" {
		text += ", did you mean " + strconv.Quote(e.Suggestion) + "?"
	}
	return text
}

// ParseDate reads a date as editors write it and keeps its precision:
//
//	2018-03-05  2018/3/5  20/03/2018  20-3-2018  20.3.2018      a day
//	ngày 20 tháng 3 năm 2018  Thứ Ba, ngày 20/3/2018            a day
//	2018-03-20 08:30  08:30 20/03/2018  2018-03-20T01:30:00Z    a day with time
//	2018-03  3/2018  tháng 3 năm 2018                           a month
//	2018  năm 2018                                              a year
//
// each also after "khoảng". Case, accents and kinds of blanks do not matter. A time with an
// offset (RFC 3339) is converted to zone; without one it is a time in zone. Day and month are
// never guessed: the month is always the second of three numbers.
//
// The error is always a *DateError. An empty value is one too; a caller for whom it means "no
// date" does not ask.
func ParseDate(s string, zone *time.Location) (Date, error) {
	key, circa := strings.CutPrefix(asciiDashes(FoldedKey(s)), "khoang ")
	d, fault := parseDate(key, zone)
	if fault != nil {
		if day, ok := dayBeside(key); ok {
			day.Circa = circa
			fault = &DateError{Code: DateClock, Suggestion: day.Machine(), Day: day}
		}
		fault.Value = s
		if circa && fault.Suggestion != "" {
			fault.Suggestion = "khoảng " + fault.Suggestion
		}
		return Date{}, fault
	}
	d.Circa = circa
	return d, nil
}

// parseDate reads a folded key without "khoang". Its errors have no Value yet.
func parseDate(key string, zone *time.Location) (Date, *DateError) {
	weekday, key := cutWeekday(key)
	text, clock, fault := cutClock(key)
	if fault != nil {
		return Date{}, fault
	}
	d, fault := parseDay(text)
	if fault != nil {
		return Date{}, fault
	}
	if clock.given {
		if d.Precision != PrecisionDay {
			return Date{}, unreadable("")
		}
		if d, fault = clock.on(d, zone); fault != nil {
			return Date{}, fault
		}
	}
	if weekday != "" && (d.Precision < PrecisionDay || FoldedKey(weekdayOf(d)) != weekday) {
		return Date{}, unreadable(d.Short())
	}
	return d, nil
}

func unreadable(suggestion string) *DateError {
	return &DateError{Code: DateUnreadable, Suggestion: suggestion}
}

// asciiDashes turns the dashes that word processors make of a hyphen back into one.
func asciiDashes(s string) string {
	if asciiPrefix(s) == len(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isDash(r) {
			return '-'
		}
		return r
	}, s)
}

// isDash holds for the hyphen-minus, the dashes U+2010–U+2014 and the minus sign.
func isDash(r rune) bool { return r == '-' || r >= 0x2010 && r <= 0x2014 || r == 0x2212 }

// cutWeekday cuts the name of a weekday and a comma from the front of a folded key.
func cutWeekday(key string) (weekday, rest string) {
	if !strings.HasPrefix(key, "thu ") && !strings.HasPrefix(key, "chu ") {
		return "", key
	}
	for _, name := range weekdays {
		folded := FoldedKey(name)
		if rest, ok := strings.CutPrefix(key, folded); ok && rest != "" && (rest[0] == ',' || rest[0] == ' ') {
			return folded, strings.TrimLeft(rest, ", ")
		}
	}
	return "", key
}

func weekdayOf(d Date) string { return weekdays[d.Time(time.UTC).Weekday()] }

// parseDay reads a date without time. The shape of the text decides what its numbers are.
func parseDay(text string) (Date, *DateError) {
	var stack [48]byte
	shape, numbers, ok := shapeOf(stack[:0], text)
	if !ok {
		return Date{}, unreadable("")
	}
	switch string(shape) {
	case "#-#-#", "#/#/#", "#.#.#", "ngay #-#-#", "ngay #/#/#", "ngay #.#.#":
		if len(numbers[0]) > 2 {
			return dateOf(numbers[2], numbers[1], numbers[0], true)
		}
		return dateOf(numbers[0], numbers[1], numbers[2], false)
	case "ngay # thang # nam #":
		return dateOf(numbers[0], numbers[1], numbers[2], false)
	case "nam # thang # ngay #":
		return dateOf(numbers[2], numbers[1], numbers[0], true)
	case "#-#", "#/#", "#.#":
		if len(numbers[0]) > 2 {
			return dateOf("", numbers[1], numbers[0], true)
		}
		if len(numbers[1]) == 2 {
			return Date{}, unreadable("") // 3/12 may be a day or a month
		}
		return dateOf("", numbers[0], numbers[1], false)
	case "thang #-#", "thang #/#", "thang #.#", "thang # nam #":
		return dateOf("", numbers[0], numbers[1], false)
	case "#", "nam #":
		if n := numbers[0]; len(shape) == 1 && len(n) == len("20180320") && "18" <= n[:2] && n[:2] <= "20" && n[4:6] <= "12" {
			// of ISO 8601: from the other end its month would be 18 to 20
			return dateOf(n[6:], n[4:6], n[:4], true)
		}
		return dateOf("", "", numbers[0], false)
	}
	return Date{}, unreadable("")
}

// shapeOf appends text to buf with # for each of its numbers, of which there are one to three.
func shapeOf(buf []byte, text string) (shape []byte, numbers [3]string, ok bool) {
	count := 0
	for i := 0; i < len(text); {
		n := digitPrefix(text[i:])
		if n == 0 {
			buf = append(buf, text[i])
			i++
			continue
		}
		if count == len(numbers) {
			return nil, numbers, false
		}
		numbers[count] = text[i : i+n]
		count++
		buf = append(buf, '#')
		i += n
	}
	return buf, numbers, count > 0
}

func digitPrefix(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// dateOf makes a date of its parts as written; day, or day and month, may be "". Suggestions
// follow the order in which the editor wrote: yearFirst as in 2018-03-20.
func dateOf(day, month, year string, yearFirst bool) (Date, *DateError) {
	if len(day) > 9 || len(month) > 9 || len(year) > 9 {
		return Date{}, unreadable("")
	}
	y, m, d := number(year), number(month), number(day)
	if len(year) == 2 && month != "" {
		return Date{}, &DateError{Code: DateShortYear, Suggestion: suggestDate(fullYear(y), m, d, day != "", false)}
	}
	if len(year) != 4 || len(month) > 2 || len(day) > 2 {
		return Date{}, unreadable(suggestDate(y, m, d, day != "", yearFirst))
	}
	known := newDate(y, m, d, PrecisionDay)
	if day == "" {
		known.Precision, d = PrecisionMonth, 1
	}
	if month == "" {
		known.Precision, m = PrecisionYear, 1
	}
	switch {
	case exists(y, m, d):
		return known, nil
	case day != "" && exists(y, d, m):
		return Date{}, &DateError{Code: DateOrder, Suggestion: writeDate(y, d, m, yearFirst)}
	case known.Precision == PrecisionDay && exists(y, m, 1):
		return Date{}, &DateError{Code: DateImpossible, Suggestion: writeDate(y, m, 0, yearFirst)}
	case known.Precision > PrecisionYear && exists(y, 1, 1):
		return Date{}, &DateError{Code: DateImpossible, Suggestion: writeDate(y, 0, 0, yearFirst)}
	}
	return Date{}, &DateError{Code: DateImpossible}
}

// number reads at most nine ASCII digits; "" is 0.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}

// fullYear guesses the century of a two-digit year, for suggestions only. The archive ends in 2025.
func fullYear(year int) int {
	if year <= 30 {
		return 2000 + year
	}
	return 1900 + year
}

// suggestDate writes the date that the numbers would make, day and month in either order, or ""
// when there is no such date.
func suggestDate(year, month, day int, hasDay, yearFirst bool) string {
	switch {
	case !hasDay && exists(year, month, 1):
		return writeDate(year, month, 0, yearFirst)
	case hasDay && exists(year, month, day):
		return writeDate(year, month, day, yearFirst)
	case hasDay && exists(year, day, month):
		return writeDate(year, day, month, yearFirst)
	}
	return ""
}

// writeDate writes a date in the order in which the editor writes; a part of 0 is left out.
func writeDate(year, month, day int, yearFirst bool) string {
	d := newDate(year, month, day, PrecisionDay)
	switch {
	case month == 0:
		d.Precision = PrecisionYear
	case day == 0:
		d.Precision = PrecisionMonth
	}
	if yearFirst {
		return d.Machine()
	}
	return d.Short()
}
