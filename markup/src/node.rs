//! From nodes to expressions.

use proc_macro::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// Attributes that are there or not, whatever their value; Yew knows how.
const BOOLEAN: [&str; 26] = [
    "allowfullscreen",
    "async",
    "autofocus",
    "autoplay",
    "checked",
    "controls",
    "default",
    "defer",
    "disabled",
    "formnovalidate",
    "hidden",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "nomodule",
    "novalidate",
    "open",
    "playsinline",
    "readonly",
    "required",
    "reversed",
    "selected",
    "webkitdirectory",
];

/// A piece of markup.
pub(crate) enum Node {
    /// An element that a call can make.
    Element(Element),
    /// Anything else, in Yew's words.
    Other(TokenStream),
}

/// An element that a call can make.
pub(crate) struct Element {
    name: String,
    attributes: Vec<(String, TokenTree)>,
    listeners: Vec<(String, TokenTree)>,
    key: Option<TokenTree>,
    /// What is in it.
    pub(crate) children: Vec<Node>,
}

impl Element {
    /// An element with nothing.
    pub(crate) fn new(name: String) -> Self {
        let (attributes, listeners) = (Vec::new(), Vec::new());
        Self { name, attributes, listeners, key: None, children: Vec::new() }
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// With one more attribute, unless it is there already or one of those that Yew treats in a
    /// way of its own.
    pub(crate) fn with(mut self, name: String, value: TokenTree) -> Option<Self> {
        let text = matches!(&value, TokenTree::Literal(text) if text.to_string().starts_with('"'));
        if !text && !matches!(value, TokenTree::Group(_)) {
            return None;
        }
        // The braces around an expression are the markup's.
        let value = match value {
            TokenTree::Group(braces) => {
                TokenTree::Group(Group::new(Delimiter::None, braces.stream()))
            }
            other => other,
        };
        if name == "ref" || name == "value" || BOOLEAN.contains(&name.as_str()) {
            return None;
        }
        let mut others = self.attributes.iter().chain(&self.listeners);
        if others.any(|(other, _)| *other == name) || (name == "key" && self.key.is_some()) {
            return None;
        }
        if name == "key" {
            self.key = Some(value);
        } else if name.starts_with("on") {
            self.listeners.push((name, value));
        } else {
            self.attributes.push((name, value));
        }
        Some(self)
    }

    fn value(mut self) -> TokenStream {
        // Yew has the class last.
        self.attributes.sort_by_key(|(name, _)| name == "class");
        let mut all = string(&self.name);
        let plain = self.attributes.iter().all(|(_, value)| matches!(value, TokenTree::Literal(_)));
        let maker = if plain { "element" } else { "element_with" };
        all.extend(code(", &"));
        if plain {
            all.extend(group(Delimiter::Bracket, pairs(self.attributes)));
        } else {
            let names = self.attributes.iter().flat_map(|(name, _)| {
                let mut name = string(name);
                name.extend(code(","));
                name
            });
            all.extend(group(Delimiter::Bracket, names.collect()));
            all.extend(code(","));
            all.extend(boxed(self.attributes.into_iter().flat_map(attribute).collect()));
        }
        all.extend(code(","));
        all.extend(content(self.children));
        let mut made = call(maker, all);
        if let Some(key) = self.key {
            let mut arguments = code("::std::convert::Into::into");
            arguments.extend(group(Delimiter::Parenthesis, key.into()));
            arguments.extend(code(","));
            arguments.extend(made);
            made = call("keyed", arguments);
        }
        if !self.listeners.is_empty() {
            let mut arguments = boxed(self.listeners.into_iter().flat_map(listener).collect());
            arguments.extend(code(","));
            arguments.extend(made);
            made = call("listening", arguments);
        }
        made
    }
}

/// What a whole macro makes of its nodes: an expression.
pub(crate) fn all(nodes: Vec<Node>) -> TokenStream {
    match <[Node; 1]>::try_from(nodes) {
        Ok([node]) => value(node),
        Err(nodes) => yew(inner(nodes)),
    }
}

/// Nodes within markup that Yew reads.
pub(crate) fn inner(nodes: Vec<Node>) -> TokenStream {
    let one = |node| match node {
        Node::Element(element) => group(Delimiter::Brace, element.value()),
        Node::Other(tokens) => tokens,
    };
    nodes.into_iter().flat_map(one).collect()
}

/// A node as an expression.
fn value(node: Node) -> TokenStream {
    match node {
        Node::Other(tokens) => yew(tokens),
        Node::Element(element) => element.value(),
    }
}

/// Attributes that are all texts, as a constant.
fn pairs(attributes: Vec<(String, TokenTree)>) -> TokenStream {
    let one = |(name, value): (String, TokenTree)| {
        let mut pair = string(&name);
        pair.extend(code(", ::yew::virtual_dom::AttributeOrProperty::Static"));
        pair.extend(group(Delimiter::Parenthesis, value.into()));
        let mut pair = group(Delimiter::Parenthesis, pair);
        pair.extend(code(","));
        pair
    };
    attributes.into_iter().flat_map(one).collect()
}

/// The value of an attribute among others.
fn attribute((_, value): (String, TokenTree)) -> TokenStream {
    let text = matches!(value, TokenTree::Literal(_));
    let mut made = call(if text { "fixed" } else { "attribute" }, value.into());
    made.extend(code(","));
    made
}

/// A listener as Yew wraps it.
fn listener((name, value): (String, TokenTree)) -> TokenStream {
    let mut made = code(&format!("::yew::html::{name}::Wrapper::__macro_new"));
    made.extend(group(Delimiter::Parenthesis, value.into()));
    made.extend(code(","));
    made
}

/// What is in an element.
fn content(mut children: Vec<Node>) -> TokenStream {
    if children.len() < 2 {
        let only = children.pop().map(value);
        return only.unwrap_or_else(|| code("::yew::virtual_dom::VNode::default()"));
    }
    let mut list = TokenStream::new();
    for child in children {
        list.extend(value(child));
        list.extend(code(","));
    }
    call("list", boxed(list))
}

fn boxed(list: TokenStream) -> TokenStream {
    let mut made = code("::std::boxed::Box::new");
    made.extend(group(Delimiter::Parenthesis, group(Delimiter::Bracket, list)));
    made
}

fn call(name: &str, arguments: TokenStream) -> TokenStream {
    let mut made = code(&format!("crate::ui::markup::{name}"));
    made.extend(group(Delimiter::Parenthesis, arguments));
    made
}

fn yew(tokens: TokenStream) -> TokenStream {
    let mut made = code("::yew::html!");
    made.extend(group(Delimiter::Brace, tokens));
    made
}

fn group(delimiter: Delimiter, tokens: TokenStream) -> TokenStream {
    TokenTree::Group(Group::new(delimiter, tokens)).into()
}

fn string(text: &str) -> TokenStream {
    TokenTree::Literal(Literal::string(text)).into()
}

/// A few fixed tokens.
fn code(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
