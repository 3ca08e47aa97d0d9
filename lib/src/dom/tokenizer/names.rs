//! The names of tags and attributes.

use html5ever::LocalName;
use std::borrow::Cow;

/// The names that came last, by a few of their bytes: pages use the same ones over and over, and to
/// look one up in html5ever's own table takes longer than to read it.
pub(super) struct Names(Box<[LocalName; Names::COUNT]>);

impl Names {
    const COUNT: usize = 256;

    pub(super) fn new() -> Self {
        Names(Box::new(std::array::from_fn(|_| LocalName::default())))
    }

    /// A name as it is written, in lower case and with NUL replaced.
    pub(super) fn get(&mut self, written: &str) -> LocalName {
        let name = match written.bytes().any(|byte| byte.is_ascii_uppercase() || byte == 0) {
            true => Cow::Owned(written.to_ascii_lowercase().replace('\0', "\u{fffd}")),
            false => Cow::Borrowed(written),
        };
        let known = &mut self.0[slot(name.as_bytes())];
        if **known != *name {
            *known = LocalName::from(&*name);
        }
        known.clone()
    }
}

fn slot(name: &[u8]) -> usize {
    let byte = |at: usize| name.get(at).map_or(0, |&byte| usize::from(byte));
    let mix = byte(0) * 31 + byte(name.len() / 2) * 7 + byte(name.len().wrapping_sub(1));
    (mix + name.len() * 61) % Names::COUNT
}
