//! Where a public body publishes its accessibility statement and takes reports of barriers.

use super::markup::{link, own_words};
use crate::error::{Error, ErrorKind};
use crate::escape::attribute;
use crate::i18n::Phrases;
use crate::page::Direction;
use url::Url;

/// The accessibility statement of a site and its feedback mechanism, for a link in every version
/// (Directive (EU) 2016/2102, Article 7(1)).
///
/// ```
/// use textify::{Page, ParseOptions, ReadOptions, format::{AccessibilityLinks, Html}};
///
/// let links = AccessibilityLinks::new()
///     .with_statement("https://www.example.org/accessibility")?
///     .with_feedback("webmaster@example.org")?;
/// let page = Page::parse(b"<html lang=en><title>News</title><h1>News</h1>", &ParseOptions::new())?;
/// let mut html = Vec::new();
/// Html::new().with_accessibility(links).write(&page, page.read(&ReadOptions::new()), &mut html)?;
/// let html = String::from_utf8_lossy(&html);
/// assert!(html.contains(r#"<a href="https://www.example.org/accessibility">Accessibility statement</a>"#));
/// assert!(html.contains(r#"<a href="mailto:webmaster@example.org">"#));
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessibilityLinks {
    statement: Option<String>,
    feedback: Option<String>,
}

impl AccessibilityLinks {
    /// No links.
    pub fn new() -> AccessibilityLinks {
        AccessibilityLinks::default()
    }

    /// The absolute address of the accessibility statement.
    ///
    /// # Errors
    ///
    /// When it is not an absolute `http` or `https` address.
    pub fn with_statement(mut self, url: &str) -> Result<Self, Error> {
        self.statement = Some(web_address(url)?);
        Ok(self)
    }

    /// The absolute address of a form, or a mail address, for people who report a barrier.
    ///
    /// # Errors
    ///
    /// When it is neither an absolute `http` or `https` address nor a mail address.
    pub fn with_feedback(mut self, address: &str) -> Result<Self, Error> {
        let mail = address.trim().trim_start_matches("mailto:");
        self.feedback = Some(match is_mail_address(mail) {
            true => format!("mailto:{mail}"),
            false => web_address(address)?,
        });
        Ok(self)
    }

    /// The links that there are: the address and the name of each.
    pub(super) fn items<'a>(&'a self, phrases: &'a Phrases) -> Vec<(&'a str, &'a str)> {
        let statement = (self.statement.as_deref(), &*phrases.accessibility_statement);
        let feedback = (self.feedback.as_deref(), &*phrases.accessibility_feedback);
        let items = [statement, feedback].into_iter();
        items.filter_map(|(href, name)| Some((href?, name))).collect()
    }

    /// Writes the links as a navigation; nothing where there are none. `around`: the language of the
    /// document.
    pub(super) fn write(
        &self,
        out: &mut String,
        phrases: &Phrases,
        around: Option<&str>,
        direction: Option<Direction>,
    ) {
        let items = self.items(phrases);
        if items.is_empty() {
            return;
        }
        out.push_str("<nav");
        own_words(out, phrases, around, direction);
        attribute(out, "aria-label", &phrases.accessibility);
        out.push_str(">\n<ul>\n");
        for (href, name) in items {
            out.push_str("<li>");
            link(out, href, name);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n</nav>\n");
    }
}

fn web_address(address: &str) -> Result<String, Error> {
    let url = Url::parse(address.trim()).ok();
    let web = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    web.map(String::from).ok_or_else(|| ErrorKind::BadUrl(address.to_owned()).into())
}

/// An address that a link of the scheme `mailto` can have without encoding (RFC 6068, section 2).
fn is_mail_address(address: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-+".contains(c))
    };
    address.split_once('@').is_some_and(|(name, host)| is_plain(name) && is_plain(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_taken() {
        let links = AccessibilityLinks::new;
        for bad in ["", "statement.html", "javascript:alert(1)", "ftp://a.example/", "a@b"] {
            assert!(links().with_statement(bad).is_err(), "{bad}");
        }
        for bad in ["", "a b@c.example", "javascript:alert(1)//@", "@example.org", "a@"] {
            assert!(links().with_feedback(bad).is_err(), "{bad}");
        }
        let given = links().with_feedback("mailto:barriers@example.org").unwrap();
        assert_eq!(given.feedback.as_deref(), Some("mailto:barriers@example.org"));
    }
}
