//! The rules, one file each.

mod html_lang_present;
mod page_title_present;
mod page_title_unique_in_site;

use super::rule::Rule;

/// All rules, in the order of the catalogue: by subject, then as they are told of.
pub const RULES: &[&Rule] = &[
    // The document.
    &html_lang_present::RULE,
    &page_title_present::RULE,
    &page_title_unique_in_site::RULE,
];
