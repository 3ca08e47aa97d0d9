//! The checking itself: all pages, on all cores.

use super::cache::Cache;
use super::inputs::Asked;
use crate::input::Input;
use crate::local::Local;
use crate::progress::Progress;
use crate::report::{Problem, Report as Told};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use textify::check::report::{PageReport, Report};
use textify::check::{Check, Checked};
use textify::{Page, ParseOptions};

/// How pages are checked.
pub(super) struct Work<'w> {
    pub(super) check: &'w Check,
    pub(super) root: Option<&'w Path>,
    pub(super) cache: Option<&'w Cache>,
    /// How many at a time; as many as there are cores without.
    pub(super) jobs: Option<usize>,
}

impl Work<'_> {
    /// Checks all pages. The report is in their order, and the same, however many are checked at a
    /// time.
    pub(super) fn report(&self, asked: &[Asked], told: &mut Told) -> Report {
        let results = self.results(asked);
        let there = |index: usize| results[index].as_ref().ok().map(|done| (index, done));
        let (indices, site): (Vec<_>, Vec<_>) = (0..asked.len())
            .filter_map(there)
            .map(|(index, checked)| (index, (asked[index].name.as_str(), checked)))
            .unzip();
        let mut compared = vec![Vec::new(); asked.len()];
        for (page, finding) in self.check.site(&site) {
            compared[indices[page]].push(finding);
        }
        let pages = results.into_iter().zip(asked).zip(compared);
        let page = |((result, Asked { name, .. }), compared): ((_, &Asked), _)| match result {
            Ok(checked) => {
                let mut page = PageReport::new(name, checked);
                page.findings.extend::<Vec<_>>(compared);
                page
            }
            Err(problem) => {
                told.problem(&problem);
                PageReport::failed(name, problem.what())
            }
        };
        Report::new(pages.map(page).collect())
    }

    /// What came of each page, in their order.
    pub(super) fn results(&self, asked: &[Asked]) -> Vec<Result<Checked, Problem>> {
        let (progress, done) = (Progress::new("pages"), AtomicUsize::new(0));
        let one = |Asked { name, page }: &Asked| {
            let result = match page {
                Ok(input) => self.page(name, input),
                Err(problem) => Err(problem.clone()),
            };
            progress.show(done.fetch_add(1, Ordering::Relaxed) + 1, asked.len());
            result
        };
        let all = || asked.par_iter().map(one).collect();
        let pool =
            self.jobs.and_then(|jobs| ThreadPoolBuilder::new().num_threads(jobs).build().ok());
        let results = match pool {
            Some(pool) => pool.install(all),
            None => all(),
        };
        progress.clear();
        results
    }

    fn page(&self, name: &str, input: &Input) -> Result<Checked, Problem> {
        let options = ParseOptions::new();
        let Some((cache, path)) = self.cache.zip(input.path()) else {
            return input.parse(&options, self.root).map(|page| self.check.page(&page));
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
        let page = Page::parse(&bytes, &options).map_err(|error| Problem::of(input, &error))?;
        let checked = self.check.page(&page);
        cache.keep(&asked, &checked);
        Ok(checked)
    }
}
