//! textify's own words among those of a page: in the page's language where there are phrases in it,
//! else marked as what they are.

use super::elements::Body;
use crate::escape::{attribute, text};
use crate::event::{Direction, Image};
use crate::i18n::Phrases;

/// Says of an element that its words are textify's own, where what is around is of another language
/// (WCAG 2.2, 3.1.2) or might turn their order: all languages of the phrases run left to right.
pub(in crate::format) fn own_words(
    out: &mut String,
    phrases: &Phrases,
    around: Option<&str>,
    direction: Option<Direction>,
) {
    if !phrases.differ_from(around) {
        return;
    }
    attribute(out, "lang", &phrases.language);
    if direction.is_some_and(|set| set != Direction::Ltr) {
        attribute(out, "dir", "ltr");
    }
}

impl<'p> Body<'p> {
    /// The phrases in the language of what is written here.
    pub(in crate::format) fn here(&self) -> &'static Phrases {
        match self.open.iter().rev().find_map(|open| open.lang) {
            Some(lang) => Phrases::of(Some(lang)),
            None => self.phrases,
        }
    }

    /// The phrases of a part that sets this language, or that of its surroundings.
    pub(super) fn phrases_for(&self, lang: Option<&str>) -> &'static Phrases {
        lang.map_or_else(|| self.here(), |lang| Phrases::of(Some(lang)))
    }

    /// The language that is spoken here, where it is known.
    pub(super) fn language_here(&self) -> Option<&'p str> {
        self.open.iter().rev().find_map(|open| open.lang).or(self.page.language())
    }

    /// The direction that is set here.
    pub(super) fn direction_here(&self) -> Option<Direction> {
        self.open.iter().rev().find_map(|open| open.dir).or(self.page.direction())
    }

    /// The words for an image, and the attributes that mark them where they are of another language
    /// than what is around.
    pub(in crate::format) fn words_of<'i>(&self, image: &'i Image<'_>) -> (&'i str, String) {
        let mut marks = String::new();
        let words = match &image.alt {
            Some(alt) => {
                image.lang.into_iter().for_each(|lang| attribute(&mut marks, "lang", lang));
                alt
            }
            None => {
                self.own_words_here(&mut marks);
                &*self.here().image_without_description
            }
        };
        (words, marks)
    }

    /// An image as its words.
    pub(super) fn image(&mut self, image: &Image<'_>) {
        let (words, marks) = self.words_of(image);
        let bare = image.alt.is_some() && image.alone;
        let (open, close) = if bare { ("", "") } else { ("[", "]") };
        self.out.push_str("<span role=\"img\"");
        attribute(&mut self.out, "aria-label", words);
        if let Some(description) = &image.description {
            attribute(&mut self.out, "title", description);
        }
        self.out.extend([&*marks, ">", open]);
        text(&mut self.out, words);
        self.out.extend([close, "</span>"]);
    }

    /// [`own_words`] for an element that is written here.
    pub(in crate::format) fn own_words_here(&self, out: &mut String) {
        own_words(out, self.here(), self.language_here(), self.direction_here());
    }
}
