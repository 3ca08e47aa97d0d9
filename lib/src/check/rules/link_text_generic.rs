//! ACT 5effbb and aizyf1, in part: texts that say nothing of where a link leads.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::wcag::Level;
use crate::check::words::is_generic_link;
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "link-text-generic",
    title: "The text of a link says where it leads.",
    criteria: &["2.4.4", "2.4.9"],
    advice: false,
    act: &["5effbb", "aizyf1"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "Screen readers list the links of a page, and voice control calls them by their text: \
          “more” ten times over.",
    hint: "Name what the link leads to in its text.",
    bad: "<html lang=en><title>Fees</title><p><a href=fees.html>More</a>",
    good: "<html lang=en><title>Fees</title><p><a href=fees.html>More about fees</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.with_role(&["link"]) {
        let name = cx.aria.name(link).text;
        if !is_generic_link(&name) || !cx.aria.description(link).text.is_empty() {
            continue;
        }
        let message = format!("“{name}” does not say where the link leads.");
        if !has_context(c, link, &name) {
            c.fail(link, message);
        } else if cx.level == Level::AAA {
            let finding = c.fail(link, message);
            finding.criteria = &["2.4.9"];
            finding.act = &["aizyf1"];
        }
    }
}

/// Whether text around the link tells what it is about (WCAG 2.2, "programmatically determined link
/// context"): the same paragraph, item or cell, or a header cell.
fn has_context(c: &Checker<'_>, link: NodeId, name: &str) -> bool {
    let cx = c.cx;
    let blocks =
        [Tag::P, Tag::Li, Tag::Td, Tag::Th, Tag::Dd, Tag::Dt, Tag::Caption, Tag::Figcaption];
    let around = cx.doc.ancestors(link).find(|&id| blocks.contains(&cx.doc.tag(id)));
    let Some(block) = around else { return false };
    let says_more =
        cx.text(block).split_whitespace().nth(name.split_whitespace().count() + 1).is_some();
    says_more || cx.doc.tag(block) == Tag::Td
}
