//! Which declarations hold for an element, the weakest first (CSS Cascading and Inheritance 5, 6).

mod generate;
mod matching;

use super::attribute;
use super::counter::Counters;
use super::counter_style::CounterStyles;
use super::defaults::default_style;
use super::element::{Work, each_hash};
use super::quotes::Quotes;
use super::selector::PseudoElement;
use super::sheet::{Scope, Sheet};
use super::value::{self, Declaration, Property, Value};
use super::variables::Variables;
use super::{Display, Pseudos, Style};
use crate::dom::{Document, NodeId};
use cssparser::Parser;
use matching::{Found, Match, Matcher, in_order};
use selectors::context::QuirksMode;
use std::borrow::Cow;

/// The steps that matching may take: so many at least, and so many for each node of the page.
/// Real pages with sheets of their own have been seen to take up to 25 steps a node.
const LEAST_WORK: u64 = 4_000_000;
const WORK_PER_NODE: u64 = 40;

pub(super) fn quirks_mode(quirks: bool) -> QuirksMode {
    if quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks }
}

/// An element that has been entered.
#[derive(Debug, Default)]
struct OpenElement {
    id: Option<NodeId>,
    /// Its variables.
    frame: Option<usize>,
    style: Style,
    quotes: Quotes,
    /// The rules for its `::after`, which comes last.
    after: Vec<Match>,
    /// Whether it is a quotation whose marks the user agent adds.
    quotation: bool,
    /// The shadow tree that it stands in; 0 for the document.
    tree: u32,
}

/// The cascade on its way through the tree: elements are entered and left in tree order.
pub(super) struct Cascade<'d> {
    document: &'d Document,
    matcher: Option<Box<Matcher<'d>>>,
    open: Vec<OpenElement>,
    variables: Variables,
    counters: Counters,
    counter_styles: CounterStyles,
    /// How many quotations are open.
    quotations: usize,
    pseudos: Pseudos,
}

impl<'d> Cascade<'d> {
    /// Has a cascade compute something; nothing where the sheets ask for more work than is allowed.
    /// Where that may be for `:has()`, its rules are dropped, as in a browser that does not know it.
    pub(super) fn compute<T>(
        document: &'d Document,
        sheet: Option<&'d Sheet>,
        what: impl Fn(Cascade<'d>) -> Option<T>,
    ) -> Option<T> {
        let with = |relations| what(Cascade::new(document, sheet, relations));
        let relates = sheet.is_some_and(Sheet::relates);
        with(true).or_else(|| relates.then(|| with(false)).flatten())
    }

    fn new(document: &'d Document, sheet: Option<&'d Sheet>, relations: bool) -> Cascade<'d> {
        let work = LEAST_WORK + WORK_PER_NODE * document.len() as u64;
        let matcher = sheet.map(|sheet| Box::new(Matcher::new(document, sheet, relations, work)));
        let own = sheet.map_or(&[][..], |sheet| &sheet.counter_styles);
        let pseudos = Pseudos { without_relations: !relations, ..Pseudos::default() };
        Cascade {
            document,
            matcher,
            open: Vec::new(),
            variables: Variables::default(),
            counters: Counters::default(),
            counter_styles: CounterStyles::with_own(own),
            quotations: 0,
            pseudos,
        }
    }

    /// The style of an element whose parent has been entered.
    pub(super) fn enter(&mut self, id: NodeId, parent: Style) -> Style {
        let default = default_style(self.document, id, parent);
        let attribute = self.attribute(id, Scope::Text);
        let mut found = self.find(id, None);
        let containers = std::mem::take(&mut found.containers);
        let declarations = in_order(self.sheet(), &mut found.element, &attribute);
        let frame = self.open(id, &declarations);
        let mut style = self.applied(&declarations, frame, &parent, &default);
        if !containers.is_empty() {
            // The size of a container is not known: what either answer shows is kept.
            let mut all = found.element.clone();
            all.extend(containers);
            let declarations = in_order(self.sheet(), &mut all, &attribute);
            let other = self.applied(&declarations, frame, &parent, &default);
            style = style.or_variant(other);
        }
        self.counters.enter(self.open.len(), style.display != Display::None);
        self.count_items(id, style);
        self.count(&declarations, frame, self.open.len());
        self.quote(&declarations, frame);
        if declarations.iter().any(|declaration| declaration.value.generates()) {
            self.replace(id, frame, style, &declarations);
        }
        if let Some(open) = self.open.last_mut() {
            open.style = style;
        }
        self.generate(id, frame, style, found);
        style
    }

    /// The style that declarations come to, the weakest first.
    fn applied(
        &mut self,
        declarations: &[&Declaration],
        frame: Option<usize>,
        parent: &Style,
        default: &Style,
    ) -> Style {
        let mut style = *default;
        for declaration in declarations {
            let value = self.resolved(declaration, frame);
            match &*value {
                Value::ListStyle(kind) => style.list_style = self.counter_styles.number_of(kind),
                value => value::apply(value, &mut style, parent, default),
            }
        }
        style
    }

    /// Gives the values of an element that concern its looks, the weakest first, then those of its
    /// placeholder.
    pub(super) fn enter_looks(
        &mut self,
        id: NodeId,
        take: &mut dyn FnMut(Option<PseudoElement>, &Value),
    ) {
        let attribute = self.attribute(id, Scope::Looks);
        let mut found = self.find(id, None);
        let declarations = in_order(self.sheet(), &mut found.element, &attribute);
        let frame = self.open(id, &declarations);
        for declaration in declarations {
            take(None, &self.resolved(declaration, frame));
        }
        for declaration in in_order(self.sheet(), &mut found.placeholder, &[]) {
            take(Some(PseudoElement::Placeholder), &self.resolved(declaration, frame));
        }
    }

    /// The same for an element that has the focus; says whether rules that hold only then change
    /// anything besides outlines.
    pub(super) fn enter_focused(&mut self, id: NodeId, take: &mut dyn FnMut(&Value)) -> bool {
        let attribute = self.attribute(id, Scope::Looks);
        let mut found = self.find(id, Some(id));
        let declarations = in_order(self.sheet(), &mut found.element, &attribute);
        let frame = self.open(id, &declarations);
        for declaration in declarations {
            take(&self.resolved(declaration, frame));
        }
        // A pseudo-element that appears with the focus may well show it.
        let parts = [&found.element, &found.letter, &found.before, &found.after];
        let matches = parts.into_iter().flatten();
        let Some(sheet) = self.sheet() else { return false };
        let with_focus: Vec<u32> =
            matches.map(|found| found.number).filter(|&n| sheet.rules[n as usize].focus).collect();
        let document = self.document;
        let Some(matcher) = &mut self.matcher else { return false };
        with_focus.into_iter().any(|number| {
            let block = &sheet.blocks[sheet.rules[number as usize].block as usize];
            let changes =
                |declaration: &Declaration| declaration.value.changes_more_than_outlines();
            block.iter().any(changes) && !matcher.matches_one(document, id, number, None)
        })
    }

    fn attribute(&self, id: NodeId, scope: Scope) -> Vec<Declaration> {
        match self.document.attr(id, "style") {
            Some(text) if !text.is_empty() => attribute::parse(text, scope),
            _ => Vec::new(),
        }
    }

    /// The rules that match an element, and its hashes for those within it.
    fn find(&mut self, id: NodeId, focus: Option<NodeId>) -> Found {
        let mut found = Found::default();
        if let Some(matcher) = &mut self.matcher {
            let outer = self.open.last().map_or(0, |open| open.tree);
            found.tree = matcher.sheet.tree_of(self.document, id).unwrap_or(outer);
            matcher.matches(self.document, id, focus, &mut found);
            each_hash(self.document, id, |hash| matcher.filter.insert_hash(hash));
        }
        found
    }

    /// Opens an element with its variables.
    fn open(&mut self, id: NodeId, declarations: &[&Declaration]) -> Option<usize> {
        let outer = self.open.last().and_then(|open| open.frame);
        let frame = self.declare(outer, declarations);
        let quotes = self.open.last().map(|open| open.quotes.clone()).unwrap_or_default();
        self.open.push(OpenElement { id: Some(id), frame, quotes, ..OpenElement::default() });
        frame
    }

    fn sheet(&self) -> Option<&'d Sheet> {
        self.matcher.as_ref().map(|matcher| matcher.sheet)
    }

    pub(super) fn leave(&mut self) {
        self.generate_after();
        let left = self.open.pop().and_then(|open| open.id);
        self.counters.leave(self.open.len() + 1);
        if let (Some(id), Some(matcher)) = (left, &mut self.matcher) {
            each_hash(self.document, id, |hash| matcher.filter.remove_hash(hash));
        }
        self.variables.forget(self.open.last().and_then(|open| open.frame));
    }

    /// What is known of pseudo-elements; nothing when the work was more than is allowed.
    pub(super) fn finish(self) -> Option<Pseudos> {
        let is_gone = |it: &Matcher<'_>| it.work.is_gone() || it.relations.is_gone();
        let gone = self.matcher.is_some_and(|matcher| is_gone(&matcher));
        (!gone).then(|| Pseudos { counter_styles: self.counter_styles, ..self.pseudos })
    }

    fn declare(&mut self, outer: Option<usize>, declarations: &[&Declaration]) -> Option<usize> {
        if !self.matcher.as_ref().is_none_or(|matcher| matcher.sheet.uses_variables) {
            return outer;
        }
        let own = declarations.iter().filter_map(|declaration| match &declaration.value {
            Value::Custom(name, text) => Some((name.clone(), text.clone())),
            _ => None,
        });
        let own = own.collect();
        self.variables.declare(outer, own)
    }

    /// A declaration's value, variables filled in.
    fn resolved<'v>(&self, declaration: &'v Declaration, frame: Option<usize>) -> Cow<'v, Value> {
        let Value::Unresolved(property, text) = &declaration.value else {
            return Cow::Borrowed(&declaration.value);
        };
        let unlimited = Work::new(u64::MAX);
        let work = self.matcher.as_ref().map_or(&unlimited, |matcher| &matcher.work);
        let resolved = self.variables.resolve(text, frame, work);
        let parsed = resolved.and_then(|text| {
            let mut input = Parser::new(&text);
            let value = value::parse_value(*property, &mut input).ok();
            let value = value.filter(|_| input.is_exhausted());
            value.or_else(|| value::unsupported(*property, &text))
        });
        // Invalid at computed-value time is as good as `unset`.
        Cow::Owned(parsed.unwrap_or(Value::Wide(*property, value::Wide::Unset)))
    }
}
