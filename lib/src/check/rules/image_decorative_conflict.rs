//! ACT 46ca7f: what is marked as decorative is not exposed after all.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "image-decorative-conflict",
    title: "What is marked as decorative cannot be named or focused.",
    criteria: &["1.1.1"],
    advice: false,
    act: &["46ca7f"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "Assistive technology shows the element all the same, and people meet something that \
          says nothing of use.",
    hint: "Take away either the mark or the label and the focus.",
    bad: "<html lang=en><title>Contact</title><img src=line.png alt='' aria-label='A line'>",
    good: "<html lang=en><title>Contact</title><img src=line.png alt=''>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let with_role = cx.having("role").filter(|&id| cx.doc.tag(id) != Tag::Img);
    for node in cx.all(Tag::Img).chain(with_role) {
        let empty = cx.doc.tag(node) == Tag::Img
            && cx.doc.attr(node, "alt").is_some_and(str::is_empty)
            && cx.filled(node, "role").is_none();
        let first = cx.filled(node, "role").and_then(|role| role.split_ascii_whitespace().next());
        let role = first.is_some_and(|role| matches!(role, "none" | "presentation"));
        let none = cx.aria.role(node).is_some_and(|role| role.is_none());
        // A title alone names an image, but nobody meant it to.
        let titled = empty
            && cx.filled(node, "aria-label").is_none()
            && cx.filled(node, "aria-labelledby").is_none();
        let kept = !none && !titled || empty && cx.aria.focusable(node);
        if (empty || role) && kept && !cx.hidden(node) && !cx.aria.in_leaf(node) {
            c.fail(node, "The element is marked as decorative, but is exposed.");
        }
    }
}
