//! The rules, one file each.

mod accessible_authentication;
mod accesskey_unique;
mod br_as_paragraph;
mod change_of_context_on_input;
mod click_handler_keyboard;
mod doctype_present;
mod duplicate_id_referenced;
mod fake_list;
mod form_field_multiple_labels;
mod form_label_reference;
mod form_submit_present;
mod fragment_target_exists;
mod heading_order;
mod html_lang_present;
mod html_lang_valid;
mod html_xml_lang_mismatch;
mod lang_of_parts_valid;
mod letter_spaced_words;
mod list_structure;
mod main_landmark_one;
mod meta_refresh;
mod moving_content_element;
mod obsolete_element;
mod page_has_h1;
mod page_title_descriptive;
mod page_title_present;
mod page_title_unique_in_site;
mod scope_valid;
mod skip_link_target;
mod tabindex_positive;
mod table_caption_fake;
mod table_header_empty;
mod td_headers_valid;
mod viewport_zoom;
mod whitespace_layout;

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
    // Tables and lists.
    &td_headers_valid::RULE,
    &scope_valid::RULE,
    &table_caption_fake::RULE,
    &table_header_empty::RULE,
    &list_structure::RULE,
    &fake_list::RULE,
    // Text.
    &br_as_paragraph::RULE,
    &letter_spaced_words::RULE,
    &whitespace_layout::RULE,
    // Forms.
    &form_label_reference::RULE,
    &form_field_multiple_labels::RULE,
    &form_submit_present::RULE,
    &change_of_context_on_input::RULE,
    &accessible_authentication::RULE,
    // The comments that ignore rules.
    &super::suppress::RULE,
];
