package layout

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"text/template/parse"

	"bantin/internal/viet"
)

// signature is what the check knows of a function that templates may call: how many values it takes (most <
// 0: any number) and what it returns.
type signature struct {
	least, most int
	result      func(args []shape) shape
}

// signatures are the functions of templates: ours, "fragment" and "count", and those of text/template.
var signatures = map[string]signature{
	"fragment": {2, 2, always(reflect.TypeFor[template.HTML]())},
	"count":    {1, 1, always(stringShape)},
	"and":      {1, -1, common},
	"or":       {1, -1, common},
	"not":      {1, 1, always(boolShape)},
	"eq":       {2, -1, always(boolShape)},
	"ne":       {2, 2, always(boolShape)},
	"lt":       {2, 2, always(boolShape)},
	"le":       {2, 2, always(boolShape)},
	"gt":       {2, 2, always(boolShape)},
	"ge":       {2, 2, always(boolShape)},
	"len":      {1, 1, always(intShape)},
	"index":    {1, -1, indexed},
	"slice":    {1, 4, first},
	"print":    {0, -1, always(stringShape)},
	"printf":   {1, -1, always(stringShape)},
	"println":  {0, -1, always(stringShape)},
	"html":     {1, -1, always(stringShape)},
	"urlquery": {1, -1, always(stringShape)},
	"js":       {1, -1, always(stringShape)},
	"call":     {1, -1, always(nil)},
}

func always(t shape) func([]shape) shape { return func([]shape) shape { return t } }

// common is the type of and, or: one of their arguments, so it is known when all are alike.
func common(args []shape) shape {
	for _, t := range args[1:] {
		if t != args[0] {
			return nil
		}
	}
	return args[0]
}

func first(args []shape) shape { return args[0] }

// indexed is the type of index: one element deeper for each further argument.
func indexed(args []shape) shape {
	t := args[0]
	for range args[1:] {
		if t = bare(t); t == nil {
			return nil
		}
		switch t.Kind() {
		case reflect.Slice, reflect.Array, reflect.Map:
			t = known(t.Elem())
		default:
			return nil
		}
	}
	return t
}

// function checks a call. n is nil when the name stands as an argument by itself.
func (w *walk) function(f *parse.IdentifierNode, n *parse.CommandNode, args []shape) shape {
	s, ok := signatures[f.Ident]
	if !ok {
		w.report(int(f.Position()), "layout-function-unknown", f.Ident, suggest(f.Ident, functionNames(), ""))
		return nil
	}
	if len(args) < s.least || s.most >= 0 && len(args) > s.most {
		w.reportCount(int(f.Position()), f.Ident, s.least, len(args))
		return nil
	}
	switch f.Ident {
	case "fragment":
		w.fragment(f, n, args)
	case "eq", "ne", "lt", "le", "gt", "ge":
		w.comparison(f, args)
	}
	return s.result(args)
}

// fragment checks the partial that is executed by itself. Its name must stand in the text, so that what a
// layout uses is known without executing it.
func (w *walk) fragment(f *parse.IdentifierNode, n *parse.CommandNode, args []shape) {
	name, ok := fragmentName(n)
	if !ok {
		w.report(int(f.Position()), "layout-fragment-name")
		return
	}
	w.enter(name, args[1], int(n.Args[1].Position()))
}

// comparison reports eq and its kin over values that can never be compared: they fail when the page is made.
func (w *walk) comparison(f *parse.IdentifierNode, args []shape) {
	a := family(args[0])
	for _, t := range args[1:] {
		if b := family(t); a != "" && b != "" && a != b {
			w.report(int(f.Position()), "layout-compare", args[0].String(), t.String())
			return
		}
	}
}

func (w *walk) reportCount(offset int, name string, want, given int) {
	w.report(offset, "layout-arguments", name, strconv.Itoa(want), strconv.Itoa(given))
}

func functionNames() []string {
	names := make([]string, 0, len(signatures))
	for name := range signatures {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// count writes a whole number of any integer type as Vietnamese text does: 1.234.
func count(n reflect.Value) (string, error) {
	for n.IsValid() && n.Kind() == reflect.Interface {
		n = n.Elem()
	}
	switch {
	case n.IsValid() && n.CanInt():
		return viet.FormatCount(n.Int()), nil
	case n.IsValid() && n.CanUint():
		return viet.FormatCount(int64(n.Uint())), nil
	}
	return "", fmt.Errorf("%v is not a whole number", n)
}
