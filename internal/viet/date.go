package viet

import (
	"cmp"
	"fmt"
	"time"
	_ "time/tzdata" // zones other than the archive's own must not depend on the machine
)

// Precision says how much of a Date is known. Greater is finer.
type Precision uint8

const (
	PrecisionNone   Precision = iota // no date at all
	PrecisionYear                    // a year
	PrecisionMonth                   // a month of a year
	PrecisionDay                     // a day
	PrecisionMinute                  // a day with a time of day
)

// A Date (ngày tháng) is a point in the site's zone that is known with a certain precision.
// Fields finer than the precision are zero, so equal dates are equal values; the zero Date is
// "no date". Circa (khoảng) marks a date that is approximate at its own precision.
//
// A date is never invented: "2018-03" is March 2018, not its first day.
//
// It takes 10 bytes and not 56, because an entry has five.
type Date struct {
	Year                 int16
	Month, Day           int8
	Hour, Minute, Second int8
	Precision            Precision
	Circa                bool
}

// newDate is a date without a time of day. The parts fit: a year of four digits, the others of two.
func newDate(year, month, day int, p Precision) Date {
	return Date{Year: int16(year), Month: int8(month), Day: int8(day), Precision: p}
}

// vietnamZone is exact since 13 June 1975, the whole life of the archive.
var vietnamZone = time.FixedZone("+07", 7*60*60)

// Zone returns the time zone of a site. Asia/Ho_Chi_Minh, and "" which stands for it, are fixed
// at +07:00; other names are those of the IANA database, which the program carries with it.
// "Local" is refused: the machine's zone must not reach the output.
func Zone(name string) (*time.Location, error) {
	switch name {
	case "", "Asia/Ho_Chi_Minh":
		return vietnamZone, nil
	case "Local":
		return nil, fmt.Errorf("unknown time zone %q", name)
	}
	return time.LoadLocation(name)
}

// FromTime returns the date of an instant in the given zone, with its time of day to the second.
// The zero Time gives no date.
func FromTime(t time.Time, zone *time.Location) Date {
	if t.IsZero() {
		return Date{}
	}
	t = t.In(zone)
	return Date{
		Year: int16(t.Year()), Month: int8(t.Month()), Day: int8(t.Day()),
		Hour: int8(t.Hour()), Minute: int8(t.Minute()), Second: int8(t.Second()),
		Precision: PrecisionMinute,
	}
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.Precision == PrecisionNone }

// Lower returns d with precision p when p is lower than its own, else d. It serves the field
// date_precision, which may take knowledge away and never add any. PrecisionNone gives no date.
func (d Date) Lower(p Precision) Date {
	if p >= d.Precision {
		return d
	}
	lowered := Date{Precision: p, Circa: d.Circa}
	switch p {
	case PrecisionDay:
		lowered.Year, lowered.Month, lowered.Day = d.Year, d.Month, d.Day
	case PrecisionMonth:
		lowered.Year, lowered.Month = d.Year, d.Month
	case PrecisionYear:
		lowered.Year = d.Year
	default:
		return Date{}
	}
	return lowered
}

// Compare orders dates as their Keys: no date, then a year without month before the year's
// months, a month without day before its days, a day without time before its times. Circa does
// not count.
func (d Date) Compare(e Date) int {
	return cmp.Or(
		cmp.Compare(d.Year, e.Year),
		cmp.Compare(d.Month, e.Month),
		cmp.Compare(d.Day, e.Day),
		cmp.Compare(d.Hour, e.Hour),
		cmp.Compare(d.Minute, e.Minute),
		cmp.Compare(d.Second, e.Second),
		cmp.Compare(d.Precision, e.Precision),
	)
}

// Time returns the earliest instant that d may mean: 1 January of a year, midnight of a day. No
// date gives the zero Time.
func (d Date) Time(zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), int(d.Hour), int(d.Minute), int(d.Second), 0, zone)
}

// exists reports whether the day or month is one of the calendar. Years run from 1 to 9999.
func exists(year, month, day int) bool {
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
