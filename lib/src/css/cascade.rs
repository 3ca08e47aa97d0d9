//! Which declarations hold for an element, the weakest first (CSS Cascading and Inheritance 5, 6).

use super::attribute;
use super::content::{Content, Generated};
use super::counter::{Change, Counters};
use super::defaults::default_style;
use super::element::{Node, Work, each_hash};
use super::index::Index;
use super::selector::{PseudoElement, Selectors};
use super::sheet::{Rule, Scope, Sheet};
use super::value::{self, Declaration, Property, Value};
use super::variables::Variables;
use super::{Display, Pseudos, Style};
use crate::dom::{Document, NodeId};
use cssparser::Parser;
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use selectors::matching::matches_selector;
use std::borrow::Cow;

/// The steps that matching may take: so many at least, and so many for each node of the page.
/// Real pages with sheets of their own have been seen to take up to 25 steps a node.
const LEAST_WORK: u64 = 4_000_000;
const WORK_PER_NODE: u64 = 40;

/// The steps that keeping an answer is taken for.
const KEPT_STEPS: usize = 8;

pub(super) fn quirks_mode(quirks: bool) -> QuirksMode {
    if quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks }
}

/// A rule that matches, by its strength among declarations of the same importance.
type Match = (u32, u32, u32);

/// The rules that match an element and its pseudo-elements.
#[derive(Debug, Default)]
struct Found {
    element: Vec<Match>,
    letter: Vec<Match>,
    before: Vec<Match>,
    after: Vec<Match>,
    placeholder: Vec<Match>,
}

impl Found {
    fn of(&mut self, pseudo: Option<PseudoElement>) -> &mut Vec<Match> {
        match pseudo {
            Some(PseudoElement::FirstLetter) => &mut self.letter,
            Some(PseudoElement::Before) => &mut self.before,
            Some(PseudoElement::After) => &mut self.after,
            Some(PseudoElement::Placeholder) => &mut self.placeholder,
            Some(PseudoElement::Other) | None => &mut self.element,
        }
    }
}

/// What matching needs beside the document, where the page has a sheet.
struct Matcher<'d> {
    sheet: &'d Sheet,
    index: Index,
    /// Names, ids and classes of the open elements: most descendant selectors fail by them.
    filter: BloomFilter,
    caches: SelectorCaches,
    work: Work,
    /// The same for what rests on `:has()`, whose cost may grow with the page at every element.
    relations: Work,
}

/// The cascade on its way through the tree: elements are entered and left in tree order.
pub(super) struct Cascade<'d> {
    document: &'d Document,
    matcher: Option<Box<Matcher<'d>>>,
    open: Vec<(NodeId, Option<usize>)>,
    variables: Variables,
    counters: Counters,
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
        let matcher = sheet.map(|sheet| {
            Box::new(Matcher {
                sheet,
                index: Index::new(&sheet.rules, document.quirks(), relations),
                filter: BloomFilter::new(),
                caches: SelectorCaches::default(),
                work: Work::new(work),
                relations: Work::new(work),
            })
        });
        Cascade {
            document,
            matcher,
            open: Vec::new(),
            variables: Variables::default(),
            counters: Counters::default(),
            pseudos: Pseudos::default(),
        }
    }

    /// The style of an element whose parent has been entered.
    pub(super) fn enter(&mut self, id: NodeId, parent: Style) -> Style {
        let default = default_style(self.document, id, parent);
        let attribute = self.attribute(id, Scope::Text);
        let mut found = self.find(id, None);
        let declarations = in_order(self.sheet(), &mut found.element, &attribute);
        let frame = self.open(id, &declarations);
        let mut style = default;
        for declaration in &declarations {
            value::apply(&self.resolved(declaration, frame), &mut style, &parent, &default);
        }
        self.counters.enter(self.open.len(), style.display != Display::None);
        self.count(&declarations, frame, self.open.len());
        if declarations.iter().any(|declaration| declaration.value.generates()) {
            self.replace(id, frame, style.display, &declarations);
        }
        if !found.letter.is_empty() {
            self.style_letter(id, frame, style, &mut found.letter);
        }
        if !found.before.is_empty() || !found.after.is_empty() {
            self.generate(id, frame, style, &mut found);
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
            matches.map(|found| found.2).filter(|&n| sheet.rules[n as usize].focus).collect();
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
            matcher.matches(self.document, id, focus, &mut found);
            each_hash(self.document, id, |hash| matcher.filter.insert_hash(hash));
        }
        found
    }

    /// Opens an element with its variables.
    fn open(&mut self, id: NodeId, declarations: &[&Declaration]) -> Option<usize> {
        let outer = self.open.last().and_then(|&(_, frame)| frame);
        let frame = self.declare(outer, declarations);
        self.open.push((id, frame));
        frame
    }

    fn sheet(&self) -> Option<&'d Sheet> {
        self.matcher.as_ref().map(|matcher| matcher.sheet)
    }

    fn style_letter(
        &mut self,
        id: NodeId,
        frame: Option<usize>,
        style: Style,
        matches: &mut [Match],
    ) {
        let initial = style.inherited();
        let mut letter = initial;
        for declaration in in_order(self.sheet(), matches, &[]) {
            value::apply(&self.resolved(declaration, frame), &mut letter, &style, &initial);
        }
        if letter.text_transform != style.text_transform {
            self.pseudos.letters.insert(id, letter.text_transform);
        }
    }

    /// The pictures that stand for an element's own content.
    fn replace(
        &mut self,
        id: NodeId,
        frame: Option<usize>,
        display: Display,
        declarations: &[&Declaration],
    ) {
        let mut content = None;
        for declaration in declarations {
            value::apply_content(&self.resolved(declaration, frame), &mut content);
        }
        let picture = content.filter(Content::replaces);
        if let Some(picture) =
            picture.and_then(|picture| picture.of(self.document, id, display, None))
        {
            self.pseudos.replaced.insert(id, picture);
        }
    }

    fn generate(&mut self, id: NodeId, frame: Option<usize>, style: Style, found: &mut Found) {
        if !super::can_be_contents(self.document, id) {
            return;
        }
        if let Some(before) = self.generated(id, frame, style, &mut found.before, true) {
            self.pseudos.before.insert(id, before);
        }
        // What the element itself counts is not known yet.
        if let Some(after) = self.generated(id, frame, style, &mut found.after, false) {
            self.pseudos.after.insert(id, after);
        }
    }

    fn generated(
        &mut self,
        id: NodeId,
        frame: Option<usize>,
        element: Style,
        matches: &mut [Match],
        counted: bool,
    ) -> Option<Generated> {
        let initial = element.inherited();
        let (mut style, mut content) = (initial, None);
        let declarations = in_order(self.sheet(), matches, &[]);
        for declaration in &declarations {
            let value = self.resolved(declaration, frame);
            value::apply(&value, &mut style, &element, &initial);
            value::apply_content(&value, &mut content);
        }
        if style.out_of_flow() {
            style.display = style.display.blockified();
        }
        let hidden = style.display == Display::None || (style.invisible && !element.invisible);
        let content: Content = content?;
        if counted && style.display != Display::None {
            self.count(&declarations, frame, self.open.len() + 1);
            if let Some(matcher) = &self.matcher {
                matcher.work.take(content.counters() * self.counters.cost());
            }
        }
        let counters = Some(&self.counters).filter(|_| counted);
        let content = Some(content).filter(|_| !hidden)?;
        content.of(self.document, id, style.display, counters)
    }

    /// Does with counters what declarations say, in the order of CSS Lists 3, 4: first what is
    /// reset, then what is counted up, then what is set.
    fn count(&mut self, declarations: &[&Declaration], frame: Option<usize>, depth: usize) {
        let counts = |value: &Value| {
            matches!(value, Value::Counter(..) | Value::Unresolved(Property::Counter(_), _))
        };
        if !declarations.iter().any(|declaration| counts(&declaration.value)) {
            return;
        }
        for change in [Change::Reset, Change::Increment, Change::Set] {
            let mut last = None;
            for declaration in declarations {
                match &*self.resolved(declaration, frame) {
                    Value::Counter(kind, changes) if *kind == change => {
                        last = Some(changes.clone())
                    }
                    Value::Wide(Property::Counter(kind), _) if *kind == change => last = None,
                    _ => {}
                }
            }
            if let (Some(changes), Some(matcher)) = (last, &self.matcher) {
                self.counters.change(change, &changes, depth, &matcher.work);
            }
        }
    }

    pub(super) fn leave(&mut self) {
        let left = self.open.pop();
        self.counters.leave(self.open.len() + 1);
        if let (Some((id, _)), Some(matcher)) = (left, &mut self.matcher) {
            each_hash(self.document, id, |hash| matcher.filter.remove_hash(hash));
        }
        self.variables.forget(self.open.last().and_then(|&(_, frame)| frame));
    }

    /// What is known of pseudo-elements; nothing when the work was more than is allowed.
    pub(super) fn finish(self) -> Option<Pseudos> {
        let is_gone = |it: &Matcher<'_>| it.work.is_gone() || it.relations.is_gone();
        let gone = self.matcher.is_some_and(|matcher| is_gone(&matcher));
        (!gone).then_some(self.pseudos)
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

impl Matcher<'_> {
    fn matches(
        &mut self,
        document: &Document,
        id: NodeId,
        focus: Option<NodeId>,
        found: &mut Found,
    ) {
        let Matcher { sheet, index, filter, caches, work, relations } = self;
        index.each_candidate(document, id, |candidates| {
            for &number in candidates {
                let rule = &sheet.rules[number as usize];
                let work = work_for(rule, work, relations);
                let node = Node { document, id, work, focus };
                if !work.take(rule.cost as usize) {
                    return;
                }
                if holds(rule, node, filter, caches) {
                    let strength = (rule.layer, rule.selector.specificity(), number);
                    work.take(sheet.blocks[rule.block as usize].len());
                    found.of(rule.pseudo).push(strength);
                }
            }
        });
    }

    /// Whether one rule matches an element.
    fn matches_one(
        &mut self,
        document: &Document,
        id: NodeId,
        number: u32,
        focus: Option<NodeId>,
    ) -> bool {
        let Matcher { sheet, filter, caches, work, relations, .. } = self;
        let rule = &sheet.rules[number as usize];
        let work = work_for(rule, work, relations);
        let node = Node { document, id, work, focus };
        work.take(rule.cost as usize) && holds(rule, node, filter, caches)
    }
}

/// What an attempt to match a rule takes its steps from. The engine remembers each answer to `:has()`:
/// for what that keeps, more is taken.
fn work_for<'w>(rule: &Rule, work: &'w Work, relations: &'w Work) -> &'w Work {
    if rule.relates {
        relations.take(KEPT_STEPS);
        return relations;
    }
    work
}

fn holds(rule: &Rule, node: Node<'_>, filter: &BloomFilter, caches: &mut SelectorCaches) -> bool {
    let mode = match rule.pseudo {
        Some(_) => MatchingMode::ForStatelessPseudoElement,
        None => MatchingMode::Normal,
    };
    let mut context: MatchingContext<'_, Selectors> = MatchingContext::new(
        mode,
        Some(filter),
        caches,
        quirks_mode(node.document.quirks()),
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    );
    matches_selector(&rule.selector, 0, Some(&rule.hashes), node, &mut context)
}

/// The declarations that hold, the weakest first: normal ones by layer, specificity and order,
/// then the `style` attribute's, then the important ones, among which earlier layers are stronger.
fn in_order<'s>(
    sheet: Option<&'s Sheet>,
    matches: &mut [Match],
    attribute: &'s [Declaration],
) -> Vec<&'s Declaration> {
    let mut order: Vec<&Declaration> = Vec::new();
    matches.sort_unstable();
    let block = |&(_, _, number): &Match| {
        let blocks = sheet.map(|sheet| &sheet.blocks[sheet.rules[number as usize].block as usize]);
        blocks.into_iter().flatten()
    };
    let normal = matches.iter().flat_map(block).chain(attribute);
    order.extend(normal.filter(|declaration| !declaration.important));
    if matches.iter().flat_map(block).any(|declaration| declaration.important) {
        matches.sort_unstable_by_key(|&(layer, specificity, number)| {
            (u32::MAX - layer, specificity, number)
        });
        order.extend(matches.iter().flat_map(block).filter(|declaration| declaration.important));
    }
    order.extend(attribute.iter().filter(|declaration| declaration.important));
    order
}
