package layout

import (
	"text/template/parse"

	"bantin/internal/diag"
)

// checker follows the types of the views through the templates of a namespace, before any page is rendered.
// What it reports is surely wrong for some page; where a type is not known it says nothing.
type checker struct {
	ns      namespace
	seen    map[visit]bool
	reports reports
}

// visit is a template looked at with one type of its dot.
type visit struct {
	name string
	dot  shape
}

// reports are the faults of all checks, one for each place and code: base.html is checked with the view of
// every page kind.
type reports map[spot]diag.Diagnostic

type spot struct {
	path   string
	offset int
	code   diag.Code
}

func (r reports) add(f *file, offset int, code diag.Code, args ...string) {
	at := spot{f.Path, offset, code}
	if _, again := r[at]; !again {
		r[at] = f.At(offset, code, args...)
	}
}

// template checks one template with the type of its dot, and those that it includes.
func (c *checker) template(name string, dot shape) {
	if c.seen[visit{name, dot}] {
		return
	}
	c.seen[visit{name, dot}] = true
	d, ok := c.ns[name]
	if !ok {
		return
	}
	w := &walk{checker: c, file: d.file, assigned: assignments(d.tree)}
	w.vars = []variable{{"$", dot}}
	w.list(d.tree.Root, dot)
}

// rest checks what no visit has reached with unknown types: names of functions and templates are still looked
// up.
func (c *checker) rest() {
	reached := map[string]bool{}
	for v := range c.seen {
		reached[v.name] = true
	}
	for _, name := range c.ns.names() {
		if !reached[name] {
			c.template(name, nil)
		}
	}
}

// assignments lists the variables that a template gives a new value ({{$x = …}}). Their type is taken as
// unknown.
func assignments(tree *parse.Tree) map[string]bool {
	names := map[string]bool{}
	inspect(tree.Root, func(n parse.Node) {
		if p, ok := n.(*parse.PipeNode); ok && p.IsAssign {
			for _, v := range p.Decl {
				names[v.Ident[0]] = true
			}
		}
	})
	return names
}

// walk is the check of one template with one type of its dot.
type walk struct {
	*checker
	file     *file
	vars     []variable
	assigned map[string]bool
}

// variable is a name in scope with its type.
type variable struct {
	name string
	t    shape
}

func (w *walk) declare(name string, t shape) {
	if w.assigned[name] {
		t = nil
	}
	w.vars = append(w.vars, variable{name, t})
}

func (w *walk) variable(name string) shape {
	for i := len(w.vars) - 1; i >= 0; i-- {
		if w.vars[i].name == name {
			return w.vars[i].t
		}
	}
	return nil
}

func (w *walk) list(n *parse.ListNode, dot shape) {
	if n == nil {
		return
	}
	for _, child := range n.Nodes {
		w.node(child, dot)
	}
}

// scope runs what declares variables that end with it.
func (w *walk) scope(body func()) {
	mark := len(w.vars)
	body()
	w.vars = w.vars[:mark]
}

func (w *walk) node(n parse.Node, dot shape) {
	switch n := n.(type) {
	case *parse.ActionNode:
		w.pipe(n.Pipe, dot)
	case *parse.IfNode:
		w.scope(func() {
			w.pipe(n.Pipe, dot)
			w.scope(func() { w.list(n.List, dot) })
			w.scope(func() { w.list(n.ElseList, dot) })
		})
	case *parse.WithNode:
		w.scope(func() {
			inner := w.pipe(n.Pipe, dot)
			w.scope(func() { w.list(n.List, inner) })
			w.scope(func() { w.list(n.ElseList, dot) })
		})
	case *parse.RangeNode:
		w.scope(func() { w.rangeOver(n, dot) })
	case *parse.TemplateNode:
		w.include(n, dot)
	}
}

// rangeOver checks a range: its variables hold the index and the element, not the list.
func (w *walk) rangeOver(n *parse.RangeNode, dot shape) {
	list := w.value(n.Pipe, dot)
	index, elem, ok := element(list)
	if !ok {
		w.report(int(n.Pipe.Position()), "layout-range-type", bare(list).String())
		elem = nil
	}
	w.scope(func() {
		switch decl := n.Pipe.Decl; len(decl) {
		case 1:
			w.declare(decl[0].Ident[0], elem)
		case 2:
			w.declare(decl[0].Ident[0], index)
			w.declare(decl[1].Ident[0], elem)
		}
		w.list(n.List, elem)
	})
	w.scope(func() { w.list(n.ElseList, dot) })
}

func (w *walk) include(n *parse.TemplateNode, dot shape) {
	var data shape
	if n.Pipe != nil {
		data = w.pipe(n.Pipe, dot)
	}
	w.enter(n.Name, data, int(n.Position()))
}

// enter checks an included template with the type of what it is given.
func (w *walk) enter(name string, data shape, offset int) {
	if _, ok := w.ns[name]; !ok {
		w.report(offset, "layout-template-unknown", name, suggest(name, w.ns.names(), ""))
		return
	}
	w.template(name, data)
}

// pipe gives the type of a pipeline and declares its variables.
func (w *walk) pipe(p *parse.PipeNode, dot shape) shape {
	t := w.value(p, dot)
	if !p.IsAssign {
		for _, v := range p.Decl {
			w.declare(v.Ident[0], t)
		}
	}
	return t
}

// value gives the type of a pipeline.
func (w *walk) value(p *parse.PipeNode, dot shape) shape {
	var final *shape
	for _, command := range p.Cmds {
		t := w.command(command, dot, final)
		final = &t
	}
	if final == nil {
		return nil
	}
	return *final
}

// command gives the type of a command. final is the type of the value that the pipe hands it as last
// argument, nil for none.
func (w *walk) command(n *parse.CommandNode, dot shape, final *shape) shape {
	var args []shape
	for _, arg := range n.Args[1:] {
		args = append(args, w.operand(arg, dot, nil))
	}
	if final != nil {
		args = append(args, *final)
	}
	if f, ok := n.Args[0].(*parse.IdentifierNode); ok {
		return w.function(f, n, args)
	}
	return w.operand(n.Args[0], dot, args)
}

// operand gives the type of one word of a command. args are what a method at its end is called with.
func (w *walk) operand(n parse.Node, dot shape, args []shape) shape {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		// For .A.B the parser gives the place of .B.
		start := int(n.Position())
		if len(n.Ident) > 1 {
			start -= len(".") + len(n.Ident[0])
		}
		return w.path(dot, n.Ident, start, args)
	case *parse.VariableNode:
		return w.path(w.variable(n.Ident[0]), n.Ident[1:], int(n.Position()), args)
	case *parse.ChainNode:
		return w.path(w.operand(n.Node, dot, nil), n.Field, int(n.Position()), args)
	case *parse.PipeNode:
		return w.value(n, dot)
	case *parse.IdentifierNode:
		return w.function(n, nil, nil)
	case *parse.StringNode:
		return stringShape
	case *parse.BoolNode:
		return boolShape
	case *parse.NumberNode:
		if n.IsInt || n.IsUint {
			return intShape
		}
		return floatShape
	}
	return nil
}

// path follows names from a type: .Card.Title. offset is where the first dot stands.
func (w *walk) path(t shape, names []string, offset int, args []shape) shape {
	for i, name := range names {
		if bare(t) == nil {
			return nil
		}
		m, ok := lookup(t, name)
		if !ok {
			w.report(offset, "layout-field-unknown", bare(t).String(), name, suggest(name, members(t), "."))
			return nil
		}
		given := 0
		if i == len(names)-1 {
			given = len(args)
		}
		if given != m.params && !(m.variadic && given >= m.params-1) {
			w.reportCount(offset, "."+name, m.params, given)
			return nil
		}
		t = m.result
		offset += len(".") + len(name)
	}
	return t
}

func (w *walk) report(offset int, code diag.Code, args ...string) {
	w.reports.add(w.file, offset, code, args...)
}
