//! The tree as the selector engine sees it.

use super::selector::{Name, PseudoClass, PseudoElement, Selectors, hash};
use crate::dom::{Data, Document, NodeId, Ns, Tag};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::{BLOOM_HASH_MASK, BloomFilter};
use selectors::context::MatchingContext;
use selectors::matching::ElementSelectorFlags;
use selectors::{Element, OpaqueElement};
use std::cell::Cell;

/// How many steps of matching are left. Once they are gone every question is answered with no,
/// so that matching ends soon, and its result is thrown away.
#[derive(Debug)]
pub(super) struct Work(Cell<u64>);

impl Work {
    pub(super) fn new(steps: u64) -> Work {
        Work(Cell::new(steps))
    }

    /// Takes some steps, and says whether they were there to take.
    pub(super) fn take(&self, steps: usize) -> bool {
        let left = self.0.get().saturating_sub(steps as u64);
        self.0.set(left);
        left > 0
    }

    pub(super) fn is_gone(&self) -> bool {
        self.0.get() == 0
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'d> {
    pub(super) document: &'d Document,
    pub(super) id: NodeId,
    pub(super) work: &'d Work,
    /// The element that has the focus; none on a page at rest.
    pub(super) focus: Option<NodeId>,
}

impl<'d> Node<'d> {
    fn tag(&self) -> Tag {
        self.document.tag(self.id)
    }

    /// The first element from a node on, in the direction of `next`.
    fn element<F>(&self, from: Option<NodeId>, next: F) -> Option<Self>
    where
        F: Fn(&'d Document, NodeId) -> Option<NodeId>,
    {
        let mut found = from;
        while let Some(id) = found {
            if !self.work.take(1) {
                return None;
            }
            if self.document.is_element(id) {
                return Some(Node { id, ..*self });
            }
            found = next(self.document, id);
        }
        None
    }

    fn attr(&self, name: &str) -> Option<&'d str> {
        self.document.attr(self.id, name)
    }

    fn is_disabled(&self) -> bool {
        use Tag::*;
        let tag = self.tag();
        if !matches!(tag, Button | Input | Select | Textarea | Optgroup | Option | Fieldset) {
            return false;
        }
        if self.attr("disabled").is_some() {
            return true;
        }
        if tag == Option {
            let parent = self.document.parent(self.id);
            return parent.is_some_and(|parent| {
                self.document.tag(parent) == Optgroup && self.document.has_attr(parent, "disabled")
            });
        }
        self.in_disabled_fieldset()
    }

    /// A field set disables what is in it, except in its first legend (HTML Standard, 4.10.18.5).
    fn in_disabled_fieldset(&self) -> bool {
        let mut child = self.id;
        while let Some(parent) = self.document.parent(child) {
            if !self.work.take(1) {
                return false;
            }
            if self.document.tag(parent) == Tag::Fieldset
                && self.document.has_attr(parent, "disabled")
            {
                let mut children = self.document.children(parent);
                let legend = children.find(|&id| self.document.tag(id) == Tag::Legend);
                if legend != Some(child) {
                    return true;
                }
            }
            child = parent;
        }
        false
    }

    fn is_checked(&self) -> bool {
        match self.tag() {
            Tag::Option => self.attr("selected").is_some(),
            Tag::Input => {
                let kind = self.attr("type").unwrap_or_default();
                let checkable = ["checkbox", "radio"].iter().any(|k| kind.eq_ignore_ascii_case(k));
                checkable && self.attr("checked").is_some()
            }
            _ => false,
        }
    }

    /// The directionality of the element (HTML Standard, 3.2.6.4), as far as attributes tell:
    /// `auto` is taken for the direction around it.
    fn is_rtl(&self) -> bool {
        let mut id = Some(self.id);
        while let Some(node) = id.filter(|_| self.work.take(1)) {
            match self.document.attr(node, "dir") {
                Some(dir) if dir.eq_ignore_ascii_case("rtl") => return true,
                Some(dir) if dir.eq_ignore_ascii_case("ltr") => return false,
                _ => id = self.document.parent(node),
            }
        }
        false
    }

    /// Extended filtering, save for wildcards within a range (RFC 4647, 3.3.2).
    fn speaks(&self, ranges: &[Box<str>]) -> bool {
        let mut id = Some(self.id);
        while let Some(node) = id.filter(|_| self.work.take(1)) {
            let xml = self.document.attr_ns(node, Ns::Xml, "lang");
            if let Some(language) = xml.or_else(|| self.document.attr(node, "lang")) {
                let language = language.as_bytes();
                return ranges.iter().map(|range| range.as_bytes()).any(|range| {
                    let prefix = language.get(..range.len());
                    prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case(range))
                        && matches!(language.get(range.len()), None | Some(b'-'))
                        && (!range.is_empty() || language.is_empty())
                });
            }
            id = self.document.parent(node);
        }
        false
    }
}

impl<'d> Element for Node<'d> {
    type Impl = Selectors;

    fn opaque(&self) -> OpaqueElement {
        // Each node's data has one address of its own as long as the document lives.
        OpaqueElement::new(self.document.data(self.id))
    }

    fn parent_element(&self) -> Option<Self> {
        let parent = self.document.parent(self.id)?;
        (self.work.take(1) && self.document.is_element(parent))
            .then_some(Node { id: parent, ..*self })
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        let parent = self.document.parent(self.id);
        parent.is_some_and(|parent| self.document.shadow_host(parent).is_some())
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        let mut around = self.document.ancestors(self.id).take_while(|_| self.work.take(1));
        let host = around.find_map(|id| self.document.shadow_host(id))?;
        Some(Node { id: host, ..*self })
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.element(self.document.prev_sibling(self.id), Document::prev_sibling)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.element(self.document.next_sibling(self.id), Document::next_sibling)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.element(self.document.first_child(self.id), Document::next_sibling)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.document.ns(self.id) == Ns::Html
    }

    fn has_local_name(&self, local_name: &str) -> bool {
        self.document.name(self.id) == local_name
    }

    fn has_namespace(&self, _namespace: &str) -> bool {
        // Without `@namespace` a selector can only ask for elements in no namespace: there are none.
        false
    }

    fn is_same_type(&self, other: &Self) -> bool {
        let document = self.document;
        document.name(self.id) == document.name(other.id)
            && document.ns(self.id) == document.ns(other.id)
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Name>,
        local_name: &Name,
        operation: &AttrSelectorOperation<&Name>,
    ) -> bool {
        let name = local_name.as_str();
        let holds = |value: &str| self.work.take(1 + value.len() / 16) && operation.eval_str(value);
        match namespace {
            NamespaceConstraint::Specific(_) => self.attr(name).is_some_and(holds),
            NamespaceConstraint::Any => {
                self.document.attrs(self.id).any(|(_, local, value)| local == name && holds(value))
            }
        }
    }

    fn match_non_ts_pseudo_class(
        &self,
        class: &PseudoClass,
        _context: &mut MatchingContext<Selectors>,
    ) -> bool {
        use Tag::*;
        match class {
            PseudoClass::Link => self.is_link(),
            PseudoClass::Disabled => self.is_disabled(),
            PseudoClass::Enabled => {
                matches!(
                    self.tag(),
                    Button | Input | Select | Textarea | Optgroup | Option | Fieldset
                ) && !self.is_disabled()
            }
            PseudoClass::Checked => self.is_checked(),
            PseudoClass::Required | PseudoClass::Optional => {
                matches!(self.tag(), Input | Select | Textarea)
                    && self.attr("required").is_some() == (*class == PseudoClass::Required)
            }
            PseudoClass::Open => {
                matches!(self.tag(), Details | Dialog) && self.attr("open").is_some()
            }
            // Scripts define custom elements, and there are none.
            PseudoClass::Defined => {
                self.document.ns(self.id) != Ns::Html || !self.document.name(self.id).contains('-')
            }
            PseudoClass::Lang(ranges) => self.speaks(ranges),
            PseudoClass::Focus => self.focus == Some(self.id),
            PseudoClass::FocusWithin => self.focus.is_some_and(|focus| {
                let mut around = std::iter::once(focus).chain(self.document.ancestors(focus));
                around.any(|id| self.work.take(1) && id == self.id)
            }),
            PseudoClass::Dir(rtl) => self.is_rtl() == *rtl,
            PseudoClass::Never => false,
        }
    }

    fn match_pseudo_element(
        &self,
        _pseudo: &PseudoElement,
        _context: &mut MatchingContext<Selectors>,
    ) -> bool {
        false
    }

    fn apply_selector_flags(&self, _flags: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        matches!(self.tag(), Tag::A | Tag::Area) && self.attr("href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        self.tag() == Tag::Slot
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.attr("id").is_some_and(|own| case.eq(own.as_bytes(), id.as_str().as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        let Some(classes) = self.attr("class") else { return false };
        let name = name.as_str().as_bytes();
        self.work.take(1 + classes.len() / 16)
            && classes.split_ascii_whitespace().any(|class| case.eq(class.as_bytes(), name))
    }

    fn has_custom_state(&self, _name: &Name) -> bool {
        false
    }

    fn imported_part(&self, _name: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _name: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.document.children(self.id).all(|child| match self.document.data(child) {
            Data::Text(_) => self.document.text(child).is_none_or(str::is_empty),
            Data::Element(_) => false,
            _ => self.work.take(1),
        })
    }

    fn is_root(&self) -> bool {
        self.document.parent(self.id) == Some(Document::ROOT)
    }

    fn ignores_nth_child_selectors(&self) -> bool {
        // The engine counts siblings up to twice and caches the count, which must not be cut
        // short: below this reserve the sheets are given up before counting starts.
        let reserve = 4 * self.document.len();
        if self.work.0.get() < reserve as u64 {
            self.work.0.set(0);
        }
        self.work.is_gone()
    }

    /// Asked for one filter of 4 kB for each element that `:has()` looks into: pages are not worth that.
    fn add_element_unique_hashes(&self, _filter: &mut BloomFilter) -> bool {
        false
    }
}

/// The hashes by which the ancestor filter knows an element: its name, id and classes.
pub(super) fn each_hash(document: &Document, id: NodeId, mut take: impl FnMut(u32)) {
    take(hash(document.name(id)) & BLOOM_HASH_MASK);
    if let Some(own) = document.attr(id, "id") {
        take(hash(own) & BLOOM_HASH_MASK);
    }
    for class in document.attr(id, "class").unwrap_or_default().split_ascii_whitespace() {
        take(hash(class) & BLOOM_HASH_MASK);
    }
}
