//! ACT cae760: frames say what is in them.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "iframe-name",
    title: "Every frame has a name.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["cae760"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says “frame”, and people have to go in to learn whether they want to.",
    hint: "Say in the title of the iframe what is in it.",
    bad: "<html lang=en><title>Contact</title><iframe src=map.html></iframe>",
    good: "<html lang=en><title>Contact</title><iframe src=map.html title='Map of the town'></iframe>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for frame in cx.any(&[Tag::Iframe, Tag::Frame]) {
        let exposed = cx.doc.tag(frame) == Tag::Frame || cx.aria.exposed(frame);
        // A frame that the keyboard passes over is mostly one that shows nothing.
        let exposed = exposed && cx.aria.tab_index(frame).is_none_or(|index| index >= 0);
        if exposed && cx.nameless(frame) {
            c.fail(frame, "The frame has no name.");
        }
    }
}
