//! Prints the links to the versions of a page, for the template of a site whose pages are no files.

use super::export::Settings;
use crate::config::{Section, Source};
use crate::examples;
use crate::output;
use crate::paths::{Takes, refuse_address};
use crate::report::{Failed, Problem, Report, note};
use crate::walk::Selection;
use std::io::{self, Write};
use std::path::PathBuf;
use textify::QuickLinks;
use textify::site::{DynamicPage, Export};

/// Print the links to the versions of one page, as `textify export` inserts them
///
/// For sites whose pages are made by a program, such as a content management system: paste the output
/// into its template. The settings are those of the section `[export]` of `textify.toml`. If IN has a
/// file at PATH, the links are those of that page.
#[derive(Debug, clap::Args)]
#[command(after_help = examples::LINKS)]
pub(crate) struct Args {
    /// Root folder of the site
    #[arg(value_name = "IN")]
    source: Option<PathBuf>,

    /// Path of the page below the root of the site
    #[arg(long = "for", value_name = "PATH")]
    path: String,

    /// Language of the page and of the links [default: en]
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,

    /// Title of the page, for the subject of the e-mail link
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Id of the main content, for the skip link [default: no skip link]
    #[arg(long, value_name = "ID")]
    main: Option<String>,

    #[command(flatten)]
    config: Source,

    #[command(flatten)]
    settings: Settings,
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let mut report = Report::default();
    if let Err(problem) = print(args) {
        report.problem(&problem);
    }
    report.end()
}

fn print(args: &Args) -> Result<(), Problem> {
    let given = args.settings.clone().with_folders(args.source.as_deref(), None);
    let config = args.config.load()?;
    let files = Selection::default().filter(&config);
    let settings = given.over(config.export);
    // Without a folder no path in it is a file.
    let nowhere = PathBuf::new();
    let source = settings.source().unwrap_or(&nowhere);
    refuse_address(source, Takes::Site)?;
    let output = settings.output().unwrap_or(&nowhere);
    let export = Export::new(source, output, settings.base_url()?)
        .map_err(|error| Problem::of("--base-url", &error))?
        .with_settings(settings.site(&config.print, &config.urls, files)?);
    let mut page = DynamicPage::new().with_language(args.lang.as_deref().unwrap_or("en"));
    page = args.title.iter().fold(page, DynamicPage::with_title);
    page = args.main.iter().fold(page, DynamicPage::with_main);
    let links =
        export.links_for(&args.path, &page).map_err(|error| Problem::of("links", &error))?;
    let parts: Vec<&str> =
        links.head().into_iter().chain(links.body().iter().map(|it| &**it)).collect();
    let mut text = parts.join("\n\n");
    text.push('\n');
    output::delivered(io::stdout().write_all(text.as_bytes()))?;
    let place = if links.body().len() > 1 {
        "behind <body>, the third before </body>"
    } else {
        "behind <body>"
    };
    note(format_args!("put the first part before </head> and the second {place}"));
    match settings.css() {
        Some(sheet) => note(format_args!("textify export writes the style sheet {sheet}")),
        None => note(format_args!(
            "a Content-Security-Policy needs style-src '{}', or use --css",
            QuickLinks::STYLE_HASH
        )),
    }
    Ok(())
}
