//! Passwords that cannot be pasted or filled in (WCAG 3.3.8).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "accessible-authentication",
    title: "A password can be pasted, and filled in by a password manager.",
    criteria: &["3.3.8"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Review,
    svg: false,
    who: "People who cannot remember or type a password are kept out.",
    hint: "Take away the handler, and use autocomplete=\"current-password\".",
    bad: "<html lang=en><title>Sign in</title><label>Password <input type=password onpaste='return false'></label>",
    good: "<html lang=en><title>Sign in</title><label>Password <input type=password autocomplete=current-password></label>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for field in cx.all(Tag::Input).filter(|&id| !cx.hidden(id)) {
        if !cx.filled(field, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("password")) {
            continue;
        }
        let refuses = |script: &str| script.contains("false") || script.contains("preventDefault");
        if cx.filled(field, "onpaste").is_some_and(refuses) {
            c.review(field, "The password cannot be pasted.");
        } else if cx.filled(field, "autocomplete").is_some_and(|v| v.eq_ignore_ascii_case("off")) {
            c.review(field, "Password managers are asked not to fill in the password.");
        }
    }
}
