//! What the macro makes of markup, with Yew and the makers replaced by texts: `(…)` is made by a
//! call, `yew{…}` is what Yew is handed, token for token.

use qingdan_markup::html as ours;

// The macro names Yew by this path.
extern crate self as yew;

/// Yew's macro: the tokens that it is handed.
#[macro_export]
macro_rules! html {
    ($($token:tt)*) => { $crate::handed(stringify!($($token)*)) };
}

/// The makers.
mod ui {
    pub(crate) mod markup {
        use crate::virtual_dom::AttributeOrProperty::{self, Static};

        pub(crate) fn element(
            name: &str,
            attributes: &[(&str, AttributeOrProperty)],
            children: impl ToString,
        ) -> String {
            let one =
                |(name, Static(value)): &(&str, AttributeOrProperty)| format!(" {name}={value}");
            let attributes = attributes.iter().map(one).collect::<String>();
            format!("({name}{attributes} {})", children.to_string())
        }

        pub(crate) fn element_with(
            name: &str,
            names: &[&str],
            values: Box<[String]>,
            children: impl ToString,
        ) -> String {
            let pairs = names.iter().zip(values).map(|(name, value)| format!(" {name}={value}"));
            format!("({name}{} {})", pairs.collect::<String>(), children.to_string())
        }

        pub(crate) fn fixed(value: &str) -> String {
            value.to_owned()
        }

        pub(crate) fn attribute(value: impl ToString) -> String {
            format!("{{{}}}", value.to_string())
        }

        pub(crate) fn keyed(key: String, node: String) -> String {
            format!("{node}#{key}")
        }

        pub(crate) fn listening(listeners: Box<[String]>, node: String) -> String {
            format!("{node}@{}", listeners.into_vec().join(","))
        }

        pub(crate) fn list(nodes: Box<[String]>) -> String {
            nodes.into_vec().join(" ")
        }
    }
}

pub mod virtual_dom {
    //! Where Yew has its nodes.

    /// No children.
    pub type VNode = &'static str;

    /// The value of an attribute.
    #[derive(Clone, Copy, Debug)]
    pub enum AttributeOrProperty {
        /// One that never changes.
        Static(&'static str),
    }
}

pub mod html {
    //! Where Yew has its listeners.

    pub mod onclick {
        //! A listener.

        /// What wraps it.
        #[derive(Debug)]
        pub struct Wrapper;

        impl Wrapper {
            /// The listener in words.
            pub fn __macro_new(listener: &str) -> String {
                format!("click:{listener}")
            }
        }
    }
}

/// Tokens without the spaces between them.
pub fn handed(tokens: &str) -> String {
    format!("yew{{{}}}", tokens.split_whitespace().collect::<String>())
}

#[test]
fn plain_elements_are_made_by_a_call() {
    assert_eq!(ours! { <p></p> }, "(p )");
    assert_eq!(ours! { <br /> }, "(br )");
    assert_eq!(ours! { <p class="a" id="b"><b /><i /></p> }, "(p id=b class=a (b ) (i ))");
    let (id, key) = ("x", "k");
    let made = ours! { <p class="a" {id} {key} onclick={"go"} aria-label={id}></p> };
    assert_eq!(made, "(p id={x} aria-label={x} class=a )#k@click:go");
    let named = "c";
    assert_eq!(ours! { <p class={named} /> }, "(p class={c} )");
}

/// What is told of each of these is Yew's to tell: it gets every token of them.
#[test]
fn what_yew_does_not_take_is_handed_to_it_whole() {
    assert_eq!(ours! { <p>{ 1 }</q> }, "yew{<p>{1}</q>}");
    assert_eq!(ours! { <p> }, "yew{<p>}");
    assert_eq!(ours! { <p>{ 1 }</p::q> }, "yew{<p>{1}</p::q>}");
    assert_eq!(ours! { <p>{ 1 }</p class="a"> }, r#"yew{<p>{1}</pclass="a">}"#);
    assert_eq!(ours! { <p>{ 1 }</> }, "yew{<p>{1}</>}");
    assert_eq!(ours! { <br>{ 1 }</br> }, "yew{<br>{1}</br>}");
    assert_eq!(ours! { <p id="a" id="b" /> }, r#"yew{<pid="a"id="b"/>}"#);
    assert_eq!(ours! { <p key="a" key="b" /> }, r#"yew{<pkey="a"key="b"/>}"#);
    assert_eq!(ours! { <p onclick={1} onclick={2} /> }, "yew{<ponclick={1}onclick={2}/>}");
}

#[test]
fn what_is_not_a_plain_element_is_yews() {
    assert_eq!(ours! { { 1 } }, "yew{{1}}");
    assert_eq!(ours! { <p>{ 1 }</p> }, "(p yew{{1}})");
    assert_eq!(ours! { <p><input value="a" /></p> }, r#"(p yew{<inputvalue="a"/>})"#);
    assert_eq!(ours! { <p hidden={true} /> }, "yew{<phidden={true}/>}");
    assert_eq!(ours! { <my-p id="a" /> }, r#"yew{<my-pid="a"/>}"#);
    assert_eq!(ours! { <@{"p"} id="a">{ 1 }</@> }, r#"yew{<@{"p"}id="a">{1}</@>}"#);
    assert_eq!(ours! { <a::B c="d">{ 1 }</a::B> }, r#"yew{<a::Bc="d">{1}</a::B>}"#);
}

/// Components with types, alone, beside others and around them.
#[test]
fn types_of_a_component_end_where_they_end() {
    assert_eq!(ours! { <p><B<C> /><i /></p> }, "(p yew{<B<C>/>} (i ))");
    assert_eq!(ours! { <p><B<C<D>, fn() -> E> /><i /></p> }, "(p yew{<B<C<D>,fn()->E>/>} (i ))");
    let made = ours! { <p><B<C> d={1}>{ 2 }</B<C>><i /></p> };
    assert_eq!(made, "(p yew{<B<C>d={1}>{2}</B<C>>} (i ))");
}

/// Elements within what Yew reads are made by a call all the same, in braces.
#[test]
fn elements_in_a_fragment_a_component_or_a_branch_are_made_by_a_call() {
    for made in [
        ours! { <><b /></> },
        ours! { <B><b /></B> },
        ours! { <B<C>><b /></B<C>> },
        ours! { if true { <b /> } else if false { <i /> } else { <u /> } },
        ours! { for x in y { <b /> } },
    ] {
        assert!(made.starts_with("yew{"), "{made}");
        assert!(
            !made.contains("<b/>") && !made.contains("<i/>") && !made.contains("<u/>"),
            "{made}"
        );
        assert!(made.contains(r#"{crate::ui::markup::element("b",&[]"#), "{made}");
    }
}
