//! Findings that were there before: a baseline accepts them, so that only new ones count.

use super::finding::Finding;
use super::report::Report;
use super::suppress::{SuppressedBy, Suppression};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The findings that somebody has accepted, by path, rule and fingerprint.
///
/// A fingerprint holds the rule and what the author wrote of the element, not its line, the classes
/// that a build generates, or the wording of the message: a page may change around a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    findings: Vec<Entry>,
}

/// An accepted finding, or several that are alike on one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    fingerprint: String,
    /// How many findings that are alike are accepted.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
    /// For people: what the finding said.
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The last day on which it is accepted, as `2027-03-31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
}

fn one() -> usize {
    1
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

/// An entry of a baseline that no longer accepts anything.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stale {
    /// The page.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// What the finding said.
    pub message: String,
    /// Whether its time is over; else the finding is gone.
    pub expired: bool,
}

impl Baseline {
    /// Reads a baseline as [`Baseline::to_json`] writes it.
    ///
    /// # Errors
    ///
    /// What is wrong with the JSON, and where.
    pub fn from_json(json: &str) -> Result<Baseline, String> {
        let baseline: Baseline = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let day = |text: &String| {
            text.len() == 10
                && text.bytes().enumerate().all(|(at, byte)| match at {
                    4 | 7 => byte == b'-',
                    _ => byte.is_ascii_digit(),
                })
        };
        let wrong = baseline.findings.iter().filter_map(|entry| entry.expires.as_ref());
        match wrong.into_iter().find(|text| !day(text)) {
            Some(text) => Err(format!("“{text}” is no day such as 2027-03-31")),
            None => Ok(baseline),
        }
    }

    /// The baseline as JSON, one entry after the other in the order of the pages.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("strings and numbers are JSON") + "\n"
    }

    /// Moves the findings that are accepted out of a report's open ones, and gives back the
    /// entries that accept nothing. `today`, as `2026-11-25`, decides which have expired; without
    /// it none has. `path` turns the path of a page in the report into that of the baseline, which
    /// should be the same wherever the check runs.
    pub fn apply(
        &self,
        report: &mut Report,
        today: Option<&str>,
        path: impl Fn(&str) -> String,
    ) -> Vec<Stale> {
        let expired = |entry: &Entry| match (&entry.expires, today) {
            (Some(last), Some(today)) => last.as_str() < today,
            _ => false,
        };
        let mut left: HashMap<_, _> = self
            .findings
            .iter()
            .filter(|entry| !expired(entry))
            .map(|entry| ((entry.path.clone(), entry.fingerprint.clone()), (entry.count, entry)))
            .collect();
        for page in &mut report.pages {
            let (mut open, accepted) = (Vec::new(), &mut page.suppressed);
            let path = path(&page.path);
            for finding in page.findings.drain(..) {
                match left.get_mut(&(path.clone(), fingerprint(&finding))) {
                    Some((count, entry)) if *count > 0 => {
                        *count -= 1;
                        let reason = entry.reason.clone();
                        let why = Suppression { by: SuppressedBy::Baseline, reason };
                        accepted.push((finding, why));
                    }
                    _ => open.push(finding),
                }
            }
            page.findings = open;
        }
        let unused = |entry: &&Entry| {
            let key = (entry.path.clone(), entry.fingerprint.clone());
            expired(entry) || left.get(&key).is_some_and(|(count, _)| *count == entry.count)
        };
        let stale = |entry: &Entry| Stale {
            path: entry.path.clone(),
            rule: entry.rule.clone(),
            message: entry.message.clone(),
            expired: expired(entry),
        };
        self.findings.iter().filter(unused).map(stale).collect()
    }

    /// A baseline that accepts all that a report has open, and what this one accepts in it still;
    /// reasons and last days are kept. `path` is that of [`Baseline::apply`].
    pub fn updated(&self, report: &Report, path: impl Fn(&str) -> String) -> Baseline {
        let by_place = |entry: &'_ Entry| (entry.path.clone(), entry.fingerprint.clone());
        let known: HashMap<_, _> =
            self.findings.iter().rev().map(|it| (by_place(it), it)).collect();
        let mut findings: Vec<Entry> = Vec::new();
        for page in &report.pages {
            let mut by_print: HashMap<String, usize> = HashMap::new();
            let path = path(&page.path);
            let accepted = page.suppressed.iter();
            let accepted = accepted.filter(|(_, why)| why.by == SuppressedBy::Baseline);
            let all = page.findings.iter().chain(accepted.map(|(finding, _)| finding));
            for finding in all {
                let print = fingerprint(finding);
                if let Some(&at) = by_print.get(&print) {
                    findings[at].count += 1;
                    continue;
                }
                by_print.insert(print.clone(), findings.len());
                let known = known.get(&(path.clone(), print.clone()));
                findings.push(Entry {
                    path: path.clone(),
                    rule: finding.rule.id.to_owned(),
                    fingerprint: print,
                    count: 1,
                    message: finding.message.clone(),
                    reason: known.and_then(|entry| entry.reason.clone()),
                    expires: known.and_then(|entry| entry.expires.clone()),
                });
            }
        }
        Baseline { findings }
    }
}

fn fingerprint(finding: &Finding) -> String {
    format!("{:016x}", finding.fingerprint())
}

#[cfg(test)]
mod tests {
    use super::super::report::PageReport;
    use super::super::{Check, Level};
    use super::*;
    use crate::page::{Page, ParseOptions};

    fn report(html: &str) -> Report {
        let page = Page::from_html(html, &ParseOptions::new()).expect("a page");
        let checked = Check::new().with_level(Level::A).page(&page);
        Report::new(vec![PageReport::new("a.html", checked)])
    }

    const OLD: &str = "<!DOCTYPE html><html lang=en><title>News</title><main><h1>News</h1>\
        <marquee>One</marquee></main>";

    #[test]
    fn only_new_findings_stay_open() {
        let baseline = Baseline::default().updated(&report(OLD), str::to_owned);
        let read = Baseline::from_json(&baseline.to_json()).expect("its own JSON");
        assert_eq!(read, baseline);

        let mut same = report(OLD);
        assert!(same.findings().next().is_some());
        assert!(read.apply(&mut same, None, str::to_owned).is_empty());
        assert_eq!(same.findings().count(), 0);

        let mut more = report(&OLD.replace("</main>", "<p>Two</p><marquee>Two</marquee></main>"));
        read.apply(&mut more, None, str::to_owned);
        let open: Vec<_> = more.findings().map(|(_, found)| found.rule().id()).collect();
        assert_eq!(open, ["moving-content-element", "obsolete-element"]);

        // One of two that were accepted is mended: the other stays accepted.
        let two = OLD.replace("</main>", "<p>Two</p><marquee>Two</marquee></main>");
        let both = Baseline::default().updated(&report(&two), str::to_owned);
        let mut one = report(OLD);
        both.apply(&mut one, None, str::to_owned);
        assert_eq!(one.findings().count(), 0);
    }

    #[test]
    fn entries_for_what_is_mended_or_expired_are_stale() {
        let mut baseline = Baseline::default().updated(&report(OLD), str::to_owned);
        let mut mended =
            report("<!DOCTYPE html><html lang=en><title>N</title><main><h1>N</h1></main>");
        let stale = baseline.apply(&mut mended, None, str::to_owned);
        assert!(stale.len() == 2 && stale.iter().all(|entry| !entry.expired));

        baseline.findings[0].expires = Some("2026-01-31".to_owned());
        baseline.findings[0].reason = Some("moved by hand".to_owned());
        let mut later = report(OLD);
        let stale = baseline.apply(&mut later, Some("2026-02-01"), str::to_owned);
        assert!(stale.len() == 1 && stale[0].expired);
        assert_eq!(later.findings().count(), 1);
        let mut on_the_day = report(OLD);
        assert!(baseline.apply(&mut on_the_day, Some("2026-01-31"), str::to_owned).is_empty());
        assert_eq!(baseline.updated(&on_the_day, str::to_owned), baseline);
        assert!(Baseline::from_json(&baseline.to_json().replace("2026-01-31", "soon")).is_err());
    }
}
