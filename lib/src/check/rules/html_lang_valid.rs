//! ACT bf051a: the language of the page is one that the registry of BCP 47 knows.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::language;

pub(super) const RULE: Rule = Rule {
    id: "html-lang-valid",
    title: "The language of the page is a tag of BCP 47.",
    criteria: &["3.1.1"],
    advice: false,
    act: &["bf051a"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader that does not know the tag goes on with the voice of another language.",
    hint: "Use a language tag of BCP 47 that begins with a known language, such as cs, en or pt-BR.",
    bad: "<html lang=cz><title>Úřední hodiny</title><p>Otevřeno od osmi hodin.",
    good: "<html lang=cs><title>Úřední hodiny</title><p>Otevřeno od osmi hodin.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let Some(root) = cx.root() else { return };
    let Some(tag) = cx.filled(root, "lang") else { return };
    if !language::is_known(tag) {
        c.fail(root, format!("“{tag}” is not a known language."));
    }
}
