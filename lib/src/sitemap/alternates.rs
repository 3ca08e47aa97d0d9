//! Which pages name which others as their versions in other languages.

use std::collections::HashMap;
use std::sync::Arc;

/// The pages that each page names, and in which language.
#[derive(Debug, Default)]
pub(super) struct Alternates {
    /// The page, the page that it names, and the number of the language.
    all: Vec<(u32, u32, u32)>,
    languages: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Alternates {
    pub(super) fn add(&mut self, page: u32, language: &str, other: u32) {
        let number = self.numbers.get(language).copied().unwrap_or_else(|| {
            let (language, number) = (Arc::<str>::from(language), self.languages.len() as u32);
            self.languages.push(Arc::clone(&language));
            self.numbers.insert(language, number);
            number
        });
        self.all.push((page, other, number));
    }

    /// When all are there.
    pub(super) fn sort(&mut self) {
        self.all.sort_by_key(|&(page, other, _)| (page, other));
        self.all.shrink_to_fit();
    }

    /// Those that a page names.
    pub(super) fn of(&self, page: u32) -> impl Iterator<Item = (&str, u32)> {
        self.from(page, 0)
            .iter()
            .take_while(move |found| found.0 == page)
            .map(|&(_, other, language)| (&*self.languages[language as usize], other))
    }

    pub(super) fn names(&self, page: u32, other: u32) -> bool {
        self.from(page, other).first().is_some_and(|found| (found.0, found.1) == (page, other))
    }

    fn from(&self, page: u32, other: u32) -> &[(u32, u32, u32)] {
        &self.all[self.all.partition_point(|found| (found.0, found.1) < (page, other))..]
    }
}

#[cfg(test)]
mod tests {
    use super::Alternates;

    #[test]
    fn pages_name_others() {
        let mut alternates = Alternates::default();
        let all = [(2, "cs", 7), (1, "en", 2), (2, "en", 1), (2, "de", 7)];
        all.into_iter().for_each(|(page, language, other)| alternates.add(page, language, other));
        alternates.sort();
        let of = |page| alternates.of(page).collect::<Vec<_>>();
        assert_eq!(of(2), [("en", 1), ("cs", 7), ("de", 7)]);
        assert_eq!((of(1), of(0), of(7)), (vec![("en", 2)], vec![], vec![]));
        assert!(alternates.names(2, 7) && alternates.names(1, 2));
        assert!(!alternates.names(7, 2) && !alternates.names(2, 2) && !alternates.names(1, 1));
    }
}
