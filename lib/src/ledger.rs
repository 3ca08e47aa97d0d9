//! What a reading left out or changed, and why: nothing is lost in silence.

mod tally;

use crate::dom::NodeId;
use crate::page::{Page, Place};
use serde::Serialize;
pub use tally::{Tally, WordCounts};

/// Why something of the page is not in its reading, or not as it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// The page does not show it: `hidden`, `display: none`, an unused fallback.
    Hidden,
    /// Its place is kept but it is not shown: `visibility: hidden`.
    Invisible,
    /// It stands outside the main content, and only that was asked for.
    NotMain,
    /// The same heading stood twice in a row.
    DoubledHeading,
    /// A text alternative that the caption of the figure begins with: where it would stand for the
    /// image in words, the caption does.
    DoubledAlternative,
    /// An image that only holds the place of another until a script loads it: the one that the page
    /// has for readers without scripts is read.
    PlaceholderImage,
    /// An image that adds nothing (`alt=""`, `role=presentation`).
    DecorativeImage,
    /// Signs that a style sheet adds before or after an element and that are decoration by evidence:
    /// lone arrows and bullets, signs of icon fonts, what has an empty alternative. Pictures without
    /// words, and white space that only clears floats, have no entry.
    Decoration,
    /// What a switch shows of its state, which is said in words.
    DoubledState,
    /// The same text once more, in an element for another size of its container.
    Variant,
    /// A letter that its font draws as a sign (Wingdings, Symbol): the sign is read.
    PictureFont,
    /// A bullet or number that a word processor typed before an item: it became the marker of the item.
    TypedMarker,
    /// Items of a flex or grid container that are seen in another order than the page has them in: they
    /// are read as the page has them, as assistive technology does.
    VisualOrder,
    /// An image without a text alternative.
    MissingAlternative,
    /// A link or button without a name; it was named by its title, target or file.
    Nameless,
    /// A link or button that only runs a script, or whose address may be active: its text is kept.
    ScriptLink,
    /// A link whose address is none: its text is kept.
    InvalidAddress,
    /// A value that means nothing where it stands, such as a date that is none.
    InvalidValue,
    /// A button that only a script could serve, and that shows nothing or stands outside the main
    /// content; its name is kept here alone.
    ScriptButton,
    /// A button of the main content that only a script could serve: it is named as such.
    NeedsScript,
    /// A link into the page, to a place that does not exist.
    MissingTarget,
    /// An id that another element has already, or that holds white space.
    UnusableId,
    /// An element nested deeper than the limit: its tags are dropped, its content is kept.
    Flattened,
    /// A table that only arranged its content.
    LayoutTable,
    /// The page's style sheets, or their rules with `:has()`, which ask for more work than any honest
    /// page: they were not applied.
    IgnoredStyle,
    /// The page does not say its language: it was found from its text, or is not known.
    UndeclaredLanguage,
    /// The page, or a part of it, says a language that its text is certainly not in: it was marked
    /// with that of the text.
    WrongLanguage,
    /// A part that is certainly in another language than the text around it, and does not say so:
    /// it was marked.
    UnmarkedLanguage,
    /// A part that may be in another language than it says: it was left as it is.
    UncertainLanguage,
    /// A formula that is said by its alternative text; HTML keeps it.
    Formula,
    /// A style sheet on another host: it is never fetched.
    RemoteStyle,
    /// A style sheet of the page's own site that was not at hand.
    MissingStyle,
    /// Embedded content that cannot be shown: it became a link, or its fallback.
    Embedded,
    /// Characters that would steer a terminal or turn the direction of the text around them:
    /// plain text goes without them.
    ControlCharacter,
}

/// What became of something for a [`Reason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Effect {
    /// It is not read; the entry has its text.
    LeftOut,
    /// It is read as something else than it was.
    Changed,
    /// It is read as it is; the entry says what is to be known of it.
    Noted,
}

impl Reason {
    /// What became of the thing.
    pub fn effect(self) -> Effect {
        match self {
            Reason::Hidden
            | Reason::Invisible
            | Reason::NotMain
            | Reason::DoubledHeading
            | Reason::DoubledAlternative
            | Reason::PlaceholderImage
            | Reason::DecorativeImage
            | Reason::Decoration
            | Reason::DoubledState
            | Reason::Variant
            | Reason::ScriptButton
            | Reason::Embedded => Effect::LeftOut,
            Reason::ScriptLink
            | Reason::NeedsScript
            | Reason::InvalidAddress
            | Reason::Formula
            | Reason::Nameless
            | Reason::PictureFont
            | Reason::TypedMarker => Effect::Changed,
            _ => Effect::Noted,
        }
    }
}

/// One thing that a reading left out or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// Why.
    pub reason: Reason,
    /// The text that is concerned, as the source has it, white space collapsed; may be empty.
    pub text: String,
    /// The name of the element that is concerned, or that holds the text.
    pub element: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Option<Place>,
}

/// All that a reading left out or changed, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    notes: Vec<Note>,
}

/// A note as it is taken: places are looked up only when somebody asks.
#[derive(Debug, Clone)]
struct Note {
    reason: Reason,
    node: NodeId,
    text: String,
}

impl Ledger {
    pub(crate) fn note(&mut self, reason: Reason, node: NodeId, text: impl Into<String>) {
        self.notes.push(Note { reason, node, text: text.into() });
    }

    /// The entries with their places in the page that the ledger is of.
    pub fn entries<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = Entry> + 'a {
        let flattened = page.document.flattened().iter().map(|&span| Entry {
            reason: Reason::Flattened,
            text: String::new(),
            element: String::new(),
            place: Some(page.place_of(span)),
        });
        let noted = self.notes.iter().map(|note| Entry {
            reason: note.reason,
            text: note.text.clone(),
            element: page.nearest_element(note.node).to_owned(),
            place: page.near(note.node),
        });
        noted.chain(flattened)
    }

    /// How many notes there are of each reason, in the order of [`Reason`].
    pub fn counts(&self) -> Vec<(Reason, usize)> {
        let mut reasons: Vec<_> = self.notes.iter().map(|note| note.reason).collect();
        reasons.sort_unstable();
        reasons.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
    }
}
