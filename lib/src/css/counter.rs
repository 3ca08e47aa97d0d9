//! Counters: numbers that style sheets count along the page (CSS Lists 3, 4).

use super::element::Work;
use super::value::Dropped;
use cssparser::{ParseError, Parser};

/// What a declaration does with counters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Change {
    Reset,
    Increment,
    Set,
}

/// The counters that a declaration names, each with its number.
pub(super) type Changes = Vec<(Box<str>, i32)>;

/// `none`, or names that each may have a number.
pub(super) fn parse(change: Change, input: &mut Parser<'_>) -> Result<Changes, Dropped> {
    let mut changes = Changes::new();
    if input.try_parse(|input| input.expect_ident_matching("none")).is_ok() {
        return Ok(changes);
    }
    while let Ok(name) = input.try_parse(|input| input.expect_ident_cloned()) {
        let number = input.try_parse(Parser::expect_integer);
        changes
            .push((name.as_ref().into(), number.unwrap_or(i32::from(change == Change::Increment))));
    }
    if changes.is_empty() { Err(ParseError::unexpected_token()) } else { Ok(changes) }
}

#[derive(Debug)]
struct Counter {
    name: Box<str>,
    /// How deep the element stands that made it: it counts for what follows within its parent.
    depth: usize,
    number: i64,
}

/// The counters at a place of the page, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counters: Vec<Counter>,
    /// The depth of an element that is not rendered: nothing in it counts.
    unrendered: Option<usize>,
}

impl Counters {
    /// Enters an element of this depth.
    pub(super) fn enter(&mut self, depth: usize, rendered: bool) {
        if !rendered {
            self.unrendered.get_or_insert(depth);
        }
    }

    /// Leaves an element: the counters that its children made end with it.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.counters.pop_if(|counter| counter.depth > depth).is_some() {}
        self.unrendered.take_if(|unrendered| *unrendered == depth);
    }

    pub(super) fn change(&mut self, change: Change, changes: &Changes, depth: usize, work: &Work) {
        if self.unrendered.is_some() {
            return;
        }
        for (name, by) in changes {
            let by = i64::from(*by);
            work.take(self.counters.len());
            let innermost = self.counters.iter_mut().rev().find(|it| it.name == *name);
            match innermost.filter(|it| change != Change::Reset || it.depth == depth) {
                Some(it) if change == Change::Increment => it.number = it.number.saturating_add(by),
                Some(it) => it.number = by,
                None => self.counters.push(Counter { name: name.clone(), depth, number: by }),
            }
        }
    }

    /// The number of `counter()`.
    pub(super) fn innermost(&self, name: &str) -> i64 {
        let innermost = self.counters.iter().rev().find(|it| &*it.name == name);
        innermost.map_or(0, |it| it.number)
    }

    /// The numbers of `counters()`, the outermost first.
    pub(super) fn all(&self, name: &str) -> Vec<i64> {
        let named = self.counters.iter().filter(|it| &*it.name == name);
        let numbers: Vec<_> = named.map(|it| it.number).collect();
        if numbers.is_empty() { vec![0] } else { numbers }
    }

    /// About how many steps saying one takes.
    pub(super) fn cost(&self) -> usize {
        1 + self.counters.len() * 4
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Styles, Surroundings};
    use crate::dom::{self, Document};
    use crate::limits::Limits;

    /// What `::before` adds to the elements of the page, in their order.
    fn said(html: &str) -> Vec<String> {
        let document = dom::parse(html, dom::Syntax::Html, &Limits::new()).expect("a small page");
        let styles = Styles::new(&document, Surroundings::default());
        let rendered = |id: &crate::NodeId| styles.of(*id).display != super::super::Display::None;
        let all = document.descendants(Document::ROOT).filter(rendered);
        all.filter_map(|id| styles.before(id)).map(|found| found.text.to_string()).collect()
    }

    #[test]
    fn chapters_and_sections_are_numbered() {
        let css = "<style>body { counter-reset: chapter } h1 { counter-reset: section } \
            h1::before { counter-increment: chapter; content: counter(chapter, upper-roman) '. ' } \
            h2 { counter-increment: section } \
            h2::before { content: counter(chapter) '.' counter(section) ' ' }</style>";
        let html =
            format!("{css}<h1>a</h1><h2>b</h2><h2 hidden>x</h2><h2>c</h2><h1>d</h1><h2>e</h2>");
        assert_eq!(said(&html), ["I. ", "1.1 ", "1.2 ", "II. ", "2.1 "]);
    }

    #[test]
    fn nested_lists_are_numbered_from_the_outermost_on() {
        let css = "<style>ol { counter-reset: item } li { counter-increment: item } \
            li::before { content: counters(item, '.') }</style>";
        let html = format!("{css}<ol><li>a<ol><li>b<li>c</ol><li>d</ol><ol><li>e</ol>");
        assert_eq!(said(&html), ["1", "1.1", "1.2", "2", "1"]);
    }

    #[test]
    fn numbers_are_set_and_written_as_asked() {
        let css = "<style>p { counter-increment: a 2 } .set { counter-set: a 27 } \
            p::before { content: counter(a, lower-alpha) '/' counter(b) '/' counter(a, decimal-leading-zero) }\
            </style>";
        let html = format!("<body>{css}<div style='counter-reset: a'><p>x<p class=set>y</div>");
        assert_eq!(said(&html), ["b/0/02", "aa/0/27"]);
    }
}
