//! ACT afw4f7: text stands out from its background.

use crate::check::context::Checker;
use crate::check::contrast::{Contrast, texts};
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "contrast-minimum",
    title: "Text has a contrast of 4.5 to 1 with its background, large text of 3 to 1.",
    criteria: &["1.4.3"],
    advice: false,
    act: &["afw4f7"],
    decidable: Decidable::Partial,
    severity: Severity::Error,
    svg: false,
    who: "People with low vision, and everybody in the sun, cannot read it.",
    hint: "Make the text darker or its background lighter, or the other way round.",
    bad: "<html lang=en><title>Fees</title><p style='color:#999'>A passport costs 120 crowns.",
    good: "<html lang=en><title>Fees</title><p style='color:#555'>A passport costs 120 crowns.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    judge(c, 4.5, 3.0);
}

/// Tells of text whose contrast is below what is asked for, and below that for large text.
pub(super) fn judge(c: &mut Checker<'_>, normal: f64, large: f64) {
    let cx = c.cx;
    if !cx.page.is_styled_completely() {
        if let Some(root) = cx.root() {
            c.review(root, "Not all styles of the page were read: its colours are not known.");
        }
        return;
    }
    for (node, contrast) in texts(cx) {
        match contrast {
            // Nobody can see it: mostly it is not meant to be seen.
            Contrast::Ratio(ratio, _) if ratio < 1.01 => {
                c.review(node, "The text has the colour of its background: nobody can see it.");
            }
            Contrast::Ratio(ratio, Some(is_large)) => {
                let asked = if is_large { large } else { normal };
                if ratio < asked {
                    c.fail(node, too_low(ratio, asked));
                }
            }
            Contrast::Ratio(ratio, None) if ratio < large => {
                c.fail(node, too_low(ratio, large));
            }
            Contrast::Ratio(ratio, None) if ratio < normal => {
                c.review(
                    node,
                    "The size of the text is not known, and with it the contrast that it needs.",
                );
            }
            Contrast::Ratio(..) => {}
            Contrast::Unknown => {
                c.review(node, "What lies behind the text is not known: see that it can be read.");
            }
        }
    }
}

fn too_low(ratio: f64, asked: f64) -> String {
    // Cut, not rounded: what is too low must not read as enough.
    let shown = (ratio * 100.0).floor() / 100.0;
    format!("The contrast of the text is {shown} to 1; it needs {asked} to 1.")
}
