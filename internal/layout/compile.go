package layout

import (
	"fmt"
	"html/template"
	"io"
	"maps"
	"reflect"
	"slices"
	"sync"
	"text/template/parse"

	"bantin/internal/layout/direct"
	"bantin/internal/viet"
)

// program is a compiled layout that executes one page at a time: its functions belong to the page at hand.
// That is how a loop can be told to stop and how a fragment knows the context of its page; html/template
// offers no other way to reach them.
type program struct {
	layout    *layout
	templates *template.Template
	memory    *memory
	page      *page
}

// programs keeps the compiled copies of a layout, one for each page that was ever made at the same time as
// another.
type programs struct {
	layout *layout
	memory *memory

	mu   sync.Mutex
	idle []*program
}

func (p *programs) take() (*program, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		last := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return last, nil
	}
	p.mu.Unlock()
	return compile(p.layout, p.memory)
}

func (p *programs) give(done *program) {
	done.page = nil
	p.mu.Lock()
	p.idle = append(p.idle, done)
	p.mu.Unlock()
}

// The function and the variable of a loop's step. No layout can use them: the check knows no such function
// (see signatures), and the variable's name holds a blank.
const (
	tickFunction = "_loop_step"
	tickVariable = "$loop step"
)

// compile makes a program of a layout. Every template that the layout can reach is escaped here and not at
// the first page.
func compile(l *layout, memory *memory) (*program, error) {
	p := &program{layout: l, memory: memory}
	p.templates = template.New("").Funcs(template.FuncMap{
		"fragment":   p.fragment,
		"count":      count,
		tickFunction: p.tick,
	})
	var trees []*parse.Tree
	for _, name := range l.templates.closure(l.entry) {
		tree := l.templates[name].tree.Copy()
		addTicks(tree)
		trees = append(trees, tree)
		if _, err := p.templates.AddParseTree(name, tree); err != nil {
			return nil, fmt.Errorf("compiling %s: %w", name, err)
		}
	}
	roots := append(slices.Sorted(maps.Keys(l.fragments)), l.entry)
	for _, name := range roots {
		if err := p.prepare(name); err != nil {
			return nil, err
		}
	}
	for _, name := range roots {
		if err := p.escape(name); err != nil {
			return nil, err
		}
	}
	for _, tree := range trees {
		if err := misplaced(tree); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// host is what the templates need to be executed without html/template. They are escaped by now.
func (p *program) host() *direct.Host {
	return &direct.Host{
		Template: func(name string) *parse.Tree {
			if t := p.templates.Lookup(name); t != nil {
				return t.Tree
			}
			return nil
		},
		Count: viet.FormatCount, Fragments: fragments{p.layout, p.memory}, Step: tickFunction, Trusted: reflect.TypeFor[template.HTML](),
		MaxSteps: maxSteps, MaxOutput: maxOutput,
	}
}

// guarded is the name of a template that includes a root under a condition that is never true. html/template
// escapes a template, with all that it includes, when it is first executed: this one can be executed without
// data and writes nothing.
func guarded(root string) string { return folder + "." + root }

func (p *program) prepare(root string) error {
	_, err := p.templates.New(guarded(root)).Parse(fmt.Sprintf("{{if .}}{{template %q .}}{{end}}", root))
	return err
}

func (p *program) escape(root string) error {
	return p.templates.ExecuteTemplate(io.Discard, guarded(root), false)
}

// addTicks puts a step at the beginning of every loop, and of every template that includes others: such
// templates can multiply each other without any loop.
func addTicks(tree *parse.Tree) {
	includes := false
	inspect(tree.Root, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.RangeNode:
			prepend(n.List, tick(n.Pipe.Pos, n.Line))
		case *parse.TemplateNode:
			includes = true
		}
	})
	if includes {
		prepend(tree.Root, tick(tree.Root.Pos, 1))
	}
}

func prepend(list *parse.ListNode, n parse.Node) {
	list.Nodes = append([]parse.Node{n}, list.Nodes...)
}

// tick is the node {{$x = step}}: it writes nothing, and its errors have the place of the loop.
func tick(pos parse.Pos, line int) parse.Node {
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: pos, Line: line, Pipe: &parse.PipeNode{
		NodeType: parse.NodePipe, Pos: pos, Line: line,
		Decl: []*parse.VariableNode{{NodeType: parse.NodeVariable, Pos: pos, Ident: []string{tickVariable}}},
		Cmds: []*parse.CommandNode{{
			NodeType: parse.NodeCommand, Pos: pos,
			Args: []parse.Node{parse.NewIdentifier(tickFunction).SetPos(pos)},
		}},
	}}
}
