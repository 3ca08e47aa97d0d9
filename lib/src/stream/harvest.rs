//! Gathers the facts of a page from its tags. It is told of them one by one in the order of the
//! source, by [`scan`](super::scan) or from the tree, so that both say the same.

use super::date;
use super::facts::{Alternate, Facts, Reference};
use oxilangtag::LanguageTag;

/// Gathers the facts of a page.
#[derive(Default)]
pub(super) struct Harvest {
    facts: Facts,
    titled: bool,
    /// The language that the root element sets, if it sets any, valid or not.
    root: Option<String>,
    /// `content-language`: only the first counts.
    pragma: Option<String>,
}

/// The names that breadcrumbs go by in ids, classes, labels and item types.
pub(super) const TRAIL_NAMES: [&str; 2] = ["crumb", "drobe"];

/// The attributes that such a name may stand in.
pub(super) const TRAIL_ATTRIBUTES: [&str; 4] = ["id", "class", "aria-label", "itemtype"];

/// Elements at which HTML begins within SVG and MathML. None is HTML of its own, and the rewriter
/// does not tell that from their namespace.
pub(super) const INTEGRATION_POINTS: [&str; 8] =
    ["annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext"];

/// No trail is longer; a list that is holds more than the way to the page.
const LONGEST_TRAIL: usize = 16;

impl Harvest {
    pub(super) fn finish(mut self) -> Facts {
        let valid = |tag: &String| LanguageTag::parse(tag.as_str()).is_ok();
        let pragma = self.pragma.filter(|tag| !tag.contains([',', ' ']));
        self.facts.language = self.root.filter(valid).or(pragma.filter(valid));
        self.facts.ids.sort_unstable();
        self.facts.ids.dedup();
        if self.facts.trail.len() > LONGEST_TRAIL {
            self.facts.trail.clear();
        }
        self.facts
    }

    /// The `html` start tag; a later one adds what the first lacks (HTML Standard, "in body").
    pub(super) fn root(&mut self, lang: Option<String>, xml_lang: Option<String>) {
        let lang = lang.or(xml_lang).map(|tag| tag.trim().to_owned());
        self.root = self.root.take().or(lang);
    }

    /// Whether this `title` is the page's.
    pub(super) fn title(&mut self) -> bool {
        !std::mem::replace(&mut self.titled, true)
    }

    pub(super) fn title_text(&mut self, text: &str) {
        self.facts.title = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    }

    pub(super) fn base(&mut self, href: Option<String>) {
        self.facts.base = self.facts.base.take().or_else(|| href.map(|href| address(&href)));
    }

    /// A `link` with all that may matter of it.
    pub(super) fn link(&mut self, rel: &str, hreflang: Option<String>, href: Option<String>) {
        let is = |token: &str| rel.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case(token));
        let Some(href) = href.map(|href| address(&href)).filter(|href| !href.is_empty()) else {
            return;
        };
        if is("canonical") {
            self.facts.canonical.get_or_insert(href);
        } else if let (true, Some(language)) = (is("alternate"), hreflang) {
            let language = language.trim().to_owned();
            self.facts.alternates.push(Alternate { language, href });
        }
    }

    /// A `meta`: its name, property or pragma, and its content.
    pub(super) fn meta(&mut self, name: Option<String>, pragma: Option<String>, content: String) {
        match pragma.map(|pragma| pragma.to_ascii_lowercase()).as_deref() {
            Some("refresh") => {
                self.facts.refresh = self.facts.refresh.take().or_else(|| refresh(&content));
            }
            Some("content-language") => {
                self.pragma.get_or_insert_with(|| content.trim().to_owned());
            }
            Some("last-modified") => self.modified(&content),
            _ => {}
        }
        match name.map(|name| name.trim().to_ascii_lowercase()).as_deref() {
            Some("robots" | "googlebot") => {
                let mut words = content.split([',', ' ']).map(|word| word.trim());
                self.facts.noindex |= words.any(|word| {
                    word.eq_ignore_ascii_case("noindex") || word.eq_ignore_ascii_case("none")
                });
            }
            Some(
                "article:modified_time"
                | "og:updated_time"
                | "dcterms.modified"
                | "dc.date.modified"
                | "datemodified"
                | "last-modified",
            ) => self.modified(&content),
            _ => {}
        }
    }

    /// A `time` whose date is that of the last change (schema.org, hAtom).
    pub(super) fn time(&mut self, itemprop: &str, class: &str, datetime: &str) {
        let has = |list: &str, word: &str| list.split_ascii_whitespace().any(|token| token == word);
        if has(itemprop, "dateModified") || has(class, "updated") {
            self.modified(datetime);
        }
    }

    fn modified(&mut self, text: &str) {
        self.facts.modified = self.facts.modified.take().or_else(|| date::w3c(text));
    }

    /// Where the page leads; `trail`: from its breadcrumbs.
    pub(super) fn reference(&mut self, href: &str, offset: usize, trail: bool) {
        let href = address(href);
        if trail && self.facts.trail.len() <= LONGEST_TRAIL {
            self.facts.trail.push(href.clone());
        }
        self.facts.links.push(Reference { href, offset });
    }

    pub(super) fn id(&mut self, id: String) {
        if !id.is_empty() {
            self.facts.ids.push(id);
        }
    }
}

/// An address without the white space and control characters around it (URL Standard, "basic URL
/// parser").
fn address(href: &str) -> String {
    href.trim_matches(|c: char| c <= ' ').to_owned()
}

/// The address of a refresh (HTML Standard, "shared declarative refresh steps").
fn refresh(content: &str) -> Option<String> {
    let rest = content.trim_start();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if after.len() == rest.len() {
        return None;
    }
    let rest = after.trim_start_matches([';', ',', ' ', '\t', '\n', '\r', '\x0c']);
    if rest.len() == after.len() {
        return None;
    }
    let url = rest.get(..3).filter(|start| start.eq_ignore_ascii_case("url"));
    let named = url.and_then(|url| rest[url.len()..].trim_start().strip_prefix('='));
    let rest = named.map_or(rest, str::trim_start);
    let target = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or_default(),
        _ => rest,
    };
    Some(address(target)).filter(|target| !target.is_empty())
}

#[cfg(test)]
mod tests {
    use super::refresh;

    #[test]
    fn a_refresh_leads_where_it_says() {
        let read = [
            ("0; url=new.html", "new.html"),
            ("5;URL='a b.html' ", "a b.html"),
            ("3,next.html", "next.html"),
            ("0 ; url = \"x\"y", "x"),
            ("1.5;url=", ""),
            ("300", ""),
            ("soon; url=x", ""),
            ("0;urls.html", "urls.html"),
        ];
        for (content, target) in read {
            assert_eq!(refresh(content).unwrap_or_default(), target, "{content}");
        }
    }
}
