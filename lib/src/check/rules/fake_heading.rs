//! Paragraphs that look like headings (WCAG 1.3.1, F2).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{Document, NodeId, Tag};
use std::collections::HashMap;

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

/// So many elements in each other only style a line.
const STYLED: usize = 4;

/// Longer lines are no headings.
const LONG: usize = 80;

/// More lines of one text are one template; more of one way beside each other are one row.
const ALIKE: usize = 3;
const ROW: usize = 8;

/// Why a line looks like a heading.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    Bold,
    Large,
    Called,
}

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let blocks = cx.any(&[Tag::P, Tag::Div, Tag::Td]).filter(|&id| !cx.hidden(id));
    let lines = blocks.filter_map(|block| Some((block, stands_out(c, block)?)));
    let lines: Vec<(NodeId, Way)> =
        lines.filter(|&(block, way)| is_line(c, block, way) && !is_excused(c, block)).collect();
    let (mut texts, mut rows) = (HashMap::new(), HashMap::new());
    for &(block, way) in &lines {
        *texts.entry(cx.text(block)).or_insert(0) += 1;
        *rows.entry((cx.doc.parent(block), way)).or_insert(0) += 1;
    }
    for (block, way) in lines {
        let (text, parent) = (cx.text(block), cx.doc.parent(block));
        if texts[&text] > ALIKE {
            let message = format!("“{text}” looks like a heading and is none.");
            c.review(block, message).cause = Some(text.to_string());
        } else if rows[&(parent, way)] > ROW {
            let message = format!(
                "“{text}” and the lines like it look like headings or like terms, and are neither."
            );
            let row = parent.map_or(0, NodeId::index);
            c.review(block, message).cause = Some(format!("{row} {}", way as u8));
        } else {
            c.review(block, format!("“{text}” looks like a heading and is none."));
        }
    }
}

fn stands_out(c: &Checker<'_>, block: NodeId) -> Option<Way> {
    if c.cx.doc.tag(block) == Tag::Td {
        return is_bold_row(c, block).then_some(Way::Bold);
    }
    if only_bold(c, block) && paragraph_follows(c, block) {
        Some(Way::Bold)
    } else if is_large(c, block) {
        Some(Way::Large)
    } else {
        is_called_heading(c, block).then_some(Way::Called)
    }
}

/// Whether a text is as headings are: short, no sentence, and not in lower case, unless it is called
/// a heading.
fn is_line(c: &Checker<'_>, block: NodeId, way: Way) -> bool {
    let text = c.cx.text(block);
    let lower = text.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_lowercase);
    !text.is_empty()
        && !text.ends_with(['.', '!', ',', ';'])
        && text.chars().count() <= LONG
        && (way == Way::Called || !lower)
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
        // What is moved aside is made a block, and is still part of the line.
        let part = matches!(cx.doc.tag(id), Tag::A | Tag::Img | Tag::Span | Tag::Font);
        let block = cx.doc.is_element(id) && cx.page.styles.of(id).display.is_block();
        block && !part || cx.aria.is_any(id, &["heading", "textbox", "button"])
    };
    !cx.aria.is_any(block, &["heading"])
        && !cx.doc.descendants(block).filter(|&id| id != block).any(other)
}

/// Whether a block holds one bold element and nothing else.
fn only_bold(c: &Checker<'_>, block: NodeId) -> bool {
    sole(c.cx.doc, block).is_some_and(|id| is_bold(c.cx.doc, id))
}

fn is_bold(doc: &Document, id: NodeId) -> bool {
    matches!(doc.tag(id), Tag::B | Tag::Strong)
}

/// The only child that shows anything.
fn sole(doc: &Document, node: NodeId) -> Option<NodeId> {
    let blank = |id: &NodeId| doc.text(*id).is_some_and(|text| text.trim().is_empty());
    let mut solid = doc.children(node).filter(|id| !blank(id) && doc.comment(*id).is_none());
    let only = solid.next();
    only.filter(|_| solid.next().is_none())
}

/// Whether a cell holds the only text of its row in a table that arranges the page, all of it bold,
/// and other text stands in the row after it.
fn is_bold_row(c: &Checker<'_>, cell: NodeId) -> bool {
    let cx = c.cx;
    let doc = cx.doc;
    let Some(row) = doc.parent(cell).filter(|_| is_bold_line(c, cell)) else { return false };
    let after = std::iter::successors(doc.next_sibling(row), |&id| doc.next_sibling(id));
    let mut after = after.filter(|&id| doc.tag(id) == Tag::Tr && !cx.text(id).is_empty());
    let plain = |id| doc.children(id).all(|id| !is_bold_line(c, id));
    cx.text(row) == cx.text(cell)
        && after.next().is_some_and(plain)
        && cx.around(cell, Tag::Table).is_some_and(|table| !cx.holds_data(table).0)
}

/// Whether a cell holds one bold element and nothing else, through elements that only style it.
fn is_bold_line(c: &Checker<'_>, cell: NodeId) -> bool {
    let doc = c.cx.doc;
    let inner = std::iter::successors(sole(doc, cell), |&id| sole(doc, id));
    let styles = |id: &NodeId| matches!(doc.tag(*id), Tag::Font | Tag::Center | Tag::Span);
    let mut inner = inner.take(STYLED).skip_while(styles);
    doc.tag(cell) == Tag::Td && inner.next().is_some_and(|id| is_bold(doc, id))
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
