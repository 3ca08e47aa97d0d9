//! Paths of a site as texts: percent-encoded, so that a name need not be UTF-8.

pub(super) use crate::sitemap::path_of as path;
use crate::sitemap::{key_of, name_of};
use percent_encoding::percent_decode_str;
use std::path::Path;

/// A path below the root as a text.
pub(super) fn key(path: &Path) -> String {
    key_of(path).unwrap_or_default()
}

/// The longest name that file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// A path whose last name has room for `more` bytes: a longer one is cut, and a hash keeps it apart
/// from others.
pub(super) fn fitting(key: &str, more: usize) -> String {
    let (folder, name) = key.rsplit_once('/').map_or(("", key), |(folder, name)| (folder, name));
    if percent_decode_str(name).count() + more <= LONGEST_NAME {
        return key.to_owned();
    }
    let hash = blake3::hash(key.as_bytes()).to_hex();
    let ending = format!("-{}", &hash[..16]);
    let mut bytes: Vec<u8> = percent_decode_str(name).collect();
    // No letter of several bytes is cut in two (UTF-8: those that go on begin with 10).
    let mut end = LONGEST_NAME - more - ending.len();
    while end > 0 && bytes[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    bytes.truncate(end);
    let short = name_of(bytes).map(|short| self::key(Path::new(&short))).unwrap_or_default();
    let slash = if folder.is_empty() { "" } else { "/" };
    [folder, slash, &short, &ending].concat()
}

/// A path as people read it.
pub(super) fn shown(key: &str) -> String {
    percent_decode_str(key).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_back() {
        for name in ["a/b c/č%2F.html", "x?y=1&z.html", "new\nline"] {
            assert_eq!(path(&key(Path::new(name))).as_deref(), Some(Path::new(name)));
        }
    }

    #[test]
    fn never_leads_out_of_the_root() {
        for key in ["..", "a/../../b", "%2E%2E/x", "/etc/passwd", "a%2Fb", "", "a//b", "."] {
            assert_eq!(path(key), None, "{key}");
        }
    }
}
