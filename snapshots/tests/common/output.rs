//! The outputs of a page.

use super::said::{Tree, said};
use super::words::Words;
use textify::format::{Chapter, Html, Links, Mail, Markdown, Plain, Print, inner_text};
use textify::{Event, Order, Page, ReadOptions, Reading, format};

/// One output of a page, and how it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the command gives it when nothing else is asked for.
    Plain,
    Html,
    Markdown,
    /// The main content on paper.
    Print,
    /// A draft of a mail.
    Mail,
    Ledger,
    InnerText,
    /// Plain text in the page's own order, without addresses.
    Source,
    /// Plain text of few columns.
    Narrow,
    /// What assistive technology is told.
    Accessible,
}

impl Form {
    /// How many columns a line may have; 0 for any number.
    pub(crate) fn width(self) -> usize {
        match self {
            Form::Plain | Form::Source => 72,
            Form::Narrow => 40,
            _ => 0,
        }
    }

    /// The last part of the snapshot's name.
    pub(crate) fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    pub(crate) fn of(self, page: &Page) -> String {
        let text = Plain::new().with_width(self.width());
        match self {
            Form::Plain | Form::Narrow => write(|out| text.write(page, read(page), out)),
            Form::Source => {
                let events = page.read(&ReadOptions::new().with_order(Order::Source));
                write(|out| text.with_links(Links::None).write(page, events, out))
            }
            Form::Html => html(page, read(page)),
            Form::Print => {
                let printed = Chapter::new(page, Chapter::reading(page));
                without_style(&write(|out| Print::new().write(&[printed], out)))
            }
            Form::Mail => {
                let plain = Form::Plain.of(page);
                let html = write(|out| Html::for_mail().write(page, read(page), out));
                // A snapshot keeps no carriage returns.
                write(|out| Mail::new().write(page, &plain, &html, out)).replace("\r\n", "\n")
            }
            Form::Markdown => write(|out| Markdown::new().write(page, read(page), out)),
            Form::Ledger => ledger(page),
            Form::InnerText => inner_text(page) + "\n",
            Form::Accessible => {
                let mut out = Vec::new();
                format::Tree::new().write_text(page, &mut out).expect("writing to memory");
                String::from_utf8(out).expect("UTF-8")
            }
        }
    }
}

fn read(page: &Page) -> Reading<'_> {
    page.read(&ReadOptions::new())
}

/// A document without its style sheet, which is the same for all.
pub(crate) fn without_style(html: &str) -> String {
    let start = html.find("<style>").expect("a style sheet");
    let end = html.find("</style>\n").expect("its end") + "</style>\n".len();
    format!("{}{}", &html[..start], &html[end..])
}

/// What a writer writes, as text.
fn write(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("writing to memory");
    String::from_utf8(out).expect("UTF-8")
}

/// An output whose words are counted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Output {
    Plain,
    Html,
    Markdown,
}

impl Output {
    pub(crate) const ALL: [Output; 3] = [Output::Plain, Output::Html, Output::Markdown];

    /// The words that a reader of the output gets; addresses are none.
    pub(crate) fn words<'p>(
        self,
        page: &'p Page,
        events: impl Iterator<Item = Event<'p>>,
    ) -> Words {
        match self {
            Output::Plain => Words::of(&plain_without_links(page, events)),
            Output::Html => said(&Tree::parse(&html(page, events))),
            Output::Markdown => {
                let markdown = Markdown::new().with_links(Links::None);
                Words::of(&write(|out| markdown.write(page, events, out)))
            }
        }
    }
}

/// Only the text: no addresses, no width.
pub(crate) fn plain_without_links<'p>(
    page: &'p Page,
    events: impl Iterator<Item = Event<'p>>,
) -> String {
    let plain = Plain::new().with_width(0).with_links(Links::None);
    write(|out| plain.write(page, events, out))
}

fn html<'p>(page: &'p Page, events: impl Iterator<Item = Event<'p>>) -> String {
    write(|out| Html::new().with_original("original.html").write(page, events, out))
}

/// One line for each entry: where, why, which element, what it said.
fn ledger(page: &Page) -> String {
    let mut out = String::new();
    for entry in read(page).into_ledger().entries(page) {
        let place = entry.place.map(|place| format!("{}:{}", place.line, place.column));
        let place = place.unwrap_or_default();
        let text = entry.text.escape_debug();
        out.push_str(&format!("{place} {:?} {} \"{text}\"\n", entry.reason, entry.element));
    }
    out
}
