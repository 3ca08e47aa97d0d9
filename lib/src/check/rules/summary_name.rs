//! ACT 2t702h: what opens details says what they are.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "summary-name",
    title: "Every summary has text.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["2t702h"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says that something can be opened, and not what.",
    hint: "Write into the summary what the details are about.",
    bad: "<html lang=en><title>Fees</title><details><summary></summary><p>120</details>",
    good: "<html lang=en><title>Fees</title><details><summary>Fees</summary><p>120</details>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut first = HashMap::new();
    for summary in cx.all(Tag::Summary) {
        first.entry(cx.doc.parent(summary)).or_insert(summary);
    }
    for summary in cx.all(Tag::Summary) {
        let Some(details) = cx.doc.parent(summary).filter(|&id| cx.doc.tag(id) == Tag::Details)
        else {
            continue;
        };
        let own = cx.explicit_role(summary).is_none();
        if first.get(&Some(details)) == Some(&summary)
            && own
            && !cx.hidden(summary)
            && cx.nameless(summary)
        {
            c.fail(summary, "The summary is empty.");
        }
    }
}
