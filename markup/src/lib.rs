//! `html!` as Yew has it, in fewer bytes. Yew writes out every field of every element where the
//! element stands: 100 to 150 bytes of WebAssembly each. Here an element whose attributes are all
//! known when compiling, as most are, becomes a call of `crate::ui::markup::element` with its name,
//! its attributes and its children; everything else is handed to Yew as it is. What is rendered is
//! the same.

mod node;
mod parse;

use proc_macro::TokenStream;

/// Yew's `html!`, in fewer bytes.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    node::all(parse::nodes(&mut parse::Cursor::new(input)))
}
