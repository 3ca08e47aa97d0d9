//! Proves that the versions of an exported site are there, fresh and reachable.

use crate::output;
use crate::report::{Failed, Problem, Report, line};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;
use textify::site::{Gap, Verified, Verify};

/// Verify an exported site: every text version is there, says what its page says, in its language,
/// is reached from it and leads back
///
/// Exit status 1 if something is missing. What is proved is what can be read from the files;
/// conformance as a whole is for a person to judge.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder that `textify export` wrote
    #[arg(value_name = "OUT")]
    output: PathBuf,

    /// The folder that the site was made from [default: the original pages in OUT]
    #[arg(long, value_name = "IN")]
    source: Option<PathBuf>,

    /// The address of the site's root, as it was given to the export
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// The folder of the text versions, in OUT
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_dir: String,

    /// The form of the report on the standard output
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
    let base = args.base_url.as_deref().ok_or_else(|| {
        let hint = "give the address that was given to the export";
        Problem::new("--base-url", "it is missing", hint)
    })?;
    let verify = Verify::new(&args.output, base);
    let mut verify =
        verify.map_err(|error| Problem::of("--base-url", &error))?.with_text_dir(&args.text_dir);
    if let Some(source) = &args.source {
        verify = verify.with_source(source);
    }
    let verified = verify.run().map_err(|error| Problem::of("verify", &error))?;
    let text = match args.format {
        Format::Text => people(&verified),
        Format::Json => pretty(&machines(&verified)),
        Format::Earl => pretty(&earl(&verified)),
    };
    let mut out = io::stdout().lock();
    output::delivered(out.write_all(text.as_bytes()).and_then(|()| out.flush()))?;
    let (pages, gaps) = (verified.pages().len(), verified.gaps().len());
    line(format_args!("textify: {pages} pages verified, {gaps} gaps"));
    Ok(if gaps == 0 { Verdict::Complete } else { Verdict::Gaps })
}

fn people(verified: &Verified) -> String {
    verified.gaps().iter().map(|Gap { path, kind, .. }| format!("{path}: {kind}\n")).collect()
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn machines(verified: &Verified) -> Value {
    let gap = |gap: &Gap| {
        json!({
            "path": gap.path, "gap": gap.kind.code(), "message": gap.kind.to_string(),
        })
    };
    json!({
        "pages": verified.pages(),
        "gaps": verified.gaps().iter().map(gap).collect::<Vec<_>>(),
    })
}

/// What is asked of every page, and the gaps that answer no.
const TESTS: [(&str, &str, &[&str]); 6] = [
    (
        "original",
        "The page is unchanged but for the links to its versions",
        &["no-original", "other-original"],
    ),
    ("existence", "The page has a text version", &["no-version"]),
    ("equivalence", "The text version has every word of the page as it is now", &["lacks-words"]),
    ("language", "The text version is in the language of the page", &["other-language"]),
    (
        "reachability",
        "Each is reached from the beginning of the other",
        &["not-reachable", "no-way-back"],
    ),
    ("check", "No rule of the check fails for the text version", &["finding"]),
];

/// W3C, "Evaluation and Report Language 1.0 Schema": one assertion for each page and test. Whether
/// the site conforms as a whole stays open until a person has looked.
fn earl(verified: &Verified) -> Value {
    let assertion = |subject: &str, test: &str, title: &str, outcome: &str, info: String| {
        json!({
            "@type": "earl:Assertion",
            "earl:assertedBy": { "@id": "#textify" },
            "earl:subject": { "@id": subject, "@type": "earl:TestSubject" },
            "earl:test": { "@id": test, "@type": "earl:TestCriterion", "dct:title": title },
            "earl:mode": { "@id": "earl:automatic" },
            "earl:result": {
                "@type": "earl:TestResult",
                "earl:outcome": { "@id": format!("earl:{outcome}") },
                "earl:info": info,
            },
        })
    };
    let mut assertions = Vec::new();
    for page in verified.pages() {
        let gaps: Vec<&Gap> = verified.gaps().iter().filter(|gap| gap.path == *page).collect();
        let missing =
            gaps.iter().any(|gap| ["no-original", "no-version"].contains(&gap.kind.code()));
        for (test, title, kinds) in TESTS {
            let failed: Vec<String> = gaps
                .iter()
                .filter(|gap| kinds.contains(&gap.kind.code()))
                .map(|gap| gap.kind.to_string())
                .collect();
            let outcome = match failed.is_empty() {
                false => "failed",
                true if missing => "untested",
                true => "passed",
            };
            let test = format!("#{test}");
            assertions.push(assertion(page, &test, title, outcome, failed.join("; ")));
        }
        let info = "for a person to judge".to_owned();
        let title = "The text version is a conforming alternate version (WCAG 2.2)";
        assertions.push(assertion(page, "#conformance", title, "cantTell", info));
    }
    let software = json!({
        "@id": "#textify",
        "@type": ["earl:Assertor", "earl:Software"],
        "dct:title": "textify",
        "dct:hasVersion": env!("CARGO_PKG_VERSION"),
    });
    assertions.insert(0, software);
    json!({
        "@context": {
            "earl": "http://www.w3.org/ns/earl#",
            "dct": "http://purl.org/dc/terms/",
        },
        "@graph": assertions,
    })
}
