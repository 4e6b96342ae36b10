package layout

import (
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
)

// namespace is the templates that one layout can name, each with the file it comes from.
type namespace map[string]definition

// definition is one template.
type definition struct {
	file *file
	tree *parse.Tree
}

// call is a place where a template includes another: {{template "name"}} or {{fragment "name" .}}.
type call struct {
	name     string
	pos      int
	fragment bool
}

// calls lists what a template includes, in order.
func (d definition) calls() []call {
	var list []call
	inspect(d.tree.Root, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.TemplateNode:
			list = append(list, call{n.Name, int(n.Position()), false})
		case *parse.CommandNode:
			if name, ok := fragmentName(n); ok {
				list = append(list, call{name, int(n.Position()), true})
			}
		}
	})
	return list
}

// fragmentName is the partial that a command executes by itself; ok is false for every other command.
func fragmentName(n *parse.CommandNode) (name string, ok bool) {
	if len(n.Args) < 2 {
		return "", false
	}
	if f, isName := n.Args[0].(*parse.IdentifierNode); !isName || f.Ident != "fragment" {
		return "", false
	}
	s, ok := n.Args[1].(*parse.StringNode)
	if !ok {
		return "", false
	}
	return s.Text, true
}

// closure lists the templates that executing entry can reach, itself among them, sorted.
func (ns namespace) closure(entry string) []string {
	reached := map[string]bool{}
	waiting := []string{entry}
	for len(waiting) > 0 {
		name := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		d, ok := ns[name]
		if !ok || reached[name] {
			continue
		}
		reached[name] = true
		for _, c := range d.calls() {
			waiting = append(waiting, c.name)
		}
	}
	return slices.Sorted(maps.Keys(reached))
}

// digests gives the digest of everything that executing entry can reach, and the same for each fragment on
// the way. They are made from the parsed trees: a changed comment in a layout makes no page anew.
func (ns namespace) digests(entry string) (whole fingerprint.Digest, fragments map[string]fingerprint.Digest) {
	reached := ns.closure(entry)
	trees := map[string]fingerprint.Digest{}
	fragments = map[string]fingerprint.Digest{}
	for _, name := range reached {
		trees[name] = fingerprint.Of(name, ns[name].tree.Root.String())
		for _, c := range ns[name].calls() {
			if c.fragment {
				fragments[c.name] = fingerprint.Digest{}
			}
		}
	}
	of := func(root string, names []string) fingerprint.Digest {
		parts := make([]fingerprint.Digest, len(names))
		for i, name := range names {
			parts[i] = trees[name]
		}
		return fingerprint.Of(root, parts)
	}
	for name := range fragments {
		fragments[name] = of(name, ns.closure(name))
	}
	return of(entry, reached), fragments
}

// cycles reports templates that include themselves. text/template would only stop at a depth of 100,000,
// which is seen as a build that hangs (gohugoio/hugo#6058).
func (ns namespace) cycles() []diag.Diagnostic {
	search := cycleSearch{ns: ns, done: map[string]bool{}}
	for _, name := range slices.Sorted(maps.Keys(ns)) {
		search.visit(name)
	}
	return search.found
}

// cycleSearch is a depth-first walk over the calls.
type cycleSearch struct {
	ns    namespace
	chain []string // the calls that led here
	done  map[string]bool
	found []diag.Diagnostic
}

func (s *cycleSearch) visit(name string) {
	if s.done[name] {
		return
	}
	s.chain = append(s.chain, name)
	for _, c := range s.ns[name].callsIn(s.ns) {
		if i := slices.Index(s.chain, c.name); i >= 0 {
			chain := strings.Join(append(slices.Clone(s.chain[i:]), c.name), " → ")
			s.found = append(s.found, s.ns[name].file.At(c.pos, "layout-recursion", chain))
			continue
		}
		s.visit(c.name)
	}
	s.chain = s.chain[:len(s.chain)-1]
	s.done[name] = true
}

// callsIn is calls without those that lead nowhere.
func (d definition) callsIn(ns namespace) []call {
	return slices.DeleteFunc(d.calls(), func(c call) bool { _, ok := ns[c.name]; return !ok })
}

// inspect calls visit for a node and every node below it, in the order of the text.
func inspect(n parse.Node, visit func(parse.Node)) {
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			inspect(child, visit)
		}
	case *parse.ActionNode:
		inspect(n.Pipe, visit)
	case *parse.IfNode:
		inspectBranch(&n.BranchNode, visit)
	case *parse.WithNode:
		inspectBranch(&n.BranchNode, visit)
	case *parse.RangeNode:
		inspectBranch(&n.BranchNode, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			inspect(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, command := range n.Cmds {
			inspect(command, visit)
		}
	case *parse.CommandNode:
		for _, arg := range n.Args {
			inspect(arg, visit)
		}
	case *parse.ChainNode:
		inspect(n.Node, visit)
	}
}

func inspectBranch(n *parse.BranchNode, visit func(parse.Node)) {
	inspect(n.Pipe, visit)
	inspect(n.List, visit)
	if n.ElseList != nil {
		inspect(n.ElseList, visit)
	}
}

// names lists the templates that can be included by name, sorted; whole files other than partials have none.
func (ns namespace) names() []string {
	var names []string
	for name := range ns {
		if !strings.HasPrefix(name, folder) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
