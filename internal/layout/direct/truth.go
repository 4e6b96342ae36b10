package direct

import (
	"reflect"
	"text/template/parse"
)

// truth is a condition.
type truth func(r *run, dot reflect.Value) bool

// truthOf tells which values of a type count as true, as template.IsTrue does.
func truthOf(t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	refuse("truth of %s", t)
	return nil
}

// condition compiles a pipeline of which only the truth counts.
func (c *compiler) condition(p *parse.PipeNode, s scope) truth {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		refuse("condition %s", p)
	}
	n := p.Cmds[0]
	if f, ok := n.Args[0].(*parse.IdentifierNode); ok {
		switch f.Ident {
		case "or", "and":
			return c.anyOrAll(f.Ident == "or", n.Args[1:], s)
		case "not":
			is := c.conditionOf(n.Args[1], s)
			return func(r *run, dot reflect.Value) bool { return !is(r, dot) }
		case "eq", "ne":
			return c.equal(f.Ident == "eq", n.Args[1:], s)
		}
	}
	v, t := c.command(n, s)
	is := truthOf(t)
	return func(r *run, dot reflect.Value) bool { return is(v(r, dot)) }
}

// conditionOf is condition for an argument.
func (c *compiler) conditionOf(n parse.Node, s scope) truth {
	if p, ok := n.(*parse.PipeNode); ok {
		return c.condition(p, s)
	}
	v, t := c.operand(n, s)
	is := truthOf(t)
	return func(r *run, dot reflect.Value) bool { return is(v(r, dot)) }
}

func (c *compiler) anyOrAll(or bool, args []parse.Node, s scope) truth {
	var all []truth
	for _, arg := range args {
		all = append(all, c.conditionOf(arg, s))
	}
	return func(r *run, dot reflect.Value) bool {
		for _, is := range all {
			if is(r, dot) == or {
				return or
			}
		}
		return !or
	}
}

// equal compiles eq and ne of two texts or of two whole numbers.
func (c *compiler) equal(want bool, args []parse.Node, s scope) truth {
	if len(args) != 2 {
		refuse("eq of %d values", len(args))
	}
	a, ta := c.operand(args[0], s)
	b, tb := c.operand(args[1], s)
	switch {
	case ta.Kind() == reflect.String && tb.Kind() == reflect.String:
		return func(r *run, dot reflect.Value) bool { return (a(r, dot).String() == b(r, dot).String()) == want }
	case reflect.Zero(ta).CanInt() && reflect.Zero(tb).CanInt():
		return func(r *run, dot reflect.Value) bool { return (a(r, dot).Int() == b(r, dot).Int()) == want }
	}
	refuse("eq of %s, %s", ta, tb)
	return nil
}
