//! The ledger of a page as data and as a file.

use crate::input::Input;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use textify::{Entry, LanguageEvidence, Ledger, Page, Reason};

/// What reading left out or changed of one page.
#[derive(Debug, Serialize)]
pub(crate) struct Record {
    path: String,
    encoding: &'static str,
    language: Option<String>,
    language_evidence: Option<LanguageEvidence>,
    pub(crate) counts: BTreeMap<Reason, usize>,
    entries: Vec<Entry>,
}

impl Record {
    pub(crate) fn new(input: &Input, page: &Page, ledger: &Ledger) -> Record {
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
            counts,
            entries,
        }
    }
}

pub(crate) fn write(records: &[Record], out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, records)?;
    out.write_all(b"\n")
}
