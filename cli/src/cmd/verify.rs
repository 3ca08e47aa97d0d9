//! Proves that the versions of an exported site are there, fresh and reachable.

use super::export::Settings;
use crate::config::{Section, Source};
use crate::examples;
use crate::output;
use crate::paths::{Takes, refuse_address};
use crate::report::{Failed, Problem, Report, count, note, warn};
use crate::urls;
use crate::walk::{Selection, tell};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::path::PathBuf;
use textify::site::{Gap, Part, Verified, Verify};

/// Verify an exported site: each version exists, equals its page, and is linked with it
///
/// Each version must have the same words, structure, links and languages as its page, be linked from
/// it and link back. This is what the files show; conformance as a whole is for a person to judge.
#[derive(Debug, clap::Args)]
#[command(after_help = examples::VERIFY)]
pub(crate) struct Args {
    /// Folder that `textify export` wrote
    #[arg(value_name = "OUT")]
    output: Option<PathBuf>,

    /// Source folder of the export [default: the original pages in OUT]
    #[arg(long, value_name = "IN")]
    source: Option<PathBuf>,

    #[command(flatten)]
    config: Source,

    #[command(flatten)]
    settings: Settings,

    #[command(flatten)]
    urls: urls::Settings,

    #[command(flatten)]
    selection: Selection,

    /// Report format on the standard output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

/// The forms of the report.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For machines
    Json,
    /// The W3C's Evaluation and Report Language, as JSON-LD
    Earl,
}

/// Whether something is missing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Complete,
    Gaps,
}

pub(crate) fn run(args: &Args) -> Result<Verdict, Failed> {
    let mut report = Report::default();
    match verify(args) {
        Ok(verdict) => return Ok(verdict),
        Err(problem) => report.problem(&problem),
    }
    report.end().map(|()| Verdict::Complete)
}

fn verify(args: &Args) -> Result<Verdict, Problem> {
    let given = args.settings.clone();
    let given = given.with_folders(args.source.as_deref(), args.output.as_deref());
    let config = args.config.load()?;
    let files = args.selection.filter(&config);
    let settings = given.over(config.export);
    let output = settings.output()?;
    let verify = match settings.given_base_url() {
        Some(base) => Verify::new(output, base),
        None => Verify::of_export(output, settings.state()),
    };
    let verify = verify.map_err(|error| Problem::of("--base-url", &error))?;
    let urls = args.urls.clone().over(config.urls);
    let mut verify = verify.with_settings(settings.site(&config.print, &urls, files)?);
    if let Some(source) = settings.source() {
        refuse_address(source, Takes::Site)?;
        verify = verify.with_source(source);
    }
    if let Some(state) = settings.state() {
        verify = verify.with_state(state);
    }
    let verified = verify.run().map_err(|error| Problem::of("verify", &error))?;
    for page in verified.unlinked() {
        warn(page, "no links to its versions can be inserted: link to them in another way");
    }
    tell_own_map(&verified);
    if settings.source().is_some() {
        tell(verified.omitted());
    }
    for (sheet, &pages) in verified.unread_sheets() {
        let pages = count(pages, "page");
        warn(
            sheet,
            format_args!("the style sheet could not be read: it may hide the links on {pages}"),
        );
    }
    let text = match args.format {
        Format::Text => people(&verified),
        Format::Json => pretty(&machines(&verified)),
        Format::Earl => pretty(&earl(&verified)),
    };
    let mut out = io::stdout().lock();
    output::delivered(out.write_all(text.as_bytes()).and_then(|()| out.flush()))?;
    let (pages, gaps) = (verified.pages().len(), verified.gaps().len());
    note(format_args!("{} verified, {}", count(pages, "page"), count(gaps, "gap")));
    Ok(if gaps == 0 { Verdict::Complete } else { Verdict::Gaps })
}

/// How many pages that a site map of the site's own lacks are named.
const MAX_NAMED: usize = 5;

/// What the site's own site map lacks: a notice, and no gap.
fn tell_own_map(verified: &Verified) {
    let Some(own) = verified.own_map().filter(|own| !own.lacks().is_empty()) else { return };
    let (file, lacks) = (own.file(), own.lacks());
    let named: Vec<String> = lacks.iter().take(MAX_NAMED).map(|page| format!("/{page}")).collect();
    let more = if lacks.len() > MAX_NAMED { ", …" } else { "" };
    note(format_args!(
        "{file}: notice: the site's own site map lacks {}: {}{more}",
        count(lacks.len(), "page"),
        named.join(", ")
    ));
}

fn people(verified: &Verified) -> String {
    verified.gaps().iter().map(|gap| format!("{}: {gap}\n", gap.path)).collect()
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A kind of versions in one word.
fn word(part: Part) -> &'static str {
    if part == Part::Print { "print" } else { "text" }
}

fn machines(verified: &Verified) -> Value {
    let gap = |gap: &Gap| {
        json!({
            "path": gap.path,
            "version": gap.version.map(word),
            "gap": gap.kind.code(),
            "message": gap.to_string(),
        })
    };
    json!({
        "pages": verified.pages(),
        "versions": verified.versions().iter().map(|&part| word(part)).collect::<Vec<_>>(),
        "unlinked": verified.unlinked(),
        "ownSiteMap": verified.own_map().map(|own| json!({
            "file": own.file(),
            "lacks": own.lacks(),
        })),
        "unreadSheets": verified.unread_sheets(),
        "gaps": verified.gaps().iter().map(gap).collect::<Vec<_>>(),
    })
}

/// What is asked of every version of a page, and the gaps that answer no.
const TESTS: [(&str, &str, &[&str]); 6] = [
    ("existence", "The page has a {} version", &["no-version"]),
    (
        "equivalence",
        "The {} version says what the page says now, and nothing else",
        &[
            "lacks-words",
            "adds-words",
            "reordered",
            "other-structure",
            "lacks-link",
            "adds-link",
            "out-of-date",
        ],
    ),
    ("language", "The {} version is in the languages of the page", &["other-language"]),
    (
        "reachability",
        "The page and its {} version are reached from each other, by links that are seen",
        &["not-reachable", "link-hidden", "no-way-back"],
    ),
    ("robots", "The {} version asks of search engines what the page asks", &["other-directives"]),
    ("check", "No rule of the check fails for the {} version", &["finding"]),
];

/// W3C, "Evaluation and Report Language 1.0 Schema": one assertion for each page and test. Whether
/// the site conforms as a whole stays open until a person has looked.
fn earl(verified: &Verified) -> Value {
    let software = json!({
        "@id": "#textify",
        "@type": ["earl:Assertor", "earl:Software"],
        "dct:title": "textify",
        "dct:hasVersion": env!("CARGO_PKG_VERSION"),
    });
    let mut assertions = vec![software];
    let mut by_page: HashMap<&str, Vec<&Gap>> = HashMap::new();
    for gap in verified.gaps() {
        by_page.entry(&gap.path).or_default().push(gap);
    }
    let unlinked: HashSet<&str> = verified.unlinked().iter().map(String::as_str).collect();
    for page in verified.pages() {
        let gaps = by_page.get(page.as_str()).map(Vec::as_slice).unwrap_or_default();
        let can_link = !unlinked.contains(page.as_str());
        page_assertions(verified.versions(), (page, can_link), gaps, &mut assertions);
    }
    let listed: Vec<String> = verified
        .gaps()
        .iter()
        .filter(|gap| gap.kind.code().ends_with("in-site-map"))
        .map(|gap| format!("{}: {gap}", gap.path))
        .collect();
    if verified.parts().contains(&Part::SiteMap) {
        let title = "The site map lists exactly the pages that are to be indexed";
        let outcome = if listed.is_empty() { "passed" } else { "failed" };
        assertions.push(assertion("sitemap.xml", "site-map", title, outcome, &listed.join("; ")));
    }
    for gap in verified.gaps().iter().filter(|gap| gap.kind.code() == "other-address") {
        let title = "The site is exported for its address";
        assertions.push(assertion(&gap.path, "address", title, "failed", &gap.to_string()));
    }
    json!({
        "@context": {
            "earl": "http://www.w3.org/ns/earl#",
            "dct": "http://purl.org/dc/terms/",
        },
        "@graph": assertions,
    })
}

fn page_assertions(
    versions: &[Part],
    (page, can_link): (&str, bool),
    gaps: &[&Gap],
    assertions: &mut Vec<Value>,
) {
    let of = |version: Option<Part>, codes: &[&str]| {
        let gaps = gaps.iter().filter(|it| it.version == version);
        let told = gaps.filter(|gap| codes.contains(&gap.kind.code()));
        told.map(ToString::to_string).collect::<Vec<_>>()
    };
    let original = of(None, &["no-original", "other-original", "links-move"]);
    let title = "The page is unchanged but for the links to its versions";
    let outcome = if original.is_empty() { "passed" } else { "failed" };
    assertions.push(assertion(page, "original", title, outcome, &original.join("; ")));
    let is_missing = !of(None, &["no-original"]).is_empty();
    for &version in versions {
        let is_missing = is_missing || !of(Some(version), &["no-version"]).is_empty();
        let kind = word(version);
        for (test, title, codes) in TESTS {
            let failed = of(Some(version), codes);
            let (outcome, info) = match test {
                _ if !failed.is_empty() => ("failed", failed.join("; ")),
                _ if is_missing => ("untested", String::new()),
                "reachability" if !can_link => {
                    ("cantTell", "the page can have no links inserted".to_owned())
                }
                _ => ("passed", String::new()),
            };
            let title = title.replace("{}", kind);
            assertions.push(assertion(page, &format!("{kind}-{test}"), &title, outcome, &info));
        }
    }
    let title = "The text version is a conforming alternate version (WCAG 2.2)";
    assertions.push(assertion(page, "conformance", title, "cantTell", "for a person to judge"));
}

fn assertion(subject: &str, test: &str, title: &str, outcome: &str, info: &str) -> Value {
    json!({
        "@type": "earl:Assertion",
        "earl:assertedBy": { "@id": "#textify" },
        "earl:subject": { "@id": subject, "@type": "earl:TestSubject" },
        "earl:test": { "@id": format!("#{test}"), "@type": "earl:TestCriterion", "dct:title": title },
        "earl:mode": { "@id": "earl:automatic" },
        "earl:result": {
            "@type": "earl:TestResult",
            "earl:outcome": { "@id": format!("earl:{outcome}") },
            "earl:info": info,
        },
    })
}
