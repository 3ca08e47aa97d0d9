//! Which pages name which others as their versions in other languages.

/// The pages that each page names, and in which language.
#[derive(Debug, Default)]
pub(super) struct Alternates {
    /// The page, the number of the language, and the page that it names.
    all: Vec<(u32, u32, u32)>,
    languages: Vec<Box<str>>,
}

impl Alternates {
    pub(super) fn add(&mut self, page: u32, language: &str, other: u32) {
        let known = self.languages.iter().position(|known| **known == *language);
        let known = known.unwrap_or_else(|| {
            self.languages.push(language.into());
            self.languages.len() - 1
        });
        self.all.push((page, known as u32, other));
    }

    /// When all are there.
    pub(super) fn sort(&mut self) {
        self.all.sort_by_key(|&(page, ..)| page);
        self.all.shrink_to_fit();
    }

    /// Those that a page names, in its order.
    pub(super) fn of(&self, page: u32) -> impl Iterator<Item = (&str, u32)> {
        let start = self.all.partition_point(|&(other, ..)| other < page);
        let own = self.all[start..].iter().take_while(move |&&(other, ..)| other == page);
        own.map(|&(_, language, other)| (&*self.languages[language as usize], other))
    }

    pub(super) fn names(&self, page: u32, other: u32) -> bool {
        self.of(page).any(|(_, named)| named == other)
    }
}
