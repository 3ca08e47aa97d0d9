//! What can be asked of the command.

use crate::cmd::{
    check, completions, explain, export, links, print, schema, sitemap, tree, verify,
};
use crate::console;
use crate::examples;
use clap::{Parser, Subcommand, ValueEnum};
use schemars::JsonSchema;
use std::path::PathBuf;
use textify::{Order, ParseOptions, ReadOptions, format::Links, format::Tables};

/// Turns HTML pages into accessible text, print and e-mail versions
///
/// Without a command, textify writes the text version of pages: plain text, an accessible HTML
/// page, Markdown or an e-mail, with the main content first. Nothing that a page shows is lost:
/// --ledger lists everything that was left out or changed, with its place and the reason.
#[derive(Debug, Parser)]
#[command(name = "textify", version, after_help = examples::TEXT, max_term_width = 100)]
#[command(override_usage = "textify [OPTIONS] [FILE]...\n       textify COMMAND [OPTIONS] ...")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) text: Args,

    #[command(flatten)]
    pub(crate) console: console::Options,
}

/// What can be done besides writing text versions; a file of such a name is given as `./name`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Args),
    Completions(completions::Args),
    Explain(explain::Args),
    Export(export::Args),
    Links(links::Args),
    Print(Box<print::Args>),
    Schema(schema::Args),
    Sitemap(sitemap::Args),
    Tree(tree::Args),
    Verify(verify::Args),
}

/// The text versions of pages.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// HTML files; `-`, or no file if input is piped, is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Output format [default: by the ending of -o, else plain]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: Option<Format>,

    /// Output file; a folder, or a name that ends with a slash, gets one file per page
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Maximum line width of plain text, in columns; 0 for no limit
    #[arg(long, value_name = "N", default_value_t = 72)]
    pub(crate) width: usize,

    /// Where to put the addresses of links, in plain text and Markdown
    #[arg(long, value_enum, value_name = "WHERE", default_value_t = LinksArg::List)]
    pub(crate) links: LinksArg,

    /// How to write data tables, in plain text and Markdown
    #[arg(long, value_enum, value_name = "HOW", default_value_t = TablesArg::Fit)]
    pub(crate) tables: TablesArg,

    /// Reading order of the regions of a page
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = OrderArg::Content)]
    pub(crate) order: OrderArg,

    /// Read this region only; the rest is listed in the ledger
    #[arg(long, value_enum, value_name = "REGION")]
    pub(crate) only: Option<Only>,

    /// Character encoding of the pages [default: detected]
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,

    /// Language of the pages, such as cs or en-GB [default: as declared in the page]
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,

    /// Address of the page, to resolve its relative links [default: as declared in the page]
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// Date of the e-mail or print version: today, or a given day [default: none]
    #[arg(long, value_name = "DATE", num_args = 0..=1, require_equals = true, default_missing_value = "today")]
    pub(crate) date: Option<String>,

    /// Sender of the e-mail [default: none, the mail program adds it]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) from: Option<String>,

    /// Root folder of the site, for addresses such as /css/main.css
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,

    /// Write the ledger of what was left out or changed as JSON; `-` is the standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,

    /// Explain on the standard error how the page was interpreted
    #[arg(long)]
    pub(crate) explain: bool,
}

impl Args {
    pub(crate) fn parse_options(&self) -> ParseOptions {
        let mut options = ParseOptions::new();
        if let Some(label) = &self.encoding {
            options = options.with_encoding(label);
        }
        if let Some(tag) = &self.lang {
            options = options.with_language(tag);
        }
        if let Some(url) = &self.url {
            options = options.with_url(url);
        }
        options
    }

    pub(crate) fn read_options(&self) -> ReadOptions {
        let order = match self.order {
            OrderArg::Content => Order::Content,
            OrderArg::Source => Order::Source,
        };
        ReadOptions::new().with_order(order).with_only_main(self.only.is_some())
    }

    /// Whether the page's own order is kept: its regions then need no names to be found by.
    pub(crate) fn in_source_order(&self) -> bool {
        matches!(self.order, OrderArg::Source)
    }

    pub(crate) fn tables(&self) -> Tables {
        match self.tables {
            TablesArg::Fit => Tables::Fit,
            TablesArg::Rows => Tables::Rows,
        }
    }

    pub(crate) fn links(&self) -> Links {
        self.links.links()
    }
}

/// The formats of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Plain text
    Plain,
    /// An accessible HTML page
    Html,
    /// CommonMark
    Markdown,
    /// An HTML document for printing, as `textify print` writes it
    Print,
    /// An e-mail draft with plain text and HTML
    Mail,
    /// The HTML Standard's innerText of the page's body
    #[value(name = "innertext")]
    InnerText,
}

impl Format {
    /// The format that a file name's extension stands for.
    pub(crate) fn of_extension(extension: &str) -> Option<Format> {
        let known = [Format::Plain, Format::Html, Format::Markdown, Format::Mail];
        let is_own = |ending: &&str| ending.eq_ignore_ascii_case(extension);
        known.into_iter().find(|format| format.endings().iter().any(is_own))
    }

    /// The endings that files of this format may have; the first is the one that they are given.
    pub(crate) fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Plain | Format::InnerText => &["txt", "text"],
            Format::Html | Format::Print => &["html", "htm"],
            Format::Markdown => &["md", "markdown"],
            Format::Mail => &["eml"],
        }
    }

    /// What a file of this format is.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Format::Plain | Format::InnerText => "plain text",
            Format::Html | Format::Print => "an HTML page",
            Format::Markdown => "Markdown",
            Format::Mail => "a mail",
        }
    }
}

/// Where the addresses of links go.
#[derive(Debug, Clone, Copy, ValueEnum, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub(crate) enum LinksArg {
    /// Numbered, with a list of addresses at the end; inline in Markdown of several pages
    List,
    /// After each link
    Inline,
    /// Left out
    None,
}

impl LinksArg {
    pub(crate) fn links(self) -> Links {
        match self {
            LinksArg::List => Links::List,
            LinksArg::Inline => Links::Inline,
            LinksArg::None => Links::None,
        }
    }
}

/// How data tables are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TablesArg {
    /// As tables if they are simple and fit, else row by row
    Fit,
    /// Row by row, each cell after its row and column headers
    Rows,
}

/// The order of reading.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OrderArg {
    /// Main content, then menus, asides, header and footer
    Content,
    /// As in the source of the page
    Source,
}

/// What can be read alone.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Only {
    /// The main content
    Main,
}
