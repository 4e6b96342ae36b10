package markdown

// Body is a rendered body with numbered holes where links and pictures stand: they are filled once their targets are known, so that
// goldmark runs once for a body and not again for its page.
type Body struct{}
