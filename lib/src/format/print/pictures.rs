//! Images as part of the document, so that it is complete in itself.

use super::Chapter;
use super::sources::candidates;
use crate::event::Image;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

/// The bytes of an image, of a kind that browsers show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    kind: &'static str,
    bytes: Vec<u8>,
}

impl Picture {
    /// An image by its bytes: PNG, JPEG, GIF, WebP, AVIF, BMP or SVG.
    ///
    /// ```
    /// use textify::format::Picture;
    ///
    /// assert!(Picture::new(b"GIF89a".to_vec()).is_some());
    /// assert!(Picture::new(b"<html>".to_vec()).is_none());
    /// ```
    pub fn new(bytes: Vec<u8>) -> Option<Picture> {
        let kind = kind(&bytes)?;
        Some(Picture { kind, bytes })
    }

    /// Width and height in dots, where the bytes say so.
    fn size(&self) -> Option<(u32, u32)> {
        let size = imagesize::blob_size(&self.bytes).ok()?;
        Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
    }

    /// Whether nothing can be seen of it: one dot, or a drawing of nothing. Such images hold the place
    /// of others until a script loads them, or keep things apart.
    fn is_blank(&self) -> bool {
        if self.kind != "image/svg+xml" {
            return self.size() == Some((1, 1));
        }
        let starts = self
            .bytes
            .windows(2)
            .filter(|pair| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || pair[1] == b'!'));
        starts.take(2).count() == 1
    }

    /// The image as an address that holds it (RFC 2397).
    fn address(&self) -> String {
        format!("data:{};base64,{}", self.kind, STANDARD.encode(&self.bytes))
    }
}

/// The MIME type of an image by its first bytes (MIME Sniffing Standard, 6.1).
fn kind(bytes: &[u8]) -> Option<&'static str> {
    let is_svg = || {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
        let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
        let xml = start.starts_with("<?xml")
            || start.starts_with("<!--")
            || start.starts_with("<!DOCTYPE svg");
        start.starts_with("<svg") || (xml && start.contains("<svg"))
    };
    Some(match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => "image/avif",
        [b'B', b'M', ..] => "image/bmp",
        _ if is_svg() => "image/svg+xml",
        _ => return None,
    })
}

/// What stands for an image that is not to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Instead {
    /// Another form that the page has of it is looked for.
    AnotherForm,
    /// Its alternative text.
    Words,
}

/// The address that holds an image, where the page itself or the chapter gives it, and how wide it is
/// shown: the best of its forms that is to be had.
pub(super) fn of(chapter: &Chapter<'_>, image: &Image<'_>) -> Option<(String, Option<u32>)> {
    let mut forms = candidates(image).into_iter().peekable();
    while let Some(form) = forms.next() {
        let instead = if forms.peek().is_some() { Instead::AnotherForm } else { Instead::Words };
        let picture = match form.address.get(..5) {
            Some(scheme) if scheme.eq_ignore_ascii_case("data:") => {
                data(&form.address[5..]).and_then(Picture::new)
            }
            _ => chapter.load.as_ref().and_then(|load| load(form.address, instead)),
        };
        let Some(picture) = picture.filter(|picture| !picture.is_blank()) else { continue };
        let width = || form.width(picture.size().map(|(width, _)| width));
        return Some((picture.address(), image.width.or_else(width)));
    }
    None
}

/// What a `data:` address holds (RFC 2397).
fn data(address: &str) -> Option<Vec<u8>> {
    let (kind, data) = address.split_once(',')?;
    let bytes: Vec<u8> = percent_decode_str(data).collect();
    if !kind.trim_end().to_ascii_lowercase().ends_with(";base64") {
        return Some(bytes);
    }
    let bytes: Vec<u8> = bytes.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_pictures_by_their_bytes() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n..."), Some("image/png"));
        assert_eq!(kind(b"<?xml version='1.0'?>\n<svg/>"), Some("image/svg+xml"));
        assert_eq!(kind(b""), None);
        assert_eq!(kind(b"<!DOCTYPE html><svg>"), None);
    }

    #[test]
    fn knows_pictures_that_show_nothing() {
        let gif = |width: u8, height: u8| {
            Picture::new([b"GIF89a".as_slice(), &[width, 0, height, 0, 0, 0, 0]].concat())
        };
        let svg = |text: &str| Picture::new(text.into());
        assert_eq!(gif(3, 1).and_then(|it| it.size()), Some((3, 1)));
        assert!(gif(1, 1).is_some_and(|it| it.is_blank()));
        assert!(gif(3, 1).is_some_and(|it| !it.is_blank()));
        assert!(svg("<svg viewBox='0 0 3 2'></svg>").is_some_and(|it| it.is_blank()));
        assert!(svg("<svg><path d='M0 0h1'/></svg>").is_some_and(|it| !it.is_blank()));
    }

    #[test]
    fn opens_addresses_that_hold_data() {
        assert_eq!(data("image/gif;base64,R0lG\nODlh").as_deref(), Some(&b"GIF89a"[..]));
        assert_eq!(data("image/svg+xml,%3Csvg/%3E").as_deref(), Some(&b"<svg/>"[..]));
        assert_eq!(data("nothing"), None);
    }
}
