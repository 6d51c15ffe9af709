//! What the macro `html!` of this crate makes its elements with.

use std::rc::Rc;

use yew::html::IntoPropValue;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, Listeners, VList, VNode, VTag,
};
use yew::{AttrValue, NodeRef};

/// The value of an attribute, or none.
type Value = Option<AttributeOrProperty>;

/// An element whose attributes never change.
#[inline(never)]
pub(crate) fn element(
    name: &'static str,
    attributes: &'static [(&'static str, AttributeOrProperty)],
    children: VNode,
) -> VNode {
    any(name, Attributes::Static(attributes), children)
}

/// An element with values for its attributes.
#[inline(never)]
pub(crate) fn element_with(
    name: &'static str,
    keys: &'static [&'static str],
    values: Box<[Value]>,
    children: VNode,
) -> VNode {
    any(name, Attributes::Dynamic { keys, values }, children)
}

#[inline(never)]
fn any(name: &'static str, attributes: Attributes, children: VNode) -> VNode {
    let (name, node) = (AttrValue::Static(name), NodeRef::default());
    let tag = VTag::__new_other(name, node, None, attributes, Listeners::None, children);
    VNode::VTag(Rc::new(tag))
}

/// An attribute with a value that never changes.
#[expect(clippy::unnecessary_wraps, reason = "a value beside others that may be none")]
pub(crate) fn fixed(value: &'static str) -> Value {
    Some(AttributeOrProperty::Attribute(AttrValue::Static(value)))
}

/// An attribute with this value, if there is one.
pub(crate) fn attribute(value: impl IntoPropValue<Option<AttrValue>>) -> Value {
    value.into_prop_value().map(AttributeOrProperty::Attribute)
}

/// An element that was just made, with a key.
#[inline(never)]
pub(crate) fn keyed(key: Key, mut node: VNode) -> VNode {
    if let VNode::VTag(tag) = &mut node
        && let Some(tag) = Rc::get_mut(tag)
    {
        tag.key = Some(key);
    }
    node
}

/// An element that was just made, with listeners.
#[inline(never)]
pub(crate) fn listening(listeners: Box<[Option<Rc<dyn Listener>>]>, mut node: VNode) -> VNode {
    if let VNode::VTag(tag) = &mut node
        && let Some(tag) = Rc::get_mut(tag)
    {
        tag.set_listeners(listeners);
    }
    node
}

/// Several nodes, one after another.
#[inline(never)]
pub(crate) fn list(children: Box<[VNode]>) -> VNode {
    VNode::VList(Rc::new(VList::with_children(children.into_vec(), None)))
}
