//! The markup that is inserted.

use super::QuickLinks;
use crate::aria::Aria;
use crate::escape::{attribute, escaped};
use crate::i18n::Phrases;
use crate::page::{Direction, Page, is_canonical};
use crate::stream::Facts;

/// The style of the links. It holds against the sheets of a page: each declaration is important, and the
/// selectors are as strong as three ids. The colours are those of the browser, which fit in high contrast too.
pub(super) const STYLE: &str = include_str!("links.css");

/// The name of the element that the links stand in, and of its class. No selector of a site is for
/// elements of this name, nor does one more of them change what `:first-of-type` is.
pub(super) const NAME: &str = "textify-links";

impl QuickLinks {
    /// What goes into the head: for search engines and browsers, and the style where it is wanted.
    pub(super) fn head(&self, facts: &Facts, phrases: &Phrases) -> String {
        let mut head = String::new();
        let canonical = self.canonical.as_deref().filter(|url| is_canonical(url));
        if let (Some(url), None) = (canonical, facts.canonical()) {
            head.push_str("<link rel=\"canonical\"");
            attribute(&mut head, "href", url);
            head.push_str(" />");
        }
        if let Some(href) = &self.text_version {
            head.push_str("<link rel=\"alternate\" type=\"text/html\"");
            attribute(&mut head, "href", href);
            attribute(&mut head, "title", &phrases.text_version);
            head.push_str(" />");
        }
        if let Some(href) = &self.print_version {
            head.push_str("<link rel=\"alternate\" type=\"text/html\" media=\"print\"");
            attribute(&mut head, "href", href);
            attribute(&mut head, "title", &phrases.print_version);
            head.push_str(" />");
        }
        head
    }

    /// The style itself, or the link to the sheet that has it.
    pub(super) fn style(&self) -> String {
        let Some(href) = &self.style_sheet else {
            return format!("<style>{STYLE}</style>");
        };
        let mut link = String::from("<link rel=\"stylesheet\"");
        attribute(&mut link, "href", href);
        link.push_str(" />");
        link
    }

    /// The links to the versions and to what else is around the page.
    pub(super) fn links(&self, page: &Page, phrases: &Phrases, search: Option<&str>) -> Line {
        let mut line = Line::default();
        let links = [
            (&self.site_map, &phrases.site_map),
            (&self.text_version, &phrases.text_version),
            (&self.print_version, &phrases.print_version),
        ];
        for (href, name) in links {
            if let Some(href) = href {
                line.add(href, None, name);
            }
        }
        for (tag, href) in &self.languages {
            line.add(href, Some(tag), Phrases::own_name(tag));
        }
        if let Some(href) = search {
            line.add(href, None, &phrases.search);
        }
        if let Some(url) = page.url() {
            line.add(&mail(&page.title(), url), None, &phrases.by_mail);
        }
        line
    }
}

/// Links on one line. They stand in no list: a few short links are heard without their number.
#[derive(Debug, Default)]
pub(super) struct Line(String);

impl Line {
    pub(super) fn add(&mut self, href: &str, lang: Option<&str>, name: &str) {
        let out = &mut self.0;
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str("<a");
        attribute(out, "href", href);
        if let Some(lang) = lang {
            attribute(out, "hreflang", lang);
            attribute(out, "lang", lang);
        }
        out.push('>');
        out.push_str(&escaped(name));
        out.push_str("</a>");
    }

    /// This line before another.
    pub(super) fn then(mut self, more: Line) -> Line {
        if !self.0.is_empty() && !more.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(&more.0);
        self
    }

    /// The line in its element: a landmark if it has a name. `style` stands in it where the page has no
    /// place for that in its head.
    pub(super) fn placed(
        &self,
        page: &Page,
        phrases: &Phrases,
        label: Option<&str>,
        style: &str,
    ) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let mut out = format!("<{NAME}");
        attribute(&mut out, "class", NAME);
        if let Some(label) = label {
            attribute(&mut out, "role", "navigation");
            attribute(&mut out, "aria-label", label);
        }
        // The page may set another language on its body, or none that there are phrases in.
        attribute(&mut out, "lang", &phrases.language);
        if page.direction().is_some_and(|set| set != Direction::Ltr) {
            attribute(&mut out, "dir", "ltr");
        }
        [&out, ">", style, &self.0, "</", NAME, ">"].concat()
    }
}

/// What the links are called together: no other navigation of the page has that name.
pub(super) fn label(page: &Page, phrases: &Phrases) -> String {
    let own = phrases.quick_links.to_lowercase();
    let aria = Aria::new(page);
    let named = |id| aria.name(id).text.to_lowercase() == own;
    let is_taken = || page.document.all().any(|id| aria.is_any(id, &["navigation"]) && named(id));
    // Names are only worked out where one may be the same.
    let is_said = own.split(' ').all(|word| says(page.source(), word));
    match is_said && is_taken() {
        true => format!("{}: {}", phrases.quick_links, phrases.text_version),
        false => phrases.quick_links.clone(),
    }
}

/// Whether a text says a word in small letters, in capitals, or with a capital at its beginning.
fn says(text: &str, word: &str) -> bool {
    let rest = &word[word.chars().next().map_or(0, char::len_utf8)..];
    let has = |part: &str| memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    has(rest) || has(&rest.to_uppercase())
}

/// A message with the page's title and address (RFC 6068).
fn mail(title: &str, url: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    format!("mailto:?subject={}&body={}", encoded(title), encoded(url))
}
