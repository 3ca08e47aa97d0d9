//! The rules, one file each.

mod accessibility_statement_link;
mod accessible_authentication;
mod accesskey_unique;
mod adjacent_duplicate_links;
mod area_alt;
mod aria_attribute_allowed;
mod aria_attribute_defined;
mod aria_attribute_prohibited;
mod aria_attribute_required;
mod aria_deprecated;
mod aria_hidden_body;
mod aria_hidden_focus;
mod aria_redundant_role;
mod aria_required_children;
mod aria_required_parent;
mod aria_role_on_element;
mod aria_role_valid;
mod aria_value_valid;
mod autocomplete_missing;
mod autocomplete_valid;
mod br_as_paragraph;
mod button_name;
mod bypass_blocks;
mod canvas_alternative;
mod change_of_context_on_input;
mod click_handler_keyboard;
mod complex_table_headers;
mod consistent_help;
mod consistent_navigation;
mod content_outside_landmarks;
mod contrast_enhanced;
mod contrast_minimum;
mod css_generated_text;
mod doctype_present;
mod duplicate_id_referenced;
mod error_message_reference;
mod fake_heading;
mod fake_list;
mod field_group_name;
mod file_link_broken;
mod file_link_format_size;
mod file_link_mismatch;
mod focus_indicator_removed;
mod form_field_multiple_labels;
mod form_field_name;
mod form_field_visible_label;
mod form_label_descriptive;
mod form_label_reference;
mod form_submit_present;
mod fragment_target_exists;
mod heading_descriptive;
mod heading_name;
mod heading_order;
mod html_lang_present;
mod html_lang_valid;
mod html_xml_lang_mismatch;
mod iframe_focus;
mod iframe_name;
mod iframe_same_name;
mod image_alt_present;
mod image_alt_quality;
mod image_alt_redundant;
mod image_button_name;
mod image_decorative_conflict;
mod image_decorative_suspect;
mod image_of_text_suspect;
mod justified_or_uppercase_text;
mod label_in_name;
mod landmark_nesting;
mod landmark_unique_name;
mod lang_of_parts_valid;
mod layout_table_markup;
mod letter_spaced_words;
mod link_distinguishable;
mod link_hreflang_mismatch;
mod link_name;
mod link_new_window;
mod link_text_ambiguous;
mod link_text_generic;
mod link_text_url;
mod link_without_href;
mod list_structure;
mod main_landmark_one;
mod media_alternative;
mod media_autoplay;
mod meta_refresh;
mod moving_content_element;
mod multiple_ways;
mod object_name;
mod obsolete_element;
mod orientation_locked;
mod page_has_h1;
mod page_language_mismatch;
mod page_title_descriptive;
mod page_title_present;
mod page_title_unique_in_site;
mod part_language_mismatch;
mod presentational_children_focus;
mod scope_valid;
mod scrollable_focusable;
mod sensory_reference;
mod server_side_image_map;
mod skip_link_target;
mod summary_name;
mod svg_image_name;
mod tabindex_positive;
mod table_caption_fake;
mod table_header_empty;
mod table_header_has_cells;
mod table_headers_missing;
mod td_headers_valid;
mod text_spacing_locked;
mod video_captions;
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
    &page_language_mismatch::RULE,
    &part_language_mismatch::RULE,
    // Headings and landmarks.
    &page_has_h1::RULE,
    &heading_order::RULE,
    &main_landmark_one::RULE,
    &skip_link_target::RULE,
    &fragment_target_exists::RULE,
    &heading_name::RULE,
    &bypass_blocks::RULE,
    &landmark_unique_name::RULE,
    &landmark_nesting::RULE,
    &content_outside_landmarks::RULE,
    &fake_heading::RULE,
    &multiple_ways::RULE,
    &consistent_navigation::RULE,
    &consistent_help::RULE,
    &accessibility_statement_link::RULE,
    &heading_descriptive::RULE,
    // Keyboard and frames.
    &tabindex_positive::RULE,
    &accesskey_unique::RULE,
    &click_handler_keyboard::RULE,
    &duplicate_id_referenced::RULE,
    &iframe_name::RULE,
    &iframe_focus::RULE,
    &iframe_same_name::RULE,
    // Tables and lists.
    &td_headers_valid::RULE,
    &scope_valid::RULE,
    &table_caption_fake::RULE,
    &table_header_empty::RULE,
    &list_structure::RULE,
    &fake_list::RULE,
    &table_header_has_cells::RULE,
    &table_headers_missing::RULE,
    &layout_table_markup::RULE,
    &complex_table_headers::RULE,
    // Text.
    &br_as_paragraph::RULE,
    &letter_spaced_words::RULE,
    &whitespace_layout::RULE,
    &sensory_reference::RULE,
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
    &form_field_visible_label::RULE,
    &field_group_name::RULE,
    &autocomplete_missing::RULE,
    &error_message_reference::RULE,
    &form_label_descriptive::RULE,
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
    // Images.
    &image_alt_present::RULE,
    &image_decorative_conflict::RULE,
    &image_button_name::RULE,
    &svg_image_name::RULE,
    &object_name::RULE,
    &area_alt::RULE,
    &server_side_image_map::RULE,
    &canvas_alternative::RULE,
    &image_alt_quality::RULE,
    &image_alt_redundant::RULE,
    &image_decorative_suspect::RULE,
    &image_of_text_suspect::RULE,
    // Links and files.
    &link_name::RULE,
    &link_text_generic::RULE,
    &link_text_ambiguous::RULE,
    &link_text_url::RULE,
    &link_new_window::RULE,
    &link_without_href::RULE,
    &adjacent_duplicate_links::RULE,
    &file_link_format_size::RULE,
    &file_link_mismatch::RULE,
    &file_link_broken::RULE,
    &link_hreflang_mismatch::RULE,
    &link_distinguishable::RULE,
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
    &aria_redundant_role::RULE,
    &aria_role_on_element::RULE,
    // Media.
    &media_autoplay::RULE,
    &video_captions::RULE,
    &media_alternative::RULE,
    // The comments that ignore rules.
    &super::suppress::RULE,
];
