//! The `robots.txt` of a site (RFC 9309): which pages it disallows, and what it has to say of the versions
//! of these.

use robotxt::{ANY_AGENT, Robots};
use std::collections::{BTreeSet, HashSet};
use url::Url;

/// The rules for all robots.
#[derive(Debug, Clone)]
pub(crate) struct RobotsTxt {
    text: Vec<u8>,
    rules: Robots,
}

/// The page at which an address stands in rules: its path and query, without those of the root.
fn path(absolute: &str) -> String {
    Url::parse(absolute).map_or_else(
        |_| absolute.to_owned(),
        |url| {
            let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
            [url.path(), &query].concat()
        },
    )
}

/// Shows the address of each page, and those of its versions.
type ShowPages<'p> = dyn Fn(&mut dyn FnMut(&str, &[String])) + 'p;

impl RobotsTxt {
    pub(crate) fn new(text: &[u8]) -> RobotsTxt {
        let rules = Robots::parse(text, ANY_AGENT);
        RobotsTxt { text: text.to_owned(), rules }
    }

    /// The rule that disallows an absolute address.
    pub(crate) fn disallows(&self, address: &str) -> Option<&str> {
        let path = path(address);
        let rule = self.rules.matching_rule(&path).filter(|rule| !rule.is_allow())?;
        (!self.rules.is_allowed(&path)).then(|| rule.pattern())
    }
}

impl RobotsTxt {
    /// The lines that disallow the versions of what is disallowed, and nothing else, as far as
    /// `robots.txt` does not say so already. `pages` shows the addresses of all pages, each with those of
    /// its versions; it is asked three times.
    pub(crate) fn for_versions(
        &self,
        base: &str,
        folders: &[&str],
        pages: &ShowPages<'_>,
    ) -> Vec<String> {
        let root = path(base);
        // The rules that decide on pages, as they are for each folder of versions: first those that
        // disallow, then what is to be allowed all the same.
        let (mut lines, mut is_needed) = (Vec::new(), false);
        for allow in [false, true] {
            let (so_far, mut used) = (self.with(&lines), BTreeSet::new());
            pages(&mut |page, versions| {
                let Some(rule) = self.rules.matching_rule(&path(page)) else { return };
                let wrong = |version: &String| so_far.is_allowed(&path(version)) != allow;
                if rule.is_allow() == allow && versions.iter().any(wrong) {
                    is_needed = true;
                    used.extend(folders.iter().filter_map(|folder| moved(rule, &root, folder)));
                }
            });
            lines.extend(used.iter().map(|pattern| line(allow, pattern)));
            if !is_needed {
                return lines;
            }
        }
        // What these do not reach is named one by one.
        let (so_far, mut single) = (self.with(&lines), HashSet::new());
        pages(&mut |page, versions| {
            let Some(rule) = self.rules.matching_rule(&path(page)) else { return };
            for version in versions.iter().map(|version| path(version)) {
                if so_far.is_allowed(&version) != rule.is_allow() && single.insert(version.clone())
                {
                    lines.push(line(rule.is_allow(), &format!("{version}$")));
                }
            }
        });
        lines
    }

    /// The rules with more lines for all robots.
    fn with(&self, lines: &[String]) -> Robots {
        let mut text = self.text.clone();
        text.extend_from_slice(format!("\nUser-agent: *\n{}\n", lines.join("\n")).as_bytes());
        Robots::parse(&text, ANY_AGENT)
    }
}

fn line(allow: bool, pattern: &str) -> String {
    format!("{}: {pattern}", if allow { "Allow" } else { "Disallow" })
}

/// A rule for pages as one for their versions in a folder.
fn moved(rule: &robotxt::Rule, root: &str, folder: &str) -> Option<String> {
    let pattern = rule.pattern();
    // A rule for the root or for what is above it disallows all.
    let rest = match pattern.strip_prefix(root) {
        Some(rest) => rest,
        None if root.starts_with(pattern) => "",
        None => return None,
    };
    // `news.php` has the version `news.php.html`, and an index that of its name.
    let rest = rest.strip_suffix('$').filter(|rest| !rest.ends_with('/')).unwrap_or(rest);
    (!rest.ends_with('$')).then(|| format!("{root}{folder}/{rest}"))
}

#[cfg(test)]
mod tests {
    use super::RobotsTxt;

    const BASE: &str = "https://example.org/";

    fn lines(robots: &str, pages: &[&str]) -> Vec<String> {
        let show = |show: &mut dyn FnMut(&str, &[String])| {
            for page in pages {
                let name = if page.ends_with(".html") { "" } else { ".html" };
                let version = |folder| format!("{BASE}{folder}/{page}{name}");
                show(&format!("{BASE}{page}"), &[version("text"), version("print")]);
            }
        };
        RobotsTxt::new(robots.as_bytes()).for_versions(BASE, &["text", "print"], &show)
    }

    #[test]
    fn says_which_rule_disallows_a_page() {
        let robots =
            "User-agent: foo\nDisallow: /\n\nUser-agent: *\nDisallow: /in/\nAllow: /in/out\n";
        let robots = RobotsTxt::new(robots.as_bytes());
        let rule = |page: &str| robots.disallows(&format!("{BASE}{page}")).map(str::to_owned);
        assert_eq!(rule("in/a.html?b").as_deref(), Some("/in/"));
        assert_eq!((rule("in/out.html"), rule("a.html"), rule("robots.txt")), (None, None, None));
    }

    #[test]
    fn versions_need_the_same_rules() {
        let robots = "User-agent: *\nDisallow: /in/\nAllow: /in/out.html\nDisallow: /unused/\n";
        assert_eq!(
            lines(robots, &["in/a.html", "in/out.html", "b.html"]),
            [
                "Disallow: /print/in/",
                "Disallow: /text/in/",
                "Allow: /print/in/out.html",
                "Allow: /text/in/out.html"
            ]
        );
        assert_eq!(lines(robots, &["b.html"]), [""; 0]);
    }

    #[test]
    fn names_what_no_rule_reaches_one_by_one() {
        let robots = "User-agent: *\nDisallow: /a.php$\nDisallow: *.asp$\n";
        assert_eq!(
            lines(robots, &["a.php", "b.asp", "c.html"]),
            [
                "Disallow: /print/*.asp",
                "Disallow: /print/a.php",
                "Disallow: /text/*.asp",
                "Disallow: /text/a.php"
            ]
        );
        let robots = "User-agent: *\nDisallow: /*a?x=1$\n";
        assert_eq!(lines(robots, &["a?x=1", "aa.html"]).len(), 2);
    }

    #[test]
    fn says_nothing_that_is_said() {
        let robots = "User-agent: *\nDisallow: /*in/\n";
        assert_eq!(lines(robots, &["in/a.html", "b.html"]), [""; 0]);
        assert_eq!(lines("User-agent: *\nDisallow: /\n", &["a.html"]), [""; 0]);
        assert_eq!(lines("", &["a.html"]), [""; 0]);
    }
}
