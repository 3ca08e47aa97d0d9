//! ACT 80f0bf, aaa1bf and 4c31df, in part: sound that starts by itself.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "media-autoplay",
    title: "No sound starts by itself.",
    criteria: &["1.4.2"],
    advice: false,
    act: &["80f0bf", "4c31df"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "It drowns what a screen reader says, and people cannot find how to stop it.",
    hint: "Take autoplay away, or add controls and begin muted.",
    bad: "<html lang=en><title>News</title><video src=news.mp4 autoplay></video>",
    good: "<html lang=en><title>News</title><video src=news.mp4 controls></video>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for media in cx.any(&[Tag::Audio, Tag::Video]) {
        let has = |name| cx.doc.has_attr(media, name);
        if !has("autoplay")
            || has("muted")
            || cx.filled(media, "src").is_none() && !has_source(c, media)
        {
            continue;
        }
        // How long the sound lasts, and whether there is any, is not known here.
        c.review(media, "The sound may start by itself.");
    }
}

fn has_source(c: &Checker<'_>, media: crate::dom::NodeId) -> bool {
    c.cx.doc.children(media).any(|id| c.cx.doc.tag(id) == Tag::Source)
}
