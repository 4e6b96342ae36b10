package viet

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// The dates of these tests, one for each precision.
var (
	year   = Date{Year: 2018, Precision: PrecisionYear}
	month  = Date{Year: 2018, Month: 3, Precision: PrecisionMonth}
	day    = Date{Year: 2018, Month: 3, Day: 20, Precision: PrecisionDay}
	minute = Date{Year: 2018, Month: 3, Day: 20, Hour: 8, Minute: 30, Precision: PrecisionMinute}
)

func circa(d Date) Date {
	d.Circa = true
	return d
}

func TestParseDate(t *testing.T) {
	fifth := Date{Year: 2018, Month: 3, Day: 5, Precision: PrecisionDay}
	second := minute
	second.Second = 15
	for _, c := range []struct {
		want   Date
		values []string
	}{
		{fifth, []string{"2018-03-05", "2018-3-5", "2018/03/05", "2018/3/5", "2018.03.05", "2018.3.5", "năm 2018 tháng 3 ngày 5", "05/03/2018", "5/3/2018", "5-3-2018", "05.03.2018", "5–3–2018"}},
		{day, []string{
			"20180320", "20/03/2018", "20/3/2018", "ngày 20 tháng 3 năm 2018", "Ngày 20 tháng 03 năm 2018", "NGÀY 20 THÁNG 3 NĂM 2018",
			"ngày 20/3/2018", "ngay 20 thang 3 nam 2018", "  20/3/2018\u00a0", "Thứ Ba, ngày 20 tháng 3 năm 2018", "thứ ba 20/3/2018",
		}},
		{minute, []string{
			"2018-03-20 08:30", "2018-03-20T08:30", "2018-03-20 8:30", "08:30 20/03/2018", "8:30 20/3/2018", "8h30, 20/3/2018", "08:30 ngày 20 tháng 3 năm 2018",
			"20/03/2018 08:30", "20/03/2018, 08:30", "2018-03-20T01:30:00Z", "2018-03-20T01:30:00.999Z", "2018-03-20T08:30:00+07:00",
			"2018-03-20T08:30+07:00", "2018-03-19 20:00:00 -0530", "2018-03-20T10:30:00+09:00", "2018-03-20t01:30:00z",
		}},
		{second, []string{"2018-03-20 08:30:15", "2018-03-20T08:30:15+07:00"}},
		{month, []string{"2018-03", "2018-3", "2018/03", "2018.03", "3/2018", "03/2018", "3-2018", "tháng 3 năm 2018", "Tháng 03/2018"}},
		{year, []string{"2018", "năm 2018", "Năm 2018"}},
		{circa(day), []string{"khoảng 20/3/2018", "Khoảng ngày 20 tháng 3 năm 2018", "Khoảng thứ Ba, ngày 20 tháng 3 năm 2018"}},
		{circa(month), []string{"khoảng 2018-03", "KHOẢNG THÁNG 3 NĂM 2018", "khoảng\u00a0 3/2018"}},
		{circa(year), []string{"khoảng 2018", "khoảng năm 2018"}},
		{circa(minute), []string{"khoảng 08:30 20/03/2018"}},
		{Date{Year: 2020, Month: 2, Day: 3, Hour: 6, Minute: 55, Precision: PrecisionMinute}, []string{"2020-02-02T23:55:00.000Z"}},
		{Date{Year: 2020, Month: 2, Day: 29, Precision: PrecisionDay}, []string{"2020-02-29", "29/2/2020"}},
		{Date{Year: 2000, Month: 2, Day: 29, Precision: PrecisionDay}, []string{"2000-02-29"}},
		{Date{Year: 9999, Month: 12, Day: 31, Precision: PrecisionDay}, []string{"9999-12-31", "31/12/9999"}},
		{Date{Year: 1, Month: 1, Day: 1, Precision: PrecisionDay}, []string{"0001-01-01"}},
		{Date{Year: 2018, Month: 1, Day: 1, Precision: PrecisionMinute}, []string{"2018-01-01 00:00"}},
	} {
		for _, value := range c.values {
			for _, form := range []string{value, norm.NFD.String(value)} {
				if got, err := ParseDate(form, vietnamZone); err != nil || got != c.want {
					t.Errorf("ParseDate(%q) = %+v, %v, want %+v", form, got, err, c.want)
				}
			}
		}
	}
}

func TestParseDateErrors(t *testing.T) {
	for _, c := range []struct{ value, code, suggestion string }{
		{"2018-02-30", DateImpossible, "2018-02"},
		{"2018-2-30", DateImpossible, "2018-02"},
		{"31/02/2024", DateImpossible, "02/2024"},
		{"29/2/2019", DateImpossible, "02/2019"},
		{"1900-02-29", DateImpossible, "1900-02"},
		{"31/4/2018", DateImpossible, "04/2018"},
		{"ngày 31 tháng 6 năm 2018", DateImpossible, "06/2018"},
		{"00/03/2018", DateImpossible, "03/2018"},
		{"2018-13", DateImpossible, "2018"},
		{"13/2018", DateImpossible, "2018"},
		{"0/2018", DateImpossible, "2018"},
		{"40/20/2018", DateImpossible, "2018"},
		{"02/30/2018", DateImpossible, "2018"},
		{"0000-01-01", DateImpossible, ""},
		{"0000", DateImpossible, ""},
		{"2018-03-20 24:00", DateClock, "2018-03-20"},
		{"2018-03-20 08:60", DateClock, "2018-03-20"},
		{"2018-03-20T08:30:60Z", DateClock, "2018-03-20"},
		{"9999-12-31T23:59:59-12:00", DateClock, "9999-12-31"},
		{"0001-01-01T00:00:00+14:00", DateClock, "0001-01-01"},

		{"03/20/2018", DateOrder, "20/03/2018"},
		{"3-20-2018", DateOrder, "20/03/2018"},
		{"10/13/2018", DateOrder, "13/10/2018"},
		{"2018-20-03", DateOrder, "2018-03-20"},
		{"khoảng 03/20/2018", DateOrder, "khoảng 20/03/2018"},
		{"03/20/2018 08:30", DateOrder, "20/03/2018"},

		{"20/03/18", DateShortYear, "20/03/2018"},
		{"20-3-98", DateShortYear, "20/03/1998"},
		{"03/20/18", DateShortYear, "20/03/2018"},
		{"31/2/18", DateShortYear, ""},
		{"ngày 20 tháng 3 năm 18", DateShortYear, "20/03/2018"},
		{"tháng 3/18", DateShortYear, "03/2018"},

		{"2018-03-010", DateUnreadable, "2018-03-10"},
		{"2018-003-10", DateUnreadable, "2018-03-10"},
		{"020/03/2018", DateUnreadable, ""},
		{"Thứ Hai, ngày 20 tháng 3 năm 2018", DateUnreadable, "20/03/2018"},
		{"", DateUnreadable, ""},
		{"khoảng", DateUnreadable, ""},
		{"khoảng khoảng 2018", DateUnreadable, ""},
		{"hôm qua", DateUnreadable, ""},
		{"20/3", DateUnreadable, ""},
		{"3/18", DateUnreadable, ""},
		{"18", DateUnreadable, ""},
		{"20032018", DateUnreadable, ""},
		{"năm 20180320", DateUnreadable, ""},
		{"20180230", DateImpossible, "2018-02"},
		{"12018", DateUnreadable, ""},
		{"2016-2021", DateUnreadable, ""},
		{"20/3-2018", DateUnreadable, ""},
		{"20/3/2018.", DateUnreadable, ""},
		{"ngày 20/3/2018 tại Bảo Yên", DateUnreadable, ""},
		{"ngày 20 tháng 3", DateUnreadable, ""},
		{"08:30", DateUnreadable, ""},
		{"08:30 3/2018", DateUnreadable, ""},
		{"08:30 2018", DateUnreadable, ""},
		{"2018-03-20 08", DateClock, "2018-03-20"},
		{"2018-03-20 8:3", DateClock, "2018-03-20"},
		{"2018-03-20 008:30", DateClock, "2018-03-20"},
		{"2018-03-20 08:30 +7", DateClock, "2018-03-20"},
		{"2018-03-20T08:30:00.Z", DateClock, "2018-03-20"},
		{"2018-03-20T08:30:00+25:00", DateClock, "2018-03-20"},
		{"2018-03-20T08:30:00+0:700", DateClock, "2018-03-20"},
		{"2018-03-20 08:30 09:30", DateClock, "2018-03-20"},
		{"2018-03-20T", DateClock, "2018-03-20"},
		{"-2018-03-20", DateUnreadable, ""},
		{"2018-03-20-01", DateUnreadable, ""},
		{"٢٠/٣/٢٠١٨", DateUnreadable, ""},
		{"99999999999999999999-1-1", DateUnreadable, ""},
	} {
		d, err := ParseDate(c.value, vietnamZone)
		var fault *DateError
		if !errors.As(err, &fault) || d != (Date{}) {
			t.Errorf("ParseDate(%q) = %+v, %v, want a *DateError and no date", c.value, d, err)
			continue
		}
		if fault.Code != c.code || fault.Value != c.value || fault.Suggestion != c.suggestion || (c.code == DateClock) == fault.Day.IsZero() {
			t.Errorf("ParseDate(%q) error = %+v, want %s %q", c.value, *fault, c.code, c.suggestion)
		}
		if _, err := ParseDate(c.suggestion, vietnamZone); c.suggestion != "" && err != nil {
			t.Errorf("the suggestion %q for %q is no date: %v", c.suggestion, c.value, err)
		}
	}
}

func TestParseDateInOtherZone(t *testing.T) {
	tokyo, err := Zone("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	d, err := ParseDate("2018-03-20T23:30:00Z", tokyo)
	if err != nil || d.Machine() != "2018-03-21T08:30+07:00" || d.MachineIn(tokyo) != "2018-03-21T08:30+09:00" {
		t.Errorf("ParseDate = %+v, %v", d, err)
	}
	if d, _ := ParseDate("2018-03-20 23:30", tokyo); d.Hour != 23 {
		t.Errorf("a time without offset is one of the site's zone, got %+v", d)
	}
}

func TestDateForms(t *testing.T) {
	fifth := Date{Year: 2018, Month: 2, Day: 5, Hour: 9, Minute: 5, Second: 7, Precision: PrecisionMinute}
	for _, c := range []struct {
		d                         Date
		long, short, machine, key string
	}{
		{Date{}, "Không rõ ngày", "", "", ""},
		{Date{Circa: true}, "Không rõ ngày", "", "", ""},
		{year, "Năm 2018", "2018", "2018", "2018"},
		{month, "Tháng 3 năm 2018", "03/2018", "2018-03", "2018-03"},
		{day, "Thứ Ba, ngày 20 tháng 3 năm 2018", "20/03/2018", "2018-03-20", "2018-03-20"},
		{minute, "Thứ Ba, ngày 20 tháng 3 năm 2018", "20/03/2018", "2018-03-20T08:30+07:00", "2018-03-20T08:30:00"},
		{fifth, "Thứ Hai, ngày 05 tháng 02 năm 2018", "05/02/2018", "2018-02-05T09:05:07+07:00", "2018-02-05T09:05:07"},
		{circa(year), "Khoảng năm 2018", "khoảng 2018", "2018", "2018"},
		{circa(month), "Khoảng tháng 3 năm 2018", "khoảng 03/2018", "2018-03", "2018-03"},
		{circa(day), "Khoảng thứ Ba, ngày 20 tháng 3 năm 2018", "khoảng 20/03/2018", "2018-03-20", "2018-03-20"},
		{Date{Year: 1945, Month: 9, Day: 2, Precision: PrecisionDay}, "Chủ nhật, ngày 02 tháng 9 năm 1945", "02/09/1945", "1945-09-02", "1945-09-02"},
		{circa(Date{Year: 1945, Month: 9, Day: 2, Precision: PrecisionDay}), "Khoảng chủ nhật, ngày 02 tháng 9 năm 1945", "khoảng 02/09/1945", "1945-09-02", "1945-09-02"},
		{Date{Year: 2018, Month: 12, Day: 10, Precision: PrecisionDay}, "Thứ Hai, ngày 10 tháng 12 năm 2018", "10/12/2018", "2018-12-10", "2018-12-10"},
		{Date{Year: 7, Precision: PrecisionYear}, "Năm 7", "0007", "0007", "0007"},
	} {
		if got := [...]string{c.d.Long(), c.d.Short(), c.d.Machine(), c.d.Key()}; got != [...]string{c.long, c.short, c.machine, c.key} {
			t.Errorf("%+v = %q", c.d, got)
		}
		if c.d.IsZero() != (c.machine == "") {
			t.Errorf("%+v IsZero = %v", c.d, c.d.IsZero())
		}
	}
	if got := MonthLabel(2018, 3) + ", " + MonthLabel(2019, 1) + ", " + MonthLabel(2019, 11); got != "Tháng 3 năm 2018, Tháng 01 năm 2019, Tháng 11 năm 2019" {
		t.Error(got)
	}
}

func TestWeekdays(t *testing.T) {
	want := strings.Split("Thứ Hai|Thứ Ba|Thứ Tư|Thứ Năm|Thứ Sáu|Thứ Bảy|Chủ nhật", "|")
	for i, name := range want { // 5 March 2018 was a Monday
		d := Date{Year: 2018, Month: 3, Day: int8(5 + i), Precision: PrecisionDay}
		if !strings.HasPrefix(d.Long(), name+", ngày 0") && !strings.HasPrefix(d.Long(), name+", ngày 1") {
			t.Errorf("%s = %q, want %s", d.Short(), d.Long(), name)
		}
	}
}

func TestDateOrder(t *testing.T) {
	ascending := []string{
		"", "2017-12-31", "2017-12-31 23:59", "2018", "2018-01", "2018-01-01", "2018-01-01 00:00", "2018-01-01 00:00:01",
		"2018-01-02", "2018-03", "2018-03-01", "2018-03-20", "2018-03-20 08:30", "2018-10", "2019", "9999-12-31",
	}
	dates := make([]Date, len(ascending))
	for i, value := range ascending[1:] {
		d, err := ParseDate(value, vietnamZone)
		if err != nil {
			t.Fatal(err)
		}
		dates[i+1] = d
	}
	for i, d := range dates {
		for j, e := range dates {
			want := min(max(i-j, -1), 1)
			if d.Compare(e) != want || strings.Compare(d.Key(), e.Key()) != want {
				t.Errorf("%q against %q: Compare %d, keys %d, want %d", d.Key(), e.Key(), d.Compare(e), strings.Compare(d.Key(), e.Key()), want)
			}
		}
	}
	if circa(day).Compare(day) != 0 || circa(day).Key() != day.Key() {
		t.Error("circa must not change the order")
	}
}

func TestDateLower(t *testing.T) {
	for _, c := range []struct {
		d    Date
		p    Precision
		want Date
	}{
		{minute, PrecisionMinute, minute},
		{minute, PrecisionDay, day},
		{minute, PrecisionMonth, month},
		{circa(day), PrecisionMonth, circa(month)},
		{day, PrecisionYear, year},
		{day, PrecisionNone, Date{}},
		{month, PrecisionDay, month}, // never raised
		{year, PrecisionMonth, year},
		{Date{}, PrecisionYear, Date{}},
	} {
		if got := c.d.Lower(c.p); got != c.want {
			t.Errorf("%+v.Lower(%d) = %+v, want %+v", c.d, c.p, got, c.want)
		}
	}
}

func TestDateTime(t *testing.T) {
	for _, c := range []struct {
		d    Date
		want string
	}{
		{year, "2017-12-31T17:00:00Z"},
		{month, "2018-02-28T17:00:00Z"},
		{day, "2018-03-19T17:00:00Z"},
		{minute, "2018-03-20T01:30:00Z"},
		{Date{}, "0001-01-01T00:00:00Z"},
	} {
		if got := c.d.Time(vietnamZone).UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("%+v.Time = %s, want %s", c.d, got, c.want)
		}
	}
	if got := FromTime(minute.Time(vietnamZone).UTC(), vietnamZone); got != minute {
		t.Errorf("FromTime = %+v, want %+v", got, minute)
	}
	if !FromTime(time.Time{}, vietnamZone).IsZero() {
		t.Error("FromTime of the zero Time must be no date")
	}
}

func TestZone(t *testing.T) {
	for name, want := range map[string]string{"": "+07:00", "Asia/Ho_Chi_Minh": "+07:00", "Asia/Tokyo": "+09:00", "UTC": "+00:00"} {
		zone, err := Zone(name)
		if err != nil {
			t.Errorf("Zone(%q): %v", name, err)
		} else if got := minute.Time(zone).Format("-07:00"); got != want {
			t.Errorf("Zone(%q) is at %s, want %s", name, got, want)
		}
	}
	for _, name := range []string{"Local", "Asia/Bao_Yen", "../etc/passwd", "+07:00"} {
		if zone, err := Zone(name); err == nil {
			t.Errorf("Zone(%q) = %v, want an error", name, zone)
		}
	}
}

// anyDate draws a valid date of any precision.
func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		year := rapid.IntRange(1, 9999).Draw(t, "year")
		month := rapid.IntRange(1, 12).Draw(t, "month")
		d := newDate(year, month, rapid.IntRange(1, daysIn(year, month)).Draw(t, "day"), PrecisionMinute)
		d.Hour, d.Minute = rapid.Int8Range(0, 23).Draw(t, "hour"), rapid.Int8Range(0, 59).Draw(t, "minute")
		d.Second = rapid.SampledFrom([]int8{0, 0, 1, 59}).Draw(t, "second")
		return d.Lower(rapid.SampledFrom([]Precision{PrecisionYear, PrecisionMonth, PrecisionDay, PrecisionMinute}).Draw(t, "precision"))
	})
}

func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "d")
		if got, err := ParseDate(d.Machine(), vietnamZone); err != nil || got != d {
			t.Fatalf("ParseDate(%q) = %+v, %v, want %+v", d.Machine(), got, err, d)
		}
		d = circa(d.Lower(PrecisionDay))
		if got, err := ParseDate(d.Short(), vietnamZone); err != nil || got != d {
			t.Fatalf("ParseDate(%q) = %+v, %v, want %+v", d.Short(), got, err, d)
		}
		if d.Year < 1000 {
			return // years are four digits in input
		}
		if got, err := ParseDate(d.Long(), vietnamZone); err != nil || got != d {
			t.Fatalf("ParseDate(%q) = %+v, %v, want %+v", d.Long(), got, err, d)
		}
	})
}

func TestDateKeyOrderIsCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := anyDate().Draw(t, "d"), anyDate().Draw(t, "e")
		e = rapid.SampledFrom([]Date{e, d.Lower(PrecisionYear), d.Lower(PrecisionMonth), d.Lower(PrecisionDay), {}}).Draw(t, "near")
		if d.Compare(e) != strings.Compare(d.Key(), e.Key()) {
			t.Fatalf("%+v, %+v: Compare %d, keys %q %q", d, e, d.Compare(e), d.Key(), e.Key())
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{
		"2018-03-20", "20/03/18", "08:30 20/03/2018", "2020-02-02T23:55:00.000Z", "2018-03-20 08:30 -0530", "khoảng tháng 3 năm 2018",
		"Thứ Ba, ngày 20 tháng 3 năm 2018", "2018-03-010", "9999-12-31T23:59:59-12:00", "8h30, 20.3.2018",
	} {
		f.Add(seed)
	}
	codes := []string{DateImpossible, DateOrder, DateShortYear, DateUnreadable, DateClock}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s, vietnamZone)
		if err != nil {
			fault := err.(*DateError)
			if d != (Date{}) || fault.Value != s || !slices.Contains(codes, fault.Code) {
				t.Fatalf("ParseDate(%q) = %+v, %+v", s, d, fault)
			}
			if suggested, err := ParseDate(fault.Suggestion, vietnamZone); fault.Suggestion != "" && (err != nil || suggested.IsZero()) {
				t.Fatalf("the suggestion %q for %q is no date: %v", fault.Suggestion, s, err)
			}
			return
		}
		again, err := ParseDate(d.Machine(), vietnamZone)
		again.Circa = d.Circa
		if err != nil || again != d || d.IsZero() {
			t.Fatalf("ParseDate(%q) = %+v, back from %q %+v, %v", s, d, d.Machine(), again, err)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	for _, value := range []string{"2018-03-20", "2018-03-20T08:30:00+07:00", "ngày 20 tháng 3 năm 2018"} {
		b.Run(value, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseDate(value, vietnamZone); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDateLong(b *testing.B)    { benchmarkDate(b, Date.Long) }
func BenchmarkDateShort(b *testing.B)   { benchmarkDate(b, Date.Short) }
func BenchmarkDateMachine(b *testing.B) { benchmarkDate(b, Date.Machine) }
func BenchmarkDateKey(b *testing.B)     { benchmarkDate(b, Date.Key) }

func benchmarkDate(b *testing.B, f func(Date) string) {
	b.ReportAllocs()
	for b.Loop() {
		sink = f(minute)
	}
}

func BenchmarkDateCompare(b *testing.B) {
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n += day.Compare(minute)
	}
	if n >= 0 {
		b.Fatal("a day comes before its times")
	}
}
