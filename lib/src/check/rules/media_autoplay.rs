//! ACT 80f0bf, aaa1bf and 4c31df, in part: sound that starts by itself.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

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
    let mut buttons = None;
    for media in cx.any(&[Tag::Audio, Tag::Video]) {
        let has = |name| cx.doc.has_attr(media, name);
        if !has("autoplay")
            || has("muted")
            || cx.filled(media, "src").is_none() && !has_source(c, media)
        {
            continue;
        }
        let buttons = *buttons.get_or_insert_with(|| Buttons::of(c));
        // A video may be silent, unless it has controls for its sound.
        let heard = cx.doc.tag(media) == Tag::Audio || buttons == Buttons::Nameless;
        if has("controls") || is_short(c, media) || buttons == Buttons::Named || !heard {
            // How long the sound lasts, and whether there is any, is not known here.
            c.review(media, "The sound may start by itself.");
        } else {
            c.fail(media, "The sound starts by itself, and nothing on the page stops it.");
        }
    }
}

/// The buttons of a page, as far as they may stop a sound.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Buttons {
    /// There are some: a person must see what they do.
    Named,
    /// There are some for sound, by what a script calls them, and nobody hears what they do.
    Nameless,
    None,
}

impl Buttons {
    fn of(c: &Checker<'_>) -> Buttons {
        let cx = c.cx;
        let mut found = Buttons::None;
        for id in cx.with_role(&["button", "checkbox", "switch"]) {
            if !cx.aria.name(id).text.trim().is_empty() {
                return Buttons::Named;
            }
            let told = ["id", "class"].map(|name| cx.filled(id, name).unwrap_or_default());
            let told = told.join(" ").to_ascii_lowercase();
            if ["mute", "sound", "volume", "audio"].iter().any(|word| told.contains(word)) {
                found = Buttons::Nameless;
            }
        }
        found
    }
}

/// Whether the address asks for three seconds or less (Media Fragments URI 1.0, 4.2.1).
fn is_short(c: &Checker<'_>, media: NodeId) -> bool {
    let sources = c.cx.doc.children(media).chain([media]);
    let mut addresses = sources.filter_map(|id| c.cx.filled(id, "src")).peekable();
    addresses.peek().is_some()
        && addresses.all(|address| {
            let range = address.split_once("#t=").and_then(|(_, range)| range.split_once(','));
            let second = |text: &str| text.trim_start_matches("npt:").parse::<f64>().ok();
            let length =
                range.and_then(|(from, to)| Some(second(to)? - second(from).unwrap_or(0.0)));
            length.is_some_and(|length| length <= 3.0)
        })
}

fn has_source(c: &Checker<'_>, media: NodeId) -> bool {
    c.cx.doc.children(media).any(|id| c.cx.doc.tag(id) == Tag::Source)
}
