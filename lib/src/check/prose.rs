//! The text of a part of the page, for those who ask for its language.

use super::context::Context;
use crate::dom::{NodeId, Tag};
use crate::language::{Detected, Verdict, detect, judge, same_language};

/// More text tells no more of a language.
const ENOUGH: usize = 2_000;

/// The language that the text of the page is in, where the page says another or none.
pub(super) fn spoken(cx: &Context<'_>) -> Option<Detected> {
    let root = cx.root()?;
    // Without a body that says something there is nothing to compare.
    let text = own_text(cx, root);
    let Some(said) = cx.filled(root, "lang") else { return detect(&text, None) };
    match judge(&text, Some(said)) {
        Verdict::Differs(found) if !same_language(found.tag, said) => Some(found),
        _ => None,
    }
}

/// The visible text that takes its language from an element: without the parts that name their own.
pub(crate) fn own_text(cx: &Context<'_>, root: NodeId) -> String {
    let (doc, mut text) = (cx.doc, String::new());
    let mut walk = doc.walk(root);
    while let Some(step) = walk.next() {
        let crate::dom::Step::Enter(id) = step else { continue };
        if let Some(part) = doc.text(id) {
            text.push_str(part);
            text.push(' ');
        } else if id != root && doc.is_element(id) {
            let silent =
                matches!(doc.tag(id), Tag::Head | Tag::Script | Tag::Style | Tag::Code | Tag::Pre);
            if silent || cx.filled(id, "lang").is_some() || !cx.visible(id) {
                walk.skip_children(id);
            }
        }
        if text.len() > ENOUGH {
            break;
        }
    }
    text
}
