//! What can be asked of the command.

use crate::cmd::{check, completions, explain, export, print, schema, sitemap, tree, verify};
use crate::console;
use clap::{Parser, Subcommand, ValueEnum};
use schemars::JsonSchema;
use std::path::PathBuf;
use textify::{Order, ParseOptions, ReadOptions, format::Links, format::Tables};

const EXAMPLES: &str = "\
Examples:
  textify page.html                      the text version, on the terminal
  textify --to html -o text.html page.html
  textify -o texts/ *.html               one text file for each page
  curl https://example.org/ | textify --url https://example.org/ --only main
  textify --ledger left-out.json -o page.md page.html

Exit status: 0 if all went well, 1 if a check found errors, 2 if something could not be done.";

/// Rewrites HTML pages into clean, accessible text.
///
/// textify writes what a page says as plain text, as an accessible HTML page or as Markdown, the
/// main content first. Nothing that the page shows is lost: what is left out or changed is listed
/// by --ledger, with its place and the reason.
#[derive(Debug, Parser)]
#[command(name = "textify", version, after_help = EXAMPLES, max_term_width = 100)]
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
    Print(Box<print::Args>),
    Schema(schema::Args),
    Sitemap(sitemap::Args),
    Tree(tree::Args),
    Verify(verify::Args),
}

/// The text versions of pages.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The pages; `-`, or no file where input is piped, reads the standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The output's format [default: by the extension of -o, else plain]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: Option<Format>,

    /// Where to write; a folder, or a name that ends with a slash, gets one file for each page
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The most columns of a line of plain text; 0 for no limit
    #[arg(long, value_name = "N", default_value_t = 72)]
    pub(crate) width: usize,

    /// Where the addresses of links go, in plain text and Markdown
    #[arg(long, value_enum, value_name = "WHERE", default_value_t = LinksArg::List)]
    pub(crate) links: LinksArg,

    /// How data tables are written, in plain text and Markdown
    #[arg(long, value_enum, value_name = "HOW", default_value_t = TablesArg::Fit)]
    pub(crate) tables: TablesArg,

    /// The order in which the regions of the page are read
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = OrderArg::Content)]
    pub(crate) order: OrderArg,

    /// Read only this region; the rest goes to the ledger
    #[arg(long, value_enum, value_name = "REGION")]
    pub(crate) only: Option<Only>,

    /// The encoding of the pages, as their server names it [default: found from the page]
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,

    /// The language of the pages, such as cs or en-GB [default: what the page says]
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,

    /// The page's own address, for its relative links [default: what the page says]
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// The day of the mail or print: today, or the one that is given [default: none is said]
    #[arg(long, value_name = "DATE", num_args = 0..=1, require_equals = true, default_missing_value = "today")]
    pub(crate) date: Option<String>,

    /// The sender of the mail [default: none, the mail program knows]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) from: Option<String>,

    /// The folder that is the root of the site, where addresses such as /css/main.css lead
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,

    /// Write what was left out or changed as JSON; `-` is the standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,

    /// Say on the standard error how the page was understood
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
    /// An HTML document for paper, as `textify print` writes it
    Print,
    /// A mail to be addressed and sent, of plain text and HTML
    Mail,
    /// The HTML Standard's innerText of the page's body
    #[value(name = "innertext")]
    InnerText,
}

impl Format {
    /// The format that a file name's extension stands for.
    pub(crate) fn of_extension(extension: &str) -> Option<Format> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Format::Plain),
            "html" | "htm" => Some(Format::Html),
            "md" => Some(Format::Markdown),
            "eml" => Some(Format::Mail),
            _ => None,
        }
    }

    /// The extension for files of this format.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Plain | Format::InnerText => "txt",
            Format::Html | Format::Print => "html",
            Format::Markdown => "md",
            Format::Mail => "eml",
        }
    }
}

/// Where the addresses of links go.
#[derive(Debug, Clone, Copy, ValueEnum, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub(crate) enum LinksArg {
    /// Numbered, the addresses at the end of the page; in Markdown of several pages as inline
    List,
    /// Behind each link
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
    /// As tables where they are simple and fit, else row by row
    Fit,
    /// Row by row, each cell after the names of its row and column
    Rows,
}

/// The order of reading.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OrderArg {
    /// The main content, then menus, asides, header and footer
    Content,
    /// As they stand in the page
    Source,
}

/// What can be read alone.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Only {
    /// The main content
    Main,
}
