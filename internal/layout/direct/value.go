package direct

import (
	"reflect"
	"text/template/parse"
)

// value gives the value of an expression, whose type is known.
type value func(r *run, dot reflect.Value) reflect.Value

var (
	intType    = reflect.TypeFor[int]()
	stringType = reflect.TypeFor[string]()
	// the data of a template that is included without any: it has no fields
	nothing     = reflect.ValueOf(struct{}{})
	nothingType = nothing.Type()
)

// pipe compiles a pipeline of one command.
func (c *compiler) pipe(p *parse.PipeNode, s scope) (value, reflect.Type) {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		refuse("pipeline %s", p)
	}
	return c.command(p.Cmds[0], s)
}

func (c *compiler) command(n *parse.CommandNode, s scope) (value, reflect.Type) {
	if f, ok := n.Args[0].(*parse.IdentifierNode); ok {
		switch f.Ident {
		case "or", "and":
			return c.either(f.Ident == "or", n.Args[1:], s)
		case "count":
			return c.count(n.Args[1:], s)
		}
		refuse("function %s", f.Ident)
	}
	if len(n.Args) > 1 {
		refuse("arguments of %s", n)
	}
	return c.operand(n.Args[0], s)
}

// operand compiles what can be an argument.
func (c *compiler) operand(n parse.Node, s scope) (value, reflect.Type) {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(_ *run, dot reflect.Value) reflect.Value { return dot }, s.dot
	case *parse.FieldNode:
		return c.fields(func(_ *run, dot reflect.Value) reflect.Value { return dot }, s.dot, n.Ident)
	case *parse.VariableNode:
		for i := len(s.vars) - 1; i >= 0; i-- {
			if v := s.vars[i]; v.name == n.Ident[0] {
				return c.fields(func(r *run, _ reflect.Value) reflect.Value { return r.vars[v.slot] }, v.t, n.Ident[1:])
			}
		}
	case *parse.StringNode:
		return constant(n.Text), stringType
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64)), intType
		}
	case *parse.PipeNode:
		return c.pipe(n, s)
	}
	refuse("operand %s", n)
	return nil, nil
}

func constant(of any) value {
	v := reflect.ValueOf(of)
	return func(*run, reflect.Value) reflect.Value { return v }
}

// fields compiles .A.B.C after a value.
func (c *compiler) fields(v value, t reflect.Type, names []string) (value, reflect.Type) {
	for _, name := range names {
		v, t = c.member(v, t, name)
	}
	return v, t
}

// member compiles .Name after a value: a method goes before a field, and pointers are followed, as in
// text/template.
func (c *compiler) member(v value, t reflect.Type, name string) (value, reflect.Type) {
	if m, ok := t.MethodByName(name); ok {
		return method(v, t, m)
	}
	if t.Kind() == reflect.Pointer {
		inner := v
		v = func(r *run, dot reflect.Value) reflect.Value { return inner(r, dot).Elem() }
		t = t.Elem()
	} else if _, ok := reflect.PointerTo(t).MethodByName(name); ok {
		refuse("method %s of *%s", name, t) // depends on whether the value can be addressed
	}
	if t.Kind() != reflect.Struct {
		refuse(".%s of %s", name, t)
	}
	f, ok := t.FieldByName(name)
	if !ok || !f.IsExported() {
		refuse(".%s of %s", name, t)
	}
	return field(v, t, f), f.Type
}

// method compiles a call of a method without parameters and with one result.
func method(v value, t reflect.Type, m reflect.Method) (value, reflect.Type) {
	if t.Kind() == reflect.Interface || m.Type.NumIn() != 1 || m.Type.NumOut() != 1 {
		refuse("method %s of %s", m.Name, t)
	}
	return func(r *run, dot reflect.Value) reflect.Value { return v(r, dot).Method(m.Index).Call(nil)[0] }, m.Type.Out(0)
}

// field compiles the access to a field. A nil pointer before it has become the zero Value, whose fields
// panic: the page is given up.
func field(v value, t reflect.Type, f reflect.StructField) value {
	if len(f.Index) == 1 {
		i := f.Index[0]
		return func(r *run, dot reflect.Value) reflect.Value { return v(r, dot).Field(i) }
	}
	return func(r *run, dot reflect.Value) reflect.Value { return v(r, dot).FieldByIndex(f.Index) }
}

// either compiles or and and as values: their arguments must be of one type.
func (c *compiler) either(or bool, args []parse.Node, s scope) (value, reflect.Type) {
	var values []value
	var t reflect.Type
	for _, arg := range args {
		v, of := c.operand(arg, s)
		if t != nil && of != t {
			refuse("or, and over %s, %s", t, of)
		}
		values, t = append(values, v), of
	}
	is := truthOf(t)
	last := len(values) - 1
	return func(r *run, dot reflect.Value) reflect.Value {
		for _, v := range values[:last] {
			if value := v(r, dot); is(value) == or {
				return value
			}
		}
		return values[last](r, dot)
	}, t
}

func (c *compiler) count(args []parse.Node, s scope) (value, reflect.Type) {
	if len(args) != 1 {
		refuse("count of %d values", len(args))
	}
	v, t := c.operand(args[0], s)
	if !reflect.Zero(t).CanInt() {
		refuse("count of %s", t)
	}
	return func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(r.host.Count(v(r, dot).Int())) }, stringType
}
