//! ACT 9bd38c, in part: instructions that only those can follow who see where things stand and how they look.

use crate::check::context::{Checker, Context};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::words::{is_sensory, may_name_control};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "sensory-reference",
    title: "Instructions do not rely on place, colour or shape alone.",
    criteria: &["1.3.3"],
    advice: false,
    act: &["9bd38c"],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "People who do not see the page, or see it enlarged or in one column, do not find “the \
          green button on the right”.",
    hint: "Name what is meant by its text, and add where it stands.",
    bad: "<html lang=en><title>Form</title><p>To send the form, press the green button.",
    good: "<html lang=en><title>Form</title><p>To send the form, press the green button “Send”.",
    check: Check::Page(check),
};

/// More text of a block is not asked for controls.
const ENOUGH: usize = 2_000;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for block in cx.any(&[Tag::P, Tag::Li, Tag::Td, Tag::Dd, Tag::Div, Tag::Label, Tag::Figcaption])
    {
        // Of a block that holds others only its own words count.
        let own =
            cx.doc.children(block).any(|id| cx.doc.text(id).is_some_and(|text| text.len() > 20));
        if !own || cx.hidden(block) {
            continue;
        }
        if !names_control(cx, block) {
            continue;
        }
        let text = cx.text(block);
        let named = ['“', '”', '„', '«', '"', '‚', '’'];
        let mut sentences = text.split(['.', '!', '?', ';']);
        if let Some(sentence) = sentences.find(|it| !it.contains(named) && is_sensory(it)) {
            let message = format!(
                "“{}” may tell of a control by its place, colour or shape alone.",
                sentence.trim()
            );
            c.review(block, message);
        }
    }
}

/// Whether the text that is looked at may name a control.
fn names_control(cx: &Context<'_>, block: NodeId) -> bool {
    let mut passed = 0;
    for text in cx.doc.descendants(block).filter_map(|id| cx.doc.text(id)) {
        if may_name_control(text) {
            return true;
        }
        passed += text.len();
        if passed > ENOUGH {
            break;
        }
    }
    false
}
