//! Choices that lead to another page at once (WCAG 3.2.2, F36 and F37).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "change-of-context-on-input",
    title: "A choice does not lead elsewhere before people ask for it.",
    criteria: &["3.2.2"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Review,
    svg: false,
    who: "People who move through the choices with the keyboard leave the page with the first of \
          them.",
    hint: "Add a button that follows the choice.",
    bad: "<html lang=en><title>Language</title><select aria-label=Language onchange='location.href=this.value'><option>cs<option>en</select>",
    good: "<html lang=en><title>Language</title><form><select aria-label=Language><option>cs<option>en</select><button>Go</button></form>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.any(&[Tag::Select, Tag::Input, Tag::Textarea]).filter(|&id| !cx.hidden(id)) {
        for handler in ["onchange", "oninput", "onblur", "onfocus", "onclick"] {
            let script = cx.filled(node, handler).unwrap_or_default().to_ascii_lowercase();
            let leads = ["location", "submit(", "window.open", ".href"];
            let by_choice = handler != "onclick" || cx.doc.tag(node) == Tag::Select;
            if by_choice && leads.iter().any(|word| script.contains(word)) {
                c.review(
                    node,
                    format!("{handler} seems to leave the page as soon as something is chosen."),
                );
            }
        }
    }
}
