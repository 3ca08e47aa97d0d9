//! The rules, one file each.

mod accessible_authentication;
mod accesskey_unique;
mod area_alt;
mod aria_attribute_allowed;
mod aria_attribute_defined;
mod aria_attribute_prohibited;
mod aria_attribute_required;
mod aria_deprecated;
mod aria_hidden_body;
mod aria_hidden_focus;
mod aria_required_children;
mod aria_required_parent;
mod aria_role_valid;
mod aria_value_valid;
mod autocomplete_valid;
mod br_as_paragraph;
mod button_name;
mod canvas_alternative;
mod change_of_context_on_input;
mod click_handler_keyboard;
mod contrast_enhanced;
mod contrast_minimum;
mod css_generated_text;
mod doctype_present;
mod duplicate_id_referenced;
mod fake_list;
mod focus_indicator_removed;
mod form_field_multiple_labels;
mod form_field_name;
mod form_label_reference;
mod form_submit_present;
mod fragment_target_exists;
mod heading_name;
mod heading_order;
mod html_lang_present;
mod html_lang_valid;
mod html_xml_lang_mismatch;
mod iframe_focus;
mod iframe_name;
mod image_alt_present;
mod image_button_name;
mod image_decorative_conflict;
mod justified_or_uppercase_text;
mod label_in_name;
mod lang_of_parts_valid;
mod letter_spaced_words;
mod link_name;
mod list_structure;
mod main_landmark_one;
mod meta_refresh;
mod moving_content_element;
mod object_name;
mod obsolete_element;
mod orientation_locked;
mod page_has_h1;
mod page_title_descriptive;
mod page_title_present;
mod page_title_unique_in_site;
mod presentational_children_focus;
mod scope_valid;
mod scrollable_focusable;
mod server_side_image_map;
mod skip_link_target;
mod summary_name;
mod svg_image_name;
mod tabindex_positive;
mod table_caption_fake;
mod table_header_empty;
mod table_header_has_cells;
mod td_headers_valid;
mod text_spacing_locked;
mod viewport_zoom;
mod whitespace_layout;
mod widget_name;
mod zoom_clipped_text;

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
    &heading_name::RULE,
    // Keyboard and frames.
    &tabindex_positive::RULE,
    &accesskey_unique::RULE,
    &click_handler_keyboard::RULE,
    &duplicate_id_referenced::RULE,
    &iframe_name::RULE,
    &iframe_focus::RULE,
    // Tables and lists.
    &td_headers_valid::RULE,
    &scope_valid::RULE,
    &table_caption_fake::RULE,
    &table_header_empty::RULE,
    &list_structure::RULE,
    &fake_list::RULE,
    &table_header_has_cells::RULE,
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
    &form_field_name::RULE,
    &button_name::RULE,
    &label_in_name::RULE,
    &autocomplete_valid::RULE,
    // Style.
    &contrast_minimum::RULE,
    &contrast_enhanced::RULE,
    &text_spacing_locked::RULE,
    &orientation_locked::RULE,
    &zoom_clipped_text::RULE,
    &css_generated_text::RULE,
    &justified_or_uppercase_text::RULE,
    &focus_indicator_removed::RULE,
    &scrollable_focusable::RULE,
    // The comments that ignore rules.
    &super::suppress::RULE,
    // Images.
    &image_alt_present::RULE,
    &image_decorative_conflict::RULE,
    &image_button_name::RULE,
    &svg_image_name::RULE,
    &object_name::RULE,
    &area_alt::RULE,
    &server_side_image_map::RULE,
    &canvas_alternative::RULE,
    // Links and files.
    &link_name::RULE,
    // ARIA.
    &aria_role_valid::RULE,
    &aria_attribute_defined::RULE,
    &aria_attribute_allowed::RULE,
    &aria_attribute_prohibited::RULE,
    &aria_value_valid::RULE,
    &aria_attribute_required::RULE,
    &aria_required_parent::RULE,
    &aria_required_children::RULE,
    &aria_hidden_focus::RULE,
    &aria_hidden_body::RULE,
    &presentational_children_focus::RULE,
    &widget_name::RULE,
    &summary_name::RULE,
    &aria_deprecated::RULE,
];
