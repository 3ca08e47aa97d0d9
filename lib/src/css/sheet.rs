//! The page's style sheets, parsed into the rules that concern the text.

mod body;

use super::counter_style::CounterStyle;
use super::layer::Layers;
use super::owner::{self, Owner};
use super::scoping::Scopes;
use super::selector::{PseudoElement, Selectors};
use super::source::{Loader, Surroundings};
use super::value::Declaration;
use crate::dom::{Document, NodeId};
use body::Body;
use cssparser::{Parser, StyleSheetParser};
use selectors::parser::{AncestorHashes, Selector};
use url::Url;

/// The most selectors whose rules are kept; a page with more has its sheets ignored.
pub(super) const MOST_SELECTORS: usize = 65_536;

/// How deep blocks and brackets may nest; deeper ones are dropped with the rule they stand in.
pub(super) const DEEPEST: u8 = 32;

/// How many sheets may import one another in a row.
const DEEPEST_IMPORT: usize = 16;

/// One selector and the declarations that it carries.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) selector: Selector<Selectors>,
    pub(super) hashes: AncestorHashes,
    pub(super) block: u32,
    /// The layer; after [`Sheet::of`] its rank, the strongest last.
    pub(super) layer: u32,
    /// About how many steps one attempt to match takes, apart from walking the tree.
    pub(super) cost: u32,
    pub(super) pseudo: Option<PseudoElement>,
    /// Whether it may hold only while something has the focus.
    pub(super) focus: bool,
    /// Whether it asks what an element has in it or after it: `:has()`.
    pub(super) relates: bool,
    /// Whether a container query decides if it holds.
    pub(super) container: bool,
    /// The `@scope` that it stands in.
    pub(super) scope: Option<u32>,
    /// The tree that it holds in: 0 for the document, else that of a shadow root.
    pub(super) tree: u32,
    /// Whether it may mean the host of its tree.
    pub(super) host: bool,
}

/// A shadow tree that the page declares.
#[derive(Debug)]
pub(super) struct ShadowTree {
    fragment: NodeId,
    host: NodeId,
}

/// Which properties are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Scope {
    /// Those that decide which text is shown, and how.
    #[default]
    Text,
    /// Those that decide how it looks, too.
    Looks,
}

/// All sheets of a page as one.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<Rule>,
    pub(super) blocks: Vec<Vec<Declaration>>,
    /// Whether some declaration needs `var()`: else custom properties need not be followed.
    pub(super) uses_variables: bool,
    pub(super) scope: Scope,
    pub(super) counter_styles: Vec<(Box<str>, CounterStyle)>,
    /// Whether some rule asks for the numbers of list items.
    pub(super) counts_items: bool,
    pub(super) scopes: Scopes,
    /// Numbered from 1.
    pub(super) trees: Vec<ShadowTree>,
    layers: Layers,
    quirks: bool,
}

impl Sheet {
    /// The page's sheets; nothing where it has none that says anything about the text.
    pub(super) fn of(document: &Document, loader: &mut Loader<'_>, scope: Scope) -> Option<Sheet> {
        let owners = owner::sheets(document, loader);
        if owners.is_empty() {
            return None;
        }
        let mut sheet = Sheet { scope, quirks: document.quirks(), ..Sheet::default() };
        for id in document.all().filter(|&id| document.is_element(id)) {
            let style = document.attr(id, "style");
            sheet.uses_variables |= style.is_some_and(|style| style.contains("var("));
        }
        for Owner { node, reference, tree } in owners {
            let tree = tree.map_or(0, |(fragment, host)| sheet.tree(fragment, host));
            let place = Place { node, parent: document.parent(node), tree, url: None, chain: None };
            match reference {
                None => sheet.parse(&document.child_text(node), 0, &place, loader),
                Some(reference) => sheet.load(reference, 0, &place, loader),
            }
        }
        sheet.drop_idle_pseudos();
        if sheet.rules.is_empty() {
            return None;
        }
        let ranks = sheet.layers.ranks();
        for rule in &mut sheet.rules {
            rule.layer = ranks[rule.layer as usize];
        }
        Some(sheet)
    }

    /// The page's sheets with all that concerns its looks; nothing where they are more than any
    /// honest page has.
    pub(super) fn looks(document: &Document, surroundings: &Surroundings) -> Option<Option<Sheet>> {
        let mut loader = Loader::new(surroundings);
        let sheet = Sheet::of(document, &mut loader, Scope::Looks);
        let honest = !loader.too_many() && !sheet.as_ref().is_some_and(Sheet::too_large);
        honest.then_some(sheet)
    }

    /// Whether anything in it concerns the focus, or outlines.
    pub(super) fn styles_focus(&self) -> bool {
        let outline = |declaration: &Declaration| declaration.value.concerns_outlines();
        self.rules.iter().any(|rule| rule.focus) || self.blocks.iter().flatten().any(outline)
    }

    /// The number of a shadow tree.
    fn tree(&mut self, fragment: NodeId, host: NodeId) -> u32 {
        let known = self.trees.iter().rposition(|tree| tree.fragment == fragment);
        let at = known.unwrap_or_else(|| {
            self.trees.push(ShadowTree { fragment, host });
            self.trees.len() - 1
        });
        at as u32 + 1
    }

    /// The tree that an element is a top of; nothing where it is in that of its parent. What no sheet
    /// styles is in a tree of its own, too.
    pub(super) fn tree_of(&self, document: &Document, id: NodeId) -> Option<u32> {
        let fragment = document.parent(id)?;
        document.shadow_host(fragment)?;
        Some(self.number_of(|tree| tree.fragment == fragment).unwrap_or(u32::MAX))
    }

    /// The tree that an element is the host of.
    pub(super) fn tree_within(&self, id: NodeId) -> Option<u32> {
        self.number_of(|tree| tree.host == id)
    }

    fn number_of(&self, is: impl Fn(&ShadowTree) -> bool) -> Option<u32> {
        self.trees.iter().position(is).map(|at| at as u32 + 1)
    }

    /// The host of a tree; nothing of the document.
    pub(super) fn host_of(&self, tree: u32) -> Option<NodeId> {
        Some(self.trees.get(tree.checked_sub(1)? as usize)?.host)
    }

    /// Whether anything in it rests on `:has()`.
    pub(super) fn relates(&self) -> bool {
        self.rules.iter().any(|rule| rule.relates)
    }

    /// Without a text or picture for `::before` and `::after` nothing else of them counts: many
    /// sheets style them on every element, only to clear floats.
    fn drop_idle_pseudos(&mut self) {
        let generates = |rule: &Rule| {
            let declared = self.blocks[rule.block as usize].iter();
            is_generated(rule.pseudo) && declared.into_iter().any(|d| d.value.generates())
        };
        if !self.rules.iter().any(generates) {
            self.rules.retain(|rule| !is_generated(rule.pseudo));
        }
    }

    pub(super) fn too_large(&self) -> bool {
        self.rules.len() >= MOST_SELECTORS
    }

    /// Reads a sheet that a place refers to; one that imports itself is read once.
    fn load(&mut self, reference: &str, layer: u32, place: &Place<'_>, loader: &mut Loader<'_>) {
        let Some((url, text)) = loader.get(place.node, place.url, reference) else { return };
        let mut around = std::iter::successors(Some(place), |place| place.chain);
        if around.clone().count() > DEEPEST_IMPORT || around.any(|place| place.url == Some(&url)) {
            return;
        }
        let place = Place { url: Some(&url), chain: Some(place), ..*place };
        self.parse(&text, layer, &place, loader);
    }

    fn parse(&mut self, text: &str, layer: u32, place: &Place<'_>, loader: &mut Loader<'_>) {
        let mut input = Parser::new(text);
        input.set_nested_block_limit(DEEPEST);
        let mut body = Body::of_sheet(self, loader, place, layer);
        let rules = StyleSheetParser::new(&mut input, &mut body);
        // A rule that does not parse is left out, as the standard asks.
        rules.for_each(drop);
    }
}

/// Where a sheet stands, and which sheets import it.
struct Place<'p> {
    node: NodeId,
    /// What the element that asks for it stands in.
    parent: Option<NodeId>,
    tree: u32,
    url: Option<&'p Url>,
    chain: Option<&'p Place<'p>>,
}

fn is_generated(pseudo: Option<PseudoElement>) -> bool {
    matches!(pseudo, Some(PseudoElement::Before | PseudoElement::After))
}
