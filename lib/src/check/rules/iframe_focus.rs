//! ACT akn7bn: what is in a frame can be reached with the keyboard.

use crate::aria::Aria;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use crate::page::{Page, ParseOptions};

pub(super) const RULE: Rule = Rule {
    id: "iframe-focus",
    title: "A frame with something to use in it is not kept from the keyboard.",
    criteria: &["2.1.1"],
    advice: false,
    act: &["akn7bn"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "People without a mouse cannot reach the links and fields in the frame.",
    hint: "Take tabindex=\"-1\" away from the iframe.",
    bad: "<html lang=en><title>Links</title><iframe title=Links tabindex=-1 srcdoc='<a href=/>Home</a>'></iframe>",
    good: "<html lang=en><title>Links</title><iframe title=Links srcdoc='<a href=/>Home</a>'></iframe>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for frame in cx.all(Tag::Iframe).filter(|&id| cx.visible(id)) {
        let small = |name| {
            cx.filled(frame, name).and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n <= 1)
        };
        if cx.aria.tab_index(frame).is_none_or(|index| index >= 0)
            || small("width")
            || small("height")
        {
            continue;
        }
        // What a frame from elsewhere holds is not known here.
        let Some(source) = cx.doc.attr(frame, "srcdoc") else { continue };
        let Ok(inner) = Page::from_html(source, &ParseOptions::new()) else { continue };
        let aria = Aria::new(&inner);
        if inner.document.all().any(|id| aria.tabbable(id)) {
            c.fail(frame, "The keyboard cannot reach what is in the frame.");
        }
    }
}
