//! `html!` as Yew has it, in fewer bytes. Yew writes out every field of every element where the
//! element stands: 100 to 150 bytes of WebAssembly each. Here an element whose attributes are all
//! known when compiling, as most are, becomes a call of `crate::ui::markup::element` with its name,
//! its attributes and its children; everything else is handed to Yew as it is, also what Yew does
//! not take, so that it says so. What is rendered is the same.
//!
//! The only child of an element is an expression of its own. So where it is `{ expression }`, that
//! has to be something of which Yew makes one node; a list or an option is put between `<>` and
//! `</>`. Doing that here would make a list of every expression that stands alone.

mod node;
mod parse;

use proc_macro::TokenStream;

/// Yew's `html!`, in fewer bytes.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    node::all(parse::nodes(&mut parse::Cursor::new(input)))
}
