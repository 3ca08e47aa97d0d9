//! ACT e7aa44, c5a4ea, 1ec09b, c3232f and 1a02b0, in part: what is told only by sound or picture.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "media-alternative",
    title: "What a sound or film tells is told in another way too.",
    criteria: &["1.2.1", "1.2.3", "1.2.5", "1.2.8"],
    advice: false,
    act: &[],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "People who do not hear miss the sound, and people who do not see miss the picture.",
    hint: "Offer a transcript beside the recording, and an audio description where the picture \
          tells more than the sound.",
    bad: "<html lang=en><title>News</title><audio src=news.mp3 controls></audio>",
    good: "<html lang=en><title>News</title><p>The mayor said: the office moves in May.</p>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for media in cx
        .any(&[Tag::Audio, Tag::Video])
        .filter(|&id| cx.visible(id) || cx.doc.has_attr(id, "autoplay"))
    {
        let what = match cx.doc.tag(media) {
            Tag::Audio => "The sound needs a transcript.",
            _ => "The film needs an audio description or a text that tells the same.",
        };
        c.review(media, what);
    }
}
