//! The tree of a page: an arena of nodes, filled by html5ever.
//!
//! Nodes are numbers into one vector, texts and attribute values are slices of one string, so that
//! the whole tree is `Send + Sync`, is freed in a few calls, and every walk over it is a loop.
//! This module and its children are the only ones that know the parser.

mod flatten;
mod markup;
mod parse;
mod set;
mod shadow;
mod sink;
mod tag;
#[cfg(test)]
mod tests;
mod tokenizer;
mod walk;
#[cfg(test)]
pub(crate) mod work;
mod xml;

use html5ever::{LocalName, Prefix};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::num::NonZeroU32;
use std::ops::Range;

pub(crate) use markup::{end_of_prologue, end_of_text};
pub(crate) use parse::parse;
pub(crate) use set::NodeSet;
pub(crate) use shadow::ShadowTrees;
pub(crate) use tag::Tag;
pub(crate) use walk::{Step, Walk};
pub use xml::Syntax;
pub(crate) use xml::fault as xml_fault;

/// A node's place in the arena.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    fn new(index: usize) -> Self {
        let number = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
        NodeId(number.expect("the node limit keeps indices far below u32::MAX"))
    }

    /// The node's index, for side tables with one entry a node.
    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A map by nodes. Pages do not choose the numbers of their nodes: nobody can make them collide.
pub(crate) type NodeMap<V> = HashMap<NodeId, V, BuildHasherDefault<NodeHasher>>;

/// Spreads the bits of a node's number.
#[derive(Debug, Default)]
pub(crate) struct NodeHasher(u64);

impl Hasher for NodeHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u32(byte.into()));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(32)
    }
}

/// A slice of the arena's text, or of the decoded source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The namespaces that HTML parsing knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ns {
    Html,
    Svg,
    MathMl,
    XLink,
    Xml,
    Xmlns,
    /// No namespace: where ordinary attributes live.
    None,
}

#[derive(Debug)]
pub(crate) struct Attr {
    name: LocalName,
    ns: Ns,
    prefix: Option<Prefix>,
    value: Span,
}

#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "doctypes are compared in tests"))]
pub(crate) enum Data {
    Document,
    /// The contents of a `template`, hung below it as its only child.
    Fragment,
    Doctype {
        name: Span,
        public_id: Span,
        system_id: Span,
    },
    Text(Span),
    Comment(Span),
    Element(Element),
}

#[derive(Debug)]
pub(crate) struct Element {
    name: LocalName,
    tag: Tag,
    ns: Ns,
    attrs: Span,
    /// A bit for each name among the attributes: most look-ups find nothing, and see so at once.
    attr_mask: u64,
    /// The start tag in the decoded source; empty for an element that no tag of the page made.
    start: Span,
}

/// The bit of an attribute's name in [`Element::attr_mask`].
#[inline(always)]
fn name_bit(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let at = |index: usize| bytes.get(index).map_or(0, |&byte| u64::from(byte));
    let last = at(bytes.len().wrapping_sub(1));
    1 << ((at(0) * 7 + last * 3 + bytes.len() as u64) % 64)
}

#[derive(Debug)]
struct Node {
    parent: Option<NodeId>,
    prev: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    data: Data,
}

/// A parsed page.
#[derive(Debug)]
pub(crate) struct Document {
    nodes: Vec<Node>,
    attrs: Vec<Attr>,
    text: String,
    /// The form owner of controls that the parser associated (HTML Standard, "form owner").
    owners: Vec<(NodeId, NodeId)>,
    /// Start tags dropped because they lay deeper than the limit, each with its place.
    flattened: Vec<Span>,
    /// Start tags that made no element, since they stand where none is allowed.
    ignored: Vec<Span>,
    /// The last end tag of the body.
    body_end: Option<Span>,
    quirks: bool,
}

impl Document {
    pub(crate) const ROOT: NodeId = NodeId(NonZeroU32::MIN);

    fn node(&self, id: NodeId) -> &Node {
        #[cfg(test)]
        work::count(1);
        &self.nodes[id.index()]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn data(&self, id: NodeId) -> &Data {
        &self.node(id).data
    }

    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    pub(crate) fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    pub(crate) fn prev_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).prev
    }

    pub(crate) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).last
    }

    pub(crate) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).first
    }

    /// Whether the page has no doctype, or one that sets quirks mode.
    /// Whether a template declares the shadow tree of its parent (HTML Standard, 4.12.3).
    pub(crate) fn declares_shadow_tree(&self, id: NodeId) -> bool {
        let mode = self.attr(id, "shadowrootmode").unwrap_or_default();
        self.tag(id) == Tag::Template
            && ["open", "closed"].iter().any(|known| mode.eq_ignore_ascii_case(known))
    }

    /// The host of a shadow tree by the fragment that holds it; nothing for any other node.
    pub(crate) fn shadow_host(&self, fragment: NodeId) -> Option<NodeId> {
        if !matches!(self.data(fragment), Data::Fragment) {
            return None;
        }
        let template = self.parent(fragment).filter(|&id| self.declares_shadow_tree(id))?;
        self.parent(template).filter(|&host| self.is_element(host))
    }

    pub(crate) fn quirks(&self) -> bool {
        self.quirks
    }

    pub(crate) fn flattened(&self) -> &[Span] {
        &self.flattened
    }

    /// Start tags that made no element, for whatever reason.
    pub(crate) fn lost_tags(&self) -> impl Iterator<Item = Span> {
        self.flattened.iter().chain(&self.ignored).copied()
    }

    /// The place of the last end tag of the body, wherever the body ends in the tree.
    pub(crate) fn body_end_tag(&self) -> Option<Span> {
        self.body_end
    }

    fn slice(&self, span: Span) -> &str {
        #[cfg(test)]
        work::count(span.range().len() / work::BYTES);
        &self.text[span.range()]
    }

    /// The element's tag: [`Tag::Other`] for what is not a known HTML element, or no element.
    pub(crate) fn tag(&self, id: NodeId) -> Tag {
        match &self.node(id).data {
            Data::Element(element) => element.tag,
            _ => Tag::Other,
        }
    }

    pub(crate) fn is_element(&self, id: NodeId) -> bool {
        matches!(self.node(id).data, Data::Element(_))
    }

    /// The local name of an element, empty for any other node.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match &self.node(id).data {
            Data::Element(element) => &element.name,
            _ => "",
        }
    }

    pub(crate) fn ns(&self, id: NodeId) -> Ns {
        match &self.node(id).data {
            Data::Element(element) => element.ns,
            _ => Ns::None,
        }
    }

    /// The text of a text node.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Text(span) => Some(self.slice(*span)),
            _ => None,
        }
    }

    /// The text of a comment.
    pub(crate) fn comment(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Comment(span) => Some(self.slice(*span)),
            _ => None,
        }
    }

    /// The start tag's place in the decoded source; `None` where no tag of the page made the node.
    pub(crate) fn start_tag(&self, id: NodeId) -> Option<Span> {
        match &self.node(id).data {
            Data::Element(element) if element.start.end > 0 => Some(element.start),
            _ => None,
        }
    }

    fn attr_list(&self, id: NodeId) -> &[Attr] {
        match &self.node(id).data {
            Data::Element(element) => &self.attrs[element.attrs.range()],
            _ => &[],
        }
    }

    /// The value of an attribute without namespace.
    #[inline(always)]
    pub(crate) fn attr(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.node(id).data {
            Data::Element(element) if element.attr_mask & name_bit(name) != 0 => {
                self.find_attr(id, name)
            }
            _ => None,
        }
    }

    fn find_attr(&self, id: NodeId, name: &str) -> Option<&str> {
        let found = self.attr_list(id).iter().find(|a| a.ns == Ns::None && &*a.name == name)?;
        Some(self.slice(found.value))
    }

    pub(crate) fn has_attr(&self, id: NodeId, name: &str) -> bool {
        self.attr(id, name).is_some()
    }

    /// The value of an attribute in a namespace, such as `xlink:href` or `xml:lang`.
    pub(crate) fn attr_ns(&self, id: NodeId, ns: Ns, name: &str) -> Option<&str> {
        let found = self.attr_list(id).iter().find(|a| a.ns == ns && &*a.name == name)?;
        Some(self.slice(found.value))
    }

    /// All attributes: qualified name and value, in source order.
    pub(crate) fn attrs(&self, id: NodeId) -> impl Iterator<Item = (Option<&str>, &str, &str)> {
        self.attr_list(id).iter().map(|a| (a.prefix.as_deref(), &*a.name, self.slice(a.value)))
    }

    /// The form that owns a control, where the parser has associated one.
    pub(crate) fn form_owner(&self, id: NodeId) -> Option<NodeId> {
        let at = self.owners.binary_search_by_key(&id, |&(control, _)| control).ok()?;
        Some(self.owners[at].1)
    }
}
