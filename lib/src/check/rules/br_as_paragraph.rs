//! Empty lines made of line breaks.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "br-as-paragraph",
    title: "Paragraphs are marked up as paragraphs.",
    criteria: &["1.3.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader cannot move by paragraphs, and reads all as one.",
    hint: "Put each paragraph into a p element; distances are a matter of style.",
    bad: "<html lang=en><title>News</title><div>The office has moved.<br><br>Come to the new one.</div>",
    good: "<html lang=en><title>News</title><p>The office has moved.<p>Come to the new one.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut told: Option<NodeId> = None;
    for br in cx.all(Tag::Br).filter(|&id| cx.visible(id)) {
        let parent = cx.doc.parent(br);
        // Once for each block: the fault is the same for all of it.
        if told.is_some() && told == parent || !is_text(c, cx.doc.prev_sibling(br), Towards::Start)
        {
            continue;
        }
        let Some(next) = next_solid(c, br) else { continue };
        if cx.doc.tag(next) == Tag::Br && is_text(c, cx.doc.next_sibling(next), Towards::End) {
            c.fail(br, "Two line breaks stand where a paragraph ends.");
            told = parent;
        }
    }
}

#[derive(Clone, Copy)]
enum Towards {
    Start,
    End,
}

/// The next sibling that is not white space.
fn next_solid(c: &Checker<'_>, node: NodeId) -> Option<NodeId> {
    let doc = c.cx.doc;
    let blank = |id: NodeId| doc.text(id).is_some_and(|text| text.trim().is_empty());
    std::iter::successors(doc.next_sibling(node), |&id| doc.next_sibling(id)).find(|&id| !blank(id))
}

/// Whether text stands there: directly, or in an inline element.
fn is_text(c: &Checker<'_>, mut node: Option<NodeId>, towards: Towards) -> bool {
    let doc = c.cx.doc;
    while let Some(id) = node {
        match doc.text(id) {
            Some(text) if text.trim().is_empty() => {}
            Some(_) => return true,
            None if doc.is_element(id) => {
                let display = c.cx.page.styles.of(id).display;
                return doc.tag(id) != Tag::Br && !display.is_block() && !c.cx.text(id).is_empty();
            }
            None => {}
        }
        node = match towards {
            Towards::Start => doc.prev_sibling(id),
            Towards::End => doc.next_sibling(id),
        };
    }
    false
}
