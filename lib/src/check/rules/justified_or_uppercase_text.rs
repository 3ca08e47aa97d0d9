//! Blocks of text that are hard to read (WCAG 1.4.8).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::{Align, TextTransform};

pub(super) const RULE: Rule = Rule {
    id: "justified-or-uppercase-text",
    title: "Longer texts are neither justified nor in capitals.",
    criteria: &["1.4.8"],
    advice: true,
    act: &[],
    decidable: Decidable::Css,
    severity: Severity::Info,
    svg: false,
    who: "Uneven gaps and words without a shape make it hard for people with dyslexia to keep the \
          line.",
    hint: "Set the text to the left, or to the right in languages that begin there; keep capitals \
          for short labels.",
    bad: "<html lang=en><title>Office</title><p style='text-align: justify'>The office is open from \
          nine to five on all working days; in July and August only until three in the afternoon.",
    good: "<html lang=en><title>Office</title><p>The office is open from nine to five on all working \
           days; in July and August only until three in the afternoon.",
    check: Check::Page(check),
};

/// So many letters are a longer text.
const LONG: usize = 80;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.elements() {
        let block = cx.page.styles.of(node).display.is_block();
        let letters = |id| {
            cx.doc.text(id).map_or(0, |text| text.chars().filter(|c| c.is_alphabetic()).count())
        };
        if !block || !cx.visible(node) || cx.doc.children(node).map(letters).sum::<usize>() < LONG {
            continue;
        }
        if cx.page.computed(node).text_align().is(|align| align == Align::Justify) {
            c.fail(node, "The text is justified: its gaps are uneven.");
        }
        if cx.page.styles.of(node).text_transform == TextTransform::Uppercase {
            c.fail(node, "The text is set in capitals: its words have no shape.");
        }
    }
}
