//! Checks pages for accessibility.

use crate::input::Input;
use crate::local::checked_root;
use crate::output;
use crate::report::{Failed, Problem, Report as Told, name};
use clap::ValueEnum;
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use textify::ParseOptions;
use textify::check::report::{FORMATS, Format, PageReport, Report};
use textify::check::{Check, Checked, Level, Selector, Severity};
use walkdir::WalkDir;

/// Check pages for accessibility, without a browser.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Pages, and folders with pages; `-` is the standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The level of conformance of WCAG 2.2 that is asked for
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = LevelArg::Aa)]
    level: LevelArg,

    /// Only these rules: ids, or groups such as wcag2a, wcag22aa, en301549:9.1.1.1, act:23a2a8
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = selector)]
    select: Vec<Selector>,

    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = selector)]
    ignore: Vec<Selector>,

    /// The folder that is the root of the site, where addresses such as /css/main.css lead
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,

    /// The report's format
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = format)]
    format: &'static Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelArg {
    A,
    Aa,
    Aaa,
}

fn selector(text: &str) -> Result<Selector, String> {
    text.parse().map_err(|error: textify::check::UnknownSelector| match error.suggestion() {
        Some(near) => format!("{error}; did you mean {near}?"),
        None => error.to_string(),
    })
}

fn format(text: &str) -> Result<&'static Format, String> {
    FORMATS.iter().find(|format| format.name() == text).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(Format::name).collect();
        format!("the formats are {}", names.join(", "))
    })
}

/// What the check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Clean,
    Findings,
}

pub(crate) fn run(args: &Args) -> Result<Verdict, Failed> {
    let mut told = Told::default();
    let root = args.root.as_deref();
    let inputs = match root.map_or(Ok(()), checked_root).and_then(|()| inputs(&args.paths)) {
        Ok(inputs) => inputs,
        Err(problem) => {
            told.problem(&problem);
            return Err(Failed);
        }
    };
    let check = Check::new()
        .with_level(match args.level {
            LevelArg::A => Level::A,
            LevelArg::Aa => Level::AA,
            LevelArg::Aaa => Level::AAA,
        })
        .with_select(args.select.iter().cloned())
        .with_ignore(args.ignore.iter().cloned());
    let report = checked(&check, &inputs, root, &mut told);
    let written = args.format.write(&report, &mut io::stdout().lock());
    if let Err(problem) = output::delivered(written) {
        told.problem(&problem);
    }
    told.end()?;
    let failed = report.findings().any(|(_, found)| found.severity() == Severity::Error);
    Ok(if failed { Verdict::Findings } else { Verdict::Clean })
}

/// Checks all pages, on all cores; the report is in the order of the inputs whatever their number.
fn checked(check: &Check, inputs: &[Input], root: Option<&Path>, told: &mut Told) -> Report {
    let options = ParseOptions::new();
    let one = |input: &Input| input.parse(&options, root).map(|page| check.page(&page));
    let results: Vec<Result<Checked, Problem>> = inputs.par_iter().map(one).collect();
    let paths: Vec<String> = inputs.iter().map(path).collect();
    let there = |index: usize| results[index].as_ref().ok().map(|done| (index, done));
    let (indices, site): (Vec<_>, Vec<_>) = (0..inputs.len())
        .filter_map(there)
        .map(|(index, checked)| (index, (paths[index].as_str(), checked)))
        .unzip();
    let mut compared = vec![Vec::new(); inputs.len()];
    for (page, finding) in check.site(&site) {
        compared[indices[page]].push(finding);
    }
    let mut pages = Vec::new();
    for ((result, path), compared) in results.into_iter().zip(paths.clone()).zip(compared) {
        pages.push(match result {
            Ok(checked) => PageReport::new(path, [checked.into_findings(), compared].concat()),
            Err(problem) => {
                told.problem(&problem);
                PageReport::failed(path, problem.what())
            }
        });
    }
    Report::new(pages)
}

/// The path as reports name it: with `/` on every system.
fn path(input: &Input) -> String {
    let parts = |path: &Path| {
        let text = path.to_string_lossy().into_owned();
        if cfg!(windows) { text.replace('\\', "/") } else { text }
    };
    input.path().map_or_else(|| "-".to_owned(), parts)
}

/// The pages that the paths name; folders are searched, their pages sorted by name.
fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Problem> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() != "-" && path.is_dir() {
            let before = inputs.len();
            for entry in WalkDir::new(path).sort_by_file_name() {
                let entry = entry.map_err(|error| {
                    Problem::new(name(path), error, "see that you may read the folder")
                })?;
                if entry.file_type().is_file() && is_page(entry.path()) {
                    inputs.push(Input::File(entry.into_path()));
                }
            }
            if inputs.len() == before {
                let hint = "give a folder with .html, .htm, .xhtml or .svg files";
                return Err(Problem::new(name(path), "there is no page in the folder", hint));
            }
        } else {
            inputs.extend(Input::all(std::slice::from_ref(path)));
        }
    }
    Ok(inputs)
}

/// Whether a file of a folder is one to check, by its extension.
fn is_page(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    matches!(extension.as_str(), "html" | "htm" | "xhtml" | "svg")
}
