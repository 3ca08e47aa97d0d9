//! ACT bc659a and bisz58: a page does not reload or leave by itself.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::wcag::Level;
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "meta-refresh",
    title: "A page does not reload or lead elsewhere after a delay.",
    criteria: &["2.2.1", "2.2.4", "3.2.5"],
    advice: false,
    act: &["bc659a", "bisz58"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "People who read slowly, or by ear, lose the page in the middle of it, and a screen reader \
          begins again from the top.",
    hint: "Redirect on the server, or with a delay of 0; to reload, give people a link or a button.",
    bad: "<html lang=en><title>Moved</title><meta http-equiv=refresh content='10; url=new.html'>",
    good: "<html lang=en><title>Moved</title><meta http-equiv=refresh content='0; url=new.html'>",
    check: Check::Page(check),
};

/// WCAG 2.2, 2.2.1, "20 Hour Exception", in seconds.
const TWENTY_HOURS: u64 = 20 * 60 * 60;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    // Only the first that is valid counts (HTML, "shared declarative refresh steps").
    let refresh = cx.all(Tag::Meta).find_map(|meta| {
        let equiv = cx.doc.attr(meta, "http-equiv")?;
        let content = cx.doc.attr(meta, "content")?;
        equiv
            .trim_ascii()
            .eq_ignore_ascii_case("refresh")
            .then(|| delay(content))?
            .map(|s| (meta, s))
    });
    let Some((meta, seconds)) = refresh else { return };
    if seconds == 0 {
        return;
    }
    let message = format!("The page reloads or leads elsewhere after {seconds} seconds.");
    if seconds <= TWENTY_HOURS {
        c.fail(meta, message);
    } else if c.cx.level == Level::AAA {
        let finding = c.fail(meta, message);
        finding.criteria = &["2.2.4", "3.2.5"];
        finding.act = &["bisz58"];
    }
}

/// The seconds of a valid `content` (HTML, "shared declarative refresh steps").
fn delay(content: &str) -> Option<u64> {
    let text = content.trim_ascii_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    if digits == 0 && !rest.starts_with('.') {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let ends = rest.is_empty() || rest.starts_with([';', ',', ' ', '\t', '\n', '\r', '\x0c']);
    // More digits than fit are more seconds than anybody waits.
    ends.then(|| if digits == 0 { 0 } else { text[..digits].parse().unwrap_or(u64::MAX) })
}
