//! Writes the site maps of a site that lies in a folder.

use super::export::base_url;
use crate::config::Source;
use crate::examples;
use crate::output::{self, Whole};
use crate::paths::{Takes, expanded};
use crate::report::{Failed, Problem, Report, count, name, note, reason, warn};
use crate::walk::{self, Selection, unreadable, warn_program};
use rayon::prelude::*;
use serde::Serialize;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use textify::Error;
use textify::site::ServerCode;
use textify::sitemap::{Exclusion, Fault, People, SiteMap, Survey, Xml, is_page};

/// Write site maps for search engines and for people, and report broken links
///
/// All files below the folder belong to the site. Pages are left out if they ask for it (noindex),
/// redirect elsewhere or are duplicates. Pages that were left out, and faults such as broken links,
/// orphaned pages and duplicate titles, are listed on the standard error.
#[derive(Debug, clap::Args)]
#[command(after_help = examples::SITEMAP)]
pub(crate) struct Args {
    /// Root folder of the site, or single pages in the current folder
    #[arg(value_name = "DIR", required = true)]
    paths: Vec<PathBuf>,

    /// Address of the site's root, such as `https://www.example.org/`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// Folder for sitemap.xml, sitemap.html and sitemap.txt [default: the XML to the standard
    /// output]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Compress the XML files
    #[arg(long)]
    gzip: bool,

    /// The site is served without file endings: /news for news.html
    #[arg(long)]
    no_extension: bool,

    #[command(flatten)]
    config: Source,

    #[command(flatten)]
    selection: Selection,

    /// Write a report of pages left out and of faults as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let mut report = Report::default();
    if let Err(problem) = make(args) {
        report.problem(&problem);
    }
    report.end()
}

fn make(args: &Args) -> Result<(), Problem> {
    let base = base_url(args.base_url.as_deref())?;
    let report = args.report.as_deref();
    report.map_or(Ok(()), |path| output::refuse_ending(path, "JSON", &["json"]))?;
    args.output.as_deref().map_or(Ok(()), output::refuse_file_name)?;
    let refused = |error: Error| Problem::of("--base-url", &error);
    Survey::new(base, [""; 0]).map_err(refused)?;
    let filter = args.selection.filter(&args.config.load()?);
    let paths = expanded(&args.paths, Takes::Site)?;
    let (root, survey) = match &paths[..] {
        [root] if !root.is_file() => {
            let files = walk::files(root, &filter, args.output.as_deref())?;
            if let Some(error) = files.errors().first() {
                return Err(Problem::of("sitemap", error));
            }
            (root.as_path(), Survey::new(base, files.paths().filter(is_original)))
        }
        files => (Path::new("."), Survey::new(base, single(files)?)),
    };
    let survey = survey.map_err(refused)?;
    let map = read(survey.with_no_extension(args.no_extension), root)?;
    let Some(map) = map else {
        let folder = name(paths.first().map_or(Path::new("."), PathBuf::as_path));
        let hint = "give the folder that holds the site's HTML files";
        return Err(Problem::new(folder, "there are no pages in it", hint));
    };
    write(args, &map)?;
    tell(&map, args.report.as_deref());
    let file = if args.gzip && Xml::new().files(&map).len() == 1 {
        "sitemap.xml.gz"
    } else {
        "sitemap.xml"
    };
    note(format_args!("for robots.txt: Sitemap: {}{file}", map.base()));
    Ok(())
}

/// Site maps of an earlier run are no pages of the site.
fn is_original(path: &PathBuf) -> bool {
    !["sitemap.html", "sitemap.txt", "sitemap.xml"].iter().any(|own| path.as_path() == *own)
}

/// Pages that are named one by one: their paths are those of the site.
fn single(files: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let inside = |path: &PathBuf| {
        let mut parts = path.components();
        parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
    };
    for path in files {
        if path.is_dir() {
            let hint = "give one folder alone, or files";
            return Err(Problem::new(name(path), "it is a folder among other paths", hint));
        }
        if !path.is_file() {
            return Err(unreadable(path, &io::ErrorKind::NotFound.into()));
        }
        if !inside(path) {
            let hint = "run textify in the folder that is the root of the site";
            return Err(Problem::new(name(path), "it is not below the current folder", hint));
        }
    }
    Ok(files.to_vec())
}

/// How many files are read at once: their pages are in memory, and no more.
const AT_ONCE: usize = 64;

/// Shows every page to the survey; `None` if there is none.
fn read(mut survey: Survey, root: &Path) -> Result<Option<SiteMap>, Problem> {
    let (mut paths, mut pages) = (survey.paths(), 0);
    loop {
        let batch: Vec<PathBuf> = paths.by_ref().take(AT_ONCE).collect();
        if batch.is_empty() {
            return Ok((pages > 0).then(|| survey.finish()));
        }
        let look = |path: &PathBuf| {
            let bytes = File::open(root.join(path)).and_then(|file| page(path, &file))?;
            Ok::<_, io::Error>(bytes.map(|bytes| survey.look(path, &bytes)))
        };
        let looks: Vec<_> = batch.par_iter().map(look).collect();
        for (path, look) in batch.iter().zip(looks) {
            match look {
                Ok(Some(look)) => look.into_iter().for_each(|look| survey.add_look(look)),
                Ok(None) => continue,
                Err(error) => {
                    warn(name(path), format_args!("it cannot be read: {}", reason(&error)));
                    survey.add_unreadable(path, &reason(&error));
                }
            }
            pages += 1;
        }
    }
}

/// The bytes of a page; of another file no more than its beginning is read.
fn page(path: &Path, file: &File) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.take(512).read_to_end(&mut bytes)?;
    if !is_page(path, &bytes) && !ServerCode::is_possible(path) {
        return Ok(None);
    }
    // One byte over the library's limit is enough for it to refuse the page.
    file.take(64 << 20).read_to_end(&mut bytes)?;
    if let Some(code) = ServerCode::find(path, &bytes) {
        warn_program(path, code);
        return Ok(None);
    }
    Ok(is_page(path, &bytes).then_some(bytes))
}

fn write(args: &Args, map: &SiteMap) -> Result<(), Problem> {
    let files = Xml::new().with_gzip(args.gzip).files(map);
    let report = args.report.as_deref().map(|path| report_file(path, map)).transpose()?;
    let Some(folder) = &args.output else {
        let [file] = &files[..] else {
            let hint = "write to a folder with -o";
            return Err(Problem::new("standard output", "the site map is several files", hint));
        };
        let mut out = io::stdout().lock();
        output::delivered(file.write(&mut out).and_then(|()| out.flush()))?;
        return report.map_or(Ok(()), Whole::commit);
    };
    output::make_folder(folder)?;
    // All is written before the first file appears.
    let mut done = Vec::from_iter(report);
    for file in &files {
        done.push(whole(&folder.join(file.name()), |out| file.write(out))?);
    }
    done.push(whole(&folder.join("sitemap.html"), |out| People::new().html(map, out))?);
    done.push(whole(&folder.join("sitemap.txt"), |out| People::new().text(map, out))?);
    done.into_iter().try_for_each(Whole::commit)
}

fn whole(path: &Path, write: impl FnOnce(&mut Whole) -> io::Result<()>) -> Result<Whole, Problem> {
    let mut file = Whole::create(path)?;
    write(&mut file).map_err(|error| file.problem(&error))?;
    Ok(file)
}

/// What the report says, for machines.
#[derive(Serialize)]
struct Told<'m> {
    listed: usize,
    left_out: Vec<LeftOut<'m>>,
    faults: Vec<FaultTold<'m>>,
}

#[derive(Serialize)]
struct LeftOut<'m> {
    path: String,
    reason: &'m str,
    message: String,
}

#[derive(Serialize)]
struct FaultTold<'m> {
    path: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    fault: &'m str,
    message: String,
}

impl<'m> FaultTold<'m> {
    fn of(fault: &'m Fault) -> Self {
        FaultTold {
            path: &fault.path,
            line: fault.line,
            fault: fault.kind.code(),
            message: fault.kind.to_string(),
        }
    }
}

fn report_file(path: &Path, map: &SiteMap) -> Result<Whole, Problem> {
    let left_out = |(path, why): (String, &Exclusion)| LeftOut {
        path,
        reason: why.code(),
        message: why.to_string(),
    };
    let told = Told {
        listed: map.entries().count(),
        left_out: map.left_out().map(left_out).collect(),
        faults: map.faults().iter().map(FaultTold::of).collect(),
    };
    whole(path, |out| {
        serde_json::to_writer_pretty(&mut *out, &told)?;
        out.write_all(b"\n")
    })
}

/// How many lines of each kind people are told where there may be thousands.
const MOST_TOLD: usize = 50;

fn tell(map: &SiteMap, report: Option<&Path>) {
    let left_out: Vec<_> = map.left_out().collect();
    let faults = map.faults();
    note(format_args!(
        "{} listed, {} left out, {}",
        count(map.entries().count(), "page"),
        left_out.len(),
        count(faults.len(), "fault")
    ));
    for (path, why) in left_out.iter().take(MOST_TOLD) {
        note(format_args!("{path}: left out: {why}"));
    }
    for Fault { path, line: at, kind, .. } in faults.iter().take(MOST_TOLD) {
        match at {
            Some(at) => note(format_args!("{path}:{at}: {kind}")),
            None => note(format_args!("{path}: {kind}")),
        }
    }
    let untold = left_out.len().saturating_sub(MOST_TOLD) + faults.len().saturating_sub(MOST_TOLD);
    match report {
        _ if untold == 0 => {}
        Some(path) => note(format_args!("and {untold} more, all in {}", name(path))),
        None => note(format_args!("and {untold} more: --report FILE writes all")),
    }
}
