//! html5ever's tree builder writes into the arena through this sink.

use super::{Attr, Data, Document, Element, Node, NodeId, Ns, Span, Tag, name_bit};
use crate::error::{Error, ErrorKind};
use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// What rebuilt formatting elements may cost on any page, however small.
const COPIES_LIMIT: usize = 16 << 20;

/// What the sink shares with the token tap before it: the tap tells where a tag stands, the sink
/// tells how deep the tree is.
#[derive(Default)]
pub(super) struct Shared {
    /// The start tag in hand, and whether the element it makes is still to come.
    pub(super) tag: Cell<Option<Span>>,
    pub(super) tag_name: RefCell<Option<LocalName>>,
    /// The element that was last seen open, and how deep its next child would lie.
    pub(super) open: Cell<Option<NodeId>>,
    pub(super) depth: Cell<usize>,
    pub(super) nodes: Cell<usize>,
    /// End tags below the depth limit that matched no open element.
    pub(super) stray: Cell<usize>,
    /// Attributes of formatting elements, times the elements that they may be compared with.
    pub(super) comparisons: Cell<usize>,
}

pub(super) struct Sink {
    document: RefCell<Document>,
    /// Depth of every node, needed only while the tree grows.
    depths: RefCell<Vec<u32>>,
    /// The last element made for the tag in hand: a later one of its name replaces it, since
    /// formatting elements are rebuilt before the tag's own element is made.
    claimed: Cell<Option<NodeId>>,
    /// Texts that grew after others were written: kept apart until the end, since copying the
    /// whole text for every word that is moved before a table would be quadratic.
    grown: RefCell<BTreeMap<NodeId, String>>,
    pub(super) shared: Shared,
}

/// A node as the tree builder knows it. It asks for names all the time: every handle has its own.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    id: NodeId,
    ns: Namespace,
    name: LocalName,
}

impl Handle {
    /// A node that is no element.
    fn nameless(id: NodeId) -> Self {
        Handle { id, ns: ns!(), name: LocalName::default() }
    }
}

impl Ns {
    pub(super) fn of(namespace: &Namespace) -> Ns {
        match *namespace {
            ns!(html) => Ns::Html,
            ns!(svg) => Ns::Svg,
            ns!(mathml) => Ns::MathMl,
            ns!(xlink) => Ns::XLink,
            ns!(xml) => Ns::Xml,
            ns!(xmlns) => Ns::Xmlns,
            _ => Ns::None,
        }
    }
}

impl Sink {
    /// A sink for a source of about `bytes` bytes.
    pub(super) fn new(bytes: usize) -> Self {
        let mut document = Document {
            nodes: Vec::with_capacity(bytes / 24 + 16),
            attrs: Vec::with_capacity(bytes / 64),
            text: String::with_capacity(bytes / 2),
            owners: Vec::new(),
            flattened: Vec::new(),
            ignored: Vec::new(),
            body_end: None,
            quirks: false,
        };
        document.push(Data::Document);
        Sink {
            document: RefCell::new(document),
            depths: RefCell::new(vec![0]),
            claimed: Cell::new(None),
            grown: RefCell::default(),
            shared: Shared::default(),
        }
    }

    /// A new start tag is on its way, or (`None`) a token that makes no element of its own.
    pub(super) fn expect(&self, tag: Option<(Span, LocalName)>) {
        self.claimed.set(None);
        let (span, name) = tag.unzip();
        self.shared.tag.set(span);
        *self.shared.tag_name.borrow_mut() = name;
    }

    pub(super) fn flatten(&self, tag: Span) {
        self.document.borrow_mut().flattened.push(tag);
    }

    pub(super) fn end_body(&self, tag: Span) {
        self.document.borrow_mut().body_end = Some(tag);
    }

    /// A start tag has been processed: notes it if no element was made for it.
    pub(super) fn settle(&self, tag: Span) {
        if self.claimed.get().is_none() {
            self.document.borrow_mut().ignored.push(tag);
        }
    }

    fn push(&self, data: Data) -> NodeId {
        self.shared.nodes.set(self.shared.nodes.get() + 1);
        self.depths.borrow_mut().push(0);
        self.document.borrow_mut().push(data)
    }

    /// Gives the start tag in hand to the element just made, if it is the tag's own.
    fn claim(&self, made: NodeId) {
        let Some(span) = self.shared.tag.get() else { return };
        let mut document = self.document.borrow_mut();
        let own = self.shared.tag_name.borrow().as_ref().is_some_and(|name| {
            let made = document.name(made);
            // The standard turns `image` into `img`, and mends the case of SVG names.
            made.eq_ignore_ascii_case(name) || (&**name == "image" && made == "img")
        });
        if own {
            if let Some(before) = self.claimed.replace(Some(made)) {
                document.set_start(before, Span::default());
            }
            document.set_start(made, span);
        }
    }

    /// Adds text to a text node: in place when it is the newest text.
    fn extend_text(&self, id: NodeId, more: &str) {
        let mut document = self.document.borrow_mut();
        let Data::Text(span) = document.node(id).data else { return };
        let mut grown = self.grown.borrow_mut();
        if let Some(text) = grown.get_mut(&id) {
            text.push_str(more);
        } else if span.end as usize == document.text.len() {
            let end = document.intern(more).end;
            document.node_mut(id).data = Data::Text(Span { start: span.start, end });
        } else {
            grown.insert(id, [document.slice(span), more].concat());
        }
    }

    fn set_depth(&self, parent: NodeId, child: Option<NodeId>) {
        let mut depths = self.depths.borrow_mut();
        let document = self.document.borrow();
        let depth = depths[parent.index()] + 1;
        if let Some(child) = child {
            depths[child.index()] = depth;
        }
        // Comments and void elements hold nothing: what follows them is their sibling.
        let child = child.filter(|&id| document.is_element(id) && !document.tag(id).is_void());
        let open = if child.is_some() { depth + 1 } else { depth };
        self.shared.open.set(Some(child.unwrap_or(parent)));
        self.shared.depth.set(open as usize);
    }

    /// Formatting elements are rebuilt, attributes and all, in every paragraph until they are
    /// closed: refuses a page whose copies outgrow it.
    pub(super) fn check_copies(&self, source: usize) -> Result<(), Error> {
        let document = self.document.borrow();
        let limit = source.saturating_mul(2) + COPIES_LIMIT;
        let size = document.text.len() + document.attrs.len() * size_of::<Attr>() / 8;
        match size > limit {
            true => Err(ErrorKind::TooLarge { what: "bytes of rebuilt attributes", limit }.into()),
            false => Ok(()),
        }
    }

    /// The tree builder does not tell of every element it closes: an end tag deep down is looked
    /// up in the tree instead.
    pub(super) fn closing(&self, name: &LocalName) {
        let document = self.document.borrow();
        let Some(open) = self.shared.open.get() else { return };
        let mut chain = std::iter::once(open).chain(document.ancestors(open));
        if let Some(closed) = chain.find(|&node| document.name(node).eq_ignore_ascii_case(name)) {
            self.shared.open.set(document.parent(closed));
            self.shared.depth.set(self.depths.borrow()[closed.index()] as usize);
        } else {
            self.shared.stray.set(self.shared.stray.get() + 1);
        }
    }
}

impl Document {
    fn push(&mut self, data: Data) -> NodeId {
        let id = NodeId::new(self.nodes.len());
        self.nodes.push(Node {
            parent: None,
            prev: None,
            next: None,
            first: None,
            last: None,
            data,
        });
        id
    }

    fn intern(&mut self, text: &str) -> Span {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        Span { start, end: self.text.len() as u32 }
    }

    fn set_start(&mut self, id: NodeId, span: Span) {
        if let Data::Element(element) = &mut self.node_mut(id).data {
            element.start = span;
        }
    }

    fn intern_attrs(&mut self, attrs: Vec<Attribute>) -> (Span, u64) {
        let (start, mut mask) = (self.attrs.len() as u32, 0);
        for attr in attrs {
            let value = self.intern(&attr.value);
            let QualName { prefix, ns, local } = attr.name;
            mask |= name_bit(&local);
            self.attrs.push(Attr { name: local, ns: Ns::of(&ns), prefix, value });
        }
        (Span { start, end: self.attrs.len() as u32 }, mask)
    }

    fn detach(&mut self, id: NodeId) {
        let (parent, prev, next) = {
            let node = self.node_mut(id);
            (node.parent.take(), node.prev.take(), node.next.take())
        };
        let Some(parent) = parent else { return };
        match prev {
            Some(prev) => self.node_mut(prev).next = next,
            None => self.node_mut(parent).first = next,
        }
        match next {
            Some(next) => self.node_mut(next).prev = prev,
            None => self.node_mut(parent).last = prev,
        }
    }

    /// Puts a detached node below `parent`, before `before` or at the end.
    fn insert(&mut self, parent: NodeId, id: NodeId, before: Option<NodeId>) {
        let prev = match before {
            Some(sibling) => self.node_mut(sibling).prev.replace(id),
            None => self.node_mut(parent).last.replace(id),
        };
        match prev {
            Some(prev) => self.node_mut(prev).next = Some(id),
            None => self.node_mut(parent).first = Some(id),
        }
        let node = self.node_mut(id);
        node.parent = Some(parent);
        node.prev = prev;
        node.next = before;
    }

    fn is_text(&self, id: Option<NodeId>) -> Option<NodeId> {
        id.filter(|&id| matches!(self.node(id).data, Data::Text(_)))
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Document;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Document {
        let mut document = self.document.into_inner();
        for (id, text) in self.grown.into_inner() {
            let span = document.intern(&text);
            document.node_mut(id).data = Data::Text(span);
        }
        document.owners.sort_unstable();
        document
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(Document::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        ExpandedName { ns: &target.ns, local: &target.name }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let QualName { ns: namespace, local, .. } = name;
        let handle = |id| Handle { id, ns: namespace.clone(), name: local.clone() };
        let ns = Ns::of(&namespace);
        let tag = if ns == Ns::Html { Tag::of(&local) } else { Tag::Other };
        let (attrs, attr_mask) = self.document.borrow_mut().intern_attrs(attrs);
        let element =
            Element { name: local.clone(), tag, ns, attrs, attr_mask, start: Span::default() };
        let id = self.push(Data::Element(element));
        self.claim(id);
        if flags.template {
            let contents = self.push(Data::Fragment);
            self.document.borrow_mut().insert(id, contents, None);
        }
        handle(id)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        let text = self.document.borrow_mut().intern(&text);
        Handle::nameless(self.push(Data::Comment(text)))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> Handle {
        // HTML has no processing instructions; the trait asks for one all the same.
        self.create_comment(data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(Handle { id, .. }) => {
                self.set_depth(parent.id, Some(id));
                self.document.borrow_mut().insert(parent.id, id, None);
            }
            NodeOrText::AppendText(text) => {
                self.set_depth(parent.id, None);
                let last = {
                    let document = self.document.borrow();
                    document.is_text(document.last_child(parent.id))
                };
                if let Some(last) = last {
                    return self.extend_text(last, &text);
                }
                let span = self.document.borrow_mut().intern(&text);
                let id = self.push(Data::Text(span));
                self.document.borrow_mut().insert(parent.id, id, None);
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.document.borrow().parent(element.id).is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(prev_element, child),
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        let mut document = self.document.borrow_mut();
        let (name, public_id, system_id) =
            (document.intern(&name), document.intern(&public), document.intern(&system));
        drop(document);
        let id = self.push(Data::Doctype { name, public_id, system_id });
        self.document.borrow_mut().insert(Document::ROOT, id, None);
    }

    fn pop(&self, node: &Handle) {
        self.shared.open.set(self.document.borrow().parent(node.id));
        self.shared.depth.set(self.depths.borrow()[node.id.index()] as usize);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let contents = self.document.borrow().first_child(target.id);
        let contents = contents.expect("a template's contents are made with it");
        let mut depths = self.depths.borrow_mut();
        depths[contents.index()] = depths[target.id.index()] + 1;
        Handle::nameless(contents)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.borrow_mut().quirks = mode == QuirksMode::Quirks;
    }

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        let parent = self.document.borrow().parent(sibling.id);
        let Some(parent) = parent else { return };
        match new_node {
            NodeOrText::AppendNode(Handle { id, .. }) => {
                self.set_depth(parent, Some(id));
                let mut document = self.document.borrow_mut();
                document.detach(id);
                document.insert(parent, id, Some(sibling.id));
            }
            NodeOrText::AppendText(text) => {
                let before = {
                    let document = self.document.borrow();
                    document.is_text(document.prev_sibling(sibling.id))
                };
                if let Some(before) = before {
                    return self.extend_text(before, &text);
                }
                let span = self.document.borrow_mut().intern(&text);
                let id = self.push(Data::Text(span));
                self.document.borrow_mut().insert(parent, id, Some(sibling.id));
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let mut document = self.document.borrow_mut();
        let missing: Vec<_> = attrs
            .into_iter()
            .filter(|new| {
                let ns = Ns::of(&new.name.ns);
                !document
                    .attr_list(target.id)
                    .iter()
                    .any(|a| a.ns == ns && a.name == new.name.local)
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        let Data::Element(Element { attrs: old, .. }) = &document.node(target.id).data else {
            return;
        };
        let (old, start) = (*old, document.attrs.len() as u32);
        for index in old.range() {
            let Attr { name, ns, prefix, value } = &document.attrs[index];
            let copy = Attr { name: name.clone(), ns: *ns, prefix: prefix.clone(), value: *value };
            document.attrs.push(copy);
        }
        let (added, mask) = document.intern_attrs(missing);
        let end = added.end;
        if let Data::Element(element) = &mut document.node_mut(target.id).data {
            element.attrs = Span { start, end };
            element.attr_mask |= mask;
        }
    }

    fn associate_with_form(&self, target: &Handle, form: &Handle, _: (&Handle, Option<&Handle>)) {
        self.document.borrow_mut().owners.push((target.id, form.id));
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.document.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut document = self.document.borrow_mut();
        while let Some(child) = document.first_child(node.id) {
            document.detach(child);
            document.insert(new_parent.id, child, None);
        }
    }
}
