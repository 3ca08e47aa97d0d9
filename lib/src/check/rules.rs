//! The rules, one file each.

mod doctype_present;
mod html_lang_present;
mod html_lang_valid;
mod html_xml_lang_mismatch;
mod lang_of_parts_valid;
mod meta_refresh;
mod moving_content_element;
mod obsolete_element;
mod page_title_descriptive;
mod page_title_present;
mod page_title_unique_in_site;
mod viewport_zoom;

use super::rule::Rule;

/// All rules, in the order of the catalogue: by subject, then as they are told of.
pub const RULES: &[&Rule] = &[
    // The document.
    &html_lang_present::RULE,
    &html_lang_valid::RULE,
    &html_xml_lang_mismatch::RULE,
    &lang_of_parts_valid::RULE,
    &page_title_present::RULE,
    &page_title_descriptive::RULE,
    &page_title_unique_in_site::RULE,
    &viewport_zoom::RULE,
    &meta_refresh::RULE,
    &moving_content_element::RULE,
    &doctype_present::RULE,
    &obsolete_element::RULE,
];
