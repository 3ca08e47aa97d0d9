//! ACT ucwvc8: the language that the page names is that of its text.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "page-language-mismatch",
    title: "The language that a page names is the one that it is written in.",
    criteria: &["3.1.1"],
    advice: false,
    act: &["ucwvc8"],
    decidable: Decidable::Partial,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader reads the page with the sounds of another language: nobody can follow.",
    hint: "Name the language of the text in lang.",
    bad: "<html lang=en><title>Úřední hodiny</title><p>Podatelna přijímá žádosti každý všední den od osmi hodin ráno do čtyř odpoledne. Příští týden bude kvůli výměně oken otevřena až od deseti.",
    good: "<html lang=cs><title>Úřední hodiny</title><p>Podatelna přijímá žádosti každý všední den od osmi hodin ráno do čtyř odpoledne. Příští týden bude kvůli výměně oken otevřena až od deseti.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let Some(root) = cx.root() else { return };
    let Some(said) = cx.filled(root, "lang") else { return };
    if let Some(found) = cx.spoken() {
        let message = format!("The page says “{said}”, but is written in “{}”.", found.tag);
        match found.certain {
            true => c.fail(root, message).fix = cx.with_value(root, "lang", found.tag, false),
            false => _ = c.review(root, message),
        }
    }
}
