//! The paths of a site's files, as little memory as they take: there may be hundreds of thousands.

use std::ops::Index;

/// Paths by their numbers, and numbers by their paths.
#[derive(Debug, Default)]
pub(super) struct Keys {
    text: String,
    ends: Vec<usize>,
    /// The numbers in the order of the paths.
    sorted: Vec<u32>,
}

impl Keys {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    #[cfg(any(test, feature = "site"))]
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| &self[number])
    }

    /// The number of a path.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        let found = self.sorted.binary_search_by(|&number| self[number as usize].cmp(key));
        found.ok().map(|at| self.sorted[at])
    }
}

impl<S: AsRef<str>> FromIterator<S> for Keys {
    fn from_iter<I: IntoIterator<Item = S>>(all: I) -> Keys {
        let mut keys = Keys::default();
        for key in all {
            keys.text.push_str(key.as_ref());
            keys.ends.push(keys.text.len());
        }
        let mut sorted: Vec<u32> = (0..keys.len() as u32).collect();
        sorted.sort_unstable_by_key(|&number| &keys[number as usize]);
        keys.sorted = sorted;
        keys
    }
}

impl Index<usize> for Keys {
    type Output = str;

    fn index(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn paths_by_numbers_and_numbers_by_paths() {
        let keys: Keys = ["b", "", "a/c", "a"].into_iter().collect();
        assert_eq!(keys.iter().collect::<Vec<_>>(), ["b", "", "a/c", "a"]);
        assert_eq!(
            ["a", "b", "", "a/c", "c"].map(|key| keys.find(key)),
            [Some(3), Some(0), Some(1), Some(2), None]
        );
        assert_eq!(Keys::default().find(""), None);
    }
}
