//! Elements that HTML has given up (HTML Standard, 16.2).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{Ns, Tag};

pub(super) const RULE: Rule = Rule {
    id: "obsolete-element",
    title: "A page is written with the elements of HTML today.",
    criteria: &[],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "What these elements mean reaches nobody who does not see them, and their looks withstand the \
          settings of people with low vision.",
    hint: "Use an element that says what the text is, and a style sheet for its looks.",
    bad: "<html lang=en><title>News</title><center><font size=7>News</font></center>",
    good: "<html lang=en><title>News</title><h1>News</h1>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.elements().filter(|&id| cx.doc.ns(id) == Ns::Html) {
        if let Some(instead) = instead(cx.doc.tag(node)) {
            let name = cx.doc.name(node);
            let finding = c.fail(node, format!("The element {name} is obsolete."));
            finding.hint = instead.to_owned();
            finding.cause = Some(name.to_owned());
        }
    }
}

/// What to write instead of an obsolete element; `None` for all others.
fn instead(tag: Tag) -> Option<&'static str> {
    use Tag::*;
    Some(match tag {
        Applet | Bgsound => "Use audio, video or a link to the file.",
        Acronym => "Use abbr.",
        Dir => "Use ul.",
        Frame | Frameset | Noframes => {
            "Write one page, with nav for the menu and main for the content."
        }
        Listing | Xmp => "Use pre and code.",
        Plaintext => "Give the file to browsers as text/plain.",
        Strike => "Use s, or del for what was removed.",
        Tt => "Use code, kbd or samp, or a style sheet for the typeface.",
        Basefont | Big | Blink | Center | Font | Marquee | Nobr => {
            "Use an element that says what the text is, and a style sheet for its looks."
        }
        _ => return None,
    })
}
