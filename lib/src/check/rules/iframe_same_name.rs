//! ACT 4b1c6c, in part: frames of one name.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "iframe-same-name",
    title: "Frames with the same name hold the same.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["4b1c6c"],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "In a list of frames nobody can tell one from the other.",
    hint: "Say in each title what is different about the frame.",
    bad: "<html lang=en><title>Maps</title><iframe title=Map src=n.html></iframe><iframe title=Map src=s.html></iframe>",
    good: "<html lang=en><title>Maps</title><iframe title='Map of the north' src=n.html></iframe><iframe title='Map of the south' src=s.html></iframe>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut first = HashMap::new();
    for frame in cx.all(Tag::Iframe).filter(|&id| cx.aria.exposed(id)) {
        let name = cx.aria.name(frame).text.to_lowercase();
        let source =
            cx.doc.attr(frame, "srcdoc").or_else(|| cx.filled(frame, "src")).unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        let (other, target) = *first.entry(name.clone()).or_insert((frame, source));
        if target != source {
            let line = cx.line(other);
            c.review(
                frame,
                format!(
                    "The frame on line {line} is called “{name}” too and holds something else."
                ),
            );
        }
    }
}
