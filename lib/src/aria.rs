//! What assistive technology is told of a page: roles, names and descriptions, by WAI-ARIA 1.2,
//! HTML-AAM 1.0, SVG-AAM and accname 1.2.

pub(crate) mod allowed;
pub(crate) mod attributes;
mod focus;
mod implicit;
mod name;
mod native;
mod roles;
mod states;
#[cfg(test)]
mod tests;
mod value;

use crate::css::Display;
use crate::dom::{Document, NodeId, NodeMap, Step, Tag};
use crate::escape::says_something;
use crate::page::Page;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use name::Name;
pub(crate) use name::Source;
pub(crate) use roles::Role;
pub use states::{Accessible, Current, States, Toggle};

/// How many owners may stand around an element: more are no tree of anybody.
const OWNERS: usize = 50;

/// How far above an element with a role its context is looked for.
const ABOVE: usize = 1_000;

/// What a node has from itself and from what is around it.
#[derive(Debug, Clone, Copy, Default)]
struct Inherited {
    /// `display: none`, or fallback that is not rendered.
    not_rendered: bool,
    /// `aria-hidden=true`
    aria_hidden: bool,
    /// `inert`: shown, and nothing that anybody can reach (HTML Standard, 6.5).
    inert: bool,
    /// Within an article, aside, nav or section: headers, footers and asides mean less there.
    in_section: bool,
    /// Within the main content.
    in_main: bool,
    /// Within an element whose content is presentational.
    in_leaf: bool,
    /// In a `fieldset` that is disabled, and not in its first legend.
    disabled: bool,
    /// In a row that has data cells.
    in_data_row: bool,
}

/// What is worked out once for all nodes.
#[derive(Debug)]
struct Index {
    inherited: Vec<Inherited>,
    roles: Vec<Option<Role>>,
}

/// Which element owns which, by `aria-owns`.
#[derive(Debug, Default)]
struct Owners {
    owner: NodeMap<NodeId>,
    owned: NodeMap<Vec<NodeId>>,
}

/// The page as its accessibility tree sees it. Nothing is worked out before it is asked for.
#[derive(Debug)]
pub(crate) struct Aria<'p> {
    pub(crate) page: &'p Page,
    pub(crate) doc: &'p Document,
    index: OnceCell<Index>,
    owners: OnceCell<Owners>,
    names: RefCell<NodeMap<Name>>,
    /// What the names of the page may still cost.
    budget: Cell<usize>,
    /// Names keep the letters of the source, whatever style makes of them.
    as_written: bool,
}

impl<'p> Aria<'p> {
    pub(crate) fn new(page: &'p Page) -> Self {
        Aria {
            page,
            doc: &page.document,
            index: OnceCell::new(),
            owners: OnceCell::new(),
            names: RefCell::default(),
            budget: Cell::new(name::AT_LEAST + name::TIMES * page.document.len()),
            as_written: false,
        }
    }

    /// The same, with names in the letters of the source: text that is set in capitals is written
    /// as its author wrote it.
    pub(crate) fn as_written(page: &'p Page) -> Self {
        Aria { as_written: true, ..Aria::new(page) }
    }

    /// The role of an element; `None` where HTML-AAM knows none that corresponds.
    pub(crate) fn role(&self, node: NodeId) -> Option<Role> {
        self.index().roles[node.index()]
    }

    /// Whether an element has one of these roles.
    pub(crate) fn is_any(&self, node: NodeId, names: &[&str]) -> bool {
        self.role(node).is_some_and(|role| role.is_any(names))
    }

    /// Whether the page shows a node, as far as style tells.
    pub(crate) fn visible(&self, node: NodeId) -> bool {
        let rendered = !self.index().inherited[node.index()].not_rendered;
        rendered && !self.page.styles.of(node).invisible
    }

    /// Whether a node is kept from the users of assistive technology: not shown, or hidden by
    /// `aria-hidden`.
    pub(crate) fn hidden(&self, node: NodeId) -> bool {
        !self.visible(node) || self.index().inherited[node.index()].aria_hidden
    }

    /// Whether an element is in the accessibility tree, with a role or without one.
    pub(crate) fn exposed(&self, node: NodeId) -> bool {
        let presentational = self.role(node).is_some_and(Role::is_none);
        let inherited = self.index().inherited[node.index()];
        !self.hidden(node) && !presentational && !inherited.in_leaf && !inherited.inert
    }

    /// Whether an element stands within one whose content is presentational, such as a button.
    pub(crate) fn in_leaf(&self, node: NodeId) -> bool {
        self.index().inherited[node.index()].in_leaf
    }

    /// Whether neither a node nor anything within it is there for assistive technology, whatever
    /// the visibility of what is within.
    fn cut_off(&self, node: NodeId) -> bool {
        let inherited = self.index().inherited[node.index()];
        inherited.not_rendered || inherited.aria_hidden
    }

    /// The attribute's value without white space around it; `None` also for an empty one. No-break
    /// spaces are part of it, but no value on their own.
    pub(crate) fn filled(&self, node: NodeId, name: &str) -> Option<&'p str> {
        let value = self.doc.attr(node, name)?.trim_ascii();
        Some(value).filter(|value| says_something(value))
    }

    /// The elements that an attribute names by their ids, in its order.
    pub(crate) fn references(&self, node: NodeId, name: &str) -> Vec<NodeId> {
        let ids = self.doc.attr(node, name).unwrap_or_default().split_ascii_whitespace();
        let mut seen = HashSet::new();
        ids.filter_map(|id| self.page.by_id(id)).filter(|&id| seen.insert(id)).collect()
    }

    /// The parent in the accessibility tree, exposed or not.
    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.owners().owner.get(&node).copied().or_else(|| self.doc.parent(node))
    }

    /// The children in the accessibility tree: those of the document that nobody else owns, then
    /// those that the element owns.
    pub(crate) fn children(&self, node: NodeId) -> Vec<NodeId> {
        self.each_child(node).collect()
    }

    fn each_child(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let owners = self.owners();
        let own = self.doc.children(node).filter(|id| !owners.owner.contains_key(id));
        own.chain(owners.owned.get(&node).into_iter().flatten().copied())
    }

    /// Whether another element than its parent owns a node.
    fn is_owned(&self, node: NodeId) -> bool {
        self.owners().owner.contains_key(&node)
    }

    fn owners(&self) -> &Owners {
        self.owners.get_or_init(|| {
            let mut owners = Owners::default();
            for node in self.doc.all().filter(|&id| self.doc.has_attr(id, "aria-owns")) {
                for target in self.references(node, "aria-owns") {
                    // The first owner wins, and nobody owns what it stands in.
                    if !owners.owner.contains_key(&target) && !self.is_around(target, node, &owners)
                    {
                        owners.owner.insert(target, node);
                        owners.owned.entry(node).or_default().push(target);
                    }
                }
            }
            owners
        })
    }

    /// Whether an element stands around a node, by the document or by its owners; also where there
    /// are too many owners to tell.
    fn is_around(&self, element: NodeId, node: NodeId, owners: &Owners) -> bool {
        let (mut above, mut hops) = (Some(node), 0);
        while let Some(id) = above {
            if id == element || hops > OWNERS {
                return true;
            }
            let owner = owners.owner.get(&id).copied();
            hops += usize::from(owner.is_some());
            above = owner.or_else(|| self.doc.parent(id));
        }
        false
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| self.build())
    }

    /// One walk from the top: what a node is depends on what is around it, never the other way.
    fn build(&self) -> Index {
        let doc = self.doc;
        let mut index = Index {
            inherited: vec![Inherited::default(); doc.len()],
            roles: vec![None; doc.len()],
        };
        // The first legend of each disabled fieldset: what stands in it stays in use.
        let mut legends = HashMap::new();
        for step in doc.walk(Document::ROOT) {
            let Step::Enter(node) = step else { continue };
            let parent = doc.parent(node);
            let mut here = parent.map_or(Inherited::default(), |p| index.inherited[p.index()]);
            if let Some(parent) = parent {
                self.inherit(parent, index.roles[parent.index()], &mut here);
                here.disabled |= legends.get(&parent).is_some_and(|legend| *legend != Some(node));
            }
            match doc.tag(node) {
                Tag::Tr => {
                    here.in_data_row = doc.children(node).any(|id| doc.tag(id) == Tag::Td);
                }
                Tag::Fieldset if doc.has_attr(node, "disabled") => {
                    let legend = doc.children(node).find(|&id| doc.tag(id) == Tag::Legend);
                    legends.insert(node, legend);
                }
                _ => {}
            }
            if doc.is_element(node) {
                here.not_rendered |= self.page.styles.of(node).display == Display::None;
                here.aria_hidden |= doc
                    .attr(node, "aria-hidden")
                    .is_some_and(|value| value.trim_ascii().eq_ignore_ascii_case("true"));
                here.inert |= doc.has_attr(node, "inert");
                index.inherited[node.index()] = here;
                index.roles[node.index()] = self.resolve(node, &index);
            }
            index.inherited[node.index()] = here;
        }
        index
    }

    /// What a node has from its parent.
    fn inherit(&self, parent: NodeId, role: Option<Role>, here: &mut Inherited) {
        let tag = self.doc.tag(parent);
        here.in_leaf |= role.is_some_and(Role::is_leaf);
        let landmark = ["article", "complementary", "navigation", "region"];
        here.in_section |= role.is_some_and(|role| role.is_any(&landmark))
            || matches!(tag, Tag::Article | Tag::Aside | Tag::Nav | Tag::Section);
        here.in_main |= tag == Tag::Main || role.is_some_and(|role| role.name() == "main");
    }

    /// The role of an element whose ancestors have theirs (WAI-ARIA 1.2, 9.1).
    fn resolve(&self, node: NodeId, index: &Index) -> Option<Role> {
        for token in self.doc.attr(node, "role").unwrap_or_default().split_ascii_whitespace() {
            let Some(role) = Role::named(&token.to_ascii_lowercase()) else { continue };
            let usable = match role.name() {
                "none" if self.keeps_role(node, index) => break,
                // Without a name they would be landmarks that nobody can tell apart.
                "form" | "region" => self.is_named_by_author(node),
                _ => self.has_context(node, role, index),
            };
            if usable {
                return Some(role);
            }
        }
        if let Some(role) = self.inherited_presentation(node, index) {
            return Some(role);
        }
        implicit::role(self, node, index).map(Role::known)
    }

    /// Whether an element cannot be made presentational: it takes the focus or has a global state
    /// or property (WAI-ARIA 1.2, 5.3.3, "presentational roles conflict resolution").
    fn keeps_role(&self, node: NodeId, index: &Index) -> bool {
        // Those for braille are of WAI-ARIA 1.3, and only add to a name that is there.
        let global = |name: &str| {
            let attribute = attributes::find(name).filter(|_| !name.starts_with("aria-braille"));
            name != "aria-hidden" && attribute.is_some_and(|a| a.global && !a.deprecated)
        };
        let named = self.doc.attrs(node).any(|(prefix, name, _)| prefix.is_none() && global(name));
        named || focus::takes_focus(self.doc, node, || index.inherited[node.index()].disabled)
    }

    /// Whether an author gives the element a name.
    pub(crate) fn is_named_by_author(&self, node: NodeId) -> bool {
        let given = |name| self.filled(node, name).is_some();
        given("aria-label")
            || given("title")
            || !self.references(node, "aria-labelledby").is_empty()
    }

    /// Whether a role that means something only within another stands there (WAI-ARIA 1.3,
    /// "accessibility parent role").
    fn has_context(&self, node: NodeId, role: Role, index: &Index) -> bool {
        let strict = [
            "cell",
            "columnheader",
            "gridcell",
            "listitem",
            "menuitem",
            "menuitemcheckbox",
            "menuitemradio",
            "row",
            "rowgroup",
            "rowheader",
            "treeitem",
        ];
        if !role.is_any(&strict) {
            return true;
        }
        let wanted = role.context();
        let above = std::iter::successors(self.parent(node), |&parent| self.parent(parent));
        for parent in above.take(ABOVE) {
            match index.roles[parent.index()] {
                // Not yet known: an owner that comes later in the document. Its own word counts.
                None if self.doc.has_attr(parent, "role") => {
                    let word = self.filled(parent, "role").unwrap_or_default();
                    return wanted.contains(&word);
                }
                Some(role)
                    if role.is_any(&["group", "rowgroup"]) && wanted.contains(&role.name()) => {}
                Some(role) if role.is_any(&["generic", "none"]) => {}
                Some(role) => return wanted.contains(&role.name()),
                None => {}
            }
        }
        false
    }

    /// The parts of a presentational list or table are presentational too, unless they have a role
    /// of their own or keep theirs (WAI-ARIA 1.2, 5.3.3).
    fn inherited_presentation(&self, node: NodeId, index: &Index) -> Option<Role> {
        let doc = self.doc;
        let whole = |wholes: &[Tag]| doc.ancestors(node).find(|&id| wholes.contains(&doc.tag(id)));
        let owner = match doc.tag(node) {
            Tag::Li => doc
                .parent(node)
                .filter(|&id| matches!(doc.tag(id), Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir)),
            Tag::Tr | Tag::Td | Tag::Th | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption => {
                whole(&[Tag::Table])
            }
            _ => None,
        }?;
        let presentational = index.roles[owner.index()].is_some_and(Role::is_none);
        (presentational && !self.keeps_role(node, index)).then(|| Role::known("none"))
    }
}

/// The first role of an attribute's value that there is.
fn first_role(value: &str) -> Option<Role> {
    let mut tokens = value.split_ascii_whitespace();
    tokens.find_map(|token| Role::named(&token.to_ascii_lowercase()))
}
