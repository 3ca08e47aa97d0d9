//! What rules for sites see: some facts of every page, not the pages themselves.

mod facts;
mod links;

use super::finding::{Finding, Location};
use super::rule::{Outcome, Rule, Severity};
pub(crate) use facts::{SiteFacts, SiteLink};
pub(crate) use links::SiteLinks;
use std::cell::OnceCell;

/// A page of a site.
pub(crate) struct SitePage<'c> {
    pub(crate) path: &'c str,
    pub(crate) facts: &'c SiteFacts,
}

/// A rule at work on a site.
pub(crate) struct SiteChecker<'c> {
    pub(crate) pages: &'c [SitePage<'c>],
    links: &'c OnceCell<SiteLinks>,
    rule: &'static Rule,
    /// The findings with the index of their page.
    found: &'c mut Vec<(usize, Finding)>,
}

impl<'c> SiteChecker<'c> {
    pub(crate) fn new(
        pages: &'c [SitePage<'c>],
        links: &'c OnceCell<SiteLinks>,
        rule: &'static Rule,
        found: &'c mut Vec<(usize, Finding)>,
    ) -> Self {
        SiteChecker { pages, links, rule, found }
    }

    /// The pages that links lead to.
    pub(crate) fn links(&self) -> &'c SiteLinks {
        self.links.get_or_init(|| SiteLinks::new(self.pages))
    }

    /// A proved fault of one page, as heavy as the rule has it.
    pub(crate) fn fail(
        &mut self,
        page: usize,
        location: &Location,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.tell(page, location, (Outcome::Failed, self.rule.severity), message.into())
    }

    /// A place where a person must look.
    pub(crate) fn review(
        &mut self,
        page: usize,
        location: &Location,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.tell(page, location, (Outcome::CantTell, Severity::Review), message.into())
    }

    fn tell(
        &mut self,
        page: usize,
        location: &Location,
        weight: (Outcome, Severity),
        message: String,
    ) -> &mut Finding {
        let finding = Finding::new(self.rule, weight, message, location.clone());
        self.found.push((page, finding));
        &mut self.found.last_mut().expect("just pushed").1
    }
}
