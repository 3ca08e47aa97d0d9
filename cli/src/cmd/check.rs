//! Checks pages for accessibility.

mod act;
mod cache;
mod inputs;
mod listed;
mod mend;
mod overrides;
mod places;
mod settings;
pub(crate) mod values;
mod work;

use crate::config::{Section, Source};
use crate::console;
use crate::examples;
use crate::local::checked_root;
use crate::output::{self, Whole};
use crate::paths::{Takes, refuse_address};
use crate::report::{Failed, Problem, Report as Told, name, note, reason, warn};
use crate::walk::Selection;
use crate::words::explained;
use cache::Cache;
use overrides::Checks;
use places::Base;
pub(crate) use settings::Settings;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use textify::check::report::{Format, Report, ReportOptions};
use textify::check::{Baseline, Severity, Stale};
use textify::site::FileFilter;
use work::Work;

/// Check pages for accessibility barriers (WCAG 2.2, EN 301 549)
#[derive(Debug, clap::Args)]
#[command(after_help = examples::CHECK)]
pub(crate) struct Args {
    #[command(flatten)]
    settings: Settings,

    #[command(flatten)]
    config: Source,

    #[command(flatten)]
    selection: Selection,

    /// Report format on the standard output [default: human on a terminal, else plain]
    #[arg(long, value_name = "FORMAT", value_parser = values::formats())]
    format: Option<&'static Format>,

    /// Print all findings with all their places, however many there are
    #[arg(long)]
    full: bool,

    /// End with the number of findings of each rule
    #[arg(long)]
    statistics: bool,

    /// Number of pages to check in parallel [default: number of cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    /// Write all current findings to the baseline; its reasons and expiry dates are kept
    #[arg(long)]
    update_baseline: bool,

    /// Apply the safe fixes to the pages
    #[arg(long, group = "mending")]
    fix: bool,

    /// With --fix or --diff: include fixes that a person should review
    #[arg(long = "unsafe", requires = "mending")]
    and_unsafe: bool,

    /// Show the fixes as a patch, and change nothing
    #[arg(long, group = "mending")]
    diff: bool,

    /// Run the W3C's test cases for ACT rules in a folder, and print the implementation report (EARL
    /// in JSON-LD)
    #[arg(long, conflicts_with_all = ["mending", "update_baseline", "format"])]
    act_report: bool,

    /// List all rules, and check nothing
    #[arg(long)]
    list_rules: bool,
}

/// Refuses a name that promises another format than that of the report.
fn refuse_ending(format: &Format, file: &Path) -> Result<(), Problem> {
    let endings: &[&str] = match format.name() {
        "sarif" => &["sarif", "json"],
        "json" | "gitlab" => &["json"],
        "earl" => &["jsonld", "json"],
        "junit" => &["xml"],
        "html" => &["html", "htm"],
        _ => &["txt", "text", "log", "md"],
    };
    let what = format!("a report in the format {}", format.name());
    output::refuse_ending(file, &what, endings)
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
        let filter = args.selection.filter(&config);
        let settings = args.settings.clone().over(config.check);
        Job { args, settings, filter, folder: config.folder }.done(&mut told)
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
    filter: FileFilter,
    /// The folder of the configuration file.
    folder: Option<PathBuf>,
}

impl Job<'_> {
    fn done(&self, told: &mut Told) -> Result<Verdict, Problem> {
        let Job { args, settings, filter, folder: _ } = self;
        if args.list_rules {
            let mut out = io::stdout().lock();
            let check = settings.check();
            let mut rules = check.rules();
            let listed =
                rules.try_for_each(|rule| writeln!(out, "{}  {}", rule.id(), rule.title()));
            return output::delivered(listed).map(|()| Verdict::Clean);
        }
        if args.act_report {
            return self.act_report(told).map(|()| Verdict::Clean);
        }
        for (format, file) in &settings.output {
            refuse_ending(format, file)?;
        }
        let baseline = self.baseline()?;
        let root = settings.root.as_deref();
        root.map_or(Ok(()), checked_root)?;
        let inputs = inputs::inputs(settings, filter)?;
        let told_of = format!("{:?} {:?} {root:?}", settings.check(), settings.overrides);
        let cache =
            settings.cache.as_deref().map(|path| Cache::open(path, &told_of)).transpose()?;
        let checks = Checks::new(settings, &inputs)?;
        let work = Work { checks: &checks, root, cache: cache.as_ref(), jobs: self.jobs() };
        let (mut report, mut problems) = work.report(&inputs);
        if args.fix || args.diff {
            mend::mend(&inputs, &report, args.and_unsafe, args.diff, told);
        }
        if args.fix {
            // What is left is told of the pages as they are now.
            (report, problems) = work.report(&inputs);
        }
        problems.iter().for_each(|problem| told.problem(problem));
        if args.diff {
            return Ok(Verdict::Clean);
        }
        if let Some(Err(problem)) = cache.as_ref().map(Cache::save) {
            warn(problem.subject(), format_args!("the cache is not written: {}", problem.what()));
        }
        if let Some((path, baseline)) = &baseline {
            self.accept(path, baseline, &mut report)?;
        }
        self.write(&report)?;
        Ok(self.verdict(&report))
    }

    /// How many pages are checked at a time, if that is asked for.
    fn jobs(&self) -> Option<usize> {
        self.args.jobs.map(usize::from)
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
        refuse_address(path, Takes::File)?;
        let baseline = match std::fs::read_to_string(path) {
            Ok(json) => Baseline::from_json(&json).map_err(|error| {
                let why = explained(&error.to_string(), "field").what;
                let what = format_args!("it is not a baseline: {why}");
                Problem::new(
                    name(path),
                    what,
                    "correct it, or write a new one with --update-baseline",
                )
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

    fn accept(&self, file: &Path, baseline: &Baseline, report: &mut Report) -> Result<(), Problem> {
        let today = chrono::Local::now().format("%Y-%m-%d").to_string();
        // Without a configuration file the baseline itself says where the site is.
        let folder = self.folder.as_deref().or(file.parent()).unwrap_or(Path::new(""));
        let base = Base::folder(folder);
        let path = |named: &str| base.path(named);
        let stale = baseline.apply(report, Some(&today), path);
        if self.args.update_baseline {
            let updated = baseline.updated(report, path);
            let mut out = Whole::create(file)?;
            let written = out.write_all(updated.to_json().as_bytes());
            written.map_err(|error| out.problem(&error))?;
            out.commit()?;
            updated.apply(report, None, path);
            return Ok(());
        }
        warn_stale(file, &stale);
        Ok(())
    }

    fn write(&self, report: &Report) -> Result<(), Problem> {
        let repository = Base::repository(self.settings.path_prefix.as_deref());
        let placed = |format: &Format| {
            let base = repository.as_ref().filter(|_| format.needs_repository_paths())?;
            Some(report.with_paths(|named| base.path(named)))
        };
        for (format, file) in &self.settings.output {
            let mut out = Whole::create(file)?;
            let placed = placed(format);
            let report = placed.as_ref().unwrap_or(report);
            let written = format.write(report, &ReportOptions::new(), &mut out);
            written.map_err(|error| out.problem(&error))?;
            out.commit()?;
        }
        let findings = report.findings().next().is_some();
        let failed = report.pages().iter().any(|page| page.error.is_some());
        if console::is_quiet() && self.args.format.is_none() && !findings && !failed {
            return Ok(());
        }
        let on_terminal = io::stdout().is_terminal();
        let usual = if console::is_drawn(on_terminal) { "human" } else { "plain" };
        let format =
            self.args.format.or_else(|| Format::find(usual)).expect("a format of the list");
        let is_shortened = self.args.format.is_none() && !self.args.full;
        let options = ReportOptions::new()
            .with_colour(console::allows_escapes(on_terminal))
            .with_width(console::width().filter(|_| on_terminal))
            .with_shortened(is_shortened)
            .with_statistics(self.args.statistics);
        let mut out = BufWriter::new(io::stdout().lock());
        let placed = placed(format);
        let written = format.write(placed.as_ref().unwrap_or(report), &options, &mut out);
        output::delivered(written.and_then(|()| out.flush()))?;
        if is_shortened && report.is_long() {
            let more = "--full prints every finding, --output html=FILE writes a report";
            note(format_args!("{more}, textify explain RULE explains a rule"));
        }
        Ok(())
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

/// Reports the entries of a baseline that accept nothing: each while they can be read, else their
/// number.
fn warn_stale(file: &Path, stale: &[Stale]) {
    const LISTED_MAX: usize = 10;
    if stale.len() > LISTED_MAX {
        let expired = stale.iter().filter(|entry| entry.expired).count();
        let (gone, hint) = (stale.len() - expired, "--update-baseline removes them");
        let what =
            format_args!("{gone} entries have no finding any more, {expired} have expired; {hint}");
        return warn(name(file), what);
    }
    for entry in stale {
        let why =
            if entry.expired { "it has expired" } else { "there is no such finding any more" };
        let what = format_args!("{}: {} ({}): {why}", entry.path, entry.message, entry.rule);
        warn(name(file), what);
    }
}
