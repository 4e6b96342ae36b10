package viet

import (
	"strconv"
	"time"
)

// weekdays are as Vietnamese official texts write them, Sunday first as in time.Weekday.
var weekdays = [7]string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

// unknownDate is shown where there is no date.
const unknownDate = "Không rõ ngày"

// Long returns d for readers, without its time of day:
//
//	"Thứ Ba, ngày 20 tháng 3 năm 2018"   "Tháng 3 năm 2018"   "Năm 2018"
//	"Khoảng tháng 3 năm 2018"            "Không rõ ngày"
//
// Days below 10 and the months 1 and 2 have two digits, as official documents write them.
func (d Date) Long() string {
	if d.IsZero() {
		return unknownDate
	}
	var stack [64]byte
	buf := stack[:0]
	if d.Circa {
		buf = append(buf, "Khoảng "...)
	}
	word := func(capital byte, rest string) {
		if d.Circa {
			capital += 'a' - 'A'
		}
		buf = append(append(buf, capital), rest...)
	}
	switch d.Precision {
	case PrecisionYear:
		word('N', "ăm ")
	case PrecisionMonth:
		word('T', "háng ")
		buf = append(appendMonth(buf, int(d.Month)), " năm "...)
	default:
		weekday := weekdays[d.Time(time.UTC).Weekday()]
		word(weekday[0], weekday[1:])
		buf = appendPadded(append(buf, ", ngày "...), int(d.Day), 2)
		buf = appendMonth(append(buf, " tháng "...), int(d.Month))
		buf = append(buf, " năm "...)
	}
	return string(strconv.AppendInt(buf, int64(d.Year), 10))
}

// MonthLabel returns the name of a month, as Long shows it: "Tháng 3 năm 2018".
func MonthLabel(year, month int) string {
	return newDate(year, month, 0, PrecisionMonth).Long()
}

// Short returns d for lists: "20/03/2018", "03/2018", "2018", with "khoảng " before it when it
// is approximate, and "" for no date.
func (d Date) Short() string {
	if d.IsZero() {
		return ""
	}
	var stack [32]byte
	buf := stack[:0]
	if d.Circa {
		buf = append(buf, "khoảng "...)
	}
	if d.Precision >= PrecisionDay {
		buf = append(appendPadded(buf, int(d.Day), 2), '/')
	}
	if d.Precision >= PrecisionMonth {
		buf = append(appendPadded(buf, int(d.Month), 2), '/')
	}
	return string(appendPadded(buf, int(d.Year), 4))
}

// Machine returns d for a datetime attribute and for data files, no finer than it is known:
// "2018", "2018-03", "2018-03-20", "2018-03-20T08:30+07:00" (with seconds when there are any),
// "" for no date. The offset is that of Vietnam; see MachineIn. ParseDate reads it back; only
// Circa is not in it.
func (d Date) Machine() string { return d.MachineIn(vietnamZone) }

// MachineIn is Machine for a site in another zone, which must be the one that d was made in.
func (d Date) MachineIn(zone *time.Location) string {
	var stack [40]byte
	buf := d.appendDay(stack[:0])
	if d.Precision != PrecisionMinute {
		return string(buf)
	}
	buf = appendPadded(append(buf, 'T'), int(d.Hour), 2)
	buf = appendPadded(append(buf, ':'), int(d.Minute), 2)
	if d.Second != 0 {
		buf = appendPadded(append(buf, ':'), int(d.Second), 2)
	}
	return string(d.Time(zone).AppendFormat(buf, "-07:00"))
}

// Key returns d as a sort key: keys compare byte by byte as dates do by Compare. "" (no date) <
// "2018" < "2018-03" < "2018-03-01" < "2018-03-01T00:00:00". A key never holds a byte below '-',
// so "\x00" and a path may follow it.
func (d Date) Key() string {
	var stack [24]byte
	buf := d.appendDay(stack[:0])
	if d.Precision == PrecisionMinute {
		buf = appendPadded(append(buf, 'T'), int(d.Hour), 2)
		buf = appendPadded(append(buf, ':'), int(d.Minute), 2)
		buf = appendPadded(append(buf, ':'), int(d.Second), 2)
	}
	return string(buf)
}

// appendDay appends year, month and day as far as they are known, in the form of ISO 8601.
func (d Date) appendDay(buf []byte) []byte {
	if d.Precision >= PrecisionYear {
		buf = appendPadded(buf, int(d.Year), 4)
	}
	if d.Precision >= PrecisionMonth {
		buf = appendPadded(append(buf, '-'), int(d.Month), 2)
	}
	if d.Precision >= PrecisionDay {
		buf = appendPadded(append(buf, '-'), int(d.Day), 2)
	}
	return buf
}

// appendMonth appends the number of a month in running text: two digits for 1 and 2, which
// could be made 11 and 12 by hand.
func appendMonth(buf []byte, month int) []byte {
	if month <= 2 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(month), 10)
}

// appendPadded appends n, which is not negative, with at least width digits.
func appendPadded(buf []byte, n, width int) []byte {
	limit := 1
	for range width - 1 {
		limit *= 10
	}
	for ; n < limit && limit > 1; limit /= 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(n), 10)
}
