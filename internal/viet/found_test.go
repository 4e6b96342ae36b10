package viet

import "testing"

func TestFound_B9_DayWithoutItsTime(t *testing.T) {
	whole := Date{Year: 2022, Month: 1, Day: 1, Precision: PrecisionDay}
	for _, value := range []string{
		"2022-01-01T08:00.000+07:00", "2022-01-01T25:00", "2022-01-01 8h", "2022-01-01 lúc 8 giờ", "2022/01/01 8 giờ sáng",
		"8 giờ ngày 1/1/2022", "lúc 8h, 01/01/2022", "Sáng 1/1/2022", "2022-01-01T08", "2022-01-01 8:00 PM", "2022-01-01 0830",
		"2022-01-01 08:00:00 Asia/Ho_Chi_Minh", "2022.01.01 24:30:00", "Thứ Bảy, ngày 1 tháng 1 năm 2022 lúc 8 giờ", "2022-01-01T",
	} {
		_, err := ParseDate(value, vietnamZone)
		if fault, ok := err.(*DateError); !ok || fault.Code != DateClock || fault.Day != whole {
			t.Errorf("ParseDate(%q): %+v, want a day without its time", value, err)
		}
	}
	for _, value := range []string{
		"2022-01-01 đến 2022-01-05", "2022-01-01 08:00 - 2022-01-02 09:00", "1/1/2022 - 5/1/2022", "2022-02-30 8h", "2022 lúc 8 giờ",
		"Thứ Hai, 1/1/2022 lúc 8 giờ", "2022-01-01 2023", "2022-01-01 (?)", "lúc 8 giờ",
	} {
		_, err := ParseDate(value, vietnamZone)
		if fault, ok := err.(*DateError); !ok || fault.Code == DateClock {
			t.Errorf("ParseDate(%q): %v, want no day", value, err)
		}
	}
}

func TestFound_B9_YearFirst(t *testing.T) {
	for value, want := range map[string]Date{
		"2022/03/08":      {Year: 2022, Month: 3, Day: 8, Precision: PrecisionDay},
		"2022.03.08":      {Year: 2022, Month: 3, Day: 8, Precision: PrecisionDay},
		"ngày 2022/3/8":   {Year: 2022, Month: 3, Day: 8, Precision: PrecisionDay},
		"2022/3/8 8:00":   {Year: 2022, Month: 3, Day: 8, Hour: 8, Precision: PrecisionMinute},
		"8:00 2022.3.8":   {Year: 2022, Month: 3, Day: 8, Hour: 8, Precision: PrecisionMinute},
		"khoảng 2022/3":   {Year: 2022, Month: 3, Precision: PrecisionMonth, Circa: true},
		"2022/03/08T8:00": {Year: 2022, Month: 3, Day: 8, Hour: 8, Precision: PrecisionMinute},
	} {
		if got, err := ParseDate(value, vietnamZone); err != nil || got != want {
			t.Errorf("ParseDate(%q) = %+v, %v, want %+v", value, got, err, want)
		}
	}
}
