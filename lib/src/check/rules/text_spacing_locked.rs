//! ACT 24afc2, 9e45ec and 78fd32: spacing that people cannot change.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::{Computed, Extent};
use crate::dom::{NodeId, Ns};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "text-spacing-locked",
    title: "A style attribute does not fix the spacing of text below what people may ask for.",
    criteria: &["1.4.12"],
    advice: false,
    act: &["24afc2", "9e45ec", "78fd32"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People with dyslexia or low vision who space text wider in their browser see no \
          change.",
    hint: "Take !important away, or give at least 0.12em between letters, 0.16em between words, \
          1.5 for lines.",
    bad: "<html lang=en><title>Fees</title><p style='line-height: 1.2 !important'>A passport costs 120 crowns.",
    good: "<html lang=en><title>Fees</title><p style='line-height: 1.2'>A passport costs 120 crowns.",
    check: Check::Page(check),
};

/// A property, what it must come to in font sizes, and the ACT rule.
type Spacing = (&'static str, f32, &'static [&'static str], fn(&Computed) -> Option<f32>);

const SPACINGS: [Spacing; 3] = [
    ("letter-spacing", 0.12, &["24afc2"], |look| {
        Some(look.letter_spacing().value()? / look.font_size().value()?)
    }),
    ("word-spacing", 0.16, &["9e45ec"], |look| {
        Some(look.word_spacing().value()? / look.font_size().value()?)
    }),
    ("line-height", 1.5, &["78fd32"], lines),
];

fn lines(look: &Computed) -> Option<f32> {
    match look.line_height().value()? {
        Extent::Px(px) => Some(px / look.font_size().value()?),
        Extent::Percent(percent) => Some(percent / 100.0),
        Extent::Number(number) => Some(number),
        _ => None,
    }
}

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut told = HashSet::new();
    for node in cx.elements() {
        let says = |id| cx.doc.text(id).is_some_and(|text| !text.trim().is_empty());
        if cx.doc.ns(node) != Ns::Html
            || !cx.visible(node)
            || cx.page.unseen(node)
            || !cx.doc.children(node).any(says)
        {
            continue;
        }
        for (property, least, act, value) in SPACINGS {
            let around = std::iter::once(node).chain(cx.doc.ancestors(node));
            let setter = around
                .into_iter()
                .find_map(|id| important(c, id, property).map(|fixed| (id, fixed)));
            let Some((setter, true)) = setter else { continue };
            let low = value(&cx.page.computed(node)).is_some_and(|value| value < least - 0.001);
            if low && told.insert((setter, property)) {
                let message =
                    format!("{property} is fixed below {least} times the size of the text.");
                c.fail(setter, message).act = act;
            }
        }
    }
}

/// Whether the style attribute sets a property, and if so, whether as important. Keywords that
/// only pass on what is around set nothing.
fn important(c: &Checker<'_>, node: NodeId, property: &str) -> Option<bool> {
    let mut last = None;
    for declaration in c.cx.doc.attr(node, "style")?.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        if !name.trim().eq_ignore_ascii_case(property) {
            continue;
        }
        let value = value.trim().to_ascii_lowercase();
        let (value, fixed) = match value.split_once('!') {
            Some((value, word)) => (value.trim().to_owned(), word.trim() == "important"),
            None => (value, false),
        };
        let passes = matches!(value.as_str(), "inherit" | "unset" | "revert" | "revert-layer");
        // An important declaration wins over later ones that are not.
        if !passes && (fixed || last != Some(true)) {
            last = Some(fixed);
        }
    }
    last
}
