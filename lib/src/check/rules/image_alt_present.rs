//! ACT 23a2a8: images say what they show, or that they show nothing that matters.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "image-alt-present",
    title: "Every image has a text alternative, or is marked as decorative.",
    criteria: &["1.1.1"],
    advice: false,
    act: &["23a2a8"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People who do not see the image hear its file name, or nothing, and miss what it says.",
    hint: "Say in alt what the image tells in its place; give it alt=\"\" if it tells nothing.",
    bad: "<html lang=en><title>Contact</title><img src=map.png>",
    good: "<html lang=en><title>Contact</title><img src=map.png alt='Map: the town hall stands left of the bridge'>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for image in cx.with_role(&["image"]) {
        // Those of SVG have a rule of their own.
        if cx.doc.ns(image) == crate::dom::Ns::Html && cx.nameless(image) {
            let what = if cx.doc.has_attr(image, "alt") { "an empty" } else { "no" };
            c.fail(image, format!("The image has {what} text alternative."));
        }
    }
}
