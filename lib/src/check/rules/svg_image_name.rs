//! ACT 7d6734: drawings that are said to be images have names.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Ns;

pub(super) const RULE: Rule = Rule {
    id: "svg-image-name",
    title: "Every SVG drawing with the role of an image has a name.",
    criteria: &["1.1.1"],
    advice: false,
    act: &["7d6734"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: true,
    who: "People who do not see the drawing learn only that there is one.",
    hint: "Give it a title element, the first in it, or aria-label; role=\"none\" if it tells \
          nothing.",
    bad: "<html lang=en><title>Contact</title><svg role=img><path d='M0 0h9'/></svg>",
    good: "<html lang=en><title>Contact</title><svg role=img><title>Telephone</title><path d='M0 0h9'/></svg>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("role").filter(|&id| cx.doc.ns(id) == Ns::Svg && cx.aria.exposed(id)) {
        let images = ["image", "graphics-document", "graphics-symbol"];
        let explicit = cx.explicit_role(node).is_some_and(|role| role.is_any(&images));
        if explicit && cx.nameless(node) {
            c.fail(node, "The drawing has the role of an image and no name.");
        }
    }
}
