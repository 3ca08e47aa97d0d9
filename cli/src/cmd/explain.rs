//! Explains the rules of the check.

use super::check::values::rules;
use crate::examples;
use crate::output;
use crate::report::{Failed, Report};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use textify::check::{Decidable, Edition, RULES, Rule, Selector};

/// Explain the rules of the check, with examples
#[derive(Debug, clap::Args)]
#[command(after_help = examples::EXPLAIN)]
pub(crate) struct Args {
    /// Rules: ids, or groups such as wcag2a or act:23a2a8 [default: all]
    #[arg(value_name = "RULE", value_parser = rules(), hide_possible_values = true)]
    rules: Vec<Selector>,
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let mut report = Report::default();
    let selectors = &args.rules;
    let asked = |rule: &&&Rule| selectors.is_empty() || selectors.iter().any(|s| s.matches(rule));
    let mut text = String::new();
    if selectors.is_empty() {
        text.push_str("# Rules of the check\n\n");
        for rule in RULES {
            let _ = writeln!(text, "- [{id}](#{id}): {}", marked(rule.title()), id = rule.id());
        }
        text.push('\n');
    }
    for rule in RULES.iter().filter(asked) {
        explain(rule, &mut text);
    }
    let written = io::stdout()
        .write_all(text.trim_end().as_bytes())
        .and_then(|()| io::stdout().write_all(b"\n"));
    if let Err(problem) = output::delivered(written) {
        report.problem(&problem);
    }
    report.end()
}

/// One rule as Markdown, which reads well as it stands.
fn explain(rule: &Rule, text: &mut String) {
    let _ = writeln!(
        text,
        "## {}\n\n{}\n\n{}\n\n{}\n",
        rule.id(),
        marked(rule.title()),
        marked(rule.who()),
        marked(rule.hint())
    );
    let criteria: Vec<_> = rule
        .criteria()
        .map(|c| {
            let clause = c.en301549(Edition::default());
            let clause = clause.map(|clause| format!(", EN 301 549 {clause}")).unwrap_or_default();
            format!("WCAG 2.2, {} {} ({}){clause}", c.number(), c.name(), c.level())
        })
        .collect();
    if !criteria.is_empty() {
        let advice = if rule.is_advice() { " Advice: no failure of them." } else { "" };
        let _ = writeln!(text, "- Criteria: {}.{advice}", criteria.join("; "));
    }
    if !rule.act().is_empty() {
        let _ = writeln!(text, "- ACT rules: {}.", rule.act().join(", "));
    }
    if let Some(url) = rule.help_url() {
        let _ = writeln!(text, "- More: <{url}>.");
    }
    let needs = match rule.decidable() {
        Decidable::Css => "document and style",
        Decidable::Partial => "document and style, in part",
        _ => "the document",
    };
    let site = if rule.is_for_sites() { "; compares pages" } else { "" };
    let _ = writeln!(text, "- Decided by: {needs}{site}.\n- At most: {}.", rule.severity());
    let _ = writeln!(text, "\nNot so:\n\n```html\n{}\n```\n", rule.bad_example());
    let _ = writeln!(text, "But so:\n\n```html\n{}\n```\n", rule.good_example());
}

/// Text for Markdown: the markup that it quotes as code.
fn marked(text: &str) -> String {
    match (text.find('<'), text.rfind('>')) {
        (Some(from), Some(to)) if from < to => {
            format!("{}`{}`{}", &text[..from], &text[from..=to], &text[to + 1..])
        }
        _ => text.to_owned(),
    }
}
