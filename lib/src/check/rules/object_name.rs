//! ACT 8fc3b6: embedded images, sounds and films have names.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "object-name",
    title: "Every embedded object that is no text has a name.",
    criteria: &["1.1.1"],
    advice: false,
    act: &["8fc3b6"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People who do not see or hear the object do not learn what it is.",
    hint: "Give the object a title or aria-label.",
    bad: "<html lang=en><title>Town</title><object data=town.png type=image/png></object>",
    good: "<html lang=en><title>Town</title><object data=town.png type=image/png title='The town from the hill'></object>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for object in cx.all(Tag::Object).filter(|&id| cx.aria.exposed(id)) {
        let explicit = cx.explicit_role(object).is_some_and(|role| role.name() != "image");
        if !explicit && shows_media(c, object) && cx.nameless(object) {
            c.fail(object, "The embedded object has no name.");
        }
    }
}

/// Whether the object is an image, a sound or a film, by its type or its file's extension.
fn shows_media(c: &Checker<'_>, object: NodeId) -> bool {
    let Some(data) = c.cx.filled(object, "data") else { return false };
    if let Some(kind) = c.cx.filled(object, "type") {
        let kind = kind.to_ascii_lowercase();
        return ["image/", "audio/", "video/"].iter().any(|start| kind.starts_with(start));
    }
    let path = data.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let media = [
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".mp3", ".mp4", ".ogg",
        ".oga", ".ogv", ".wav", ".webm", ".m4a", ".mov", ".swf",
    ];
    media.iter().any(|end| path.ends_with(end))
}
