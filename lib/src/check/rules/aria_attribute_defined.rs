//! ACT 5f99a7: states and properties exist.

use crate::aria::attributes;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "aria-attribute-defined",
    title: "Every aria- attribute is one that WAI-ARIA defines.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["5f99a7"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: true,
    who: "Assistive technology takes no notice of the attribute, and what it should tell is not \
          told.",
    hint: "Use the attribute as WAI-ARIA 1.2 spells it.",
    bad: "<html lang=en><title>Menu</title><button aria-lable=Menu></button>",
    good: "<html lang=en><title>Menu</title><button aria-label=Menu></button>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having_aria() {
        let names = cx
            .doc
            .attrs(node)
            .filter(|(prefix, name, _)| prefix.is_none() && name.starts_with("aria-"));
        for (_, name, _) in names {
            if attributes::find(name).is_none() {
                c.fail(node, format!("WAI-ARIA has no attribute {name}."));
            }
        }
    }
}
