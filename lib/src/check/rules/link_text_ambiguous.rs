//! ACT b20e66 and fd3a94, in part: one text for links that lead to different places.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::words::is_generic_link;
use std::collections::{HashMap, HashSet};
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

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut first: HashMap<String, (crate::dom::NodeId, Url)> = HashMap::new();
    let mut told = HashSet::new();
    let unknown = Url::parse("http://unknown.invalid/").expect("an address");
    let base = cx.page.base_url().unwrap_or(&unknown);
    for link in cx.with_role(&["link"]) {
        let name = cx.aria.name(link).text.to_lowercase();
        let address = cx.doc.attr(link, "href").or_else(|| scripted(cx.doc.attr(link, "onclick")?));
        let href = address.and_then(|href| base.join(href.trim_ascii()).ok());
        let Some(href) = href.filter(|href| matches!(href.scheme(), "http" | "https")) else {
            continue;
        };
        // Generic texts have a rule of their own.
        if name.is_empty() || is_generic_link(&name) {
            continue;
        }
        let Some((other, target)) = first.get(&name) else {
            first.insert(name, (link, href));
            continue;
        };
        if *target == href || same_file(target, &href) {
            continue;
        }
        let line = cx.line(*other);
        let message =
            format!("The link on line {line} has the same text and leads to another place.");
        // Two addresses of one site may hold the same page; those of two sites hardly do.
        if proved(target, &href) {
            c.fail(link, message);
        } else if told.insert(name) {
            // One place to look at for each text.
            c.review(link, message);
        }
    }
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

fn proved(a: &Url, b: &Url) -> bool {
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
