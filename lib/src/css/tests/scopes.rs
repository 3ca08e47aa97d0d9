//! Rules that hold for a part of the page, and what style says that elements say.

use super::*;
use crate::css::{Font, Script};

#[test]
fn scopes_have_roots_and_limits() {
    assert!(hides("@scope (#box) { span { display: none } }"));
    assert!(hides("@scope (.note) { > #x { display: none } }"));
    assert!(hides("@scope (#x) { :scope { display: none } }"));
    assert!(hides("@scope (p) { & > span { display: none } }"));
    // Without a root it holds in what the `style` element stands in: here the head.
    assert!(!hides("@scope { #x { display: none } }"));
    let within = "<p><style>@scope { b { display: none } }</style><b id=x>a</b>";
    assert_eq!(style_of("x", within).display, Display::None);
    assert!(!hides("@scope (#box) { #box { display: none } }"));
    assert!(!hides("@scope (#box) to (p) { span { display: none } }"));
    assert!(!hides("@scope (i) { span { display: none } }"));
    // The nearer root is stronger than the later rule.
    let nearer = "@scope (p) { span { display: none } } @scope (#box) { span { display: block } }";
    assert!(hides(nearer));
    assert!(hides("#box { @scope (& > p) { span { display: none } } }"));
}

#[test]
fn what_either_answer_of_a_container_shows_is_kept() {
    assert!(!hides("@container (min-width: 1px) { #x { display: none } }"));
    assert!(!hides("#x { display: none } @container c (width > 1px) { #x { display: inline } }"));
    assert!(hides("#x { display: none } @container (width > 1px) { #x { color: red } }"));
    assert!(!hides("@starting-style { #x { display: none } }"));
}

#[test]
fn shadow_trees_have_sheets_of_their_own() {
    let hides = |page: &str, shadow: &str, id: &str| {
        let html = format!(
            "<!doctype html><style>{page}</style><div id=host><template shadowrootmode=open>\
             <style>{shadow}</style><p id=x>a</p></template></div><p id=y>b</p>"
        );
        style_of(id, &html).display == Display::None
    };
    let all = "p { display: none }";
    assert!(hides("", all, "x") && !hides("", all, "y"));
    assert!(!hides(all, "", "x") && hides(all, "", "y"));
    assert!(hides("", ":host { display: none }", "host"));
    assert!(hides("", ":host(#host) p { display: none }", "x"));
    assert!(!hides("", ":host { display: none }", "y"));
}

#[test]
fn style_says_what_elements_say() {
    let of = |style: &str| style_of("x", &format!("<p><span id=x style='{style}'>a</span></p>"));
    assert!(of("font-weight: 600").bold && !of("font-weight: 500").bold);
    assert!(of("font: italic bold 12px/2 serif").bold && of("font: italic 1em x").italic);
    assert!(of("text-decoration: underline line-through red").struck);
    assert!(!of("text-decoration: underline").struck);
    assert_eq!(of("vertical-align: super").script, Script::Super);
    assert_eq!(of("vertical-align: 2px").script, Script::None);
    assert_eq!(of("font-family: \"Font Awesome 6\", sans-serif").font, Font::Icons);
    assert!(of("position: absolute").lifted && !of("display: block; position: absolute").lifted);
    assert!(style_of("x", "<h1><b id=x>a</b></h1>").bold);
}
