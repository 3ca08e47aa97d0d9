//! Tells a page from the file that was given by mistake.

use encoding_rs::Encoding;
use serde::de::IgnoredAny;

/// What a file is, and what to do about it.
type Kind = (&'static str, &'static str);

const DOCUMENT: &str = "give the HTML page that links to this file";
const PICTURE: &str = "give the HTML page that shows it";
const ARCHIVE: &str = "unpack it, and give the HTML pages in it";
const COMPRESSED: &str = "decompress it first; curl does it with --compressed";
const DATA: &str = "give the HTML page that shows these data";
const SAVED: &str = "open it in a browser, and save the page as HTML";
const MAIL: &str = "save the HTML part of the mail as a file, and give that";

/// How files begin that are certainly no HTML pages.
const SIGNATURES: &[(&[u8], Kind)] = &[
    (b"%PDF-", ("a PDF document", DOCUMENT)),
    (b"%!PS", ("a PostScript document", DOCUMENT)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("an office document", DOCUMENT)),
    (b"{\\rtf", ("an RTF document", DOCUMENT)),
    (b"AT&TFORM", ("a DjVu document", DOCUMENT)),
    (b"\x89PNG\r\n", ("a PNG image", PICTURE)),
    (b"\xff\xd8\xff", ("a JPEG image", PICTURE)),
    (b"GIF8", ("a GIF image", PICTURE)),
    (b"II*\0", ("a TIFF image", PICTURE)),
    (b"MM\0*", ("a TIFF image", PICTURE)),
    (b"\0\0\x01\0", ("an icon", PICTURE)),
    (b"RIFF", ("an image, sound or film", PICTURE)),
    (b"OggS", ("a sound or film", PICTURE)),
    (b"ID3", ("a sound", PICTURE)),
    (b"wOFF", ("a font", DOCUMENT)),
    (b"wOF2", ("a font", DOCUMENT)),
    (b"\x1f\x8b", ("a gzip archive", COMPRESSED)),
    (b"BZh", ("a bzip2 archive", COMPRESSED)),
    (b"\xfd7zXZ\0", ("an xz archive", COMPRESSED)),
    (b"\x28\xb5\x2f\xfd", ("a Zstandard archive", COMPRESSED)),
    (b"7z\xbc\xaf\x27\x1c", ("a 7-Zip archive", ARCHIVE)),
    (b"Rar!\x1a\x07", ("a RAR archive", ARCHIVE)),
    (b"bplist00", ("a Safari web archive", SAVED)),
    (b"SQLite format 3\0", ("a database", DOCUMENT)),
    (b"\x7fELF", ("a program", DOCUMENT)),
    (b"MZ\x90", ("a program", DOCUMENT)),
];

/// What the bytes are when they are certainly no HTML page.
pub(super) fn other_kind(bytes: &[u8], encoding: Option<&'static Encoding>) -> Option<Kind> {
    let named = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some(&(_, kind)) = named {
        return Some(kind);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip(bytes));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(("an image or film", PICTURE));
    }
    if is_noise(bytes, encoding) {
        return Some(("a binary file", DOCUMENT));
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if is_json(text) { Some(("JSON data", DATA)) } else { with_header(text) }
}

/// A ZIP archive, by the names of its first files.
fn zip(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(4096)];
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    match () {
        () if holds(b"mimetypeapplication/epub") => ("an EPUB book", ARCHIVE),
        () if holds(b"mimetypeapplication/vnd.oasis") => ("an OpenDocument file", DOCUMENT),
        () if holds(b"[Content_Types].xml") => ("an office document", DOCUMENT),
        () => ("a ZIP archive", ARCHIVE),
    }
}

/// Whether the bytes are no text. Text holds no NUL bytes, but for UTF-16 (every other byte of it)
/// and a stray one here or there, and hardly any other control characters.
fn is_noise(bytes: &[u8], encoding: Option<&'static Encoding>) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    // UTF-16, with a byte order mark or the first sign of a tag.
    let wide = [b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"].iter().any(|it| head.starts_with(*it));
    if wide || encoding.is_some_and(|encoding| !encoding.is_ascii_compatible()) {
        return false;
    }
    let nulls = memchr::memchr_iter(0, head).count();
    let even = head.iter().step_by(2).filter(|&&byte| byte == 0).count();
    let every_other =
        nulls < head.len() && (even == head.len().div_ceil(2) || nulls - even == head.len() / 2);
    if nulls * 20 > head.len() {
        return !every_other;
    }
    // ISO-2022-JP has escapes. A page begins with markup, whatever comes then.
    let is_text = |byte: u8| matches!(byte, 0 | b'\t' | b'\n' | b'\x0c' | b'\r' | b'\x1b' | b' '..);
    let controls = head.iter().filter(|&&byte| byte == 0x7f || !is_text(byte)).count();
    head.len() >= 64 && !head.trim_ascii_start().starts_with(b"<") && controls * 20 > head.len()
}

/// Whether all of a text is JSON: one object or list, or one a line.
fn is_json(text: &[u8]) -> bool {
    if !matches!(text.trim_ascii_start().first(), Some(b'{' | b'[')) {
        return false;
    }
    let mut values = serde_json::Deserializer::from_slice(text).into_iter::<IgnoredAny>();
    values.all(|value| value.is_ok())
}

/// The names of the fields that begin a mail, an archive of a page, or a server's answer.
const FIELDS: [&str; 18] = [
    "bcc",
    "cc",
    "content-location",
    "content-transfer-encoding",
    "content-type",
    "date",
    "delivered-to",
    "dkim-signature",
    "from",
    "message-id",
    "mime-version",
    "received",
    "reply-to",
    "return-path",
    "sender",
    "snapshot-content-location",
    "subject",
    "to",
];

/// The lines that are looked at to find the end of a header.
const MAX_HEADER_LINES: usize = 200;

/// A file that begins with the header of RFC 5322: at least two fields, an empty line after them.
fn with_header(text: &[u8]) -> Option<Kind> {
    if text.starts_with(b"HTTP/") {
        return Some(("a server's answer with its header", "leave out curl's option -i"));
    }
    let head = &text[..text.len().min(64 << 10)];
    let (mut fields, mut is_archive) = (0, false);
    let lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end);
    for (at, line) in lines.take(MAX_HEADER_LINES).enumerate() {
        let is_mailbox = at == 0 && line.starts_with(b"From ");
        let is_continued = at > 0 && matches!(line.first(), Some(b' ' | b'\t'));
        is_archive |= fields > 0 && memchr::memmem::find(line, b"multipart/related").is_some();
        if line.is_empty() {
            return match (fields, is_archive) {
                (0 | 1, _) => None,
                (_, true) => Some(("a page saved as MHTML", SAVED)),
                (_, false) => Some(("a mail", MAIL)),
            };
        }
        if is_mailbox || is_continued {
            continue;
        }
        let name =
            line.split(|&byte| byte == b':').next().filter(|name| name.len() < line.len())?;
        // RFC 5322, 2.2: printable ASCII without a colon.
        let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        fields += usize::from(FIELDS.contains(&name.as_str()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::other_kind;

    fn kind(bytes: &[u8]) -> Option<&'static str> {
        other_kind(bytes, None).map(|(kind, _)| kind)
    }

    #[test]
    fn files_of_other_kinds_are_named() {
        let mail = b"Return-Path: <a@example.org>\r\nFrom: A\r\n <a@example.org>\r\n\
            X-Own: 1\r\nSubject: News\r\n\r\n<html><p>News";
        assert_eq!(kind(mail), Some("a mail"));
        let saved = b"From: <Saved by Blink>\nSubject: News\nMIME-Version: 1.0\n\
            Content-Type: multipart/related;\n\ttype=\"text/html\"\n\n------\n<p>News";
        assert_eq!(kind(saved), Some("a page saved as MHTML"));
        assert_eq!(kind(b"HTTP/1.1 200 OK\r\n\r\n<p>a"), Some("a server's answer with its header"));
        assert_eq!(kind(b"\xef\xbb\xbf {\"a\": [1, 2]}\n"), Some("JSON data"));
        assert_eq!(kind(b"{\"a\": 1}\n{\"a\": 2}\n"), Some("JSON data"));
        assert_eq!(kind(b"PK\x03\x04..[Content_Types].xml"), Some("an office document"));
        assert_eq!(kind(b"PK\x03\x04..index.html"), Some("a ZIP archive"));
        assert_eq!(kind(&[0; 100]), Some("a binary file"));
        // Each byte in turn, as random bytes have.
        let noise: Vec<u8> =
            (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(kind(&noise), Some("a binary file"));
    }

    #[test]
    fn pages_and_text_are_no_other_kind() {
        for text in [
            "<p>a",
            "News",
            "[1] A note <p>b",
            "{{ title }} <p>b",
            "From: the office\n\n<p>It is closed.",
            "Note: read this\nSubject: fees\n\nText",
            "Subject: fees\nDate: today\nand so on\n\nText",
            "\u{1}\u{2} control",
        ] {
            assert_eq!(kind(text.as_bytes()), None, "{text}");
        }
        let wide: Vec<u8> = "<p>Úřad".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(kind(&wide), None);
        let greek: Vec<u8> =
            "Αθήνα ".repeat(30).encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(other_kind(&greek, Some(encoding_rs::UTF_16BE)), None);
    }
}
