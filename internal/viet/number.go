package viet

import (
	"math"
	"strconv"
	"strings"
)

// FormatCount writes a whole number with dots between the thousands: 1.234.567.
func FormatCount(n int64) string { return groupThousands(strconv.FormatInt(n, 10)) }

// FormatNumber writes a number with dots between the thousands and a comma before the
// fraction, as few digits as keep its value: 1.234.567,89.
func FormatNumber(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	whole, fraction, found := strings.Cut(strconv.FormatFloat(f, 'f', -1, 64), ".")
	if !found {
		return groupThousands(whole)
	}
	return groupThousands(whole) + "," + fraction
}

// groupThousands puts dots between the thousands of a decimal integer with an optional sign.
func groupThousands(digits string) string {
	unsigned := strings.TrimPrefix(digits, "-")
	if len(unsigned) <= 3 {
		return digits
	}
	buf := make([]byte, 0, len(digits)+len(digits)/3)
	buf = append(buf, digits[:len(digits)-len(unsigned)]...)
	for i := range len(unsigned) {
		if i > 0 && (len(unsigned)-i)%3 == 0 {
			buf = append(buf, '.')
		}
		buf = append(buf, unsigned[i])
	}
	return string(buf)
}

// ParseCount reads a whole number of things as an editor writes it: 3369, 3.369, 3 369,
// 1.234.567. The value must be the raw text: YAML takes 3.369 for a fraction. Anything else is
// refused (ok is false): signs, fractions, words, groups that are not of three digits, two kinds
// of separators, numbers beyond int64.
func ParseCount(s string) (n int64, ok bool) {
	digits := Clean(s)
	if sep := strings.IndexAny(digits, ". "); sep >= 0 {
		groups := strings.Split(digits, digits[sep:sep+1])
		if len(groups[0]) > 3 || groups[0] == "" || groups[0][0] == '0' {
			return 0, false
		}
		for _, group := range groups[1:] {
			if len(group) != 3 {
				return 0, false
			}
		}
		digits = strings.Join(groups, "")
	}
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil
}
