//! What rules for sites see: some facts of every page, not the pages themselves.

use super::context::Context;
use super::finding::{Finding, Location};
use super::rule::{Outcome, Rule, Severity};
use crate::dom::Tag;

/// What is kept of a checked page for the rules that compare pages.
#[derive(Debug, Clone, Default)]
pub(crate) struct SiteFacts {
    pub(crate) title: String,
    /// Where the title stands, or the page begins.
    pub(crate) title_location: Location,
}

impl SiteFacts {
    pub(crate) fn of(cx: &Context<'_>) -> SiteFacts {
        let title = cx.all(Tag::Title).next().or_else(|| cx.root());
        SiteFacts {
            title: cx.page.title(),
            title_location: title.map(|node| cx.locate(node)).unwrap_or_default(),
        }
    }
}

/// A page of a site.
pub(crate) struct SitePage<'c> {
    pub(crate) path: &'c str,
    pub(crate) facts: &'c SiteFacts,
}

/// A rule at work on a site.
pub(crate) struct SiteChecker<'c> {
    pub(crate) pages: &'c [SitePage<'c>],
    rule: &'static Rule,
    /// The findings with the index of their page.
    found: &'c mut Vec<(usize, Finding)>,
}

impl<'c> SiteChecker<'c> {
    pub(crate) fn new(
        pages: &'c [SitePage<'c>],
        rule: &'static Rule,
        found: &'c mut Vec<(usize, Finding)>,
    ) -> Self {
        SiteChecker { pages, rule, found }
    }

    /// A proved fault of one page, as heavy as the rule has it.
    pub(crate) fn fail(
        &mut self,
        page: usize,
        location: &Location,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.tell(page, location, Outcome::Failed, self.rule.severity, message.into())
    }

    fn tell(
        &mut self,
        page: usize,
        location: &Location,
        outcome: Outcome,
        severity: Severity,
        message: String,
    ) -> &mut Finding {
        let finding = Finding {
            rule: self.rule,
            outcome,
            severity,
            criteria: self.rule.criteria,
            act: self.rule.act,
            message,
            hint: self.rule.hint.to_owned(),
            location: location.clone(),
            node: None,
            fix: None,
        };
        self.found.push((page, finding));
        &mut self.found.last_mut().expect("just pushed").1
    }
}
