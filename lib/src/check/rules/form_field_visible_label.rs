//! Fields whose name nobody sees (WCAG 3.3.2).

use crate::aria::Source;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "form-field-visible-label",
    title: "Every field has a label that is seen.",
    criteria: &["3.3.2"],
    advice: true,
    act: &[],
    decidable: Decidable::Css,
    severity: Severity::Warning,
    svg: false,
    who: "A placeholder is gone with the first letter, and a title is seen only with a mouse: \
          people forget what they were asked.",
    hint: "Write a label beside the field.",
    bad: "<html lang=en><title>Contact</title><input name=n placeholder=Name>",
    good: "<html lang=en><title>Contact</title><label>Name <input name=n></label>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for field in cx.any(&[Tag::Input, Tag::Select, Tag::Textarea]).filter(|&id| cx.aria.exposed(id))
    {
        let what = match cx.aria.name(field).from {
            Some(Source::Placeholder) => "only a placeholder, which is gone with the first letter",
            Some(Source::Title) => "only a title, which is seen with a mouse alone",
            _ => continue,
        };
        let button = cx.aria.is_any(field, &["button"]);
        if !button {
            c.fail(field, format!("The field's label is {what}."));
        }
    }
}
