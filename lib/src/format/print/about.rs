//! What a citizen has to know of a page on paper: whose it is, what it is called, of which day.

use super::dates::Day;
use super::outline::same;
use crate::event::{Event, Tag, TagEnd};
use crate::i18n::Phrases;
use crate::page::Page;
use crate::read::{ReadOptions, RegionKind};
use std::cell::OnceCell;

/// What separates the title of a page from the name of its site.
const SEPARATORS: [&str; 8] = [" | ", " – ", " — ", " - ", " :: ", " · ", " » ", " / "];

/// The names of `meta` elements that give the day of a page, the day of its publication first.
const DAYS: [&str; 12] = [
    "article:published_time",
    "datePublished",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "date",
    "article:modified_time",
    "dcterms.modified",
    "dateModified",
    "last-modified",
];

/// The most words and letters of a line that says of which day the page is: a signature, not a
/// sentence about some other day.
const LINE: (usize, usize) = (14, 120);
/// How many blocks count as the beginning or end of a page.
const EDGE: usize = 4;

/// What a page is called, and who speaks in it.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Its title without the name of the site.
    pub(super) title: String,
    pub(super) site: Option<String>,
    pub(super) organisation: Option<String>,
}

impl About {
    /// `headings` are those of the main content: one of them says which part of the title is the
    /// page's own.
    pub(super) fn of(page: &Page, headings: &[&str]) -> About {
        let given = page.meta(&["og:site_name", "application-name"]).map(str::to_owned);
        let publisher = ["dcterms.publisher", "dc.publisher", "publisher"];
        let publisher = page.meta(&publisher).map(str::to_owned);
        let (title, suffix) = split(&page.title(), given.as_deref(), headings);
        let found = OnceCell::new();
        let furniture = || found.get_or_init(|| Furniture::of(page));
        let (title, suffix) = match suffix {
            Some(_) => (title, suffix),
            None => named_in(&title, furniture).unwrap_or((title, None)),
        };
        let site = given.or(suffix).or_else(|| furniture().name.clone());
        let author = || page.meta(&["dcterms.creator", "author"]).map(str::to_owned);
        let organisation = publisher.or_else(|| if site.is_none() { author() } else { None });
        let organisation =
            organisation.filter(|name| site.as_deref().is_none_or(|site| !same(site, name)));
        About { title, site, organisation }
    }
}

/// Splits a title into that of the page and the name of the site.
fn split(title: &str, site: Option<&str>, headings: &[&str]) -> (String, Option<String>) {
    for separator in SEPARATORS {
        for (at, _) in title.match_indices(separator) {
            let (left, right) = (&title[..at], &title[at + separator.len()..]);
            for (own, other) in [(left, right), (right, left)] {
                let is_site = site.is_some_and(|site| same(site, other));
                if is_site || headings.iter().any(|heading| same(heading, own)) {
                    return (own.trim().to_owned(), Some(other.trim().to_owned()));
                }
            }
        }
    }
    (title.to_owned(), None)
}

/// A title whose last or first part is said in the header or footer of the page too.
fn named_in<'f>(
    title: &str,
    furniture: impl Fn() -> &'f Furniture,
) -> Option<(String, Option<String>)> {
    if !SEPARATORS.iter().any(|separator| title.contains(separator)) {
        return None;
    }
    let said = furniture().text.to_lowercase();
    SEPARATORS.iter().find_map(|separator| {
        let (left, right) = title.rsplit_once(separator)?;
        let (own, site) = match said.contains(&right.trim().to_lowercase()) {
            true => (left, right),
            false => {
                let (left, right) = title.split_once(separator)?;
                said.contains(&left.trim().to_lowercase()).then_some((right, left))?
            }
        };
        (site.trim().chars().count() > 2)
            .then(|| (own.trim().to_owned(), Some(site.trim().to_owned())))
    })
}

/// What the header and footer of a page say.
#[derive(Debug, Default)]
struct Furniture {
    text: String,
    /// What the header begins with: a heading, or the picture that stands for a name.
    name: Option<String>,
}

impl Furniture {
    fn of(page: &Page) -> Furniture {
        let mut furniture = Furniture::default();
        let (mut kinds, mut heading) = (Vec::new(), None);
        for event in page.read(&ReadOptions::new()) {
            let banner = kinds.contains(&RegionKind::Banner);
            let read = banner || kinds.contains(&RegionKind::ContentInfo);
            match event {
                Event::Start(Tag::Region { kind, .. }, _) => kinds.push(kind),
                Event::End(TagEnd::Region) => drop(kinds.pop()),
                Event::Start(Tag::Heading { .. }, _) if banner => heading = Some(String::new()),
                Event::End(TagEnd::Heading) => {
                    let said = heading.take().filter(|text| !text.trim().is_empty());
                    furniture.name = furniture.name.take().or(said);
                }
                Event::Text(text) if read => {
                    furniture.text.push_str(&text);
                    heading.iter_mut().for_each(|heading| heading.push_str(&text));
                }
                Event::Image(image) if read => {
                    let alt = image.alt.unwrap_or_default();
                    furniture.text.push_str(&format!(" {alt} "));
                    if banner && furniture.name.is_none() && alt.chars().count() > 2 {
                        furniture.name = Some(alt.into_owned());
                    }
                }
                Event::End(_) | Event::Break => furniture.text.push(' '),
                _ => {}
            }
        }
        furniture.name = furniture.name.filter(|name| name.chars().count() <= LINE.1);
        furniture
    }
}

/// The day of a page: what its metadata says, else what its main content says at its end or at its
/// beginning.
pub(super) fn day(page: &Page, events: &[Event<'_>], phrases: &Phrases) -> Option<Day> {
    let given = DAYS.iter().find_map(|name| page.meta(&[name]).and_then(Day::parse));
    given.or_else(|| {
        let lines = lines(events);
        let (first, last) = (lines.iter().take(EDGE), lines.iter().rev().take(EDGE));
        let day = |line: &Line<'_>| {
            let short = line.text.chars().count() <= LINE.1
                && line.text.split_whitespace().count() <= LINE.0;
            let marked = || line.datetime.and_then(Day::parse);
            short.then(|| marked().or_else(|| Day::find(&line.text, phrases)))?
        };
        last.chain(first).find_map(day)
    })
}

/// A paragraph, and the day that a `time` element of it gives.
#[derive(Debug, Default)]
struct Line<'e> {
    text: String,
    datetime: Option<&'e str>,
}

fn lines<'e>(events: &'e [Event<'_>]) -> Vec<Line<'e>> {
    let mut lines = Vec::new();
    let mut open: Option<Line<'e>> = None;
    for event in events {
        match (event, &mut open) {
            (Event::Start(Tag::Paragraph { .. }, _), _) => open = Some(Line::default()),
            (Event::End(TagEnd::Paragraph), _) => lines.extend(open.take()),
            (Event::Start(Tag::Time { datetime }, _), Some(line)) => line.datetime = Some(datetime),
            (event, Some(line)) => {
                if let Some(said) = super::outline::said(event) {
                    line.text.push_str(said);
                }
            }
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::ParseOptions;

    fn about(html: &str, headings: &[&str]) -> (String, Option<String>) {
        let page = Page::from_html(html, &ParseOptions::new()).expect("a small page");
        let about = About::of(&page, headings);
        (about.title, about.site)
    }

    #[test]
    fn tells_the_title_from_the_site() {
        let ministry = || Some("Ministry of the Interior".to_owned());
        let cases = [
            ("<title>Visa - Ministry of the Interior</title>", &["Visa"][..], "Visa"),
            ("<title>Ministry of the Interior | Visa</title>", &["Visa"], "Visa"),
            (
                "<title>Covid-19 – advice - Ministry of the Interior</title>\
                 <meta property=og:site_name content='Ministry of the Interior'>",
                &[],
                "Covid-19 – advice",
            ),
            (
                "<title>Visa – Ministry of the Interior</title>\
                 <header><img src=a alt='Ministry of the Interior'></header><main>Text</main>",
                &[],
                "Visa",
            ),
        ];
        for (html, headings, title) in cases {
            assert_eq!(about(html, headings), (title.to_owned(), ministry()), "{html}");
        }
        let whole = about("<title>Covid-19 – advice for all</title><p>Text", &[]);
        assert_eq!(whole, ("Covid-19 – advice for all".to_owned(), None));
    }
}
