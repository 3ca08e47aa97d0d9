//! The paths of a site's files in as little memory as they take: there may be hundreds of thousands.

use super::address;
use super::index_names::is_usual;
use std::borrow::Cow;
use std::cmp::Ordering;

/// Paths by their numbers, and numbers by their paths. Each is kept as what it does not share with the
/// one before it; the first of a block is whole, so that blocks can be searched.
///
/// They are in the order of their addresses: home pages come before the pages around them.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    text: Vec<u8>,
    /// Where the blocks begin.
    blocks: Vec<usize>,
    count: usize,
    last: String,
}

/// How many paths are in a block.
const BLOCK: usize = 16;

/// Stands before the name of an index, whose address ends there: it comes before all that paths have in
/// them, so that the order of bytes is that of addresses.
const INDEX: char = '\u{1}';

/// A path as it is kept and compared.
fn sortable(key: &str) -> Cow<'_, str> {
    let (folder, name) = key.split_at(address::folder(key).len());
    if !is_usual(name) {
        return Cow::Borrowed(key);
    }
    Cow::Owned(format!("{folder}{INDEX}{name}"))
}

/// The path that is kept like this.
fn plain(kept: &str) -> String {
    kept.replace(INDEX, "")
}

/// The order of paths.
pub(crate) fn order(one: &str, other: &str) -> Ordering {
    sortable(one).cmp(&sortable(other))
}

impl Keys {
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Paths in any order, each once.
    pub(super) fn sorted(mut all: Vec<Box<str>>) -> Keys {
        all.sort_unstable_by(|one, other| order(one, other));
        all.dedup();
        let mut keys = Keys::default();
        all.iter().for_each(|key| keys.push(key));
        keys
    }

    /// Adds a path that comes after all others.
    pub(crate) fn push(&mut self, key: &str) {
        let key = &*sortable(key);
        debug_assert!(self.count == 0 || *self.last < *key, "{key}");
        let mut shared = 0;
        if self.count.is_multiple_of(BLOCK) {
            self.blocks.push(self.text.len());
        } else {
            shared = key.bytes().zip(self.last.bytes()).take_while(|(a, b)| a == b).count();
            // Letters are not cut in two.
            while !key.is_char_boundary(shared) {
                shared -= 1;
            }
        }
        write_number(&mut self.text, shared);
        write_number(&mut self.text, key.len() - shared);
        self.text.extend_from_slice(&key.as_bytes()[shared..]);
        self.count += 1;
        self.last.clear();
        self.last.push_str(key);
    }

    /// The path of a number; empty for one that is none.
    pub(crate) fn get(&self, number: usize) -> String {
        let mut keys = self.block(number / BLOCK);
        for _ in 0..=number % BLOCK {
            keys.step();
        }
        plain(&keys.key)
    }

    /// The numbers and paths of the pages of a folder that have a usual name of an index.
    pub(super) fn indexes(&self, folder: &str) -> Vec<(u32, String)> {
        let start = [folder, INDEX.encode_utf8(&mut [0; 4])].concat();
        let (mut number, mut found) = (self.place(&start).0, Vec::new());
        let mut keys = self.block(number as usize / BLOCK);
        for _ in 0..number as usize % BLOCK {
            keys.step();
        }
        while let Some(key) = keys.step().filter(|key| key.starts_with(&start)) {
            found.push((number, plain(key)));
            number += 1;
        }
        found
    }

    #[cfg(any(test, feature = "site"))]
    pub(crate) fn iter(&self) -> impl Iterator<Item = String> + use<'_> {
        let mut keys = self.block(0);
        std::iter::from_fn(move || keys.step().map(plain))
    }

    /// The number of a path.
    pub(crate) fn find(&self, key: &str) -> Option<u32> {
        let (number, is_there) = self.place(key);
        is_there.then_some(number)
    }

    /// The number of the first path that does not come before this one, which need not be there itself.
    #[cfg(any(test, feature = "site"))]
    pub(crate) fn first_from(&self, key: &str) -> u32 {
        self.place(key).0
    }

    fn place(&self, key: &str) -> (u32, bool) {
        let wanted = &*sortable(key);
        let before = |at: &usize| {
            Cursor::at(&self.text[*at..]).rest().unwrap_or_default() <= wanted.as_bytes()
        };
        let Some(block) = self.blocks.partition_point(before).checked_sub(1) else {
            return (0, false);
        };
        let (mut keys, mut number) = (self.block(block), block * BLOCK);
        while let Some(key) = keys.step().filter(|_| number < (block + 1) * BLOCK) {
            match key.cmp(wanted) {
                Ordering::Less => number += 1,
                found => return (number as u32, found == Ordering::Equal),
            }
        }
        (number as u32, false)
    }

    fn block(&self, number: usize) -> Cursor<'_> {
        Cursor::at(self.blocks.get(number).map_or(&[], |&at| &self.text[at..]))
    }
}

/// Reads paths one after the other.
struct Cursor<'k> {
    text: &'k [u8],
    key: String,
}

impl<'k> Cursor<'k> {
    fn at(text: &'k [u8]) -> Self {
        Cursor { text, key: String::new() }
    }

    fn step(&mut self) -> Option<&str> {
        let shared = read_number(&mut self.text)?;
        self.key.truncate(shared);
        let rest = self.take()?;
        self.key.push_str(std::str::from_utf8(rest).ok()?);
        Some(&self.key)
    }

    /// What the next path does not share: all of the first in a block.
    fn rest(&mut self) -> Option<&'k [u8]> {
        read_number(&mut self.text)?;
        self.take()
    }

    fn take(&mut self) -> Option<&'k [u8]> {
        let length = read_number(&mut self.text)?;
        let (rest, text) = self.text.split_at_checked(length)?;
        self.text = text;
        Some(rest)
    }
}

/// Writes a number as groups of seven bits, the lowest first; all but the last have the eighth set.
pub(super) fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(super) fn read_number(from: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for group in 0..usize::BITS.div_ceil(7) {
        let (&byte, rest) = from.split_first()?;
        *from = rest;
        number |= usize::from(byte & 0x7f) << (7 * group);
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// A set of small numbers.
#[derive(Debug, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    pub(crate) fn insert(&mut self, number: u32) {
        let (word, bit) = (number as usize / 64, 1 << (number % 64));
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    pub(crate) fn contains(&self, number: u32) -> bool {
        let word = self.0.get(number as usize / 64).copied().unwrap_or(0);
        word & (1 << (number % 64)) != 0
    }
}

impl FromIterator<u32> for Bits {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Bits {
        let mut bits = Bits::default();
        numbers.into_iter().for_each(|number| bits.insert(number));
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(all: &[&str]) -> Keys {
        Keys::sorted(all.iter().map(|&key| key.into()).collect())
    }

    #[test]
    fn paths_by_numbers_and_numbers_by_paths() {
        let keys = keys(&["b", "", "a/c", "a", "č/ď", "č/ě"]);
        assert_eq!(keys.iter().collect::<Vec<_>>(), ["", "a", "a/c", "b", "č/ď", "č/ě"]);
        assert_eq!(
            ["a", "b", "", "a/c", "c", "č/ě"].map(|key| keys.find(key)),
            [Some(1), Some(3), Some(0), Some(2), None, Some(5)]
        );
        assert_eq!(Keys::default().find(""), None);
        assert_eq!(Keys::default().get(3), "");
    }

    #[test]
    fn an_index_comes_first_in_its_folder() {
        let keys =
            keys(&["a-b.html", "a/b.html", "a/index.html", "a/A.html", "index.html", "a.html"]);
        let all: Vec<_> = keys.iter().collect();
        assert_eq!(
            all,
            ["index.html", "a-b.html", "a.html", "a/index.html", "a/A.html", "a/b.html"]
        );
        assert_eq!(keys.first_from("a/"), 3);
        assert_eq!(keys.indexes("a/"), [(3, "a/index.html".to_owned())]);
        assert_eq!(keys.indexes("b/"), []);
        assert_eq!(keys.first_from("b/"), 6);
    }

    #[test]
    fn many_paths() {
        let all: Vec<String> = (0..5_000).map(|n| format!("{:x}/{n}.html", n % 77)).collect();
        let keys = Keys::sorted(all.iter().map(|key| key.as_str().into()).collect());
        assert_eq!(keys.len(), all.len());
        for (number, key) in keys.iter().enumerate() {
            assert_eq!((keys.get(number), keys.find(&key)), (key.clone(), Some(number as u32)));
            assert_eq!(keys.find(&format!("{key}-")), None);
        }
        assert!(keys.text.len() < all.iter().map(String::len).sum());
    }

    #[test]
    fn a_set_of_numbers() {
        let mut bits: Bits = [3, 200, 64].into_iter().collect();
        bits.insert(5);
        let all = [3, 5, 64, 200, 0, 6, 65, 9999].map(|it| bits.contains(it));
        assert_eq!(all, [true, true, true, true, false, false, false, false]);
    }
}
