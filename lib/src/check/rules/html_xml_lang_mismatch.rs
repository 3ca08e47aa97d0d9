//! ACT 5b7ae0: `lang` and `xml:lang` of a page name the same language.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::language::same_language;

pub(super) const RULE: Rule = Rule {
    id: "html-xml-lang-mismatch",
    title: "The attributes lang and xml:lang of a page name the same language.",
    criteria: &["3.1.1"],
    advice: true,
    act: &["5b7ae0"],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "Software that reads the page as XML speaks it in another language than software that reads \
          it as HTML.",
    hint: "Give both attributes the same value, or leave out xml:lang.",
    bad: "<html lang=en xml:lang=cs><title>Opening hours</title>",
    good: "<html lang=en xml:lang=en><title>Opening hours</title>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let Some(root) = cx.root() else { return };
    let (Some(html), Some(xml)) = (cx.filled(root, "lang"), cx.filled(root, "xml:lang")) else {
        return;
    };
    if !same_language(html, xml) {
        c.warn(root, format!("lang says “{html}”, xml:lang says “{xml}”."));
    }
}
