//! Images as part of the document, so that it is complete in itself.

use super::Chapter;
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

/// The address that holds an image, where the page itself or the chapter gives it.
pub(super) fn of(chapter: &Chapter<'_>, image: &Image<'_>) -> Option<String> {
    let source = image.source?;
    let picture = match source.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("data:") => Picture::new(data(&source[5..])?)?,
        _ => chapter.load.as_ref()?(source)?,
    };
    Some(picture.address())
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
    fn opens_addresses_that_hold_data() {
        assert_eq!(data("image/gif;base64,R0lG\nODlh").as_deref(), Some(&b"GIF89a"[..]));
        assert_eq!(data("image/svg+xml,%3Csvg/%3E").as_deref(), Some(&b"<svg/>"[..]));
        assert_eq!(data("nothing"), None);
    }
}
