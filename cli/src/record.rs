//! The ledger of a page as data and as a file.

use crate::input::Input;
use crate::output;
use crate::report::Problem;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use textify::{Entry, LanguageEvidence, Ledger, Page, Reason, Tally, WordCounts};

/// What reading left out or changed of one page.
#[derive(Debug, Serialize)]
pub(crate) struct Record {
    path: String,
    encoding: &'static str,
    language: Option<String>,
    language_evidence: Option<LanguageEvidence>,
    /// How many words were kept, moved, changed and left out.
    pub(crate) words: WordCounts,
    /// How many entries there are of each reason.
    pub(crate) counts: BTreeMap<Reason, usize>,
    entries: Vec<Entry>,
}

impl Record {
    pub(crate) fn new(input: &Input, page: &Page, tally: &Tally<'_>, ledger: &Ledger) -> Record {
        let path = input.path().map_or("-".into(), |path| path.to_string_lossy());
        let entries: Vec<_> = ledger.entries(page).collect();
        let mut counts = BTreeMap::new();
        for entry in &entries {
            *counts.entry(entry.reason).or_default() += 1;
        }
        Record {
            path: path.into_owned(),
            encoding: page.encoding(),
            language: page.language().map(str::to_owned),
            language_evidence: page.language_evidence(),
            words: tally.finish(ledger),
            counts,
            entries,
        }
    }
}

/// Refuses a name for the ledger that promises another format.
pub(crate) fn refuse_ending(path: &Path) -> Result<(), Problem> {
    output::refuse_ending(path, "JSON", &["json"])
}

pub(crate) fn write(records: &[Record], out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, records)?;
    out.write_all(b"\n")
}
