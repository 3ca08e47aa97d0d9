//! Makes the complete site out of a folder of pages.

use super::print;
use crate::config::{Section, Source, one_of, some_of};
use crate::console::is_quiet;
use crate::examples;
use crate::interrupt;
use crate::paths::{Takes, refuse_address};
use crate::progress::Progress;
use crate::report::{Failed, Problem, Report, count, line, name, note, warn};
use crate::urls;
use crate::walk::{Selection, tell};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use textify::format::AccessibilityLinks;
use textify::site::{self, Export, FileFilter, Part};
use textify::{ErrorKind, LinksPosition};

/// Export a site: text and print versions of all pages, site maps, and the pages with links to them
///
/// Apart from the inserted links, original pages stay the same byte for byte. A second run rewrites
/// only what has changed, and removes versions of pages that are gone. Recurring options can be put
/// in the section `[export]` of `textify.toml`; its section `[print]` applies to print versions.
#[derive(Debug, clap::Args)]
#[command(after_help = examples::EXPORT)]
pub(crate) struct Args {
    /// Root folder of the site
    #[arg(value_name = "IN")]
    source: Option<PathBuf>,

    /// Output folder
    #[arg(value_name = "OUT")]
    output: Option<PathBuf>,

    #[command(flatten)]
    config: Source,

    #[command(flatten)]
    settings: Settings,

    #[command(flatten)]
    urls: urls::Settings,

    #[command(flatten)]
    selection: Selection,

    /// Write to OUT even if it has files that no export made: files of the same names are replaced,
    /// other files stay
    #[arg(long)]
    force: bool,
}

/// How a site is made: the same for its export and its verification.
#[derive(Debug, Clone, Default, clap::Args, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Export")]
pub(crate) struct Settings {
    /// Root folder of the site
    #[arg(skip)]
    source: Option<PathBuf>,

    /// Output folder
    #[arg(skip)]
    output: Option<PathBuf>,

    /// Folder for the state of the export, which must not be published [default: beside OUT, with the
    /// ending .textify]
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,

    /// Address of the site's root, such as `https://www.example.org/`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// Parts to make in addition to the copied files [default: all]
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    #[serde(deserialize_with = "some_of")]
    only: Vec<PartArg>,

    /// Folder for text versions, in OUT [default: text]
    #[arg(long, value_name = "NAME")]
    text_dir: Option<String>,

    /// Folder for print versions, in OUT [default: print]
    #[arg(long, value_name = "NAME")]
    print_dir: Option<String>,

    /// The site is served without file endings: the site map lists /news for news.html
    #[arg(long)]
    no_extension: bool,

    /// The name of the site maps, without ending [default: sitemap, or textify-sitemap where the site
    /// has its own]
    #[arg(long, value_name = "NAME")]
    sitemap_name: Option<String>,

    /// Where to insert the links to the versions in original pages [default: top]
    #[arg(long = "links-at", value_enum, value_name = "PLACE")]
    #[serde(deserialize_with = "one_of")]
    links: Option<LinksAt>,

    /// Style sheet for these links, below the root of the site, for a strict Content-Security-Policy or
    /// a design of your own; it is written unless the site has a file of that name
    /// [default: the style is written into each page]
    #[arg(long, value_name = "FILE")]
    css: Option<String>,

    /// The address of the accessibility statement, linked in every version
    #[arg(long, value_name = "URL")]
    accessibility_statement: Option<String>,

    /// The form or mail address for reports of accessibility problems, linked in every version
    #[arg(long, value_name = "ADDRESS")]
    accessibility_feedback: Option<String>,
}

/// Where the links to the versions stand in a page.
#[derive(Debug, Clone, Copy, clap::ValueEnum, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub(crate) enum LinksAt {
    /// At the beginning, after the page's own skip links
    Top,
    /// At the end, with only a skip link at the beginning
    End,
}

impl Section for Settings {
    fn over(self, file: Settings) -> Settings {
        Settings {
            source: self.source.or(file.source),
            output: self.output.or(file.output),
            state: self.state.or(file.state),
            base_url: self.base_url.or(file.base_url),
            only: if self.only.is_empty() { file.only } else { self.only },
            text_dir: self.text_dir.or(file.text_dir),
            print_dir: self.print_dir.or(file.print_dir),
            no_extension: self.no_extension || file.no_extension,
            sitemap_name: self.sitemap_name.or(file.sitemap_name),
            links: self.links.or(file.links),
            css: self.css.or(file.css),
            accessibility_statement: self.accessibility_statement.or(file.accessibility_statement),
            accessibility_feedback: self.accessibility_feedback.or(file.accessibility_feedback),
        }
    }

    fn paths_mut(&mut self) -> Vec<&mut PathBuf> {
        self.source.iter_mut().chain(&mut self.output).chain(&mut self.state).collect()
    }
}

impl Settings {
    /// What a site map alone needs of them.
    pub(crate) fn for_maps(
        base_url: Option<String>,
        no_extension: bool,
        sitemap_name: Option<String>,
    ) -> Settings {
        Settings { base_url, no_extension, sitemap_name, ..Settings::default() }
    }

    /// The name of the site maps that is given.
    pub(crate) fn sitemap_name(&self) -> Option<&str> {
        self.sitemap_name.as_deref()
    }

    /// The folders that the command line gives.
    pub(crate) fn with_folders(self, source: Option<&Path>, output: Option<&Path>) -> Settings {
        Settings { source: source.map(Path::to_owned), output: output.map(Path::to_owned), ..self }
    }

    pub(crate) fn source(&self) -> Option<&Path> {
        self.source.as_deref()
    }

    pub(crate) fn state(&self) -> Option<&Path> {
        self.state.as_deref()
    }

    pub(crate) fn output(&self) -> Result<&Path, Problem> {
        let hint = "give it as OUT, or as “output” in the section `[export]` of `textify.toml`";
        let output = self.output.as_deref();
        let output = output.ok_or_else(|| Problem::new("OUT", "no folder is given", hint))?;
        refuse_address(output, Takes::Site).map(|()| output)
    }

    /// The address of the site's root, if it is given.
    pub(crate) fn given_base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    pub(crate) fn css(&self) -> Option<&str> {
        self.css.as_deref()
    }

    pub(crate) fn base_url(&self) -> Result<&str, Problem> {
        base_url(self.base_url.as_deref())
    }

    /// Whether the site is served without the endings of its pages.
    pub(crate) fn no_extension(&self) -> bool {
        self.no_extension
    }

    /// The folders of text versions and print versions.
    pub(crate) fn version_folders(&self) -> [&str; 2] {
        let (text, print) = (self.text_dir.as_deref(), self.print_dir.as_deref());
        [text.unwrap_or("text"), print.unwrap_or("print")]
    }

    /// What the library makes of them, of those for print and for addresses, and of the files that are asked for.
    pub(crate) fn site(
        &self,
        print: &print::Settings,
        urls: &urls::Settings,
        files: FileFilter,
    ) -> Result<site::Settings, Problem> {
        let all = [PartArg::Text, PartArg::Print, PartArg::Sitemap];
        let asked = if self.only.is_empty() { &all[..] } else { &self.only };
        let parts = asked.iter().map(|part| match part {
            PartArg::Text => Part::Text,
            PartArg::Print => Part::Print,
            PartArg::Sitemap => Part::SiteMap,
        });
        let site = site::Settings::new().with_parts(parts).with_print(print.print());
        let rules = urls.url_rules(self.base_url.as_deref())?;
        let site =
            site.with_no_extension(self.no_extension).with_url_rules(rules).with_files(files);
        let site = self.sitemap_name.iter().fold(site, site::Settings::with_site_map_name);
        let site = site.with_links(match self.links {
            Some(LinksAt::End) => LinksPosition::End,
            _ => LinksPosition::Top,
        });
        let site = self.css.iter().fold(site, site::Settings::with_style_sheet);
        let site = self.text_dir.iter().fold(site, site::Settings::with_text_dir);
        let site = self.print_dir.iter().fold(site, site::Settings::with_print_dir);
        Ok(site.with_accessibility(self.accessibility()?))
    }

    fn accessibility(&self) -> Result<AccessibilityLinks, Problem> {
        let mut links = AccessibilityLinks::new();
        if let Some(url) = &self.accessibility_statement {
            let given = links.with_statement(url);
            links = given.map_err(|error| Problem::of("--accessibility-statement", &error))?;
        }
        if let Some(address) = &self.accessibility_feedback {
            let given = links.with_feedback(address);
            links = given.map_err(|error| Problem::of("--accessibility-feedback", &error))?;
        }
        Ok(links)
    }
}

/// The address of a site's root, which must be given.
pub(crate) fn base_url(given: Option<&str>) -> Result<&str, Problem> {
    let hint = "give the address of the site's root, such as https://www.example.org/";
    given.ok_or_else(|| Problem::new("--base-url", "it is missing", hint))
}

/// The parts of a site.
#[derive(Debug, Clone, Copy, clap::ValueEnum, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub(crate) enum PartArg {
    /// Text versions
    Text,
    /// Print versions
    Print,
    /// Site maps
    Sitemap,
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let mut report = Report::default();
    if let Err(problem) = make(args) {
        report.problem(&problem);
    }
    report.end()
}

fn make(args: &Args) -> Result<(), Problem> {
    let given = args.settings.clone();
    let given = given.with_folders(args.source.as_deref(), args.output.as_deref());
    let config = args.config.load()?;
    let files = args.selection.filter(&config);
    let settings = given.over(config.export);
    let hint = "give it as IN, or as “source” in the section `[export]` of `textify.toml`";
    let source = settings.source();
    let source = source.ok_or_else(|| Problem::new("IN", "no folder is given", hint))?;
    refuse_address(source, Takes::Site)?;
    let output = settings.output()?;
    let mut export = Export::new(source, output, settings.base_url()?)
        .map_err(|error| Problem::of("--base-url", &error))?
        .with_settings(settings.site(&config.print, &args.urls.clone().over(config.urls), files)?)
        .with_force(args.force)
        .with_cancel(interrupt::stopped());
    if let Some(state) = settings.state() {
        export = export.with_state(state);
    }
    let shown = Progress::new("files");
    let done = export.run(&|progress| shown.show(progress.done, progress.total));
    shown.clear();
    let done = done.map_err(|error| match error.kind() {
        ErrorKind::Interrupted => {
            interrupt::end("no file is left half written; the next export does what is left to do")
        }
        _ => Problem::of("export", &error),
    })?;
    for (path, note) in done.notes() {
        warn(path, note);
    }
    if let Some((pages, first)) = done.templates() {
        let shows = if pages == 1 { "shows" } else { "show" };
        let what = "what may be instructions of a template ({{ or {%)";
        note(format_args!("note: {} {shows} {what}, first {first}", count(pages, "page")));
    }
    tell(done.omitted());
    note(format_args!(
        "{}; {} written, {} as they were, {} removed in {}",
        count(done.pages(), "page"),
        count(done.written(), "file"),
        done.kept(),
        done.removed(),
        name(output)
    ));
    tell_robots_lines(done.robots_lines());
    Ok(())
}

/// How many lines for `robots.txt` are shown.
const MAX_ROBOTS_LINES: usize = 30;

/// Tells which lines `robots.txt` needs for the versions of what it disallows.
pub(crate) fn tell_robots_lines(lines: &[String]) {
    if lines.is_empty() || is_quiet() {
        return;
    }
    note(format_args!("add to robots.txt, for the versions of pages that it disallows:"));
    for rule in lines.iter().take(MAX_ROBOTS_LINES) {
        line(format_args!("{rule}"));
    }
    if let Some(more) = lines.len().checked_sub(MAX_ROBOTS_LINES).filter(|&more| more > 0) {
        note(format_args!("and {more} more; a rule for the folder would replace them"));
    }
}
