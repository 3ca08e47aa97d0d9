//! Which parts of the page get a language that the page does not give them.
//!
//! Long blocks are told one by one ([`Languages`]). Short texts are not guessed alone: a region
//! that says little in sentences, mostly a menu, is told as a whole, and in a region that is
//! plainly in one language the headings and labels follow.

use super::regions::Regions;
use super::{Reading, RegionKind};
use crate::dom::{Document, NodeId, NodeSet, Tag};
use crate::language::{self, Detected, LEAST, Verdict};
use crate::ledger::{Ledger, Reason};
use crate::page::{LanguageEvidence, Languages, Page};
use std::collections::HashMap;

/// The languages that the reading gives.
#[derive(Debug, Default)]
pub(crate) struct Speech {
    /// By element. A certain language is marked, an uncertain one only noted.
    parts: HashMap<NodeId, Detected>,
    /// The elements that have an entry: most have none, and a bit says so.
    told: NodeSet,
}

/// How much a region says in which language, in bytes of its longer texts.
#[derive(Debug, Default)]
struct Tally {
    agreeing: usize,
    differing: HashMap<&'static str, usize>,
}

impl Tally {
    /// The language that nearly all of the region is in.
    fn only(&self) -> Option<&'static str> {
        let (&tag, &most) = self.differing.iter().max_by_key(|&(tag, weight)| (*weight, *tag))?;
        let all = self.agreeing + self.differing.values().sum::<usize>();
        (most * 10 > all * 9).then_some(tag)
    }
}

/// How much of a region without sentences is looked at, and how many of them.
const SAMPLE: usize = 300;
const MOST: usize = 64;

impl Speech {
    pub(crate) fn of(page: &Page, regions: &Regions) -> Speech {
        let languages = page.languages();
        let mut speech = Speech::default();
        if !languages.differing.is_empty() {
            speech.blocks(page, regions, languages);
        }
        let parts = regions.iter().filter(|region| {
            // Where the main content agrees, its first words must not speak for all of it.
            let told = region.kind == RegionKind::Main && !languages.agreeing.is_empty();
            let whole = matches!(page.document.tag(region.root), Tag::Body | Tag::Html);
            !told && !whole
        });
        let asked: Vec<_> = parts.take(MOST).map(|region| region.root).collect();
        // Those within others first: a region is told as a whole only if they say the same.
        for &region in asked.iter().rev() {
            speech.ask(page, region, regions, languages);
        }
        if !speech.parts.is_empty() {
            speech.told = NodeSet::new(&page.document);
            speech.told.extend(speech.parts.keys().copied());
        }
        speech
    }

    /// Marks the blocks that differ, or the region where all of it does.
    fn blocks(&mut self, page: &Page, regions: &Regions, languages: &Languages) {
        let document = &page.document;
        let home = |node| {
            let mut around = std::iter::once(node).chain(document.ancestors(node));
            around.find(|&id| regions.kind_of(id).is_some())
        };
        let mut tallies: HashMap<NodeId, Tally> = HashMap::new();
        for &(node, weight) in &languages.agreeing {
            if let Some(region) = home(node) {
                tallies.entry(region).or_default().agreeing += weight;
            }
        }
        let homes: Vec<_> = languages.differing.iter().map(|spoken| home(spoken.node)).collect();
        for (spoken, region) in languages.differing.iter().zip(&homes) {
            if let Some(region) = region.filter(|_| spoken.language.certain) {
                let tally = tallies.entry(region).or_default();
                *tally.differing.entry(spoken.language.tag).or_default() += spoken.weight;
            }
        }
        let mut only: HashMap<NodeId, &'static str> = HashMap::new();
        for (&region, tally) in &tallies {
            // Headings and labels follow, unless they are plainly not in that language.
            if let Some(tag) = tally.only()
                && language::may_be(&page.short_texts(region, SAMPLE), tag)
            {
                only.insert(region, tag);
            }
        }
        for (spoken, region) in languages.differing.iter().zip(&homes) {
            let only = region.and_then(|region| Some((region, *only.get(&region)?)));
            let whole = only.filter(|(region, tag)| {
                let root = matches!(document.tag(*region), Tag::Body | Tag::Html);
                let mut between = document.ancestors(spoken.node).take_while(|id| id != region);
                // A block, or something around it, may claim another language for itself.
                let claimed = page.part_language(spoken.node).is_some()
                    || between.any(|id| page.part_language(id).is_some());
                !root && *tag == spoken.language.tag && (!claimed || spoken.node == *region)
            });
            match whole {
                Some((region, tag)) => {
                    self.parts.insert(region, Detected { tag, certain: true });
                }
                None => {
                    self.parts.entry(spoken.node).or_insert(spoken.language);
                }
            }
        }
    }

    /// Asks a region without sentences for its language, all its words together.
    fn ask(&mut self, page: &Page, region: NodeId, regions: &Regions, languages: &Languages) {
        let mut inner = Vec::new();
        let text = page.spoken_text(region, SAMPLE, |id| {
            let other = id != region && regions.kind_of(id).is_some();
            inner.extend(Some(id).filter(|_| other));
            other
        });
        if text.len() < LEAST || self.parts.contains_key(&region) {
            return;
        }
        let mut around = std::iter::once(region).chain(page.document.ancestors(region));
        let said = around.find_map(|id| page.part_language(id)).or(page.language());
        let Verdict::Differs(language) = language::judge(&text, said) else { return };
        if inner.iter().any(|id| self.parts.get(id) != Some(&language)) {
            return;
        }
        let within = |node| page.document.ancestors(node).any(|id| id == region);
        let told = languages.agreeing.iter().any(|(node, _)| within(*node))
            || languages.differing.iter().any(|spoken| within(spoken.node));
        if !told {
            self.parts.insert(region, language);
        }
    }
}

impl<'p> Reading<'p> {
    /// The language that an element sets, or that its text is certainly in.
    pub(super) fn language_of(&self, node: NodeId) -> Option<&'p str> {
        let found = self.found(node).filter(|found| found.certain);
        found.map(|found| found.tag).or_else(|| self.page.part_language(node))
    }

    fn found(&self, node: NodeId) -> Option<Detected> {
        match self.speech.told.contains(node) {
            true => self.speech.parts.get(&node).copied(),
            false => None,
        }
    }

    /// Says in the ledger what was found of an element's language.
    pub(super) fn note_language(&mut self, node: NodeId) {
        if let Some(claimed) = self.page.invalid_language(node) {
            self.ledger.note(Reason::InvalidValue, node, claimed);
        }
        let Some(Detected { tag, certain }) = self.found(node) else { return };
        let reason = match certain {
            true if self.page.part_language(node).is_some() => Reason::WrongLanguage,
            true => Reason::UnmarkedLanguage,
            false => Reason::UncertainLanguage,
        };
        self.ledger.note(reason, node, tag);
    }
}

/// Says in the ledger what was found of the page's language.
pub(super) fn note_page(page: &Page, ledger: &mut Ledger) {
    let document = &page.document;
    let root = document.children(Document::ROOT).find(|&id| document.tag(id) == Tag::Html);
    let reason = match page.language_evidence() {
        None | Some(LanguageEvidence::Detected) => Reason::UndeclaredLanguage,
        Some(LanguageEvidence::Corrected) => Reason::WrongLanguage,
        _ => return,
    };
    let tag = page.language().unwrap_or_default();
    ledger.note(reason, root.unwrap_or(Document::ROOT), tag);
}
