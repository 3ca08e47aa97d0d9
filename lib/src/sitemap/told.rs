//! What pages say of themselves, as it is kept of each.

use super::packed::{Fields, Record};
use crate::stream::Facts;
use std::borrow::Cow;

/// What a page says of itself. What it does not say is empty.
#[derive(Debug)]
pub(super) struct Told<'r> {
    pub(super) title: &'r str,
    pub(super) language: &'r str,
    pub(super) modified: &'r str,
    /// The files that its breadcrumbs lead through.
    pub(super) trail: Vec<u32>,
}

impl<'r> Told<'r> {
    pub(super) fn record(facts: &Facts, trail: &[u32]) -> Record {
        let mut record = Record::default();
        record.text(facts.title());
        record.text(facts.language().unwrap_or_default());
        record.text(facts.modified().unwrap_or_default());
        record.number(trail.len());
        trail.iter().for_each(|&file| record.number(file as usize));
        record
    }

    pub(super) fn of(mut fields: Fields<'r>) -> Told<'r> {
        let [title, language, modified] = std::array::from_fn(|_| fields.text());
        let trail = (0..fields.number()).map(|_| fields.number() as u32).collect();
        Told { title, language, modified, trail }
    }
}

/// A version of a page in another language: the tag, the address as the page writes it, the file.
pub(super) type Alternate<'r> = (&'r str, &'r str, Option<u32>);

/// A link to a fragment of another page.
#[derive(Debug)]
pub(super) struct Wanted<'r> {
    pub(super) target: u32,
    pub(super) line: usize,
    pub(super) fragment: Cow<'r, str>,
}

/// What ties a page to others.
#[derive(Debug, Default)]
pub(super) struct Ties<'r> {
    pub(super) alternates: Vec<Alternate<'r>>,
    pub(super) wanted: Vec<Wanted<'r>>,
    /// What fragments may lead to.
    pub(super) ids: Vec<&'r str>,
}

impl<'r> Ties<'r> {
    pub(super) fn record(&self) -> Record {
        let mut record = Record::default();
        record.number(self.alternates.len());
        for (language, href, file) in &self.alternates {
            record.text(language);
            record.text(href);
            record.number(file.map_or(0, |file| file as usize + 1));
        }
        record.number(self.wanted.len());
        for Wanted { target, line, fragment } in &self.wanted {
            record.number(*target as usize);
            record.number(*line);
            record.text(fragment);
        }
        record.number(self.ids.len());
        self.ids.iter().for_each(|id| record.text(id));
        record
    }

    pub(super) fn of(mut fields: Fields<'r>) -> Ties<'r> {
        let mut ties = Ties::default();
        for _ in 0..fields.number() {
            let (language, href) = (fields.text(), fields.text());
            let file = fields.number().checked_sub(1).map(|file| file as u32);
            ties.alternates.push((language, href, file));
        }
        for _ in 0..fields.number() {
            let (target, line) = (fields.number() as u32, fields.number());
            let fragment = Cow::Borrowed(fields.text());
            ties.wanted.push(Wanted { target, line, fragment });
        }
        for _ in 0..fields.number() {
            ties.ids.push(fields.text());
        }
        ties
    }
}
