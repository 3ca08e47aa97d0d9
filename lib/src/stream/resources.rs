//! The files that a page loads: images, style sheets, scripts, sound and film.

use super::harvest::{StartTag, address};

/// A file that a page loads to show itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resource {
    /// What the page uses it for.
    pub kind: ResourceKind,
    /// Its address.
    pub href: String,
    /// Where the start tag that names it begins, in bytes of the file.
    pub offset: usize,
}

/// What a page uses a file for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ResourceKind {
    /// An image: `img`, `srcset`, the poster of a film, an icon.
    Image,
    /// A style sheet.
    StyleSheet,
    /// A script.
    Script,
    /// Sound, film, subtitles or an embedded object.
    Media,
}

/// Adds the files that an element loads.
pub(super) fn harvest(tag: &impl StartTag, found: &mut Vec<Resource>) {
    use ResourceKind::{Image, Media, Script};
    let Some(offset) = tag.offset() else { return };
    let mut add = |kind: ResourceKind, href: &str| {
        let href = address(href);
        if !href.is_empty() {
            found.push(Resource { kind, href, offset });
        }
    };
    let of = |name: &str| tag.attribute(name).unwrap_or_default();
    match tag.name() {
        // The parser takes `image` for `img`.
        b"img" | b"image" => {
            add(Image, &of("src"));
            candidates(&of("srcset")).for_each(|href| add(Image, href));
        }
        b"source" => {
            add(Media, &of("src"));
            candidates(&of("srcset")).for_each(|href| add(Image, href));
        }
        b"video" => {
            add(Media, &of("src"));
            add(Image, &of("poster"));
        }
        b"audio" | b"track" | b"embed" => add(Media, &of("src")),
        b"object" => add(Media, &of("data")),
        b"input" if of("type").trim().eq_ignore_ascii_case("image") => add(Image, &of("src")),
        b"script" => add(Script, &of("src")),
        b"link" => {
            if let Some(kind) = linked(&of("rel")) {
                add(kind, &of("href"));
            }
        }
        _ => {}
    }
}

/// What a `link` loads, by its relations.
fn linked(rel: &str) -> Option<ResourceKind> {
    let is =
        |name: &str| rel.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case(name));
    if is("stylesheet") {
        return Some(ResourceKind::StyleSheet);
    }
    (is("icon") || is("apple-touch-icon")).then_some(ResourceKind::Image)
}

/// The addresses of a `srcset` (HTML Standard, 4.8.4.3.11, "parse a srcset attribute").
fn candidates(set: &str) -> impl Iterator<Item = &str> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let address = word.trim_end_matches(',');
        // A comma right behind the address ends the candidate; else its descriptors end at one.
        rest = match address.len() < word.len() {
            true => after,
            false => &after[after.find(',').unwrap_or(after.len())..],
        };
        (!address.is_empty()).then_some(address)
    })
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn a_srcset_names_its_images() {
        let of = |set| candidates(set).collect::<Vec<_>>();
        assert_eq!(of("a.png 1x, b.png 2x"), ["a.png", "b.png"]);
        assert_eq!(of(" a,b.png 100w,\n c.png , d.png,"), ["a,b.png", "c.png", "d.png"]);
        assert_eq!(of("a.png, b.png"), ["a.png", "b.png"]);
        assert_eq!(of(" , ,"), [""; 0]);
    }
}
