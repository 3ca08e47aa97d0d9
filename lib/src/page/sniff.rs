//! Tells a page from the file that was given by mistake.

/// What the first bytes are when they are certainly no HTML page.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"RIFF", "an image, sound or film"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
    ];
    let named = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start));
    named.map(|&(_, kind)| kind).or_else(|| full_of_nulls(bytes).then_some("a binary file"))
}

/// Text holds no NUL bytes, but for UTF-16 (every other byte of it) and a stray one here or there.
fn full_of_nulls(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let nulls = memchr::memchr_iter(0, head).count();
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let every_other =
        head.iter().step_by(2).all(|&b| b == 0) || head.iter().skip(1).step_by(2).all(|&b| b == 0);
    !wide && !every_other && nulls * 20 > head.len()
}
