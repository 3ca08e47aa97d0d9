//! ACT b5c3f8: the `html` element of a page says its language.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "html-lang-present",
    title: "Every page says its language.",
    criteria: &["3.1.1"],
    advice: false,
    act: &["b5c3f8"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader reads the page with the sounds of another language, and a braille display \
          with its abbreviations.",
    hint: "Give the html element a lang attribute, such as lang=\"cs\".",
    bad: "<!DOCTYPE html><html><title>Úřední hodiny</title><p>Otevřeno od osmi hodin.",
    good: "<!DOCTYPE html><html lang=cs><title>Úřední hodiny</title><p>Otevřeno od osmi hodin.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    // A page without the tag has an html element all the same: the parser makes it.
    let Some(root) = cx.root() else { return };
    if cx.filled(root, "lang").is_none() {
        let message = match cx.doc.attrs(root).any(|(prefix, name, _)| {
            (prefix, name) == (Some("xml"), "lang") || (prefix, name) == (None, "xml:lang")
        }) {
            true => "The page says its language by xml:lang only, which HTML does not read.",
            false => "The page does not say its language.",
        };
        // Only what is certain is written without a person.
        let found = cx.spoken().filter(|found| found.certain);
        let fix = found.and_then(|found| match cx.doc.has_attr(root, "lang") {
            true => cx.with_value(root, "lang", found.tag, true),
            false => cx.with_new(root, "lang", found.tag, true),
        });
        c.fail(root, message).fix = fix;
    }
}
