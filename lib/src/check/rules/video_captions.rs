//! ACT f51b46 and eac66b, in part: films with captions.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "video-captions",
    title: "A film has captions.",
    criteria: &["1.2.2"],
    advice: false,
    act: &["f51b46", "eac66b"],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "People who do not hear well miss what is said.",
    hint: "Add a track element with kind=\"captions\", or see that the captions are in the \
          picture.",
    bad: "<html lang=en><title>News</title><video src=news.mp4 controls></video>",
    good: "<html lang=en><title>News</title><video src=news.mp4 controls><track kind=captions src=news.vtt srclang=en></video>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for video in cx.all(Tag::Video).filter(|&id| cx.visible(id) && !cx.doc.has_attr(id, "muted")) {
        let captions = cx.doc.children(video).any(|id| {
            let kind = cx.filled(id, "kind").unwrap_or("subtitles").to_ascii_lowercase();
            cx.doc.tag(id) == Tag::Track && matches!(kind.as_str(), "captions" | "subtitles")
        });
        if !captions {
            c.review(video, "The film has no captions of its own.");
        }
    }
}
