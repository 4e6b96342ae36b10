package direct

import (
	"fmt"
	"reflect"
	"slices"
	"text/template/parse"
)

// refused is the panic of a compiler that meets what it does not know.
type refused string

func (r refused) Error() string { return "direct: " + string(r) }

func refuse(format string, args ...any) { panic(refused(fmt.Sprintf(format, args...))) }

// compiler turns trees into nodes.
type compiler struct {
	host     *Host
	escapers escapers
	slots    int
	done     map[instance]node
}

// instance is a template with the type of its data.
type instance struct {
	name string
	dot  reflect.Type
}

// scope is what names mean at one place of a template: the type of the dot, and the variables, the innermost
// last.
type scope struct {
	dot  reflect.Type
	vars []variable
}

type variable struct {
	name string
	t    reflect.Type
	slot int
}

// with is the scope inside of a block whose dot has the type t.
func (s scope) with(t reflect.Type) scope { return scope{t, s.vars[:len(s.vars):len(s.vars)]} }

// declare adds a variable and returns its slot.
func (c *compiler) declare(s *scope, name string, t reflect.Type) int {
	slot := c.slots
	c.slots++
	s.vars = append(s.vars, variable{name, t, slot})
	return slot
}

// template compiles a template for data of a type, once.
func (c *compiler) template(name string, dot reflect.Type) node {
	key := instance{name, dot}
	if n := c.done[key]; n != nil {
		return n
	}
	if dot.Kind() == reflect.Interface {
		refuse("data of %q that may be of any type", name)
	}
	tree := c.host.Template(name)
	if tree == nil {
		refuse("template %q", name) // one that html/template copied for a place of its own
	}
	s := scope{dot: dot}
	data := c.declare(&s, "$", dot)
	body := c.list(tree.Root, s)
	n := func(r *run, dot reflect.Value) {
		r.vars[data] = dot
		body(r, dot)
	}
	c.done[key] = n
	return n
}

// list compiles a block. Variables that it declares end with it.
func (c *compiler) list(l *parse.ListNode, s scope) node {
	s = s.with(s.dot)
	var nodes []node
	for _, n := range l.Nodes {
		if compiled := c.node(n, &s); compiled != nil {
			nodes = append(nodes, compiled)
		}
	}
	if len(nodes) == 1 {
		return nodes[0]
	}
	return func(r *run, dot reflect.Value) {
		for _, n := range nodes {
			n(r, dot)
		}
	}
}

// loops reports whether a template, or one that it includes, has a loop.
func (c *compiler) loops(name string) bool {
	tree := c.host.Template(name)
	return tree != nil && c.loopsIn(tree.Root)
}

func (c *compiler) loopsIn(l *parse.ListNode) bool {
	if l == nil {
		return false
	}
	return slices.ContainsFunc(l.Nodes, func(n parse.Node) bool {
		switch n := n.(type) {
		case *parse.RangeNode:
			return true
		case *parse.TemplateNode:
			return c.loops(n.Name)
		case *parse.IfNode:
			return c.loopsIn(n.List) || c.loopsIn(n.ElseList)
		case *parse.WithNode:
			return c.loopsIn(n.List) || c.loopsIn(n.ElseList)
		}
		return false
	})
}

func (c *compiler) node(n parse.Node, s *scope) node {
	switch n := n.(type) {
	case *parse.TextNode:
		text := string(n.Text)
		return func(r *run, _ reflect.Value) { r.out = append(r.out, text...) }
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return c.action(n.Pipe, s)
	case *parse.IfNode:
		return c.branch(c.condition(n.Pipe, s.with(s.dot)), &n.BranchNode, *s)
	case *parse.WithNode:
		return c.with(n, *s)
	case *parse.RangeNode:
		return c.loop(n, *s)
	case *parse.TemplateNode:
		return c.include(n, *s)
	}
	refuse("%s", n)
	return nil
}

// action is {{…}}: a value that is written, or a variable that is declared.
func (c *compiler) action(p *parse.PipeNode, s *scope) node {
	if c.isStep(p) {
		return func(r *run, _ reflect.Value) { r.step() }
	}
	if len(p.Decl) > 0 {
		if len(p.Decl) > 1 || p.IsAssign {
			refuse("assignment %s", p)
		}
		v, t := c.pipe(&parse.PipeNode{Cmds: p.Cmds}, *s)
		slot := c.declare(s, p.Decl[0].Ident[0], t)
		return func(r *run, dot reflect.Value) { r.vars[slot] = v(r, dot) }
	}
	return c.written(p, *s)
}

// isStep tells the call that counts a step. What it assigns is never read.
func (c *compiler) isStep(p *parse.PipeNode) bool {
	if len(p.Cmds) == 0 || len(p.Cmds[0].Args) == 0 {
		return false
	}
	f, ok := p.Cmds[0].Args[0].(*parse.IdentifierNode)
	return ok && f.Ident == c.host.Step
}

func (c *compiler) branch(is truth, n *parse.BranchNode, s scope) node {
	if len(n.Pipe.Decl) > 0 {
		refuse("declaration in %s", n.Pipe)
	}
	yes, no := c.list(n.List, s), c.otherwise(n, s)
	return func(r *run, dot reflect.Value) {
		if is(r, dot) {
			yes(r, dot)
		} else {
			no(r, dot)
		}
	}
}

// otherwise is what stands after {{else}}.
func (c *compiler) otherwise(n *parse.BranchNode, s scope) node {
	if n.ElseList == nil {
		return func(*run, reflect.Value) {}
	}
	return c.list(n.ElseList, s)
}

func (c *compiler) with(n *parse.WithNode, s scope) node {
	if len(n.Pipe.Decl) > 0 {
		refuse("declaration in %s", n.Pipe)
	}
	v, t := c.pipe(n.Pipe, s)
	is := truthOf(t)
	yes, no := c.list(n.List, s.with(t)), c.otherwise(&n.BranchNode, s)
	return func(r *run, dot reflect.Value) {
		if value := v(r, dot); is(value) {
			yes(r, value)
		} else {
			no(r, dot)
		}
	}
}

// loop is {{range}} over a slice or array.
func (c *compiler) loop(n *parse.RangeNode, s scope) node {
	v, t := c.pipe(&parse.PipeNode{Cmds: n.Pipe.Cmds}, s)
	if k := t.Kind(); k != reflect.Slice && k != reflect.Array || n.Pipe.IsAssign {
		refuse("range over %s", t)
	}
	inside := s.with(t.Elem())
	index, elem := -1, -1
	switch d := n.Pipe.Decl; len(d) {
	case 1:
		elem = c.declare(&inside, d[0].Ident[0], t.Elem())
	case 2:
		index = c.declare(&inside, d[0].Ident[0], intType)
		elem = c.declare(&inside, d[1].Ident[0], t.Elem())
	}
	body, no := c.list(n.List, inside), c.otherwise(&n.BranchNode, s)
	return func(r *run, dot reflect.Value) {
		list := v(r, dot)
		if list.Len() == 0 {
			no(r, dot)
			return
		}
		for i := range list.Len() {
			value := list.Index(i)
			if elem >= 0 {
				r.vars[elem] = value
			}
			if index >= 0 {
				r.vars[index] = reflect.ValueOf(i)
			}
			body(r, value)
		}
	}
}

// include is {{template "name" value}}.
func (c *compiler) include(n *parse.TemplateNode, s scope) node {
	if n.Pipe == nil {
		body := c.template(n.Name, nothingType)
		return func(r *run, _ reflect.Value) { body(r, nothing) }
	}
	v, t := c.pipe(n.Pipe, s)
	body := c.template(n.Name, t)
	return func(r *run, dot reflect.Value) { body(r, v(r, dot)) }
}
