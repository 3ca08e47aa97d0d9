//! The checking itself: all pages, on all cores.

use super::cache::Cache;
use super::inputs::Asked;
use super::overrides::Checks;
use crate::input::Input;
use crate::local::Local;
use crate::progress::Progress;
use crate::report::Problem;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use textify::ParseOptions;
use textify::check::report::{PageReport, Report};
use textify::check::{Check, Checked, Finding, Suppression};

/// How pages are checked.
pub(super) struct Work<'w> {
    pub(super) checks: &'w Checks,
    pub(super) root: Option<&'w Path>,
    pub(super) cache: Option<&'w Cache>,
    /// How many at a time; as many as there are cores without.
    pub(super) jobs: Option<usize>,
}

/// A finding that a comment in its page accepts.
type Accepted = (Finding, Suppression);

impl Work<'_> {
    /// Checks all pages, and gives the problems with those that could not be checked. The report
    /// is in their order, and the same, however many are checked at a time.
    pub(super) fn report(&self, asked: &[Asked]) -> (Report, Vec<Problem>) {
        let results = self.results(asked);
        let names: Vec<_> = asked.iter().map(|asked| asked.name.as_str()).collect();
        let (found, accepted) = self.compared(&names, &results);
        let mut problems = Vec::new();
        let mut pages = Vec::new();
        let compared = found.into_iter().zip(accepted);
        for ((result, name), (found, accepted)) in results.into_iter().zip(names).zip(compared) {
            pages.push(match result {
                Ok(checked) => {
                    let mut page = PageReport::new(name, checked);
                    page.findings.extend(found);
                    page.suppressed.extend(accepted);
                    page
                }
                Err(problem) => {
                    let page = PageReport::failed(name, problem.what());
                    problems.push(problem);
                    page
                }
            });
        }
        (Report::new(pages), problems)
    }

    /// What is found, and what is accepted, of each page when all are compared.
    fn compared(
        &self,
        names: &[&str],
        results: &[Result<Checked, Problem>],
    ) -> (Vec<Vec<Finding>>, Vec<Vec<Accepted>>) {
        let there = |index: usize| results[index].as_ref().ok().map(|done| (index, done));
        let (indices, site): (Vec<_>, Vec<_>) = (0..names.len())
            .filter_map(there)
            .map(|(index, checked)| (index, (names[index], checked)))
            .unzip();
        let mut found = vec![Vec::new(); names.len()];
        let mut accepted = vec![Vec::new(); names.len()];
        for (check, own) in self.checks.each() {
            let compared = check.site(&site);
            for (page, finding) in compared.findings() {
                if own.contains(&indices[*page]) {
                    found[indices[*page]].push(finding.clone());
                }
            }
            for (page, finding, why) in compared.suppressed() {
                if own.contains(&indices[*page]) {
                    accepted[indices[*page]].push((finding.clone(), why.clone()));
                }
            }
        }
        (found, accepted)
    }

    /// What came of each page, in their order.
    pub(super) fn results(&self, asked: &[Asked]) -> Vec<Result<Checked, Problem>> {
        let (progress, done) = (Progress::new("pages"), AtomicUsize::new(0));
        let one = |(index, Asked { name, page }): (usize, &Asked)| {
            let result = match page {
                Ok(input) => self.page(self.checks.of(index), name, input),
                Err(problem) => Err(problem.clone()),
            };
            progress.show(done.fetch_add(1, Ordering::Relaxed) + 1, asked.len());
            result
        };
        let all = || asked.par_iter().enumerate().map(one).collect();
        let pool =
            self.jobs.and_then(|jobs| ThreadPoolBuilder::new().num_threads(jobs).build().ok());
        let results = match pool {
            Some(pool) => pool.install(all),
            None => all(),
        };
        progress.clear();
        results
    }

    fn page(&self, check: &Check, name: &str, input: &Input) -> Result<Checked, Problem> {
        let options = ParseOptions::new();
        let Some((cache, path)) = self.cache.zip(input.path()) else {
            return input.parse(&options, self.root).map(|page| check.page(&page));
        };
        let bytes = input.bytes()?;
        let local = Local::new(Some(path), self.root);
        let asked = cache.page(name, &bytes, local);
        if let Some(checked) = asked.known() {
            return Ok(checked);
        }
        let (watched, linked) = (asked.clone(), asked.clone());
        let options = options
            .with_sheets(move |address| watched.read(address))
            .with_files(move |address| linked.linked(address));
        let page = input.page(&bytes, &options)?;
        let checked = check.page(&page);
        cache.keep(&asked, &checked);
        Ok(checked)
    }
}
