//! Whether a page forbids the style of its links (Content Security Policy 3).

use crate::decorate::QuickLinks;
use crate::dom::Tag;
use crate::page::Page;

/// Whether a policy in the page itself forbids a `style` element with the style of the links.
pub(super) fn forbids_style(page: &Page) -> bool {
    let document = &page.document;
    let is_policy = |&id: &crate::dom::NodeId| {
        let name = document.attr(id, "http-equiv").unwrap_or_default().trim();
        document.tag(id) == Tag::Meta && name.eq_ignore_ascii_case("content-security-policy")
    };
    let mut policies =
        document.all().filter(is_policy).filter_map(|id| document.attr(id, "content"));
    policies.any(forbids)
}

/// The first directive of each name counts, and the more special one before the general one.
fn forbids(policy: &str) -> bool {
    let sources = |wanted: &str| {
        policy.split(';').find_map(|directive| {
            let (name, sources) = directive.trim().split_once(char::is_whitespace)?;
            name.eq_ignore_ascii_case(wanted).then_some(sources)
        })
    };
    let names = ["style-src-elem", "style-src", "default-src"];
    let Some(sources) = names.into_iter().find_map(sources) else { return false };
    let sources: Vec<&str> = sources.split_whitespace().collect();
    let quoted = |source: &str| source.trim_matches('\'').to_ascii_lowercase();
    // A nonce or a hash makes `unsafe-inline` void.
    let is_exact = |source: &&str| {
        let source = quoted(source);
        ["nonce-", "sha256-", "sha384-", "sha512-"].iter().any(|kind| source.starts_with(kind))
    };
    let allows_all = sources.iter().any(|source| quoted(source) == "unsafe-inline");
    let allows_this =
        sources.iter().any(|source| source.trim_matches('\'') == QuickLinks::STYLE_HASH);
    !allows_this && !(allows_all && !sources.iter().any(is_exact))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_forbids_what_it_does_not_name() {
        let hash = QuickLinks::STYLE_HASH;
        for (policy, forbidden) in [
            ("default-src 'self'".to_owned(), true),
            ("script-src 'self'".to_owned(), false),
            ("default-src 'none'; style-src 'self' 'unsafe-inline'".to_owned(), false),
            ("style-src 'unsafe-inline' 'nonce-abc'".to_owned(), true),
            (format!("style-src 'self' '{hash}'"), false),
            ("STYLE-SRC-ELEM 'UNSAFE-INLINE'; style-src 'none'".to_owned(), false),
        ] {
            assert_eq!(forbids(&policy), forbidden, "{policy}");
        }
    }
}
