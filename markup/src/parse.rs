//! From tokens to nodes. What is not understood stays as it was, for Yew to judge.

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

use crate::node::{Element, Node, inner};

/// Elements that Yew treats in a way of its own, by their attributes.
const OWN_WAYS: [&str; 4] = ["input", "textarea", "select", "option"];

/// Elements that have nothing in them, and no closing tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Tokens in order.
pub(crate) struct Cursor {
    tokens: Vec<TokenTree>,
    at: usize,
}

impl Cursor {
    /// At the first of these.
    pub(crate) fn new(tokens: TokenStream) -> Self {
        Self { tokens: tokens.into_iter().collect(), at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.tokens.get(self.at + ahead)
    }

    fn is(&self, ahead: usize, punct: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(found)) if found.as_char() == punct)
    }

    fn word(&self, ahead: usize) -> Option<String> {
        let Some(TokenTree::Ident(word)) = self.peek(ahead) else { return None };
        Some(word.to_string())
    }

    /// Moves one token to the end of a stream; nothing at the end of all.
    fn pass(&mut self, into: &mut TokenStream) {
        if let Some(token) = self.tokens.get(self.at) {
            into.extend([token.clone()]);
            self.at += 1;
        }
    }

    /// Moves tokens up to and without the next one in braces.
    fn pass_to_braces(&mut self, into: &mut TokenStream) {
        while self.peek(0).is_some() && self.braces().is_none() {
            self.pass(into);
        }
    }

    fn braces(&self) -> Option<&Group> {
        let Some(TokenTree::Group(group)) = self.peek(0) else { return None };
        (group.delimiter() == Delimiter::Brace).then_some(group)
    }

    /// Moves markup in braces, with its own nodes made anew.
    fn pass_body(&mut self, into: &mut TokenStream) {
        let Some(group) = self.braces() else { return };
        let nodes = nodes(&mut Self::new(group.stream()));
        let mut body = Group::new(Delimiter::Brace, inner(nodes));
        body.set_span(group.span());
        into.extend([TokenTree::Group(body)]);
        self.at += 1;
    }
}

/// The nodes up to the end or to a closing tag, which is left where it is.
pub(crate) fn nodes(cursor: &mut Cursor) -> Vec<Node> {
    let mut found = Vec::new();
    while cursor.peek(0).is_some() && !(cursor.is(0, '<') && cursor.is(1, '/')) {
        found.push(node(cursor));
    }
    found
}

fn node(cursor: &mut Cursor) -> Node {
    let mut whole = TokenStream::new();
    if cursor.is(0, '<') {
        return tag(cursor);
    }
    match cursor.word(0).as_deref() {
        Some("if") => condition(cursor, &mut whole),
        Some("for") => {
            cursor.pass_to_braces(&mut whole);
            cursor.pass_body(&mut whole);
        }
        Some(_) => {
            cursor.pass_to_braces(&mut whole);
            cursor.pass(&mut whole);
        }
        None => cursor.pass(&mut whole),
    }
    Node::Other(whole)
}

/// `if … { } else if … { } else { }`
fn condition(cursor: &mut Cursor, whole: &mut TokenStream) {
    cursor.pass_to_braces(whole);
    cursor.pass_body(whole);
    if cursor.word(0).as_deref() == Some("else") {
        cursor.pass(whole);
        if cursor.word(0).as_deref() == Some("if") {
            condition(cursor, whole);
        } else {
            cursor.pass_body(whole);
        }
    }
}

/// An element, a fragment or a component with all that is in it. An element that is not written
/// as Yew wants it is left to Yew, which says so.
fn tag(cursor: &mut Cursor) -> Node {
    let mut whole = TokenStream::new();
    cursor.pass(&mut whole);
    let name = name(cursor, &mut whole);
    let plain = name.as_deref().filter(|name| {
        name.starts_with(|first: char| first.is_ascii_lowercase()) && !OWN_WAYS.contains(name)
    });
    let mut element = plain.map(|name| Element::new(name.to_owned()));
    while cursor.peek(0).is_some() && !cursor.is(0, '>') && !cursor.is(0, '/') {
        let attribute = attribute(cursor, &mut whole);
        element =
            element.zip(attribute).and_then(|(element, (name, value))| element.with(name, value));
    }
    if cursor.is(0, '/') {
        cursor.pass(&mut whole);
        cursor.pass(&mut whole);
        return element.map_or(Node::Other(whole), Node::Element);
    }
    cursor.pass(&mut whole);
    let children = nodes(cursor);
    let mut end = TokenStream::new();
    // The two marks of a closing tag, where there is one.
    cursor.pass(&mut end);
    cursor.pass(&mut end);
    let closed = self::name(cursor, &mut end).filter(|_| cursor.is(0, '>'));
    while cursor.peek(0).is_some() && !cursor.is(0, '>') {
        cursor.pass(&mut end);
    }
    cursor.pass(&mut end);
    match element.filter(|element| closed == name && !VOID.contains(&element.name())) {
        Some(mut element) => {
            element.children = children;
            Node::Element(element)
        }
        None => {
            whole.extend(inner(children));
            whole.extend(end);
            Node::Other(whole)
        }
    }
}

/// Moves the name of a tag, with the types behind it; none where it is not a single word.
fn name(cursor: &mut Cursor, whole: &mut TokenStream) -> Option<String> {
    let mut name = cursor.word(0);
    name.as_ref()?;
    cursor.pass(whole);
    while cursor.is(0, ':') || cursor.is(0, '-') {
        name = None;
        cursor.pass(whole);
        if cursor.word(0).is_some() {
            cursor.pass(whole);
        }
    }
    if cursor.is(0, '<') {
        name = None;
        pass_types(cursor, whole);
    }
    name
}

/// Moves types between angle brackets.
fn pass_types(cursor: &mut Cursor, whole: &mut TokenStream) {
    let mut depth = 0_usize;
    while cursor.peek(0).is_some() {
        if cursor.is(0, '-') && cursor.is(1, '>') {
            // The arrow of a function.
            cursor.pass(whole);
        } else if cursor.is(0, '<') {
            depth += 1;
        } else if cursor.is(0, '>') {
            depth -= 1;
        }
        cursor.pass(whole);
        if depth == 0 {
            return;
        }
    }
}

/// One attribute, or one token of what is none.
fn attribute(cursor: &mut Cursor, whole: &mut TokenStream) -> Option<(String, TokenTree)> {
    if let Some(group) = cursor.braces().cloned() {
        cursor.pass(whole);
        let name = Cursor::new(group.stream()).word(0)?;
        return Some((name, TokenTree::Group(group)));
    }
    let Some(mut name) = cursor.word(0) else {
        cursor.pass(whole);
        return None;
    };
    cursor.pass(whole);
    while cursor.is(0, '-') {
        cursor.pass(whole);
        name = format!("{name}-{}", cursor.word(0)?);
        cursor.pass(whole);
    }
    if !cursor.is(0, '=') {
        return None;
    }
    cursor.pass(whole);
    let value = cursor.peek(0).cloned()?;
    cursor.pass(whole);
    Some((name, value))
}
