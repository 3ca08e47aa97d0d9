//! The outputs: each a small consumer of a reading's events.

mod accessibility;
mod blocks;
mod crawlers;
mod html;
mod innertext;
mod lines;
mod mail;
mod markdown;
mod markup;
mod plain;
mod print;
mod references;
mod sheet;
mod table;
mod text;
mod tree;
mod words;
mod wrap;

pub use accessibility::AccessibilityLinks;
pub use html::Html;
pub use innertext::inner_text;
pub use mail::Mail;
pub use markdown::Markdown;
pub use plain::Plain;
pub use print::{Chapter, Images, Instead, Picture, Print, Size};
pub use tree::{AccessibleElement, Tree};

/// How data tables are written in plain text and Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Tables {
    /// As tables where they are simple and fit, else row by row.
    #[default]
    Fit,
    /// Row by row, each cell after the names of its row and column.
    Rows,
}

/// Where the addresses of links go in plain text, Markdown and print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Links {
    /// Numbered in the text, the addresses listed at the end.
    #[default]
    List,
    /// In the text, after the link.
    Inline,
    /// Left out.
    None,
}
