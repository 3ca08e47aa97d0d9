//! ACT qt1vmo, in part: texts that say nothing of the image.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::words::is_placeholder_alt;

pub(super) const RULE: Rule = Rule {
    id: "image-alt-quality",
    title: "A text alternative says what the image tells.",
    criteria: &["1.1.1"],
    advice: false,
    act: &["qt1vmo"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "People who do not see the image hear a file's name or the word “image”, and still do \
          not know what it tells.",
    hint: "Say in alt what the image tells in its place; give it alt=\"\" if it tells nothing.",
    bad: "<html lang=en><title>Contact</title><img src=map.png alt='map.png'>",
    good: "<html lang=en><title>Contact</title><img src=map.png alt='Map: the town hall stands left of the bridge'>",
    check: Check::Page(check),
};

/// Longer texts are better told beside the image.
const LONG: usize = 250;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for image in cx.with_role(&["image"]) {
        let name = cx.aria.name(image).text;
        if name.is_empty() {
            continue;
        }
        if is_file(&name) || cx.filled(image, "src").is_some_and(|src| is_own_file(src, &name)) {
            c.fail(image, format!("“{name}” is the name of a file."));
        } else if is_placeholder_alt(&name) {
            c.fail(image, format!("“{name}” does not say what the image tells."));
        } else if name.chars().count() > LONG {
            c.fail(image, "The text alternative is long: a screen reader cannot stop in it.").act =
                &[];
        }
    }
}

fn is_file(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let endings =
        [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff"];
    endings.iter().any(|end| lower.ends_with(end))
}

/// Whether a text is the file's name without its extension, and no word: with digits or underscores.
fn is_own_file(src: &str, name: &str) -> bool {
    let file =
        src.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let coded = stem.contains('_') || stem.bytes().any(|byte| byte.is_ascii_digit());
    coded && stem.eq_ignore_ascii_case(name) && !name.contains(' ')
}
