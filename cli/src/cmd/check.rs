//! Checks pages for accessibility.

mod inputs;
mod mend;
mod settings;

use crate::config::{Section, Source};
use crate::input::Input;
use crate::local::checked_root;
use crate::output::{self, Whole};
use crate::report::{Failed, Problem, Report as Told, name, reason, warn};
use rayon::prelude::*;
pub(crate) use settings::Settings;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use textify::ParseOptions;
use textify::check::report::{Format, PageReport, Report, ReportOptions};
use textify::check::{Baseline, Check, Checked, Severity};

/// Check pages for accessibility, without a browser.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    settings: Settings,

    #[command(flatten)]
    config: Source,

    /// The report's format on the standard output [default: human on a terminal, else plain]
    #[arg(long, value_name = "FORMAT", value_parser = settings::format)]
    format: Option<&'static Format>,

    /// Write all findings of today into the baseline; reasons and last days are kept
    #[arg(long)]
    update_baseline: bool,

    /// Mend in the pages what can be mended without a person
    #[arg(long, group = "mending")]
    fix: bool,

    /// Mend also what a person should look at afterwards
    #[arg(long = "unsafe", requires = "mending")]
    and_unsafe: bool,

    /// Show what would be mended, and write nothing
    #[arg(long, group = "mending")]
    diff: bool,

    /// List the rules, and check nothing
    #[arg(long)]
    list_rules: bool,
}

/// What the check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Clean,
    Findings,
}

pub(crate) fn run(args: &Args) -> Result<Verdict, Failed> {
    let mut told = Told::default();
    let done = args.config.load().and_then(|config| {
        let settings = args.settings.clone().over(config.check);
        Job { args, settings }.done(&mut told)
    });
    match done {
        Ok(verdict) => told.end().map(|()| verdict),
        Err(problem) => {
            told.problem(&problem);
            Err(Failed)
        }
    }
}

/// A run with its settings: those of the command line over those of the file.
struct Job<'a> {
    args: &'a Args,
    settings: Settings,
}

impl Job<'_> {
    fn done(&self, told: &mut Told) -> Result<Verdict, Problem> {
        let Job { args, settings } = self;
        let check = settings.check();
        if args.list_rules {
            let mut out = io::stdout().lock();
            let mut rules = check.rules();
            let listed =
                rules.try_for_each(|rule| writeln!(out, "{}  {}", rule.id(), rule.title()));
            return output::delivered(listed).map(|()| Verdict::Clean);
        }
        let baseline = self.baseline()?;
        let root = settings.root.as_deref();
        root.map_or(Ok(()), checked_root)?;
        let inputs = inputs::inputs(&settings.paths)?;
        let mut report = checked(&check, &inputs, root, told);
        if args.fix || args.diff {
            mend::mend(&inputs, &report, args.and_unsafe, args.diff, told);
            if args.diff {
                return Ok(Verdict::Clean);
            }
            // What is left is told of the pages as they are now.
            report = checked(&check, &inputs, root, told);
        }
        if let Some((path, baseline)) = &baseline {
            self.accept(path, baseline, &mut report)?;
        }
        self.write(&report)?;
        Ok(self.verdict(&report))
    }

    /// The baseline, if one is asked for; one that is to be updated may be new.
    fn baseline(&self) -> Result<Option<(&Path, Baseline)>, Problem> {
        let update = self.args.update_baseline;
        let Some(path) = self.settings.baseline.as_deref() else {
            if update {
                let hint = "name its file with --baseline, or in textify.toml";
                return Err(Problem::new("--update-baseline", "there is no baseline", hint));
            }
            return Ok(None);
        };
        let baseline = match std::fs::read_to_string(path) {
            Ok(json) => Baseline::from_json(&json).map_err(|error| {
                let what = format_args!("it is no baseline: {error}");
                Problem::new(name(path), what, "mend it, or write a new one with --update-baseline")
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound && update => {
                Ok(Baseline::default())
            }
            Err(error) => {
                let what = format_args!("it cannot be read: {}", reason(&error));
                Err(Problem::new(name(path), what, "write one with --update-baseline"))
            }
        };
        Ok(Some((path, baseline?)))
    }

    fn accept(&self, path: &Path, baseline: &Baseline, report: &mut Report) -> Result<(), Problem> {
        let today = chrono::Local::now().format("%Y-%m-%d").to_string();
        let stale = baseline.apply(report, Some(&today));
        if self.args.update_baseline {
            let updated = baseline.updated(report);
            let mut file = Whole::create(path)?;
            let written = file.write_all(updated.to_json().as_bytes());
            written.map_err(|error| file.problem(&error))?;
            file.commit()?;
            updated.apply(report, None);
            return Ok(());
        }
        for entry in stale {
            let why =
                if entry.expired { "its time is over" } else { "nothing is found there any more" };
            let what = format_args!("{}: {} ({}): {why}", entry.path, entry.message, entry.rule);
            warn(name(path), what);
        }
        Ok(())
    }

    fn write(&self, report: &Report) -> Result<(), Problem> {
        for (format, file) in &self.settings.output {
            let mut out = Whole::create(file)?;
            let written = format.write(report, &ReportOptions::new(), &mut out);
            written.map_err(|error| out.problem(&error))?;
            out.commit()?;
        }
        let on_terminal = io::stdout().is_terminal();
        let usual = if on_terminal { "human" } else { "plain" };
        let format =
            self.args.format.or_else(|| Format::find(usual)).expect("a format of the list");
        // https://no-color.org: any value that is not empty asks for none.
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let options = ReportOptions::new().with_colour(on_terminal && !no_colour);
        let mut out = BufWriter::new(io::stdout().lock());
        output::delivered(format.write(report, &options, &mut out).and_then(|()| out.flush()))
    }

    fn verdict(&self, report: &Report) -> Verdict {
        let weighty = self.settings.fails_from();
        let fails = |severity| weighty.is_some_and(|least| severity <= least);
        let heavy = report.findings().any(|(_, found)| fails(found.severity()));
        let most = self.settings.max_warnings;
        let many = most.is_some_and(|most| report.count(Severity::Warning) > most);
        if heavy || many { Verdict::Findings } else { Verdict::Clean }
    }
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
    let page = |((result, path), compared): ((Result<Checked, Problem>, String), _)| match result {
        Ok(checked) => {
            let mut page = PageReport::new(path, checked);
            page.findings.extend::<Vec<_>>(compared);
            page
        }
        Err(problem) => {
            told.problem(&problem);
            PageReport::failed(path, problem.what())
        }
    };
    Report::new(results.into_iter().zip(paths.clone()).zip(compared).map(page).collect())
}

/// The path as reports name it: with `/` on every system.
fn path(input: &Input) -> String {
    let parts = |path: &Path| {
        let text = path.to_string_lossy().into_owned();
        if cfg!(windows) { text.replace('\\', "/") } else { text }
    };
    input.path().map_or_else(|| "-".to_owned(), parts)
}
