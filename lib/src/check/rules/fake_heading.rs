//! Paragraphs that look like headings (WCAG 1.3.1, F2).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "fake-heading",
    title: "Headings are marked up as headings.",
    criteria: &["1.3.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "People who move by headings do not find it.",
    hint: "Use h1 to h6 for what is a heading.",
    bad: "<html lang=en><title>News</title><p><b>Opening hours</b></p><p>From nine to five, every working day.</p>",
    good: "<html lang=en><title>News</title><h2>Opening hours</h2><p>From nine to five, every working day.</p>",
    check: Check::Page(check),
};

/// Longer lines are no headings.
const LONG: usize = 80;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for block in cx.any(&[Tag::P, Tag::Div]).filter(|&id| !cx.hidden(id)) {
        let stands_out = only_bold(c, block) && paragraph_follows(c, block)
            || is_large(c, block)
            || is_called_heading(c, block);
        if stands_out && !is_excused(c, block) {
            let text = cx.text(block);
            let ends = text.ends_with(['.', '!', ',', ';']);
            if !ends && !text.is_empty() && text.chars().count() <= LONG {
                c.review(block, format!("“{text}” looks like a heading and is none."));
            }
        }
    }
}

/// Whether a block stands where short lines that stand out are no headings.
fn is_excused(c: &Checker<'_>, block: NodeId) -> bool {
    let cx = c.cx;
    cx.doc.ancestors(block).any(|id| match cx.doc.tag(id) {
        Tag::Li | Tag::Label | Tag::A | Tag::Dt | Tag::Figcaption | Tag::Footer => true,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => true,
        Tag::Table => cx.holds_data(id).0,
        _ => cx.aria.is_any(id, &["heading"]),
    })
}

/// How classes end that are meant for headings, lower case.
const CALLED: [&str; 6] = ["headline", "heading", "subhead", "nadpis", "nagłówek", "überschrift"];

/// Whether the class of a block of one line says that it is a heading, and nothing else does.
fn is_called_heading(c: &Checker<'_>, block: NodeId) -> bool {
    let cx = c.cx;
    let class = cx.filled(block, "class").unwrap_or_default().to_lowercase();
    let mut words = class.split(|c: char| !c.is_alphanumeric());
    if !words.any(|word| CALLED.iter().any(|called| word.ends_with(called))) {
        return false;
    }
    let other = |id: NodeId| {
        let block = cx.doc.is_element(id) && cx.page.styles.of(id).display.is_block();
        block || cx.aria.is_any(id, &["heading", "textbox", "button"])
    };
    !cx.aria.is_any(block, &["heading"])
        && !cx.doc.descendants(block).filter(|&id| id != block).any(other)
}

/// Whether a block holds one bold element and nothing else.
fn only_bold(c: &Checker<'_>, block: NodeId) -> bool {
    let doc = c.cx.doc;
    let blank = |id: &NodeId| doc.text(*id).is_some_and(|text| text.trim().is_empty());
    let mut solid = doc.children(block).filter(|id| !blank(id) && doc.comment(*id).is_none());
    let only = solid.next();
    only.is_some_and(|id| matches!(doc.tag(id), Tag::B | Tag::Strong)) && solid.next().is_none()
}

fn paragraph_follows(c: &Checker<'_>, block: NodeId) -> bool {
    let doc = c.cx.doc;
    let after = std::iter::successors(doc.next_sibling(block), |&id| doc.next_sibling(id));
    let next = after.into_iter().find(|&id| doc.is_element(id));
    let follows = [Tag::P, Tag::Ul, Tag::Ol, Tag::Table, Tag::Dl];
    next.is_some_and(|id| follows.contains(&doc.tag(id)) && !only_bold(c, id))
}

/// So many times as large as the text after it is a heading.
const LARGE: f32 = 1.25;

/// Whether a paragraph is set in larger letters than the one after it.
fn is_large(c: &Checker<'_>, block: NodeId) -> bool {
    let cx = c.cx;
    let words = |id: NodeId| cx.doc.text(id).is_some_and(|text| text.contains(char::is_alphabetic));
    let size = |id: NodeId| cx.page.computed(id).font_size().value();
    if cx.doc.tag(block) != Tag::P || !cx.doc.children(block).any(words) || cx.page.unseen(block) {
        return false;
    }
    let after = std::iter::successors(cx.doc.next_sibling(block), |&id| cx.doc.next_sibling(id));
    let next = after.into_iter().find(|&id| cx.doc.is_element(id));
    let next = next.filter(|&id| cx.doc.tag(id) == Tag::P && cx.doc.children(id).any(words));
    match (size(block), next.and_then(size)) {
        (Some(own), Some(below)) => own >= below * LARGE,
        _ => false,
    }
}
