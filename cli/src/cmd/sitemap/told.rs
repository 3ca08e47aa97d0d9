//! What is reported of a site map: pages that are left out, and faults by cause.

use super::whole;
use crate::output::Whole;
use crate::report::{Problem, count, name, note};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use textify::sitemap::{Exclusion, Fault, SiteMap};

/// What the report says, for machines.
#[derive(Serialize)]
struct Report<'m> {
    listed: usize,
    left_out: Vec<LeftOut<'m>>,
    faults: Vec<FaultGroup>,
}

#[derive(Serialize)]
struct LeftOut<'m> {
    path: String,
    reason: &'m str,
    message: String,
}

/// One cause, and every place that shows it.
#[derive(Serialize)]
struct FaultGroup {
    fault: &'static str,
    message: String,
    pages: usize,
    places: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

impl FaultGroup {
    fn of(fault: Fault<'_>) -> Self {
        FaultGroup {
            fault: fault.kind().code(),
            message: fault.kind().to_string(),
            pages: fault.pages(),
            places: fault.places().map(|(path, line)| Place { path, line }).collect(),
        }
    }
}

/// The report of a site map, complete.
pub(super) fn report_file(path: &Path, map: &SiteMap) -> Result<Whole, Problem> {
    let left_out = |(path, why): (String, &Exclusion)| LeftOut {
        path,
        reason: why.code(),
        message: why.to_string(),
    };
    let report = Report {
        listed: map.entries().count(),
        left_out: map.left_out().map(left_out).collect(),
        faults: map.faults().map(FaultGroup::of).collect(),
    };
    whole(path, |out| {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        out.write_all(b"\n")
    })
}

/// How many lines of each kind are shown.
const MAX_LINES_OF_A_KIND: usize = 10;

/// Shows something of every kind, and says how much more there is.
pub(super) fn tell(map: &SiteMap, report: Option<&Path>) {
    note(format_args!(
        "{} listed, {} left out, {}",
        count(map.entries().count(), "page"),
        map.left_out().count(),
        count(map.faults().len(), "fault"),
    ));
    let mut left_out: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, why) in map.left_out() {
        left_out.entry(why.code()).or_default().push(format!("{path}: left out: {why}"));
    }
    let mut untold = 0;
    let mut of_a_kind = |lines: Vec<String>| {
        lines.iter().take(MAX_LINES_OF_A_KIND).for_each(|it| note(format_args!("{it}")));
        untold += lines.len().saturating_sub(MAX_LINES_OF_A_KIND);
    };
    let mut left_out: Vec<_> = left_out.into_values().collect();
    left_out.sort_by_key(|lines| std::cmp::Reverse(lines.len()));
    left_out.into_iter().for_each(&mut of_a_kind);
    let faults: Vec<Fault<'_>> = map.faults().collect();
    for kind in faults.chunk_by(|one, other| one.kind().code() == other.kind().code()) {
        of_a_kind(kind.iter().map(described).collect());
    }
    match report {
        _ if untold == 0 => {}
        Some(path) => note(format_args!("and {untold} more, all in {}", name(path))),
        None => note(format_args!("and {untold} more, use --report FILE for all of them")),
    }
}

/// A fault in one line: the cause, how many pages have it, and where it is seen first.
fn described(fault: &Fault<'_>) -> String {
    let first = fault.places().next().map(|(path, line)| match line {
        Some(line) => format!("{path}:{line}"),
        None => path,
    });
    let first = first.unwrap_or_default();
    match fault.pages() {
        0 | 1 => format!("{} ({first})", fault.kind()),
        pages => format!("{} ({pages} pages, first {first})", fault.kind()),
    }
}
