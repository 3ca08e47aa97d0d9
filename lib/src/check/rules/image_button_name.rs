//! ACT 59796f: buttons that are images say what they do.

use crate::aria::Source;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "image-button-name",
    title: "Every button that is an image has a name.",
    criteria: &["1.1.1", "4.1.2"],
    advice: false,
    act: &["59796f"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People who do not see the image do not learn what the button does.",
    hint: "Say in alt what the button does.",
    bad: "<html lang=en><title>Search</title><form><label>Words <input name=q></label> <input type=image src=go.png></form>",
    good: "<html lang=en><title>Search</title><form><label>Words <input name=q></label> <input type=image src=go.png alt=Search></form>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for button in cx.all(Tag::Input).filter(|&id| cx.aria.exposed(id)) {
        let image =
            cx.filled(button, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("image"));
        let name = cx.aria.name(button);
        // What a browser says where the page says nothing is no name.
        let own = cx.filled(button, "alt").is_some() || !cx.page.labels_of(button).is_empty();
        if image && (name.text.is_empty() || name.from == Some(Source::Native) && !own) {
            c.fail(button, "The button is an image without a name.");
        }
    }
}
