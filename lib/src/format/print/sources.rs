//! Which form of an image is best on paper (HTML Standard, 4.8.4.3, "selecting an image source").

use crate::css::{Environment, Media};
use crate::event::{Image, ImageSource};

/// The dots to a CSS pixel that look sharp on paper: with fewer than 192 to an inch an image is blurred, and
/// more than 384 nobody sees.
const SHARP: std::ops::RangeInclusive<f32> = 2.0..=4.0;

/// So many forms of one image are tried.
const MOST: usize = 16;

/// A form of an image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate<'a> {
    pub(super) address: &'a str,
    /// Dots to a CSS pixel.
    density: f32,
    /// How wide it is shown, in CSS pixels, where `sizes` says so.
    size: Option<f32>,
}

impl Candidate<'_> {
    /// How wide the image is shown in CSS pixels, by the width of its file; nothing where that width
    /// is right, or more than the page has.
    pub(super) fn width(&self, natural: Option<u32>) -> Option<u32> {
        let width = match self.size {
            Some(size) => size,
            None if self.density == 1.0 => return None,
            None => natural? as f32 / self.density,
        };
        (width >= 1.0 && width < paper().width()).then_some(width.round() as u32)
    }

    /// The sharpest that paper shows come first, the ones that are sharper than that next, and last those
    /// that would be blurred.
    fn rank(&self) -> (u8, f32) {
        match self.density {
            sharp if SHARP.contains(&sharp) => (0, -sharp),
            sharper if sharper > *SHARP.end() => (1, sharper),
            blurred => (2, -blurred),
        }
    }
}

fn paper() -> Environment {
    Environment { media: Media::Print, ..Environment::default() }
}

/// The forms of an image in the order in which they are tried: those of the first source that is for
/// paper, best first, then those of the next, then the one of the image itself.
pub(super) fn candidates<'a>(image: &Image<'a>) -> Vec<Candidate<'a>> {
    let mut all: Vec<Candidate<'_>> = Vec::new();
    for source in image.sources.iter().filter(|source| suits(source)) {
        let mut of_source = set(source);
        // What has the worst rank is not worth a look where there are so many.
        of_source.sort_by(|a, b| {
            let (a, b) = (a.rank(), b.rank());
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        for candidate in of_source {
            if all.len() + 1 >= MOST {
                break;
            }
            if all.iter().all(|other| other.address != candidate.address) {
                all.push(candidate);
            }
        }
    }
    let plain = image.source.map(|address| Candidate { address, density: 1.0, size: None });
    all.extend(plain.filter(|plain| all.iter().all(|other| other.address != plain.address)));
    all
}

/// Whether a source is for paper, and of a kind that can be embedded.
fn suits(source: &ImageSource<'_>) -> bool {
    let kind = source.kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let known = kind.strip_prefix("image/").is_some_and(|kind| {
        matches!(kind, "png" | "jpeg" | "jpg" | "gif" | "webp" | "avif" | "bmp" | "svg+xml")
    });
    (kind.is_empty() || known) && paper().matches(source.media)
}

/// The candidates of a `srcset` (HTML Standard, 4.8.4.3.11, "parse a srcset attribute"): each byte is
/// looked at once.
fn set<'a>(source: &ImageSource<'a>) -> Vec<Candidate<'a>> {
    let size = paper().source_size(source.sizes);
    let mut found = Vec::new();
    let mut rest = source.set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let address = word.trim_end_matches(',');
        let descriptors = if address.len() < word.len() { "" } else { descriptors(after) };
        rest = &after[descriptors.len()..];
        found.extend(candidate(address, descriptors, size));
    }
}

/// What stands before the comma that ends a candidate: one within parentheses does not.
fn descriptors(text: &str) -> &str {
    let mut within = false;
    let end = text.find(|c| {
        match c {
            '(' => within = true,
            ')' => within = false,
            _ => {}
        }
        c == ',' && !within
    });
    &text[..end.unwrap_or(text.len())]
}

/// An address with its width or density; nothing where the descriptors are in error.
fn candidate<'a>(address: &'a str, descriptors: &str, size: f32) -> Option<Candidate<'a>> {
    let (mut density, mut width, mut height) = (None, None, None);
    for word in descriptors.split_ascii_whitespace() {
        let (number, unit) = word.split_at_checked(word.len() - 1)?;
        let whole = || number.parse::<u32>().ok().filter(|&number| number > 0);
        let before = match unit {
            "w" => width.replace(whole()? as f32),
            "h" => height.replace(whole()? as f32),
            "x" => {
                let number = number.parse::<f32>().ok()?;
                density.replace(Some(number).filter(|it| it.is_finite() && *it >= 0.0)?)
            }
            _ => return None,
        };
        if before.is_some() {
            return None;
        }
    }
    match (width, density, height) {
        (Some(width), None, _) if size > 0.0 => {
            Some(Candidate { address, density: width / size, size: Some(size) })
        }
        (None, density, None) => {
            Some(Candidate { address, density: density.unwrap_or(1.0), size: None })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source<'a>(set: &'a str, sizes: &'a str) -> ImageSource<'a> {
        ImageSource { set, sizes, media: "", kind: "" }
    }

    fn addresses<'a>(sources: Vec<ImageSource<'a>>, source: Option<&'a str>) -> Vec<&'a str> {
        let image = Image {
            alt: None,
            alone: false,
            source,
            sources,
            width: None,
            description: None,
            description_is_title: false,
            lang: None,
            captioned: false,
        };
        candidates(&image).iter().map(|it| it.address).collect()
    }

    #[test]
    fn sets_are_parsed_as_the_standard_says() {
        for (text, expected) in [
            ("", &[][..]),
            (" , ,", &[]),
            ("a.png", &[("a.png", 1.0)]),
            ("a.png, b.png 2x", &[("a.png", 1.0), ("b.png", 2.0)]),
            ("a.png,, b.png\t1.5x ,c.png", &[("a.png", 1.0), ("b.png", 1.5), ("c.png", 1.0)]),
            ("a,b.png 2x", &[("a,b.png", 2.0)]),
            ("a.png 359w, b.png 1436w 20h", &[("a.png", 0.5), ("b.png", 2.0)]),
            ("a.png 1x 2x, b.png 0w, c.png -1x, d.png 2q, e.png 3h, f.png 2x", &[("f.png", 2.0)]),
            ("a.png 2x 100w, b.png (1x, 2x), c.png 3x", &[("c.png", 3.0)]),
            ("a.png é, b.png NaNx, c.png infx, d.png x", &[]),
            ("data:image/png;base64,AA== 2x", &[("data:image/png;base64,AA==", 2.0)]),
        ] {
            let found = set(&source(text, ""));
            let found: Vec<_> = found.iter().map(|it| (it.address, it.density)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_sharpest_that_paper_shows_comes_first() {
        let densities = "a 1x, b 2x, c 9x, d 0.5x, e 4x, f 7x, g 0.7x";
        assert_eq!(
            addresses(vec![source(densities, "")], Some("z")),
            ["e", "b", "f", "c", "a", "g", "d", "z"]
        );
        let widths = "a 300w, b 600w, c 1200w, d 3000w";
        assert_eq!(addresses(vec![source(widths, "300px")], None), ["c", "b", "d", "a"]);
        assert_eq!(addresses(vec![source(widths, "100vw")], None), ["d", "c", "b", "a"]);
    }

    #[test]
    fn sources_count_where_they_are_for_paper() {
        let wide = ImageSource { media: "(min-width: 1000px)", ..source("wide", "") };
        let print = ImageSource { media: "print", ..source("print", "") };
        let strange = ImageSource { kind: "image/jxl", ..source("strange", "") };
        let webp = ImageSource { kind: "image/webp", ..source("webp", "") };
        let sources = vec![wide, print, strange, webp, source("own 2x", "")];
        assert_eq!(addresses(sources, Some("plain")), ["print", "webp", "own", "plain"]);
    }

    #[test]
    fn widths_are_those_of_the_page() {
        let width = |set_: &str, sizes: &str, natural| {
            set(&source(set_, sizes)).first().and_then(|it| it.width(natural))
        };
        assert_eq!(width("a 2x", "", Some(400)), Some(200));
        assert_eq!(width("a 2x", "", None), None);
        assert_eq!(width("a", "", Some(400)), None);
        assert_eq!(width("a 900w", "300px", Some(900)), Some(300));
        assert_eq!(width("a 900w", "", Some(900)), None);
        assert_eq!(width("a 0x", "", Some(900)), None);
    }

    #[test]
    fn long_sets_are_short_work() {
        let many = "a.png 1x,".repeat(200_000);
        assert_eq!(addresses(vec![source(&many, "")], None), ["a.png"]);
        let commas = ",".repeat(2_000_000);
        assert!(addresses(vec![source(&commas, "")], None).is_empty());
        let open = format!("a ({}", ", ".repeat(1_000_000));
        assert!(addresses(vec![source(&open, "")], None).is_empty());
        let sizes = "(min-width: 9000px) 1px,".repeat(200_000);
        assert_eq!(addresses(vec![source("a 100w", &sizes)], None), ["a"]);
    }
}
