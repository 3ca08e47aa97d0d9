//! What style decides about the text: a small static cascade (CSS Cascading and Inheritance 5).
//!
//! It reads the page's own `style` elements and attributes, and the linked and imported sheets that
//! the caller has at hand, for the few properties that decide which text is shown and how its
//! lines and letters stand, as for a wide colour screen or for paper, without scripts. Nothing
//! is fetched.

mod attribute;
mod cascade;
pub(crate) mod case;
mod color;
mod condition;
mod content;
mod counter;
mod counter_style;
mod defaults;
mod element;
mod focus;
mod index;
mod keywords;
mod layer;
mod length;
mod look;
mod owner;
mod query;
mod quotes;
mod scoping;
mod selector;
mod sheet;
mod sizes;
mod source;
mod style;
mod text_style;
mod value;
mod variables;

#[cfg(test)]
mod tests;

use crate::dom::{Data, Document, NodeId, NodeSet, ShadowTrees, Step};
pub(crate) use attribute::is_important;
use cascade::Cascade;
pub(crate) use color::Rgba;
pub(crate) use condition::Environment;
pub use condition::Media;
pub(crate) use content::Generated;
pub(crate) use counter_style::{CounterStyles, ListStyle, alphabetic, roman};
use focus::Foci;
pub(crate) use focus::Focus;
use look::Table;
pub(crate) use look::{Align, Computed, Extent, Image, Known, Overflow};
pub(crate) use query::Query;
use sheet::{Scope, Sheet};
use source::Loader;
pub(crate) use source::{Addresses, Lookup, Surroundings, Unread};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use style::adjusted;
pub(crate) use style::{Display, Font, Script, Style, TextTransform, WhiteSpace};

/// What the pseudo-elements of some elements add or change.
#[derive(Debug, Default)]
struct Pseudos {
    /// The `text-transform` of `::first-letter`, where it differs from the element's.
    letters: HashMap<NodeId, TextTransform>,
    before: HashMap<NodeId, Generated>,
    after: HashMap<NodeId, Generated>,
    /// The pictures that stand for the content of an element.
    replaced: HashMap<NodeId, Generated>,
    /// The markers that items have by a `content` of their own; nothing where that is none.
    markers: HashMap<NodeId, Option<Generated>>,
    /// The quotations without the marks of the user agent.
    unquoted: HashSet<NodeId>,
    counter_styles: CounterStyles,
    /// Whether rules with `:has()` were dropped.
    without_relations: bool,
}

/// The computed style of every element of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    styles: Vec<Style>,
    pseudos: Pseudos,
    ignored_sheets: bool,
    unread: Vec<Unread>,
    surroundings: Surroundings,
    /// Whether a screen that is turned changes what sheets apply.
    turns: bool,
    /// What concerns the looks, each worked out when it is asked for first.
    sheet: OnceLock<Option<Option<Sheet>>>,
    looks: OnceLock<Option<Table>>,
    turned: OnceLock<Option<Table>>,
    foci: OnceLock<Foci>,
    unseen: OnceLock<NodeSet>,
}

impl Styles {
    pub(crate) fn new(document: &Document, surroundings: Surroundings) -> Styles {
        let mut loader = Loader::new(&surroundings);
        let sheet = Sheet::of(document, &mut loader, Scope::Text);
        let (too_many, turns) = (loader.too_many(), loader.turns);
        let unread = loader.unread;
        let mut styles = Styles::within_bounds(document, sheet.as_ref().filter(|_| !too_many));
        styles.ignored_sheets |= too_many;
        styles.unread = unread;
        styles.turns = turns;
        styles.surroundings = surroundings;
        styles.hide_unslotted(document);
        styles
    }

    /// The children of a shadow host are shown where a slot takes them, if that is shown.
    fn hide_unslotted(&mut self, document: &Document) {
        let ShadowTrees { assigned, unassigned, .. } = ShadowTrees::of(document);
        let hide = |styles: &mut [Style], children: &[NodeId]| {
            for child in children.iter().filter(|&&child| document.is_element(child)) {
                styles[child.index()].display = Display::None;
            }
        };
        unassigned.values().for_each(|children| hide(&mut self.styles, children));
        let mut assigned: Vec<_> = assigned.into_iter().collect();
        // A slot may be a child of a host that stands within the shadow tree, and so comes later.
        assigned.sort_unstable_by_key(|(_, children)| {
            std::cmp::Reverse(children.first().and_then(|&child| document.parent(child)))
        });
        let taken: HashSet<NodeId> = assigned.iter().map(|&(slot, _)| slot).collect();
        for (slot, children) in assigned {
            let mut tree = document.ancestors(slot).take_while(|&id| document.is_element(id));
            // The own content of a slot that takes something is not shown either.
            let gone = |id| self.of(id).display == Display::None;
            if gone(slot) || tree.any(|id| gone(id) || taken.contains(&id)) {
                hide(&mut self.styles, &children);
            }
        }
    }

    fn within_bounds(document: &Document, sheet: Option<&Sheet>) -> Styles {
        if let Some(sheet) = sheet
            && !sheet.too_large()
            && let Some(styles) = Styles::of_sheet(document, Some(sheet))
        {
            return styles;
        }
        // Either there are no sheets, or applying them is more work than any honest page asks.
        let mut styles = Styles::of_sheet(document, None).expect("no sheet, no limit");
        styles.ignored_sheets = sheet.is_some();
        styles
    }

    /// Nothing when the sheets ask for more work than is allowed.
    fn of_sheet(document: &Document, sheet: Option<&Sheet>) -> Option<Styles> {
        Cascade::compute(document, sheet, |cascade| Styles::applied(document, cascade))
    }

    fn applied(document: &Document, mut cascade: Cascade<'_>) -> Option<Styles> {
        let mut styles = vec![Style::default(); document.len()];
        // Per open element: the nearest style that makes a box, which `display: contents` does not.
        let mut boxes: Vec<Style> = Vec::new();
        for step in document.walk(Document::ROOT) {
            let id = match step {
                Step::Enter(id) => id,
                Step::Leave(id) => {
                    if document.is_element(id) {
                        boxes.pop();
                        cascade.leave();
                    }
                    continue;
                }
            };
            let parent = document.parent(id).map_or(Style::default(), |p| styles[p.index()]);
            let style = match document.data(id) {
                Data::Element(_) => {
                    let outer = boxes.last().copied().unwrap_or_default();
                    let style = cascade.enter(id, parent);
                    let style = adjusted(document, id, style, boxes.is_empty(), outer.display);
                    boxes.push(if style.display == Display::Contents { outer } else { style });
                    style
                }
                _ => parent.inherited(),
            };
            styles[id.index()] = style;
        }
        let pseudos = cascade.finish()?;
        Some(Styles { styles, pseudos, ..Styles::default() })
    }

    pub(crate) fn of(&self, node: NodeId) -> Style {
        self.styles[node.index()]
    }

    /// The `text-transform` of an element's `::first-letter`, where a rule sets one.
    pub(crate) fn first_letter(&self, node: NodeId) -> Option<TextTransform> {
        self.pseudos.letters.get(&node).copied()
    }

    /// What `::before` adds at the beginning of an element's content.
    pub(crate) fn before(&self, node: NodeId) -> Option<&Generated> {
        self.pseudos.before.get(&node)
    }

    /// What `::after` adds at the end of an element's content.
    pub(crate) fn after(&self, node: NodeId) -> Option<&Generated> {
        self.pseudos.after.get(&node)
    }

    /// The picture that stands for an element's own content (`content: url(..) / "words"`).
    pub(crate) fn replaced(&self, node: NodeId) -> Option<&Generated> {
        self.pseudos.replaced.get(&node)
    }

    /// The marker that a list item has by `::marker`: nothing where that says nothing, and a marker of
    /// no text where it is to have none.
    pub(crate) fn marker(&self, node: NodeId) -> Option<Option<&Generated>> {
        self.pseudos.markers.get(&node).map(Option::as_ref)
    }

    /// How numbers are written before list items.
    pub(crate) fn counter_styles(&self) -> &CounterStyles {
        &self.pseudos.counter_styles
    }

    /// Whether a `q` says by itself what stands at its beginning, be it nothing.
    pub(crate) fn is_unquoted(&self, node: NodeId) -> bool {
        self.pseudos.unquoted.contains(&node)
    }

    /// Whether rules with `:has()` asked for more work than is allowed, and were not applied.
    pub(crate) fn without_relations(&self) -> bool {
        self.pseudos.without_relations
    }

    /// The sheets of the looks; nothing where they are out of bounds.
    fn sheet(&self, document: &Document) -> Option<Option<&Sheet>> {
        let sheet = self.sheet.get_or_init(|| Sheet::looks(document, &self.surroundings));
        sheet.as_ref().map(Option::as_ref)
    }

    fn looks(&self, document: &Document) -> Option<&Table> {
        let table = self.looks.get_or_init(|| Table::computed(document, self.sheet(document)?));
        table.as_ref()
    }

    /// How an element looks, or the one that a text stands in.
    pub(crate) fn computed(&self, document: &Document, node: NodeId) -> &Computed {
        let computed = self.looks(document).and_then(|table| table.of(document, node));
        computed.unwrap_or(&Computed::UNKNOWN)
    }

    /// How the placeholder of a field looks.
    pub(crate) fn placeholder(&self, document: &Document, field: NodeId) -> &Computed {
        let computed = self.looks(document).and_then(|table| table.placeholder(field));
        computed.unwrap_or(&Computed::UNKNOWN)
    }

    /// Whether the page may look otherwise on a screen that is turned by a quarter.
    pub(crate) fn turns(&self) -> bool {
        self.turns
    }

    /// How an element looks on a screen that is turned by a quarter: where only the media feature
    /// `orientation` tells.
    pub(crate) fn computed_turned(&self, document: &Document, node: NodeId) -> &Computed {
        if !self.turns {
            return self.computed(document, node);
        }
        let table = self.turned.get_or_init(|| {
            let mut surroundings = self.surroundings.clone();
            surroundings.environment = surroundings.environment.other_way();
            Table::computed(document, Sheet::looks(document, &surroundings)?.as_ref())
        });
        let computed = table.as_ref().and_then(|table| table.of(document, node));
        computed.unwrap_or(&Computed::UNKNOWN)
    }

    /// How the focus is seen on an element.
    pub(crate) fn focus(&self, document: &Document, node: NodeId) -> Focus {
        let foci = self.foci.get_or_init(|| {
            let foci = self.sheet(document).and_then(|sheet| Foci::computed(document, sheet));
            foci.unwrap_or_default()
        });
        foci.of(node)
    }

    /// Whether a node is rendered where nobody sees it: it or what is around it is clipped away,
    /// transparent, of no size, or far off the screen.
    pub(crate) fn unseen(&self, document: &Document, node: NodeId) -> bool {
        let unseen = self.unseen.get_or_init(|| {
            let mut unseen = NodeSet::new(document);
            for id in document.descendants(Document::ROOT) {
                let around = document.parent(id).is_some_and(|parent| unseen.contains(parent));
                let own = || self.computed(document, id).unseen(self.of(id).absolute);
                if around || document.is_element(id) && own() {
                    unseen.insert(id);
                }
            }
            unseen
        });
        unseen.contains(node)
    }

    /// Whether all that the page says of its style has been read.
    pub(crate) fn complete(&self) -> bool {
        self.unread.is_empty() && !self.ignored_sheets
    }

    /// The sheets that the page asks for and that could not be read.
    pub(crate) fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Whether the page's sheets were too large or too costly to apply: only `style` attributes
    /// and the defaults of HTML count then.
    pub(crate) fn ignored_sheets(&self) -> bool {
        self.ignored_sheets
    }
}
