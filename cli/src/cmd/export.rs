//! Makes the complete site out of a folder of pages.

use crate::progress::Progress;
use crate::report::{Failed, Problem, Report, line, name, warn};
use std::path::PathBuf;
use textify::site::{Export, Part};

/// Make the complete site: text and print versions of all pages, site maps, and the original
/// pages with links to them
///
/// Of an original page no byte is changed but for what is inserted. A second run rewrites only what
/// has changed, and removes what has vanished.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder that is the root of the site
    #[arg(value_name = "IN")]
    source: PathBuf,

    /// The folder to write to
    #[arg(value_name = "OUT")]
    output: PathBuf,

    /// The address of the site's root, such as `https://www.example.org/`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// The parts to make besides the copies
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    only: Vec<PartArg>,

    /// The folder for text versions, in OUT
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_dir: String,

    /// The folder for print versions, in OUT
    #[arg(long, value_name = "NAME", default_value = "print")]
    print_dir: String,
}

/// The parts of a site.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum PartArg {
    /// Text versions
    Text,
    /// Print versions
    Print,
    /// Site maps
    Sitemap,
}

impl PartArg {
    /// The parts that are asked for: all of them, unless some are named.
    pub(crate) fn parts(named: &[PartArg]) -> Vec<Part> {
        let all = [PartArg::Text, PartArg::Print, PartArg::Sitemap];
        let asked = if named.is_empty() { &all } else { named };
        let part = |part: &PartArg| match part {
            PartArg::Text => Part::Text,
            PartArg::Print => Part::Print,
            PartArg::Sitemap => Part::SiteMap,
        };
        asked.iter().map(part).collect()
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let mut report = Report::default();
    if let Err(problem) = make(args) {
        report.problem(&problem);
    }
    report.end()
}

fn make(args: &Args) -> Result<(), Problem> {
    let base = args.base_url.as_deref().ok_or_else(|| {
        let hint = "give the address of the site's root, such as https://www.example.org/";
        Problem::new("--base-url", "it is missing", hint)
    })?;
    let export = Export::new(&args.source, &args.output, base);
    let export = export
        .map_err(|error| Problem::of("--base-url", &error))?
        .with_text_dir(&args.text_dir)
        .with_print_dir(&args.print_dir)
        .with_parts(PartArg::parts(&args.only));
    let shown = Progress::new("files");
    let done = export.run(&|progress| shown.show(progress.done, progress.total));
    shown.clear();
    let done = done.map_err(|error| Problem::of("export", &error))?;
    for (path, note) in done.notes() {
        warn(path, note);
    }
    line(format_args!(
        "textify: {} pages; {} files written, {} as they were, {} removed in {}",
        done.pages(),
        done.written(),
        done.kept(),
        done.removed(),
        name(&args.output)
    ));
    Ok(())
}
