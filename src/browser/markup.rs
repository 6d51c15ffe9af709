//! The markup of a part of the page, to be kept as a document of its own. Reading only.

use wasm_bindgen::JsCast;
use web_sys::{Element, XmlSerializer};

use super::document::{by_id, document};

/// The markup of the element with an id: a copy of it without the elements that `without`
/// selects, its closed folds (`details`) opened. The syntax is that of XML, which is HTML too.
pub fn markup(id: &str, without: &str) -> Option<String> {
    let copy = by_id(id)?.clone_node_with_deep(true).ok()?;
    let copy: Element = copy.dyn_into().ok()?;
    for unwanted in all(&copy, without) {
        unwanted.remove();
    }
    for fold in all(&copy, "details") {
        // Refused only for a name that is no attribute name.
        let _ = fold.set_attribute("open", "");
    }
    XmlSerializer::new().ok()?.serialize_to_string(&copy).ok()
}

/// The style sheets that stand in the document.
pub fn styles() -> String {
    let root = document().and_then(|document| document.document_element());
    let sheets = root.iter().flat_map(|root| all(root, "style"));
    sheets.filter_map(|sheet| sheet.text_content()).collect()
}

fn all(inside: &Element, selector: &str) -> Vec<Element> {
    let found = inside.query_selector_all(selector);
    let nodes = found.iter().flat_map(|list| (0..list.length()).filter_map(|n| list.item(n)));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}
