package viet

import (
	"slices"
	"strings"
	"time"
)

// A clock is the time of day in a value that ParseDate reads.
type clock struct {
	given                bool
	hour, minute, second int
	hasOffset            bool
	offset               int // seconds east of Greenwich
}

// cutClock takes the time of day from the front or the end of a folded key and returns the date
// that is left: "08:30 20/03/2018", "8h30, 20/3/2018", "2018-03-20t08:30:00.000+07:00".
func cutClock(key string) (date string, c clock, fault *DateError) {
	start, sep := clockStart(key)
	if sep < 0 {
		return key, clock{}, nil
	}
	before := key[:start]
	c, rest, ok := parseClock(key[start:sep], key[sep+1:])
	if !ok {
		return "", c, unreadable("")
	}
	if before == "" {
		date, found := strings.CutPrefix(strings.TrimPrefix(rest, ","), " ")
		if !found || c.hasOffset {
			return "", c, unreadable("")
		}
		return date, c, nil
	}
	rest, ok = c.parseOffset(rest)
	date, found := strings.CutSuffix(before, "t")
	if !found {
		date, found = strings.CutSuffix(before, " ")
		date = strings.TrimSuffix(date, ",")
	}
	if !ok || !found || rest != "" {
		return "", c, unreadable("")
	}
	return date, c, nil
}

// clockStart finds the hour and the ':' or 'h' behind it; sep is -1 when there is no time of day.
func clockStart(key string) (start, sep int) {
	for i := 1; i < len(key); i++ {
		if key[i] != ':' && key[i] != 'h' {
			continue
		}
		start = i
		for start > 0 && isDigit(key[start-1]) {
			start--
		}
		if start < i {
			return start, i
		}
	}
	return 0, -1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// parseClock reads the minutes, seconds and fraction of a second that follow the hour; the
// fraction is dropped.
func parseClock(hour, rest string) (c clock, tail string, ok bool) {
	if len(hour) > 2 || digitPrefix(rest) != 2 {
		return c, "", false
	}
	c = clock{given: true, hour: number(hour), minute: number(rest[:2])}
	rest = rest[2:]
	if seconds, found := strings.CutPrefix(rest, ":"); found {
		if digitPrefix(seconds) != 2 {
			return c, "", false
		}
		c.second = number(seconds[:2])
		rest = seconds[2:]
		if fraction, found := strings.CutPrefix(rest, "."); found {
			n := digitPrefix(fraction)
			if n == 0 {
				return c, "", false
			}
			rest = fraction[n:]
		}
	}
	return c, rest, true
}

// parseOffset reads "z", "+07:00", "+0700", also after a blank.
func (c *clock) parseOffset(s string) (rest string, ok bool) {
	zone := strings.TrimPrefix(s, " ")
	if zone == "z" {
		c.hasOffset = true
		return "", true
	}
	if zone == "" || zone[0] != '+' && zone[0] != '-' {
		return s, true
	}
	digits := strings.Replace(zone[1:], ":", "", 1)
	if digitPrefix(digits) != 4 || len(digits) != 4 || len(zone) == 6 && zone[3] != ':' {
		return s, false
	}
	hours, minutes := number(digits[:2]), number(digits[2:])
	if hours > 23 || minutes > 59 {
		return s, false
	}
	c.hasOffset = true
	c.offset = (hours*60 + minutes) * 60
	if zone[0] == '-' {
		c.offset = -c.offset
	}
	return "", true
}

// on returns the day with the time of day, converted to zone when the value names an offset.
func (c clock) on(day Date, zone *time.Location) (Date, *DateError) {
	impossible := &DateError{Code: DateImpossible, Suggestion: day.Machine()}
	if c.hour > 23 || c.minute > 59 || c.second > 59 {
		return Date{}, impossible
	}
	d := day
	d.Hour, d.Minute, d.Second, d.Precision = int8(c.hour), int8(c.minute), int8(c.second), PrecisionMinute
	if c.hasOffset {
		d = FromTime(d.Time(time.FixedZone("", c.offset)), zone)
		if d.Year < 1 || d.Year > 9999 {
			return Date{}, impossible
		}
	}
	return d, nil
}

// dayBeside finds the day in a folded key whose time of day cannot be read: "2018-03-20 25:00", "8 gio,
// 20/3/2018". What stands beside the day must speak of a time, and of no other day.
func dayBeside(key string) (day Date, ok bool) {
	weekday, key := cutWeekday(key)
	for i := range len(key) {
		if key[i] != ' ' && key[i] != ',' && key[i] != 't' {
			continue
		}
		for _, split := range [2][2]string{{key[:i], key[i:]}, {key[i+1:], key[:i]}} {
			d, fault := parseDay(strings.Trim(split[0], " ,"))
			if fault == nil && d.Precision == PrecisionDay && speaksOfTime(split[1]) {
				return d, weekday == "" || FoldedKey(weekdayOf(d)) == weekday
			}
		}
	}
	return Date{}, false
}

// timeWords are the words of a time of day, folded.
var timeWords = []string{"h", "g", "gio", "phut", "luc", "sang", "trua", "chieu", "toi", "dem", "am", "pm", "t", "utc", "gmt"}

// speaksOfTime reports whether a folded text is about a time of day and names no other day.
func speaksOfTime(text string) bool {
	words := strings.FieldsFunc(text, func(c rune) bool { return c < 'a' || c > 'z' })
	isTime := slices.ContainsFunc(words, func(word string) bool { return slices.Contains(timeWords, word) }) || strings.Contains(text, ":")
	if hour := strings.Trim(text, " ,"); len(hour) <= 2 && digitPrefix(hour) == len(hour) {
		isTime = hour != "" && number(hour) <= 24
	}
	for i := 0; i < len(text); i++ {
		n := digitPrefix(text[i:])
		if n == 0 {
			continue
		}
		before, after := byteAt(text, i-1), byteAt(text, i+n)
		switch {
		case before == '/' || after == '/' || n > 4 && before != '.' && before != ',':
			return false
		case n == 4 && before != '+' && before != '-' && before != '.': // 0830, and no year
			minutes := number(text[i : i+n])
			if minutes >= 1900 && minutes < 2100 || minutes/100 > 24 || minutes%100 > 59 {
				return false
			}
			isTime = true
		}
		i += n
	}
	return isTime
}

// byteAt is the byte at a place of a text, a blank outside of it.
func byteAt(text string, i int) byte {
	if i < 0 || i >= len(text) {
		return ' '
	}
	return text[i]
}
