//! The accessibility check: rules over pages, without a browser.
//!
//! ```
//! use textify::{Page, ParseOptions, check::{Check, Severity}};
//!
//! let page = Page::from_html("<title>News</title><h1>News</h1>", &ParseOptions::new())?;
//! let checked = Check::new().page(&page);
//! let error = checked.findings().iter().find(|finding| finding.severity() == Severity::Error);
//! assert_eq!(error.map(|finding| finding.rule().id()), Some("html-lang-present"));
//! # Ok::<(), textify::Error>(())
//! ```

mod act;
mod baseline;
mod context;
mod contrast;
mod files;
mod finding;
mod fix;
mod fragments;
mod headings;
mod identity;
mod kept;
mod locate;
mod prose;
mod repeated;
pub mod report;
mod rule;
mod rules;
mod select;
mod site;
mod suppress;
#[cfg(test)]
mod tests;
mod wcag;
mod words;

use crate::page::Page;
pub use act::{ActCase, ActReport};
pub use baseline::{Baseline, Stale};
use context::{Checker, Context};
pub use finding::{Finding, Fix, Location};
pub use fix::{Fixed, apply_fixes};
use rule::Check as Run;
pub use rule::{Decidable, Outcome, Rule, Severity};
pub use rules::RULES;
pub use select::{Selector, UnknownSelector};
use site::{SiteChecker, SiteFacts, SitePage};
use std::cell::OnceCell;
use suppress::Comments;
pub use suppress::{SuppressedBy, Suppression};
pub use wcag::{CRITERIA, Criterion, Edition, Level, Version};

/// How pages are checked.
#[derive(Debug, Clone)]
pub struct Check {
    level: Level,
    select: Vec<Selector>,
    ignore: Vec<Selector>,
}

impl Default for Check {
    fn default() -> Self {
        Check::new()
    }
}

impl Check {
    /// All rules for levels A and AA of WCAG 2.2, and the advice that belongs to them.
    pub fn new() -> Self {
        Check { level: Level::AA, select: Vec::new(), ignore: Vec::new() }
    }

    /// The level of conformance that is asked for.
    pub fn with_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Only these rules; without any, all rules of the level.
    pub fn with_select(mut self, select: impl IntoIterator<Item = Selector>) -> Self {
        self.select.extend(select);
        self
    }

    /// Not these rules.
    pub fn with_ignore(mut self, ignore: impl IntoIterator<Item = Selector>) -> Self {
        self.ignore.extend(ignore);
        self
    }

    /// The rules that are asked for, in the order of the catalogue.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let asked = |rule: &Rule| match self.select.is_empty() {
            true => rule.level().is_none_or(|level| level <= self.level),
            false => self.select.iter().any(|selector| selector.matches(rule)),
        };
        let refused = |rule: &Rule| self.ignore.iter().any(|selector| selector.matches(rule));
        RULES.iter().copied().filter(move |rule| asked(rule) && !refused(rule))
    }

    /// Checks one page. Rules that compare pages have their turn with [`Check::site`].
    pub fn page(&self, page: &Page) -> Checked {
        let cx = Context::new(page, self.level);
        let ran: Vec<_> = self.rules().filter(|rule| rule.svg || !cx.svg).collect();
        let mut findings = Vec::new();
        for rule in &ran {
            if let Run::Page(check) = rule.check {
                check(&mut Checker::new(&cx, rule, &mut findings));
            }
        }
        let mut comments = Comments::find(cx.doc);
        let accepted: Vec<_> = findings.iter().map(|f| comments.accept(cx.doc, f)).collect();
        let (mut open, mut suppressed) = (Vec::new(), Vec::new());
        for (finding, accepted) in findings.into_iter().zip(accepted) {
            match accepted {
                Some(suppression) => suppressed.push((finding, suppression)),
                None => open.push(finding),
            }
        }
        if ran.contains(&&suppress::RULE) {
            comments.tell(&cx, &ran, &mut open);
        }
        open.sort_by_key(|finding| finding.location.bytes.start);
        suppressed.sort_by_key(|(finding, _)| finding.location.bytes.start);
        Checked { findings: open, suppressed, facts: SiteFacts::of(&cx, &comments) }
    }

    /// Compares the pages of a site, each given with its path.
    pub fn site(&self, pages: &[(&str, &Checked)]) -> Compared {
        let pages: Vec<_> =
            pages.iter().map(|(path, checked)| SitePage { path, facts: &checked.facts }).collect();
        let (links, mut found) = (OnceCell::new(), Vec::new());
        let ran: Vec<_> = self.rules().collect();
        for rule in &ran {
            if let Run::Site(check) = rule.check {
                check(&mut SiteChecker::new(&pages, &links, rule, &mut found));
            }
        }
        let mut used: Vec<_> =
            pages.iter().map(|page| vec![false; page.facts.ignores.len()]).collect();
        let mut compared = Compared::default();
        for (page, finding) in found {
            let mut ignores = pages[page].facts.ignores.iter().enumerate();
            let accepted = ignores.find_map(|(at, ignore)| Some((at, ignore.accept(&finding)?)));
            match accepted {
                Some((at, suppression)) => {
                    used[page][at] = true;
                    compared.suppressed.push((page, finding, suppression));
                }
                None => compared.findings.push((page, finding)),
            }
        }
        // A page alone is compared with nothing: its comments may be needed all the same.
        if pages.len() > 1 && ran.contains(&&suppress::RULE) {
            for (page, used) in used.iter().enumerate() {
                let unused = pages[page].facts.ignores.iter().zip(used).filter(|(_, used)| !**used);
                let told = unused.filter_map(|(ignore, _)| Some((page, ignore.unused(&ran)?)));
                compared.findings.extend(told);
            }
        }
        compared.findings.sort_by_key(|(page, finding)| (*page, finding.location.bytes.start));
        compared
    }
}

/// What came of comparing the pages of a site: all with the index of the page.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    findings: Vec<(usize, Finding)>,
    suppressed: Vec<(usize, Finding, Suppression)>,
}

impl Compared {
    /// What was found, page by page, in the order of the source.
    pub fn findings(&self) -> &[(usize, Finding)] {
        &self.findings
    }

    /// What was found and has been accepted by a comment in its page.
    pub fn suppressed(&self) -> &[(usize, Finding, Suppression)] {
        &self.suppressed
    }
}

/// A checked page: what was found, and what rules that compare pages need of it.
#[derive(Debug, Clone)]
pub struct Checked {
    findings: Vec<Finding>,
    suppressed: Vec<(Finding, Suppression)>,
    facts: SiteFacts,
}

impl Checked {
    /// What was found, in the order of the source.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What was found and has been accepted by a comment in the page.
    pub fn suppressed(&self) -> &[(Finding, Suppression)] {
        &self.suppressed
    }
}
