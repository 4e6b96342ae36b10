package layout

import (
	"reflect"
	"slices"
	"strings"

	"bantin/internal/viet"
)

// shape is the static type of a value in a template. nil means that it is not known: then nothing is said
// about it.
type shape = reflect.Type

// The types of literals and of what functions return.
var (
	boolShape   = reflect.TypeFor[bool]()
	intShape    = reflect.TypeFor[int]()
	floatShape  = reflect.TypeFor[float64]()
	stringShape = reflect.TypeFor[string]()
)

// known drops interfaces: their value can be of any type.
func known(t shape) shape {
	if t == nil || t.Kind() == reflect.Interface {
		return nil
	}
	return t
}

// bare is the type behind pointers, which templates follow by themselves.
func bare(t shape) shape {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return known(t)
}

// member is what a name means after a dot: a field, or a method with its number of parameters.
type member struct {
	result   shape
	method   bool
	params   int
	variadic bool
}

// lookup finds a member by name. ok is false when a value of the type surely has none; an unknown type has
// every member.
func lookup(t shape, name string) (m member, ok bool) {
	t = bare(t)
	if t == nil {
		return member{}, true
	}
	// Methods of *T count: nearly every value that a template sees is addressable, and a wrong guess only
	// keeps us silent.
	if method, has := reflect.PointerTo(t).MethodByName(name); has {
		ft := method.Type
		m = member{method: true, params: ft.NumIn() - 1, variadic: ft.IsVariadic()}
		if ft.NumOut() > 0 {
			m.result = known(ft.Out(0))
		}
		return m, true
	}
	switch t.Kind() {
	case reflect.Struct:
		field, has := t.FieldByName(name)
		return member{result: known(field.Type)}, has && field.IsExported()
	case reflect.Map:
		return member{result: known(t.Elem())}, t.Key().Kind() == reflect.String
	}
	return member{}, false
}

// members lists what may stand after a dot: the type's own fields in their order, those of embedded types,
// methods.
func members(t shape) []string {
	t = bare(t)
	if t == nil {
		return nil
	}
	var names []string
	if t.Kind() == reflect.Struct {
		fields := reflect.VisibleFields(t)
		slices.SortStableFunc(fields, func(a, b reflect.StructField) int { return len(a.Index) - len(b.Index) })
		for _, field := range fields {
			if field.IsExported() && !field.Anonymous {
				names = append(names, field.Name)
			}
		}
	}
	pointer := reflect.PointerTo(t)
	for i := range pointer.NumMethod() {
		names = append(names, pointer.Method(i).Name)
	}
	return names
}

// element gives the types of the index and the element that a range goes over; ok is false when it cannot.
func element(t shape) (index, elem shape, ok bool) {
	t = bare(t)
	if t == nil {
		return nil, nil, true
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array, reflect.Chan:
		return intShape, known(t.Elem()), true
	case reflect.Map:
		return known(t.Key()), known(t.Elem()), true
	case reflect.Func:
		return nil, nil, t.CanSeq() || t.CanSeq2()
	}
	return nil, t, isInteger(t)
}

func isInteger(t shape) bool { return t.Kind() >= reflect.Int && t.Kind() <= reflect.Uintptr }

// family groups the kinds of values that eq and its kin can compare with each other; "" for values about
// which nothing is said.
func family(t shape) string {
	if t = known(t); t == nil {
		return ""
	}
	switch {
	case isInteger(t):
		return "number"
	case t.Kind() == reflect.Float32 || t.Kind() == reflect.Float64:
		return "fraction"
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Bool:
		return "bool"
	}
	return ""
}

// suggest writes the names that could have been meant: the nearest one, else the first few that there are.
func suggest(word string, names []string, prefix string) string {
	const most = 12
	if nearest := viet.Nearest(word, names); nearest != "" {
		return prefix + nearest
	}
	if len(names) == 0 {
		return "–"
	}
	shown := slices.Clone(names[:min(len(names), most)])
	for i, name := range shown {
		shown[i] = prefix + name
	}
	if len(names) > most {
		shown = append(shown, "…")
	}
	return strings.Join(shown, ", ")
}
