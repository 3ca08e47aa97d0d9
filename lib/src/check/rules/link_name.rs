//! ACT c487ae: links say where they lead.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "link-name",
    title: "Every link has a name.",
    criteria: &["2.4.4", "4.1.2"],
    advice: false,
    act: &["c487ae"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: true,
    who: "A screen reader says “link”, or spells the address, and nobody learns where it leads.",
    hint: "Write text into the link, or say in the alt of its image where it leads.",
    bad: "<html lang=en><title>News</title><a href=/><img src=home.png alt=''></a>",
    good: "<html lang=en><title>News</title><a href=/><img src=home.png alt='Home'></a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.with_role(&["link"]) {
        // Areas of image maps have a rule of their own, with other words.
        if cx.nameless(link) {
            c.fail(link, "The link has no name.");
        }
    }
}
