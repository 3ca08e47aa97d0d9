//! The ledger sum: whatever a page shows or says is in the output or in the ledger.

use crate::common::{Count, Output, Source, Words, corpus, fixtures, said};
use textify::{Effect, Ledger, Page, ReadOptions, Reason};

/// The words that the ledger accounts for. What was merely changed is in the output still.
pub(crate) fn accounted(page: &Page, ledger: &Ledger) -> Count {
    let mut count = Count::default();
    for entry in ledger.entries(page) {
        // What a style sheet added is no word of the page; of a formula, and of what became a sign or a
        // marker, the ledger has the text.
        let said = match entry.reason {
            Reason::Decoration => false,
            Reason::Formula | Reason::PictureFont | Reason::TypedMarker => true,
            reason => reason.effect() == Effect::LeftOut,
        };
        if said {
            count.add(&Words::of(&entry.text));
        }
    }
    count
}

/// The words that are neither in an output nor in the ledger, for each output that lacks some.
fn losses(source: &Source) -> Vec<String> {
    let page = source.page();
    let shown = said(&source.tree(&page));
    let mut reading = page.read(&ReadOptions::new());
    let events: Vec<_> = reading.by_ref().collect();
    let ledger = accounted(&page, reading.ledger());
    let mut losses = Vec::new();
    for output in Output::ALL {
        let words = output.words(&page, events.iter().cloned());
        let missing = ledger.clone().with(&words).take_all(&shown);
        if !missing.is_empty() {
            let first = missing.iter().take(40).cloned().collect::<Vec<_>>().join(" ");
            let (name, count) = (&source.name, missing.len());
            losses.push(format!("{name} as {output:?} lacks {count} words: {first}"));
        }
    }
    losses
}

fn assert_nothing_is_lost(sources: &[Source]) {
    let losses: Vec<_> = sources.iter().flat_map(losses).collect();
    assert!(losses.is_empty(), "neither in the output nor in the ledger:\n{}", losses.join("\n"));
}

#[test]
fn no_word_of_a_fixture_is_lost() {
    assert_nothing_is_lost(&fixtures());
}

#[test]
fn no_word_of_the_corpus_is_lost() {
    assert_nothing_is_lost(&corpus());
}
