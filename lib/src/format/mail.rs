//! Writes a text version as a mail that is ready to be addressed and sent.

use crate::event::{Event, Tag, TagEnd};
use crate::i18n::Phrases;
use crate::page::Page;
use crate::read::ReadOptions;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};
use siphasher::sip128::{Hasher128, SipHasher13};
use std::borrow::Cow;
use std::hash::Hasher;
use std::io::{self, Write};

/// Writes a mail (RFC 5322) of a page's plain text and HTML text version, as two forms of the same
/// (`multipart/alternative`, RFC 2046, 5.1.4). It is a draft: mail programs open it for writing an
/// address into it (`X-Unsent`). Nothing is sent.
///
/// The same page gives the same bytes: the boundary is made from its content, and neither clock nor host name is
/// asked. Date and id are given by the program that sends it.
///
/// ```
/// use textify::{Page, ParseOptions, format::Mail};
///
/// let page = Page::from_html("<title>Zprávy</title><p>Text", &ParseOptions::new())?;
/// let mut mail = Vec::new();
/// Mail::new().write(&page, "Text\n", "<p>Text</p>\n", &mut mail)?;
/// let mail = String::from_utf8_lossy(&mail);
/// assert!(mail.contains("X-Unsent: 1\r\n") && mail.contains("Subject: =?utf-8?"));
/// assert!(!mail.contains("Date:") && !mail.contains("From:"));
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Mail {
    from: Option<String>,
    date: Option<i64>,
}

impl Mail {
    /// Without sender and date: the mail program gives both when the mail is sent.
    pub fn new() -> Self {
        Mail::default()
    }

    /// The sender: an address, or a name and an address in angle brackets.
    pub fn with_from(mut self, from: impl Into<String>) -> Self {
        self.from = Some(from.into());
        self
    }

    /// The date, in seconds since the beginning of 1970 in UTC.
    pub fn with_date(mut self, seconds: i64) -> Self {
        self.date = Some(seconds);
        self
    }

    /// Writes the mail of a page whose plain text and HTML text version are given.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write(
        &self,
        page: &Page,
        plain: &str,
        html: &str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let title = page.title();
        let subject = Some(title).filter(|title| !title.is_empty()).or_else(|| heading(page));
        let subject = clean(&subject.or_else(|| page.url().map(str::to_owned)).unwrap_or_default());
        let plain = &*with_source(page, plain);
        let id = self.id(&[&subject, plain, html]);
        let kind =
            ContentType::new("multipart/alternative").attribute("boundary", format!("={id}"));
        // From the simplest form to the richest.
        let parts = vec![MimePart::new("text/plain", plain), MimePart::new("text/html", html)];
        let mut message = MimePart::new(kind, BodyPart::Multipart(parts));
        let mut headers: Vec<(_, HeaderType<'_>)> = vec![
            ("MIME-Version".into(), Raw::new("1.0").into()),
            ("X-Unsent".into(), Raw::new("1").into()),
        ];
        if let Some(date) = self.date {
            headers.push(("Date".into(), Date::new(date).into()));
        }
        if let Some(from) = &self.from {
            headers.push(("From".into(), sender(&clean(from)).into()));
        }
        if !subject.is_empty() {
            headers.push(("Subject".into(), Text::new(subject).into()));
        }
        headers.append(&mut message.headers);
        message.headers = headers;
        let mut bytes = Vec::new();
        message.write_part(&mut bytes);
        out.write_all(&bytes)
    }

    /// A number that is the same for the same mail, and hardly so for any other.
    fn id(&self, parts: &[&str]) -> String {
        let mut hasher = SipHasher13::new();
        let from = self.from.as_deref().unwrap_or_default();
        for part in parts.iter().chain([&from]) {
            hasher.write_usize(part.len());
            hasher.write(part.as_bytes());
        }
        hasher.write_i64(self.date.unwrap_or_default());
        format!("{:032x}", hasher.finish128().as_u128())
    }
}

/// What the first heading of a page says.
fn heading(page: &Page) -> Option<String> {
    let mut text: Option<String> = None;
    for event in page.read(&ReadOptions::new()) {
        match event {
            Event::Start(Tag::Heading { .. }, _) => text = Some(String::new()),
            Event::End(TagEnd::Heading) => return text.filter(|text| !text.trim().is_empty()),
            Event::Text(piece) => text.iter_mut().for_each(|text| text.push_str(&piece)),
            _ => {}
        }
    }
    None
}

/// Plain text that says at its end where the page is; the HTML has a link to it.
fn with_source<'a>(page: &Page, plain: &'a str) -> Cow<'a, str> {
    let Some(url) = page.url() else { return plain.into() };
    let phrases = Phrases::of(page.language());
    format!("{}\n\n{}: {url}\n", plain.trim_end(), phrases.source).into()
}

/// A name and an address, or an address alone.
fn sender(from: &str) -> Address<'static> {
    let named = from.strip_suffix('>').and_then(|from| from.rsplit_once('<'));
    let (name, address) = named.unwrap_or(("", from));
    let name = name.trim().trim_matches('"').to_owned();
    let name = Some(name).filter(|name| !name.is_empty()).map(Cow::Owned);
    Address::new_address(name, address.trim().to_owned())
}

/// Text for one line: a header field ends with its line.
fn clean(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::ParseOptions;

    fn mail(mail: &Mail, html: &str) -> String {
        let page = Page::from_html(html, &ParseOptions::new()).expect("a small page");
        let mut out = Vec::new();
        mail.write(&page, "Žluťoučký\n", "<p>Žluťoučký</p>\n", &mut out).expect("memory");
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn plain_text_says_where_the_page_is() {
        let plain = |html: &str| {
            let page = Page::from_html(html, &ParseOptions::new()).expect("a small page");
            with_source(&page, "Text\n").into_owned()
        };
        let there = "<html lang=en><link rel=canonical href=https://a.example/b.html>";
        assert_eq!(plain(there), "Text\n\nSource: https://a.example/b.html\n");
        assert_eq!(plain("<html lang=en>"), "Text\n");
    }

    #[test]
    fn the_subject_is_the_title_or_the_first_heading() {
        let subject = |html: &str| {
            let mail = mail(&Mail::new(), html);
            let line = mail.lines().find_map(|line| line.strip_prefix("Subject: "));
            line.map(str::to_owned)
        };
        assert_eq!(subject("<title>News</title><h1>Today</h1>").as_deref(), Some("News"));
        assert_eq!(subject("<p>a</p><h1>Today</h1>").as_deref(), Some("Today"));
        assert_eq!(subject("<p>a</p>"), None);
    }

    #[test]
    fn is_the_same_for_the_same_page() {
        let one = mail(&Mail::new(), "<title>News</title>");
        assert_eq!(one, mail(&Mail::new(), "<title>News</title>"));
        assert_ne!(one, mail(&Mail::new(), "<title>Other news</title>"));
        assert!(one.is_ascii(), "{one}");
        let bare = one.replace("\r\n", "");
        assert!(!bare.contains(['\r', '\n']), "lines end with both: {one}");
        assert!(one.lines().all(|line| line.len() <= 78), "{one}");
        let boundary = one.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next());
        let boundary = boundary.expect("a boundary");
        assert_eq!(one.matches(&format!("\r\n--{boundary}")).count(), 3, "{one}");
    }

    #[test]
    fn says_sender_and_date_only_where_they_are_given() {
        let given = Mail::new().with_from("Jan Vzorný <jan@example.cz>").with_date(1_272_499_200);
        let given = mail(&given, "<title>News\r\nBcc: x@example.cz</title>");
        assert!(given.contains("<jan@example.cz>"), "{given}");
        assert!(given.contains("\r\nDate: Thu, 29 Apr 2010 00:00:00 "), "{given}");
        assert!(!given.contains("\r\nBcc"), "{given}");
        let bare = mail(&Mail::new(), "<title>News</title>");
        assert!(!bare.contains("From:") && !bare.contains("Date:"), "{bare}");
    }
}
