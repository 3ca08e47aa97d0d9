//! ACT 0ssw9k, in part: what scrolls can be scrolled by the keyboard.

use crate::check::context::{Checker, Context};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::{Extent, Overflow};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "scrollable-focusable",
    title: "A part that scrolls can be reached by the keyboard.",
    criteria: &["2.1.1"],
    advice: false,
    act: &["0ssw9k"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "People who use the keyboard cannot get at what is not in view; not every browser puts \
          the focus on such parts by itself.",
    hint: "Give the part tabindex=\"0\", a role and a name.",
    bad: "<html lang=en><title>Office</title><div style='height: 20px; width: 99px; overflow: auto'>\
          The office is open from nine to five on all working days.</div>",
    good: "<html lang=en><title>Office</title><div tabindex=0 role=region aria-label=Hours \
           style='height: 20px; width: 99px; overflow: auto'>The office is open from nine to five \
           on all working days.</div>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let scrolls = |id| scrolls(cx, id, LIKELY).unwrap_or(false);
    let boxes: Vec<NodeId> = cx.elements().filter(|&id| cx.visible(id) && scrolls(id)).collect();
    for node in boxes {
        let within = || cx.doc.descendants(node).any(|id| cx.aria.tabbable(id));
        let frame = matches!(cx.doc.tag(node), Tag::Textarea | Tag::Iframe | Tag::Select);
        if !frame && !within() && !cx.page.unseen(node) {
            let message = "The part scrolls, but the keyboard does not reach it in every browser.";
            let proved = cx.style_is_known() && self::scrolls(cx, node, LEAST).unwrap_or(false);
            if proved {
                c.fail(node, message)
            } else {
                c.review(node, message)
            };
        }
    }
}

/// How wide a letter is and how high a line, in font sizes: most likely, and at least.
const LIKELY: (f32, f32) = (0.5, 1.2);
const LEAST: (f32, f32) = (0.3, 1.0);

/// Whether the text of a box that scrolls needs more room than its height has.
fn scrolls(cx: &Context<'_>, node: NodeId, (wide, high): (f32, f32)) -> Option<bool> {
    let looks = cx.page.computed(node);
    let (along, across) = looks.overflow();
    if ![along, across].into_iter().any(|it| it.is(|overflow| overflow == Overflow::Scroll)) {
        return Some(false);
    }
    let px = |extent| if let Extent::Px(px) = extent { Some(px) } else { None };
    let heights = [looks.height(), looks.max_height()];
    let height = heights.into_iter().filter_map(|it| it.value().and_then(px)).reduce(f32::min)?;
    let width = looks.width().value().and_then(px).unwrap_or(1280.0);
    let size = looks.font_size().value()?;
    let letters: usize = cx
        .doc
        .descendants(node)
        .filter(|&id| cx.visible(id))
        .filter_map(|id| cx.doc.text(id))
        .map(|text| text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>())
        .sum();
    let lines = (letters as f32 * size * wide / width).ceil();
    Some(lines * size * high > height)
}
