//! Fields about the person who fills them in (WCAG 1.3.5).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "autocomplete-missing",
    title: "A field about the person says so by autocomplete.",
    criteria: &["1.3.5"],
    advice: false,
    act: &[],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "Browsers cannot fill in what they know, for people who find it hard to type or to \
          remember.",
    hint: "Add autocomplete with the purpose that the HTML Standard names, such as email or tel.",
    bad: "<html lang=en><title>Contact</title><label>E-mail <input type=email name=email></label>",
    good: "<html lang=en><title>Contact</title><label>E-mail <input type=email name=email autocomplete=email></label>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for field in cx.all(Tag::Input).filter(|&id| cx.aria.exposed(id)) {
        let kind = cx.filled(field, "type").unwrap_or_default().to_ascii_lowercase();
        let purpose = match kind.as_str() {
            "email" => "email",
            "tel" => "tel",
            _ => continue,
        };
        if cx.filled(field, "autocomplete").is_none() {
            c.review(
                field,
                format!("If this asks for the person's own, it needs autocomplete=\"{purpose}\"."),
            );
        }
    }
}
