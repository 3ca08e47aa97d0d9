//! Words that only a style sheet says.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "css-generated-text",
    title: "What the page says stands in the page, not in its style.",
    criteria: &["1.3.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Css,
    severity: Severity::Review,
    svg: false,
    who: "People who use their own style or a reading view, and searches and translations, do not \
          get the words.",
    hint: "Write the words into the page; keep content for signs that only decorate, with an empty \
          alternative: content: \"\\2605\" / \"\".",
    bad: "<html lang=en><title>Office</title><style>p::before { content: 'Closed: ' }</style><p>Monday",
    good: "<html lang=en><title>Office</title><p>Closed: Monday",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.elements().filter(|&id| cx.visible(id)) {
        let styles = &cx.page.styles;
        for generated in [styles.before(node), styles.after(node)].into_iter().flatten() {
            let words = generated.spoken().split_whitespace().collect::<Vec<_>>().join(" ");
            // Numbers may well count something, and single letters are icons of old fonts.
            let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
            if letters > 1 {
                c.review(
                    node,
                    format!("A style sheet adds “{words}”; is that told otherwise, too?"),
                );
            }
        }
    }
}
