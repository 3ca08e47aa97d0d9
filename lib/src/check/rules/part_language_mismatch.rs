//! ACT off6ek: the language that a part names is that of its text.

use crate::check::context::Checker;
use crate::check::prose::own_text;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use crate::language::same_language;
use crate::language::{Verdict, judge};

pub(super) const RULE: Rule = Rule {
    id: "part-language-mismatch",
    title: "The language that a part names is the one that it is written in.",
    criteria: &["3.1.2"],
    advice: false,
    act: &["off6ek"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader reads the part with the sounds of another language.",
    hint: "Name the language of the text in lang.",
    bad: "<html lang=cs><title>Vítejte</title><p lang=en>Podatelna přijímá žádosti každý všední den od osmi hodin ráno do čtyř odpoledne. Příští týden bude otevřena až od deseti.",
    good: "<html lang=cs><title>Vítejte</title><p lang=cs>Podatelna přijímá žádosti každý všední den od osmi hodin ráno do čtyř odpoledne. Příští týden bude otevřena až od deseti.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("lang").filter(|&id| cx.doc.tag(id) != Tag::Html && !cx.hidden(id)) {
        let Some(said) = cx.filled(node, "lang") else { continue };
        if let Verdict::Differs(found) = judge(&own_text(cx, node), Some(said)) {
            if same_language(found.tag, said) {
                continue;
            }
            let message = format!("The part says “{said}”, but is written in “{}”.", found.tag);
            match found.certain {
                true => c.fail(node, message),
                false => c.review(node, message),
            };
        }
    }
}
