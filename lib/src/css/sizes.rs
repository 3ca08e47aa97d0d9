//! Which source of an image its place asks for (HTML Standard, 4.8.4.3).

use super::condition::{Environment, length, media_condition, media_list};
use super::sheet::DEEPEST;
use super::value::Dropped;
use cssparser::Parser;

impl Environment {
    /// Whether a `media` attribute holds.
    pub(crate) fn matches(self, media: &str) -> bool {
        let mut input = Parser::new(media);
        input.set_nested_block_limit(DEEPEST);
        media_list(&mut input, self)
    }

    /// The width that an image has in CSS pixels by its `sizes` attribute: the first size whose
    /// condition holds. What only a layout or a calculation tells is as wide as the viewport.
    pub(crate) fn source_size(self, sizes: &str) -> f32 {
        let mut input = Parser::new(sizes);
        input.set_nested_block_limit(DEEPEST);
        let sizes = input.parse_comma_separated_ignoring_errors(|input| {
            let holds = input.try_parse(|input| media_condition(input, self));
            let width = input.try_parse(|input| length(input, self)).ok();
            let width = width.filter(|width| input.is_exhausted() && *width >= 0.0);
            Ok::<_, Dropped>((holds.unwrap_or(Some(true)) == Some(true), width))
        });
        let size = sizes.into_iter().find(|(holds, _)| *holds);
        size.and_then(|(_, width)| width).unwrap_or(self.viewport().0)
    }

    /// The width of the viewport in CSS pixels.
    pub(crate) fn width(self) -> f32 {
        self.viewport().0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::css::Media;

    #[test]
    fn sizes_and_media_are_asked_of_paper() {
        let paper = Environment { media: Media::Print, ..Environment::default() };
        assert!(paper.matches("print") && paper.matches("") && !paper.matches("screen"));
        assert!(!paper.matches("(min-width: 1000px)"));
        for (sizes, width) in [
            ("", 718.0),
            ("100vw", 718.0),
            ("300px", 300.0),
            ("(min-width: 1000px) 300px, 50vw", 359.0),
            ("(max-width: 1000px) 20em, 50vw", 320.0),
            ("calc(100vw - 2em)", 718.0),
            ("auto", 718.0),
            ("(nonsense 3px, 5px", 718.0),
        ] {
            assert_eq!(paper.source_size(sizes), width, "{sizes}");
        }
    }
}
