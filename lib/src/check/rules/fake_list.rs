//! Bullets and numbers that are typed.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "fake-list",
    title: "Lists are marked up as lists.",
    criteria: &["1.3.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "A screen reader does not say that there is a list, nor how long it is, and cannot jump \
          over it.",
    hint: "Use ul or ol with one li for each entry.",
    bad: "<html lang=en><title>Papers</title><p>- Passport<br>- Photograph<br>- Form</p>",
    good: "<html lang=en><title>Papers</title><ul><li>Passport<li>Photograph<li>Form</ul>",
    check: Check::Page(check),
};

/// So many lines that begin alike are taken for a list.
const LINES: usize = 3;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for block in cx.any(&[Tag::P, Tag::Div, Tag::Td]).filter(|&id| !cx.hidden(id)) {
        if typed_items(c, block) >= LINES {
            c.review(block, "Lines that begin with bullets or numbers look like a list.");
        }
    }
}

/// The lines, parted by `br`, that begin with a bullet or a number.
fn typed_items(c: &Checker<'_>, block: NodeId) -> usize {
    let doc = c.cx.doc;
    let (mut items, mut at_start) = (0, true);
    for child in doc.children(block) {
        if doc.tag(child) == Tag::Br {
            at_start = true;
        } else if let Some(text) = doc.text(child).filter(|text| !text.trim().is_empty()) {
            items += usize::from(at_start && is_marked(text.trim_start()));
            at_start = false;
        } else if doc.is_element(child) {
            items += usize::from(at_start && is_bullet(c, child));
            at_start = false;
        }
    }
    items
}

/// Whether an element begins with a picture of a bullet.
fn is_bullet(c: &Checker<'_>, element: NodeId) -> bool {
    let doc = c.cx.doc;
    let blank = |id: &NodeId| doc.text(*id).is_some_and(|text| text.trim().is_empty());
    let mut within = doc.descendants(element).filter(|id| !blank(id));
    let image = within.by_ref().take(3).find(|&id| doc.tag(id) == Tag::Img);
    let told = |name| image.and_then(|id| c.cx.filled(id, name)).unwrap_or_default();
    let file = told("src").rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    file.contains("bullet") || matches!(told("alt"), "•" | "*" | "-" | "bullet")
}

fn is_marked(line: &str) -> bool {
    let bullet = line.starts_with(['-', '–', '—', '•', '·', '*', '►', '▪', '○', '●', '‣', '◦']);
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with([')', '.']);
    bullet && !line.starts_with("--") || numbered && digits[1..].starts_with([' ', '\u{a0}'])
}
