//! Which declarations hold for an element, the weakest first (CSS Cascading and Inheritance 5, 6).

use super::defaults::default_style;
use super::element::{Node, Work, each_hash};
use super::selector::{Selectors, hash};
use super::sheet::{self, Rule, Sheet};
use super::value::{self, Declaration, Value};
use super::variables::Variables;
use super::{Style, TextTransform};
use crate::dom::{Document, NodeId};
use cssparser::Parser;
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use selectors::matching::matches_selector;
use selectors::parser::Component;
use std::collections::HashMap;

/// The steps that matching may take: so many at least, and so many for each node of the page.
/// Real pages with sheets of their own have been seen to take up to 25 steps a node.
const LEAST_WORK: u64 = 4_000_000;
const WORK_PER_NODE: u64 = 40;

pub(super) fn quirks_mode(quirks: bool) -> QuirksMode {
    if quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks }
}

/// The rules by the hash of what their rightmost compound asks of an element.
#[derive(Debug, Default)]
struct Index {
    ids: HashMap<u32, Vec<u32>>,
    classes: HashMap<u32, Vec<u32>>,
    tags: HashMap<u32, Vec<u32>>,
    others: Vec<u32>,
}

impl Index {
    fn new(rules: &[Rule], quirks: bool) -> Index {
        let mut index = Index::default();
        for (number, rule) in rules.iter().enumerate() {
            index.bucket(rule, quirks).push(number as u32);
        }
        index
    }

    fn bucket(&mut self, rule: &Rule, quirks: bool) -> &mut Vec<u32> {
        let key = |text: &str| fold(text, quirks);
        let mut iter = rule.selector.iter();
        if rule.first_letter {
            // The pseudo-element stands in a sequence of its own before its element's.
            iter.by_ref().for_each(drop);
            iter.next_sequence();
        }
        let (mut class, mut tag) = (None, None);
        for component in iter {
            match component {
                Component::ID(id) => return self.ids.entry(key(id.as_str())).or_default(),
                Component::Class(name) => class = Some(key(name.as_str())),
                // Names in HTML compare in lower case, and those of SVG are looked up so, too.
                Component::LocalName(name) => tag = Some(hash(name.lower_name.as_str())),
                _ => {}
            }
        }
        match (class, tag) {
            (Some(class), _) => self.classes.entry(class).or_default(),
            (None, Some(tag)) => self.tags.entry(tag).or_default(),
            (None, None) => &mut self.others,
        }
    }

    fn each_candidate(&self, document: &Document, id: NodeId, mut take: impl FnMut(&[u32])) {
        let quirks = document.quirks();
        let mut look = |map: &HashMap<u32, Vec<u32>>, key: u32| {
            if let Some(rules) = map.get(&key) {
                take(rules);
            }
        };
        if let Some(own) = document.attr(id, "id").filter(|_| !self.ids.is_empty()) {
            look(&self.ids, fold(own, quirks));
        }
        if let Some(classes) = document.attr(id, "class").filter(|_| !self.classes.is_empty()) {
            for class in classes.split_ascii_whitespace() {
                look(&self.classes, fold(class, quirks));
            }
        }
        look(&self.tags, fold(document.name(id), true));
        take(&self.others);
    }
}

/// The hash of a name, of its lower case where case does not count.
fn fold(text: &str, ignore_case: bool) -> u32 {
    if ignore_case { hash(&text.to_ascii_lowercase()) } else { hash(text) }
}

/// A rule that matches, by its strength among declarations of the same importance.
type Match = (u32, u32, u32);

/// What matching needs beside the document, where the page has a sheet.
struct Matcher<'d> {
    sheet: &'d Sheet,
    index: Index,
    /// Names, ids and classes of the open elements: most descendant selectors fail by them.
    filter: BloomFilter,
    caches: SelectorCaches,
    work: Work,
}

/// The cascade on its way through the tree: elements are entered and left in tree order.
pub(super) struct Cascade<'d> {
    document: &'d Document,
    matcher: Option<Box<Matcher<'d>>>,
    open: Vec<(NodeId, Option<usize>)>,
    variables: Variables,
    first_letters: HashMap<NodeId, TextTransform>,
}

impl<'d> Cascade<'d> {
    pub(super) fn new(document: &'d Document, sheet: Option<&'d Sheet>) -> Cascade<'d> {
        let work = LEAST_WORK + WORK_PER_NODE * document.len() as u64;
        let matcher = sheet.map(|sheet| {
            Box::new(Matcher {
                sheet,
                index: Index::new(&sheet.rules, document.quirks()),
                filter: BloomFilter::new(),
                caches: SelectorCaches::default(),
                work: Work::new(work),
            })
        });
        Cascade {
            document,
            matcher,
            open: Vec::new(),
            variables: Variables::default(),
            first_letters: HashMap::new(),
        }
    }

    /// The style of an element whose parent has been entered.
    pub(super) fn enter(&mut self, id: NodeId, parent: Style) -> Style {
        let default = default_style(self.document, id, parent);
        let attribute = match self.document.attr(id, "style") {
            Some(text) if !text.is_empty() => sheet::parse_attribute(text),
            _ => Vec::new(),
        };
        let outer = self.open.last().and_then(|&(_, frame)| frame);
        let (mut matches, mut letters) = (Vec::new(), Vec::new());
        if let Some(matcher) = &mut self.matcher {
            matcher.matches(self.document, id, &mut matches, &mut letters);
            each_hash(self.document, id, |hash| matcher.filter.insert_hash(hash));
        }
        let sheet = self.matcher.as_ref().map(|matcher| matcher.sheet);
        let declarations = in_order(sheet, &mut matches, &attribute);
        let frame = self.declare(outer, &declarations);
        self.open.push((id, frame));
        let mut style = default;
        for declaration in declarations {
            self.apply(declaration, frame, &mut style, &parent, &default);
        }
        if !letters.is_empty() {
            let mut letter = style.inherited();
            let initial = letter;
            for declaration in in_order(sheet, &mut letters, &[]) {
                self.apply(declaration, frame, &mut letter, &style, &initial);
            }
            if letter.text_transform != style.text_transform {
                self.first_letters.insert(id, letter.text_transform);
            }
        }
        style
    }

    pub(super) fn leave(&mut self) {
        let left = self.open.pop();
        if let (Some((id, _)), Some(matcher)) = (left, &mut self.matcher) {
            each_hash(self.document, id, |hash| matcher.filter.remove_hash(hash));
        }
        self.variables.forget(self.open.last().and_then(|&(_, frame)| frame));
    }

    /// The transforms of first letters; nothing when the work was more than is allowed.
    pub(super) fn finish(self) -> Option<HashMap<NodeId, TextTransform>> {
        let gone = self.matcher.is_some_and(|matcher| matcher.work.is_gone());
        (!gone).then_some(self.first_letters)
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

    fn apply(
        &self,
        declaration: &Declaration,
        frame: Option<usize>,
        style: &mut Style,
        parent: &Style,
        default: &Style,
    ) {
        let Value::Unresolved(property, text) = &declaration.value else {
            return value::apply(&declaration.value, style, parent, default);
        };
        let unlimited = Work::new(u64::MAX);
        let work = self.matcher.as_ref().map_or(&unlimited, |matcher| &matcher.work);
        let resolved = self.variables.resolve(text, frame, work);
        let parsed = resolved.and_then(|text| {
            let mut input = Parser::new(&text);
            let value = value::parse_value(*property, &mut input).ok()?;
            input.is_exhausted().then_some(value)
        });
        // Invalid at computed-value time is as good as `unset`.
        let value = parsed.unwrap_or(Value::Wide(*property, value::Wide::Unset));
        value::apply(&value, style, parent, default);
    }
}

impl Matcher<'_> {
    fn matches(
        &mut self,
        document: &Document,
        id: NodeId,
        matches: &mut Vec<Match>,
        letters: &mut Vec<Match>,
    ) {
        let Matcher { sheet, index, filter, caches, work } = self;
        let node = Node { document, id, work };
        index.each_candidate(document, id, |candidates| {
            for &number in candidates {
                let rule = &sheet.rules[number as usize];
                if !work.take(rule.cost as usize) {
                    return;
                }
                let mode = if rule.first_letter {
                    MatchingMode::ForStatelessPseudoElement
                } else {
                    MatchingMode::Normal
                };
                let mut context: MatchingContext<'_, Selectors> = MatchingContext::new(
                    mode,
                    Some(&*filter),
                    caches,
                    quirks_mode(document.quirks()),
                    NeedsSelectorFlags::No,
                    MatchingForInvalidation::No,
                );
                if matches_selector(&rule.selector, 0, Some(&rule.hashes), node, &mut context) {
                    let found = (rule.layer, rule.selector.specificity(), number);
                    work.take(sheet.blocks[rule.block as usize].len());
                    if rule.first_letter { letters.push(found) } else { matches.push(found) }
                }
            }
        });
    }
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
