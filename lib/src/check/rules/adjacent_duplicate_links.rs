//! Two links side by side to one place (WCAG H2).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "adjacent-duplicate-links",
    title: "An image and the text beside it are one link.",
    criteria: &["1.1.1", "2.4.4"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Info,
    svg: false,
    who: "People who move by links hear the same place twice.",
    hint: "Put image and text into one link, and give the image alt=\"\".",
    bad: "<html lang=en><title>Form</title><a href=f.html><img src=f.png alt=Form></a> <a href=f.html>Form</a>",
    good: "<html lang=en><title>Form</title><a href=f.html><img src=f.png alt=''> Form</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.all(Tag::A).filter(|&id| !cx.hidden(id)) {
        let Some(href) = cx.filled(link, "href") else { continue };
        let Some(next) = next_link(c, link) else { continue };
        let image = |id| cx.doc.descendants(id).any(|inner| cx.doc.tag(inner) == Tag::Img);
        if cx.filled(next, "href") == Some(href) && (image(link) || image(next)) {
            c.fail(next, "The link leads to the same place as the one just before it.");
        }
    }
}

/// The link that follows with nothing but white space between.
fn next_link(c: &Checker<'_>, link: NodeId) -> Option<NodeId> {
    let doc = c.cx.doc;
    let after = std::iter::successors(doc.next_sibling(link), |&id| doc.next_sibling(id));
    let blank = |id: &NodeId| {
        doc.text(*id).is_some_and(|text| text.trim().is_empty()) || doc.tag(*id) == Tag::Br
    };
    let mut after = after.skip_while(blank);
    after.next().filter(|&id| doc.tag(id) == Tag::A)
}
