//! Gathers the facts of a page from its tags. It is told of them one by one in the order of the
//! source, by [`scan`](super::scan) or from the tree, so that both say the same.

use super::facts::{Alternate, Facts, Reference};
use super::{date, jsonld, resources};
use crate::escape::says_something;
use memchr::memmem;
use oxilangtag::LanguageTag;
use std::borrow::Cow;

/// The start tag of an HTML element.
pub(super) trait StartTag {
    /// The name of the element, in small letters.
    fn name(&self) -> &[u8];

    /// The value of an attribute.
    fn attribute(&self, name: &str) -> Option<Cow<'_, str>>;

    /// Where it begins in the file, where that is known.
    fn offset(&self) -> Option<usize>;

    /// Whether it stands within the page's breadcrumbs.
    fn within_trail(&self) -> bool;

    /// The text of the script that it begins.
    fn script(&self) -> Cow<'_, str>;
}

/// Gathers the facts of a page.
#[derive(Default)]
pub(super) struct Harvest {
    facts: Facts,
    titled: bool,
    /// The language that the root element sets, if it sets any, valid or not.
    root: Option<String>,
    /// `content-language`: only the first counts.
    pragma: Option<String>,
    /// Whether a tag was seen that no head has.
    in_body: bool,
    /// When the page was published, for one that does not say when it was changed.
    published: Option<String>,
}

/// The elements of a head. The first tag of another one begins the body (HTML Standard, 13.2.6.4,
/// "in head" and "after head").
const HEAD: [&[u8]; 13] = [
    b"html",
    b"head",
    b"base",
    b"basefont",
    b"bgsound",
    b"link",
    b"meta",
    b"title",
    b"noscript",
    b"noframes",
    b"style",
    b"script",
    b"template",
];

/// The names that breadcrumbs go by in ids, classes, labels and item types.
const TRAIL_NAMES: [&[u8]; 2] = [b"crumb", b"drobe"];

/// The attributes that such a name may stand in.
pub(super) const TRAIL_ATTRIBUTES: [&str; 4] = ["id", "class", "aria-label", "itemtype"];

/// Whether the value of such an attribute names breadcrumbs.
pub(super) fn names_trail(value: &[u8]) -> bool {
    TRAIL_NAMES.iter().any(|name| value.windows(name.len()).any(|it| it.eq_ignore_ascii_case(name)))
}

/// Elements at which HTML begins within SVG and MathML. None is HTML of its own, and the rewriter
/// does not tell that from their namespace.
const INTEGRATION_POINTS: [&[u8]; 8] =
    [b"annotation-xml", b"desc", b"foreignobject", b"mi", b"mn", b"mo", b"ms", b"mtext"];

/// No trail is longer; a list that is holds more than the way to the page.
const LONGEST_TRAIL: usize = 16;

impl Harvest {
    pub(super) fn finish(mut self) -> Facts {
        let valid = |tag: &String| LanguageTag::parse(tag.as_str()).is_ok();
        let pragma = self.pragma.filter(|tag| !tag.contains([',', ' ']));
        self.facts.language = self.root.filter(valid).or(pragma.filter(valid));
        self.facts.ids.sort_unstable();
        self.facts.ids.dedup();
        self.facts.modified = self.facts.modified.take().or(self.published);
        if self.facts.trail.len() > LONGEST_TRAIL {
            self.facts.trail.clear();
        }
        self.facts
    }

    /// What a start tag says; the title is told by [`title`](Self::title) and its text.
    pub(super) fn element(&mut self, tag: &impl StartTag) {
        let of = |name: &str| tag.attribute(name).unwrap_or_default();
        self.in_body = self.in_body || !HEAD.contains(&tag.name());
        match tag.name() {
            b"html" => self.root(tag.attribute("lang").or_else(|| tag.attribute("xml:lang"))),
            b"base" => self.base(tag.attribute("href")),
            b"link" => self.link(&of("rel"), tag.attribute("hreflang"), tag.attribute("href")),
            b"meta" => {
                let name =
                    ["name", "property", "itemprop"].iter().find_map(|name| tag.attribute(name));
                self.meta(name, tag.attribute("http-equiv"), &of("content"));
            }
            b"time" => self.time(&of("itemprop"), &of("class"), &of("datetime")),
            b"a" | b"area" => self.reference(tag, "href"),
            b"frame" | b"iframe" => self.reference(tag, "src"),
            b"script" if of("type").trim().eq_ignore_ascii_case("application/ld+json") => {
                self.json_ld(&tag.script());
            }
            _ => {}
        }
        resources::harvest(tag, &mut self.facts.resources);
        let id = tag.attribute("id").filter(|_| !INTEGRATION_POINTS.contains(&tag.name()));
        let name = tag.attribute("name").filter(|_| tag.name() == b"a");
        let targets = [id, name].into_iter().flatten().filter(|target| !target.is_empty());
        self.facts.ids.extend(targets.map(Cow::into_owned));
    }

    /// A start tag of a drawing or a formula: it begins the body as any that a head does not have.
    pub(super) fn foreign(&mut self) {
        self.in_body = true;
    }

    /// The `html` start tag; a later one adds what the first lacks (HTML Standard, "in body").
    fn root(&mut self, lang: Option<Cow<'_, str>>) {
        self.root = self.root.take().or_else(|| lang.map(|tag| tag.trim().to_owned()));
    }

    /// Whether this `title` is the page's.
    pub(super) fn title(&mut self) -> bool {
        !std::mem::replace(&mut self.titled, true)
    }

    pub(super) fn title_text(&mut self, text: &str) {
        if says_something(text) {
            self.facts.title = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    fn base(&mut self, href: Option<Cow<'_, str>>) {
        self.facts.base = self.facts.base.take().or_else(|| href.map(|href| address(&href)));
    }

    /// A `link` with all that may matter of it.
    fn link(&mut self, rel: &str, hreflang: Option<Cow<'_, str>>, href: Option<Cow<'_, str>>) {
        let is = |token: &str| rel.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case(token));
        let Some(href) = href.map(|href| address(&href)).filter(|href| !href.is_empty()) else {
            return;
        };
        if is("canonical") {
            if !self.in_body {
                self.facts.canonical.get_or_insert(href);
            }
        } else if let (true, Some(language)) = (is("alternate"), hreflang) {
            let language = language.trim().to_owned();
            self.facts.alternates.push(Alternate { language, href });
        }
    }

    /// A `meta`: its name, property or pragma, and its content.
    fn meta(&mut self, name: Option<Cow<'_, str>>, pragma: Option<Cow<'_, str>>, content: &str) {
        match pragma.map(|pragma| pragma.to_ascii_lowercase()).as_deref() {
            Some("refresh") => {
                self.facts.refresh = self.facts.refresh.take().or_else(|| refresh(content));
            }
            Some("content-language") => {
                self.pragma.get_or_insert_with(|| content.trim().to_owned());
            }
            Some("last-modified") => self.modified(content),
            _ => {}
        }
        match name.map(|name| name.trim().to_ascii_lowercase()).as_deref() {
            Some("robots" | "googlebot") => {
                let mut words = content.split([',', ' ']).map(|word| word.trim());
                self.facts.noindex |= words.any(|word| {
                    word.eq_ignore_ascii_case("noindex") || word.eq_ignore_ascii_case("none")
                });
            }
            Some("og:url") => {
                let url = Some(address(content)).filter(|url| !url.is_empty());
                self.facts.og_url = self.facts.og_url.take().or(url);
            }
            Some(
                "article:modified_time"
                | "og:updated_time"
                | "dcterms.modified"
                | "dc.date.modified"
                | "datemodified"
                | "last-modified",
            ) => self.modified(content),
            _ => {}
        }
    }

    /// A `time` whose date is that of the last change (schema.org, hAtom).
    fn time(&mut self, itemprop: &str, class: &str, datetime: &str) {
        let has = |list: &str, word: &str| list.split_ascii_whitespace().any(|token| token == word);
        if has(itemprop, "dateModified") || has(class, "updated") {
            self.modified(datetime);
        }
    }

    /// The dates of a script of JSON-LD.
    fn json_ld(&mut self, script: &str) {
        let found = jsonld::dates(script);
        self.facts.modified = self.facts.modified.take().or(found.modified);
        self.published = self.published.take().or(found.published);
    }

    fn modified(&mut self, text: &str) {
        self.facts.modified = self.facts.modified.take().or_else(|| date::w3c(text));
    }

    /// Where the page leads by this attribute.
    fn reference(&mut self, tag: &impl StartTag, attribute: &str) {
        let (Some(href), Some(offset)) = (tag.attribute(attribute), tag.offset()) else { return };
        let href = address(&href);
        let link = matches!(tag.name(), b"a" | b"area");
        if link && tag.within_trail() && self.facts.trail.len() <= LONGEST_TRAIL {
            self.facts.trail.push(href.clone());
        }
        self.facts.links.push(Reference { href, offset });
    }
}

/// The part of a source, which begins after the start tag of a script, that is in the script.
pub(super) fn until_end_of_script(source: &[u8]) -> usize {
    const END: &[u8] = b"</script";
    let ends = memmem::find_iter(source, b"</");
    let is_end = |at: &usize| {
        source.get(*at..at + END.len()).is_some_and(|found| found.eq_ignore_ascii_case(END))
    };
    { ends }.find(is_end).unwrap_or(source.len())
}

/// An address without the white space and control characters around it (URL Standard, "basic URL
/// parser").
pub(super) fn address(href: &str) -> String {
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
