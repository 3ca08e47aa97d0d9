//! Writes the site maps of a site that lies in a folder.

mod told;

use super::export;
use crate::config::{Section, Source};
use crate::examples;
use crate::output::{self, Whole};
use crate::paths::{Takes, expanded};
use crate::report::{Failed, Problem, Report, name, note, reason, warn};
use crate::urls;
use crate::walk::{self, Selection, unreadable, warn_program};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use textify::Error;
use textify::site::ServerCode;
use textify::sitemap::{
    MapName, OwnAddress, People, SiteMap, Survey, UrlRules, Xml, has_head, is_own_map, is_page,
};

/// Write site maps for search engines and for people, and report broken links
///
/// All files below the folder belong to the site. Pages are left out if they ask for it (noindex), if
/// robots.txt disallows them, if they redirect elsewhere or are duplicates. Pages that were left out, and
/// faults such as broken links, missing images, orphaned pages and duplicate titles, are listed on the
/// standard error, grouped by cause. The sections `[export]` and `[urls]` of `textify.toml` apply.
#[derive(Debug, clap::Args)]
#[command(after_help = examples::SITEMAP)]
pub(crate) struct Args {
    /// Root folder of the site, or single pages in the current folder
    #[arg(value_name = "DIR", required = true)]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    config: Source,

    /// Address of the site's root, such as `https://www.example.org/`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// Folder for sitemap.xml, sitemap.html and sitemap.txt [default: the XML to the standard
    /// output]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// The name of the files, without ending [default: sitemap, or textify-sitemap where the site has its
    /// own]
    #[arg(long, value_name = "NAME")]
    sitemap_name: Option<String>,

    #[command(flatten)]
    urls: urls::Settings,

    /// Compress the XML files
    #[arg(long)]
    gzip: bool,

    /// The site is served without file endings: /news for news.html
    #[arg(long)]
    no_extension: bool,

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

/// The options, and what `textify.toml` has for those that are not given.
fn settings(args: &Args) -> Result<(export::Settings, urls::Settings), Problem> {
    let config = args.config.load()?;
    let given = export::Settings::for_maps(
        args.base_url.clone(),
        args.no_extension,
        args.sitemap_name.clone(),
    );
    Ok((given.over(config.export), args.urls.clone().over(config.urls)))
}

fn make(args: &Args) -> Result<(), Problem> {
    let (settings, urls) = settings(args)?;
    let base = settings.base_url()?;
    let report = args.report.as_deref();
    report.map_or(Ok(()), |path| output::refuse_ending(path, "JSON", &["json"]))?;
    args.output.as_deref().map_or(Ok(()), output::refuse_file_name)?;
    let refused = |error: Error| Problem::of("--base-url", &error);
    Survey::new(base, [""; 0]).map_err(refused)?;
    let rules = urls.url_rules(Some(base))?;
    let filter = args.selection.filter(&args.config.load()?);
    let paths = expanded(&args.paths, Takes::Site)?;
    let (root, survey) = match &paths[..] {
        [root] if !root.is_file() => {
            let files = walk::files(root, &filter, args.output.as_deref())?;
            if let Some(error) = files.errors().first() {
                return Err(Problem::of("sitemap", error));
            }
            let is_original = |path: &PathBuf| is_original(root, path);
            (root.as_path(), Survey::new(base, files.paths().filter(is_original)))
        }
        files => (Path::new("."), Survey::new(base, single(files)?)),
    };
    let map_name = map_name(settings.sitemap_name(), root, args.output.as_deref())?;
    let survey = survey.map_err(refused)?.with_no_extension(settings.no_extension());
    let map = read(with_site_files(survey, root, rules), root)?;
    let Some(map) = map else {
        let folder = name(paths.first().map_or(Path::new("."), PathBuf::as_path));
        let hint = "give the folder that holds the site's HTML files";
        return Err(Problem::new(folder, "there are no pages in it", hint));
    };
    write(args, &map_name, &map)?;
    told::tell(&map, args.report.as_deref());
    let xml = Xml::new().with_name(map_name.clone());
    let is_packed = args.gzip && xml.files(&map).len() == 1;
    let file = if is_packed { map_name.packed() } else { map_name.xml() };
    export::tell_robots_lines(&map.robots_lines(&settings.version_folders()));
    note(format_args!("for robots.txt: Sitemap: {}{file}", map.base()));
    Ok(())
}

/// The survey with what files at the root of the site say: rules for robots, names of index pages.
fn with_site_files(survey: Survey, root: &Path, mut rules: UrlRules) -> Survey {
    if let Ok(text) = fs::read(root.join(".htaccess")) {
        rules = rules.with_htaccess(Path::new(""), &String::from_utf8_lossy(&text));
    }
    let survey = survey.with_url_rules(rules);
    for path in survey.unknown_paths() {
        warn(path, "the list of addresses names it, and the site has no such file");
    }
    match fs::read(root.join("robots.txt")) {
        Ok(text) => survey.with_robots_txt(&text),
        Err(_) => survey,
    }
}

/// What the files are called: never as a file of the site's own, in its root or where they are written.
fn map_name(given: Option<&str>, root: &Path, output: Option<&Path>) -> Result<MapName, Problem> {
    let is_taken = |file: &str| {
        let foreign = |folder: &Path| folder.join(file).is_file() && !is_own(folder, file);
        foreign(root) || output.is_some_and(foreign)
    };
    let Some(given) = given else { return Ok(MapName::free(is_taken)) };
    let hint = "give another name with --sitemap-name";
    if !matches!(Path::new(given).components().collect::<Vec<_>>()[..], [Component::Normal(_)]) {
        return Err(Problem::new(given, "it is not the name of a file", hint));
    }
    let given = MapName::new(given);
    match given.taken(is_taken) {
        Some(file) => Err(Problem::new(file, "the site has this file of its own", hint)),
        None => Ok(given),
    }
}

/// Whether a site map is one of textify's own: it says so, or the page beside it does.
fn is_own(folder: &Path, file: &str) -> bool {
    let stem = file.split('.').next().unwrap_or_default();
    [file, &format!("{stem}.html")].iter().any(|file| {
        let mut head = Vec::new();
        let read =
            File::open(folder.join(file)).and_then(|it| it.take(1_024).read_to_end(&mut head));
        read.is_ok() && is_own_map(&head)
    })
}

/// Site maps of an earlier run are no pages of the site.
fn is_original(root: &Path, path: &Path) -> bool {
    let name = path.to_str().filter(|name| !name.contains(['/', '\\']));
    let is_map = |name: &str| name.contains("sitemap") && !name.ends_with(".gz");
    !name.is_some_and(|name| is_map(name) && is_own(root, name))
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
fn read(survey: Survey, root: &Path) -> Result<Option<SiteMap>, Problem> {
    let own = own_addresses(&survey, root);
    let mut survey = survey.with_addresses(own);
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

/// The addresses that pages have by rules and by their own word. What cannot be read has none.
fn own_addresses(survey: &Survey, root: &Path) -> Vec<OwnAddress> {
    let mut paths = survey.paths();
    let mut found = Vec::new();
    loop {
        let batch: Vec<PathBuf> = paths.by_ref().take(1_024).collect();
        if batch.is_empty() {
            return found;
        }
        let own = batch.par_iter().filter_map(|path| {
            let head = File::open(root.join(path)).and_then(|file| head(path, &file)).ok()??;
            survey.own_address(path, &head)
        });
        found.extend(own.collect::<Vec<_>>());
    }
}

/// How a page begins, with all of its head; of another file, and of one that is none, nothing.
fn head(path: &Path, file: &File) -> io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    file.take(8 << 10).read_to_end(&mut head)?;
    if !is_page(path, &head[..head.len().min(512)]) {
        return Ok(None);
    }
    if head.len() == 8 << 10 && !has_head(&head) {
        file.take(256 << 10).read_to_end(&mut head)?;
    }
    Ok(Some(head))
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

fn write(args: &Args, map_name: &MapName, map: &SiteMap) -> Result<(), Problem> {
    let files = Xml::new().with_gzip(args.gzip).with_name(map_name.clone()).files(map);
    let report = args.report.as_deref().map(|path| told::report_file(path, map)).transpose()?;
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
    let people = People::new().with_name(map_name.clone());
    done.push(whole(&folder.join(map_name.html()), |out| people.html(map, out))?);
    done.push(whole(&folder.join(map_name.text()), |out| people.text(map, out))?);
    done.into_iter().try_for_each(Whole::commit)
}

fn whole(path: &Path, write: impl FnOnce(&mut Whole) -> io::Result<()>) -> Result<Whole, Problem> {
    let mut file = Whole::create(path)?;
    write(&mut file).map_err(|error| file.problem(&error))?;
    Ok(file)
}
