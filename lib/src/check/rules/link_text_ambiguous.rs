//! ACT b20e66 and fd3a94, in part: one text for links that lead to different places.

use crate::check::context::{Checker, Context};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::wcag::Level;
use crate::check::words::is_generic_link;
use crate::dom::{NodeId, Tag};
use std::cell::OnceCell;
use std::collections::HashMap;
use url::Url;

pub(super) const RULE: Rule = Rule {
    id: "link-text-ambiguous",
    title: "Links with the same text lead to the same place.",
    criteria: &["2.4.4", "2.4.9"],
    advice: false,
    act: &["b20e66", "fd3a94"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "In a list of links nobody can tell one from the other.",
    hint: "Add to each text what is different about where it leads.",
    bad: "<html lang=en><title>Offices</title><p><a href=https://north.example/>The office</a> or <a href=https://south.example/>the office</a>",
    good: "<html lang=en><title>Offices</title><p><a href=https://north.example/>The office in the north</a> or <a href=https://south.example/>the one in the south</a>",
    check: Check::Page(check),
};

/// The host of pages whose address is not known.
const UNKNOWN: &str = "unknown.invalid";

/// So many blocks around a link are looked at.
const AROUND: usize = 4;

/// What is known of two links of one text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// They lead to different places.
    Proved,
    /// They do, but what is around them tells them apart: enough for 2.4.4, not for 2.4.9.
    ProvedInContext,
    /// They may: two addresses of one site may hold the same page; those of two sites hardly do.
    Likely,
    LikelyInContext,
}

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut first: HashMap<String, Link<'_>> = HashMap::new();
    let unknown = Url::parse(&format!("http://{UNKNOWN}/")).expect("an address");
    let base = cx.page.base_url().unwrap_or(&unknown);
    for link in cx.with_role(&["link"]) {
        let name = cx.aria.name(link).text.to_lowercase();
        let address = cx.doc.attr(link, "href").or_else(|| scripted(cx.doc.attr(link, "onclick")?));
        // To the top of the page lead the controls of scripts.
        let address = address.map(str::trim_ascii).filter(|address| !matches!(*address, "" | "#"));
        let Some(address) = address else { continue };
        let link = Link { node: link, address, url: OnceCell::new() };
        if !(is_http(base) && is_path(address)) && link.url(base).is_none() {
            continue;
        }
        // Generic texts have a rule of their own.
        if name.is_empty() || is_generic_link(&name) {
            continue;
        }
        let Some(other) = first.get(&name) else {
            first.insert(name, link);
            continue;
        };
        if other.address == address {
            continue;
        }
        let (Some(target), Some(href)) = (other.url(base), link.url(base)) else { continue };
        if target == href || same_file(target, href) {
            continue;
        }
        let kind = match (proved(target, href), told_apart(cx, other.node, link.node)) {
            (true, false) => Kind::Proved,
            (true, true) => Kind::ProvedInContext,
            (false, false) => Kind::Likely,
            (false, true) => Kind::LikelyInContext,
        };
        tell(c, link.node, other.node, kind, name);
    }
}

/// A link, and where it leads as soon as somebody asks.
struct Link<'p> {
    node: NodeId,
    address: &'p str,
    url: OnceCell<Option<Url>>,
}

impl Link<'_> {
    fn url(&self, base: &Url) -> Option<&Url> {
        let url = || base.join(self.address).ok().filter(is_http);
        self.url.get_or_init(url).as_ref()
    }
}

fn is_http(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Whether an address is one within its site, beyond doubt.
fn is_path(address: &str) -> bool {
    !address.starts_with("//") && !address.contains([':', '\\'])
}

fn tell(c: &mut Checker<'_>, link: NodeId, other: NodeId, kind: Kind, name: String) {
    let strict = c.cx.level == Level::AAA;
    if kind == Kind::LikelyInContext && !strict {
        return;
    }
    let line = c.cx.line(other);
    let message = format!("The link on line {line} has the same text and leads to another place.");
    let finding = match kind {
        Kind::Proved => c.fail(link, message),
        Kind::ProvedInContext if strict => c.fail(link, message),
        Kind::ProvedInContext => c.info(link, message),
        Kind::Likely | Kind::LikelyInContext => c.review(link, message),
    };
    if matches!(kind, Kind::ProvedInContext | Kind::LikelyInContext) {
        finding.criteria = &["2.4.9"];
    }
    finding.cause = Some(name);
}

/// Whether what is around two links tells them apart: their paragraphs, list items or rows, or
/// those around them (WCAG 2.2, "programmatically determined link context"; H77 to H81).
fn told_apart(cx: &Context<'_>, one: NodeId, other: NodeId) -> bool {
    let around = |link: NodeId| {
        let within = [Tag::P, Tag::Li, Tag::Dd, Tag::Dt, Tag::Tr, Tag::Figcaption, Tag::Caption];
        let blocks = cx.doc.ancestors(link).filter(move |&id| within.contains(&cx.doc.tag(id)));
        blocks.take(AROUND)
    };
    around(one).zip(around(other)).any(|(a, b)| a != b && cx.text(a) != cx.text(b))
}

/// Addresses that differ only in how the folder or its first page is written.
fn same_file(a: &Url, b: &Url) -> bool {
    let path = |url: &Url| {
        let path = url.path().trim_end_matches('/');
        path.strip_suffix("/index.html").unwrap_or(path).to_owned()
    };
    a.host() == b.host()
        && path(a) == path(b)
        && a.query() == b.query()
        && a.fragment() == b.fragment()
}

/// Whether two addresses cannot hold the same page: on two sites, or answers to two questions.
fn proved(a: &Url, b: &Url) -> bool {
    // An address of the page's own site is not known where the page's own is not.
    if a.host_str() != b.host_str() && [a, b].iter().any(|url| url.host_str() == Some(UNKNOWN)) {
        return false;
    }
    let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    let queried = a.query().is_some() && b.query().is_some() && a.query() != b.query();
    host(a) != host(b) || a.path() == b.path() && queried
}

/// The address that a script goes to when the link is followed, where it is plain to see.
fn scripted(code: &str) -> Option<&str> {
    let starts = ["location.href=", "location=", "location.assign(", "window.open("];
    let rest = starts.iter().find_map(|start| {
        let (before, rest) = code.split_once(start.trim_end_matches(['=', '(']))?;
        let clear =
            before.is_empty() || before.ends_with([' ', '.', ';', '{']) || *start == "window.open(";
        let rest = rest.trim_start().strip_prefix(&start[start.len() - 1..])?;
        clear.then_some(rest.trim_start())
    })?;
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    rest[1..].split_once(quote).map(|(address, _)| address)
}

#[cfg(test)]
mod tests {
    use super::scripted;

    #[test]
    fn addresses_in_scripts() {
        for code in [
            "location='a.html'",
            "window.location = \"a.html\";",
            "document.location.href='a.html'; return false",
            "window.open('a.html', 'w')",
            "location.assign('a.html')",
        ] {
            assert_eq!(scripted(code), Some("a.html"), "{code}");
        }
        for code in ["go('a.html')", "location = next", "mylocation='a.html'", ""] {
            assert_eq!(scripted(code), None, "{code}");
        }
    }
}
