//! ACT 59br37, in part: text that grows is not cut off.

use crate::check::context::{Checker, Context};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::{Extent, Overflow};
use crate::dom::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "zoom-clipped-text",
    title: "Text of twice the size is not cut off by its box.",
    criteria: &["1.4.4"],
    advice: false,
    act: &["59br37"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "People who need large letters lose the end of the text.",
    hint: "Give the box a least height (min-height) instead of a fixed one, or let it scroll.",
    bad: "<html lang=en><title>Office</title><div style='height: 40px; overflow: hidden'>The office \
          is open from nine to five on all working days; in July and August only until three in \
          the afternoon. Come in time, please, as we close the doors early.</div>",
    good: "<html lang=en><title>Office</title><div style='min-height: 40px'>The office is open from \
           nine to five on all working days; in July and August only until three in the afternoon. \
           Come in time, please, as we close the doors early.</div>",
    check: Check::Page(check),
};

/// The width of the screen that media queries are answered for, at twice the size.
const SCREEN: f32 = 640.0;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let boxes = cx
        .elements()
        .filter(|&id| cx.page.computed(id).overflow().1.is(|it| it == Overflow::Hidden));
    let boxes: Vec<NodeId> = boxes.filter(|&id| cx.visible(id) && !cx.page.unseen(id)).collect();
    for node in boxes {
        if cut(cx, node, LIKELY).unwrap_or(false) {
            let proved = cx.style_is_known()
                && cut(cx, node, LEAST).unwrap_or(false)
                && !can_be_read_elsewhere(cx, node);
            match proved {
                true => c.fail(node, "The box cuts its text off when that is enlarged."),
                false => c.review(
                    node,
                    "The box has a fixed height and may cut its text off when that is enlarged.",
                ),
            };
        }
    }
}

/// So many nodes in and after a box are looked at.
const NEAR: usize = 500;

/// Whether a control may lead to the whole text: one around the box, in it or just after it.
fn can_be_read_elsewhere(cx: &Context<'_>, node: NodeId) -> bool {
    let control = |id| cx.doc.is_element(id) && cx.aria.focusable(id);
    let mut around = std::iter::once(node).chain(cx.doc.ancestors(node));
    let after = std::iter::successors(cx.doc.next_sibling(node), |&id| cx.doc.next_sibling(id));
    let near = after.flat_map(|id| cx.doc.descendants(id));
    around.any(control) || cx.doc.descendants(node).take(NEAR).chain(near.take(NEAR)).any(control)
}

/// How wide a letter is, in font sizes: most likely, and at least on the whole.
const LIKELY: f32 = 0.5;
const LEAST: f32 = 0.4;
/// Lower boxes are closed, to be opened by a script.
const CLOSED: f32 = 8.0;

/// Whether the text of a box needs more lines at twice the size than its height has room for.
fn cut(cx: &Context<'_>, node: NodeId, wide: f32) -> Option<bool> {
    let looks = cx.page.computed(node);
    let px = |extent| if let Extent::Px(px) = extent { Some(px) } else { None };
    let heights = [looks.height(), looks.max_height()];
    let height = heights.into_iter().filter_map(|it| it.value().and_then(px)).reduce(f32::min)?;
    let size = looks.font_size().value()?;
    let line = match looks.line_height().value()? {
        Extent::Number(number) => number * size,
        Extent::Px(px) => px,
        _ => 1.2 * size,
    };
    let width =
        [looks.width(), looks.max_width()].into_iter().filter_map(|it| it.value().and_then(px));
    let width = width.fold(SCREEN, f32::min);
    // Text within a box that scrolls is not lost.
    let scrolls = cx.doc.descendants(node).any(|id| {
        cx.doc.is_element(id) && cx.page.computed(id).overflow().1.is(|it| it == Overflow::Scroll)
    });
    let letters = cx.text(node).chars().count() as f32;
    let lines = (letters * size * wide / width).ceil();
    let open = wide == LIKELY || height >= CLOSED;
    Some(open && !scrolls && lines * line > height && line > 0.0 && letters > 0.0)
}
