//! Writes pages as one document for paper.

use crate::args::LinksArg;
use crate::config::{Section, Source, one_of};
use crate::examples;
use crate::input::Input;
use crate::language;
use crate::local::{Local, checked_root};
use crate::output::{self, Whole};
use crate::plan::{Target, place};
use crate::record::{self, Record};
use crate::report::{Failed, Problem, Report, count, name, warn};
use chrono::NaiveDate;
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Deserialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use textify::format::{Chapter, Images, Instead, Picture, Print, Size};
use textify::{Page, ParseOptions, Reading, Reason, RegionEvidence, Tally};

/// Make one printable HTML document from pages
///
/// The document has the main content of each page, its source address, the addresses of its links,
/// and a table of contents if there are several pages. Recurring options can be put in the section
/// `[print]` of `textify.toml`. A browser makes a PDF of the document: print it to a file.
#[derive(Debug, clap::Args)]
#[command(after_help = examples::PRINT)]
pub(crate) struct Args {
    /// HTML files, one chapter each, in this order; `-` or no file is the standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Output file [default: the standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Title of the document [default: what the titles have in common, else the first title]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    #[command(flatten)]
    config: Source,

    #[command(flatten)]
    settings: Settings,

    /// Print a date: today, or a given day
    #[arg(long, value_name = "DATE", num_args = 0..=1, require_equals = true, default_missing_value = "today")]
    date: Option<String>,

    /// Character encoding of the pages [default: detected]
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,

    /// Language of the pages, such as cs or en-GB [default: as declared in the page]
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,

    /// Address of a page [default: as declared in the page]; give it once for each file, in their order
    #[arg(long, value_name = "URL")]
    url: Vec<String>,

    /// Root folder of the site, for addresses such as /img/map.png
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,

    /// Write the ledger of what was left out or changed as JSON; `-` is the standard output
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
}

/// How pages are printed: the same for one document and for the print versions of a site.
#[derive(Debug, Clone, Default, clap::Args, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Print")]
pub(crate) struct Settings {
    /// Text size [default: normal]
    #[arg(long, value_enum, value_name = "SIZE")]
    #[serde(deserialize_with = "one_of")]
    size: Option<SizeArg>,

    /// Where to put the addresses of links [default: list]
    #[arg(long, value_enum, value_name = "WHERE")]
    #[serde(deserialize_with = "one_of")]
    links: Option<LinksArg>,

    /// What to do with images [default: keep]
    #[arg(long, value_enum, value_name = "WHAT")]
    #[serde(deserialize_with = "one_of")]
    images: Option<ImagesArg>,

    /// Print a QR code of the source address
    #[arg(long)]
    qr: bool,
}

impl Section for Settings {
    fn over(self, file: Settings) -> Settings {
        Settings {
            size: self.size.or(file.size),
            links: self.links.or(file.links),
            images: self.images.or(file.images),
            qr: self.qr || file.qr,
        }
    }

    fn paths_mut(&mut self) -> Vec<&mut PathBuf> {
        Vec::new()
    }
}

impl Settings {
    /// What the library makes of them.
    pub(crate) fn print(&self) -> Print {
        let size = match self.size.unwrap_or(SizeArg::Normal) {
            SizeArg::Normal => Size::Normal,
            SizeArg::Clear => Size::Clear,
            SizeArg::Large => Size::Large,
        };
        let images = match self.images.unwrap_or(ImagesArg::Keep) {
            ImagesArg::Keep => Images::Keep,
            ImagesArg::Alt => Images::Alt,
            ImagesArg::None => Images::None,
        };
        let links = self.links.unwrap_or(LinksArg::List).links();
        Print::new().with_size(size).with_links(links).with_images(images).with_code(self.qr)
    }
}

#[derive(Debug, Clone, Copy, ValueEnum, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub(crate) enum SizeArg {
    /// 12 points
    Normal,
    /// 14 points, no italics
    Clear,
    /// 18 points, no italics, no underlines
    Large,
}

#[derive(Debug, Clone, Copy, ValueEnum, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub(crate) enum ImagesArg {
    /// Embed the images that are found in the files of the page
    Keep,
    /// Replace images by their text alternatives
    Alt,
    /// Leave images out
    None,
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let mut report = Report::default();
    match print(args, &mut report) {
        Ok(()) => {}
        Err(problem) => report.problem(&problem),
    }
    report.end()
}

fn print(args: &Args, report: &mut Report) -> Result<(), Problem> {
    let inputs = Input::all(&args.files, "textify print --url {}")?;
    check(args, &inputs)?;
    let settings = args.settings.clone().over(args.config.load()?.print);
    let writer = writer(args, &settings)?;
    let options = options(args)?;
    let mut pages = Vec::new();
    for (at, input) in inputs.iter().enumerate() {
        let url = args.url.get(at);
        let options = url.iter().fold(options.clone(), |options, url| options.with_url(*url));
        match input.parse(&options, args.root.as_deref()) {
            Ok(page) => pages.push((input, page)),
            Err(problem) => report.problem(&problem),
        }
    }
    let (mut chapters, mut records) = (Vec::new(), Vec::new());
    for (input, page) in &pages {
        page.warnings().iter().for_each(|warning| warn(input, warning));
        let mut reading = Chapter::reading(page);
        let mut tally = Tally::new(page);
        let events = reading.by_ref().inspect(|event| tally.see(event));
        let chapter = chapter(input, page, args.root.as_deref(), events);
        match chapter.is_empty() {
            true => report.problem(&nothing(input, pages.len())),
            false => {
                tell_whole(input, page, &reading);
                tell_address(input, page, settings.qr);
            }
        }
        chapters.push(chapter);
        records.push(Record::new(input, page, &tally, reading.ledger()));
    }
    if report.failed() {
        return Ok(());
    }
    let mut document = Vec::new();
    writer.write(&chapters, &mut document).expect("memory takes everything");
    deliver(args.output.as_deref(), &document)?;
    match &args.ledger {
        Some(path) => {
            let mut ledger = Vec::new();
            record::write(&records, &mut ledger).expect("memory takes everything");
            deliver(Some(path), &ledger)
        }
        None => Ok(()),
    }
}

/// What cannot be done, before anything is read.
fn check(args: &Args, inputs: &[Input]) -> Result<(), Problem> {
    args.root.as_deref().map_or(Ok(()), checked_root)?;
    if inputs.iter().filter(|&input| *input == Input::Stdin).count() > 1 {
        return Err(Problem::new("standard input", "it can be read only once", "give - only once"));
    }
    if !args.url.is_empty() && args.url.len() != inputs.len() {
        let (urls, pages) = (args.url.len(), inputs.len());
        let what = format!("{} for {}", count(urls, "address"), count(pages, "page"));
        return Err(Problem::new("--url", what, "give it once for each file, in their order"));
    }
    let mut taken: Vec<_> = inputs.iter().filter_map(Input::path).map(place).collect();
    for path in [&args.output, &args.ledger].into_iter().flatten() {
        if matches!(Target::new(Some(path)), Target::Folder(_)) {
            let hint = "give the name of a file, such as -o print.html";
            return Err(Problem::new(
                name(path),
                "the document is one file, this is a folder",
                hint,
            ));
        }
        match Some(path) == args.output.as_ref() {
            true => output::refuse_ending(path, "an HTML page", &["html", "htm"])?,
            false => record::refuse_ending(path)?,
        }
        let path_in_one_form = place(path);
        if path.as_os_str() != "-" && taken.contains(&path_in_one_form) {
            let what = "it is an input or another output, and would be overwritten";
            return Err(Problem::new(name(path), what, "give the output another name or folder"));
        }
        taken.push(path_in_one_form);
    }
    let on_stdout = |path: &Option<PathBuf>| path.as_ref().is_none_or(|p| p.as_os_str() == "-");
    if args.ledger.is_some() && on_stdout(&args.ledger) && on_stdout(&args.output) {
        let what = "the document goes to the standard output already";
        return Err(Problem::new("--ledger", what, "write the document to a file with -o"));
    }
    Ok(())
}

/// How the document is written.
fn writer(args: &Args, settings: &Settings) -> Result<Print, Problem> {
    let print = args.title.iter().fold(settings.print(), Print::with_title);
    let date = args.date.as_deref().map(date).transpose()?;
    Ok(date.iter().map(NaiveDate::to_string).fold(print, Print::with_date))
}

/// The day that is meant.
pub(crate) fn date(asked: &str) -> Result<NaiveDate, Problem> {
    let day = match asked {
        "today" => Some(chrono::Local::now().date_naive()),
        day => NaiveDate::parse_from_str(day, "%Y-%m-%d").ok(),
    };
    let problem = || {
        let hint = "write it as --date=2010-04-29, or leave it out for today";
        Problem::new("--date", format!("“{asked}” is not a day"), hint)
    };
    day.ok_or_else(problem)
}

/// Options of the library, each tried on a page of one letter.
fn options(args: &Args) -> Result<ParseOptions, Problem> {
    let try_on = |subject: &str, options: &ParseOptions| match Page::parse(b"a", options) {
        Ok(_) => Ok(()),
        Err(error) => Err(Problem::of(subject, &error)),
    };
    let mut options = ParseOptions::new();
    if let Some(label) = &args.encoding {
        options = options.with_encoding(label);
        try_on("--encoding", &options)?;
    }
    if let Some(tag) = &args.lang {
        language::warn_of_lookalike(tag);
        options = options.with_language(tag);
        try_on("--lang", &options)?;
    }
    for url in &args.url {
        try_on("--url", &ParseOptions::new().with_url(url))?;
    }
    Ok(options)
}

/// Says that all of a page is printed, where that is so.
pub(crate) fn tell_whole(input: &Input, page: &Page, reading: &Reading<'_>) {
    let is_unclear = reading.regions().any(|it| *it.why == RegionEvidence::WholePage);
    let is_whole = reading.ledger().entries(page).all(|entry| entry.reason != Reason::NotMain);
    if is_unclear && is_whole {
        warn(input, "no main content was found: the whole page is printed");
    }
}

/// A page as a chapter, with the images that lie beside it.
pub(crate) fn chapter<'p>(
    input: &'p Input,
    page: &'p Page,
    root: Option<&Path>,
    reading: impl Iterator<Item = textify::Event<'p>>,
) -> Chapter<'p> {
    let local = Local::new(input.path(), root);
    let picture = move |address: &str, instead| {
        let instead = match instead {
            Instead::AnotherForm => "another source is tried",
            _ => "its text alternative is printed",
        };
        let Some(bytes) = local.read(address) else {
            warn(input, format!("the image {address} is not beside the page: {instead}"));
            return None;
        };
        let picture = Picture::new(bytes);
        if picture.is_none() {
            warn(input, format!("{address} is no image: {instead}"));
        }
        picture
    };
    let chapter = Chapter::new(page, reading).with_pictures(picture);
    let file = input.path().map(|path| {
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    });
    file.into_iter().fold(chapter, Chapter::with_file)
}

fn tell_address(input: &Input, page: &Page, code: bool) {
    if page.url().is_none() {
        let what = match code {
            true => "its address is unknown, and the document says so; there is no QR code",
            false => "its address is unknown, and the document says so: give it with --url",
        };
        warn(input, what);
    }
}

pub(crate) fn nothing(input: &Input, pages: usize) -> Problem {
    match pages {
        1 => Problem::new(input, "there is nothing to print", "give a page that shows some text"),
        _ => Problem::new(input, "the chapter is empty", "leave it out, or give another page"),
    }
}

/// Writes a whole output to a file or the standard output.
fn deliver(path: Option<&Path>, bytes: &[u8]) -> Result<(), Problem> {
    match path.filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            let mut file = Whole::create(path)?;
            file.write_all(bytes).map_err(|error| file.problem(&error))?;
            file.commit()
        }
        None => output::delivered(io::stdout().write_all(bytes)),
    }
}
