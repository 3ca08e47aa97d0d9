//! Addresses that differ from those of files in the case of letters only.

use super::address::Base;
use super::keys::Keys;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// Files by their addresses in lower case. It is made when it is first asked, since few sites need it.
#[derive(Debug, Default)]
pub(super) struct AnyCase(OnceLock<Vec<(u32, u32)>>);

/// A short hash, whatever the case of letters: what is found by it is compared again.
fn hash(address: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    address.bytes().for_each(|byte| byte.to_ascii_lowercase().hash(&mut hasher));
    hasher.finish() as u32
}

impl AnyCase {
    /// The first file whose path or address by its path is this one in another case of letters.
    pub(super) fn find(&self, address: &str, base: &Base, keys: &Keys) -> Option<u32> {
        let all = self.0.get_or_init(|| all(base, keys));
        let wanted = hash(address);
        let from = all.partition_point(|it| it.0 < wanted);
        let same = all[from..].iter().take_while(|it| it.0 == wanted);
        let mut files = same.map(|&(_, file)| file);
        files.find(|&file| {
            let key = keys.get(file as usize);
            let differs = |own: &str| own.eq_ignore_ascii_case(address) && own != address;
            differs(&key) || differs(base.by_path(&key))
        })
    }
}

fn all(base: &Base, keys: &Keys) -> Vec<(u32, u32)> {
    let mut all = Vec::with_capacity(keys.len());
    for number in 0..keys.len() {
        let (key, file) = (keys.get(number), number as u32);
        all.push((hash(&key), file));
        let address = base.by_path(&key);
        all.extend((address != key).then(|| (hash(address), file)));
    }
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_file_by_an_address_in_another_case() {
        let files = ["a/News.html", "a/index.html", "b.html"];
        let keys = Keys::sorted(files.iter().map(|&file| file.into()).collect());
        let base = Base::new("https://example.org/").unwrap();
        let any = AnyCase::default();
        let find = |address: &str| {
            let found = any.find(address, &base, &keys)?;
            Some(keys.get(found as usize))
        };
        assert_eq!(find("a/news.html").as_deref(), Some("a/News.html"));
        assert_eq!(find("A/").as_deref(), Some("a/index.html"));
        assert_eq!(find("a/INDEX.html").as_deref(), Some("a/index.html"));
        // These are the addresses themselves, or nobody's.
        for address in ["a/News.html", "a/", "b.html", "c.html", ""] {
            assert_eq!(find(address), None, "{address}");
        }
    }
}
