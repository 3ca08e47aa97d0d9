//! The rules, one file each.

mod accesskey_unique;
mod click_handler_keyboard;
mod doctype_present;
mod duplicate_id_referenced;
mod fragment_target_exists;
mod heading_order;
mod html_lang_present;
mod html_lang_valid;
mod html_xml_lang_mismatch;
mod lang_of_parts_valid;
mod main_landmark_one;
mod meta_refresh;
mod moving_content_element;
mod obsolete_element;
mod page_has_h1;
mod page_title_descriptive;
mod page_title_present;
mod page_title_unique_in_site;
mod skip_link_target;
mod tabindex_positive;
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
    // Headings and landmarks.
    &page_has_h1::RULE,
    &heading_order::RULE,
    &main_landmark_one::RULE,
    &skip_link_target::RULE,
    &fragment_target_exists::RULE,
    // Keyboard and frames.
    &tabindex_positive::RULE,
    &accesskey_unique::RULE,
    &click_handler_keyboard::RULE,
    &duplicate_id_referenced::RULE,
];
