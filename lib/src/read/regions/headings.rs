//! What the heading of a part says about it: that more of the same kind is to be had elsewhere,
//! or that somebody is to join, share or answer.

use super::survey::{Survey, percent};
use crate::dom::{Document, NodeId, Tag};
use crate::page::Page;
use crate::read::text::visible_text;

/// A heading is looked for no deeper than this, and among no more than so many empty elements.
const DEPTH: usize = 8;
const EMPTY: usize = 4;
/// A part with this share of link text is filled with links, in percent.
const FILLED: u8 = 40;
/// A longer heading is the title of something.
const LONG: usize = 60;

/// How headings begin that stand over what is not of the main content, in lower case.
const BEGINNINGS: &[&str] = &[
    // en
    "related",
    "similar",
    "recommended",
    "recommendations",
    "you may also",
    "you might also",
    "you may like",
    "you might like",
    "customers also",
    "people also",
    "frequently bought",
    "recently viewed",
    "more from",
    "more like this",
    "trending",
    "most read",
    "most popular",
    "newsletter",
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "login",
    "join the",
    "stay up to date",
    "stay informed",
    "stay connected",
    "follow us",
    "share this",
    "share on",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "add a comment",
    "your answer",
    "post as a guest",
    // cs, sk
    "související",
    "súvisiace",
    "podobné",
    "mohlo by vás",
    "doporučujeme",
    "odporúčame",
    "nejčtenější",
    "najčítanejšie",
    "naposledy",
    "sdílet",
    "sdílejte",
    "zdieľať",
    "přihlásit",
    "přihlášení",
    "odběr novinek",
    "odebírat",
    "přidat komentář",
    "sledujte nás",
    // de
    "ähnliche",
    "verwandte",
    "das könnte",
    "auch interessant",
    "mehr zum thema",
    "weitere artikel",
    "weitere meldungen",
    "empfehlungen",
    "empfohlen",
    "meistgelesen",
    "zuletzt angesehen",
    "teilen",
    "anmelden",
    "folgen sie uns",
    "kommentar schreiben",
    // fr
    "articles similaires",
    "articles liés",
    "sur le même sujet",
    "à lire aussi",
    "vous aimerez",
    "les plus lus",
    "partager",
    "abonnez-vous",
    "inscrivez-vous",
    "suivez-nous",
    "se connecter",
    // es, pt
    "relacionad",
    "artículos relacionados",
    "artigos relacionados",
    "también te puede",
    "te puede interesar",
    "lo más leído",
    "compartir",
    "compartilh",
    "partilh",
    "suscríbete",
    "síguenos",
    // it
    "articoli correlati",
    "potrebbe interessarti",
    "potrebbero interessarti",
    "i più letti",
    "condividi",
    "iscriviti",
    "seguici",
    // pl, nl, sv
    "podobne",
    "powiązane",
    "najczęściej czytane",
    "udostępnij",
    "gerelateerd",
    "lees ook",
    "vergelijkbare",
    "deel dit",
    "relaterade",
    "dela",
];

/// The label or heading that a part of the page begins with, where it says that the part is no content.
pub(super) fn leads_elsewhere(page: &Page, survey: &Survey, id: NodeId) -> Option<String> {
    // "Related work" of a report is content.
    if is_prose(survey, id) {
        return None;
    }
    let words = match page.document.attr(id, "aria-label").map(str::trim) {
        Some(label) if !label.is_empty() => label.to_owned(),
        _ => visible_text(page, first_heading(&page.document, survey, id)?),
    };
    (begins(&words) && leads_away(&page.document, survey, id, &words)).then_some(words)
}

/// Whether a part is filled with links, or has fields to write in: "Related provisions" may stand over
/// a table that is content.
fn leads_away(document: &Document, survey: &Survey, id: NodeId, heading: &str) -> bool {
    let is_field = |id| matches!(document.tag(id), Tag::Input | Tag::Textarea | Tag::Select);
    let sums = survey.sums(id);
    let heading = heading.chars().filter(|c| !c.is_whitespace()).count() as u32;
    let text = sums.text.saturating_sub(heading).max(sums.links);
    percent(sums.links, text) >= FILLED || document.descendants(id).any(is_field)
}

fn begins(words: &str) -> bool {
    let lower = words.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    words.chars().count() <= LONG && BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
}

/// Whether much of an element is sentences: they are content, whatever stands over them.
pub(super) fn is_prose(survey: &Survey, id: NodeId) -> bool {
    let sums = survey.sums(id);
    u64::from(sums.running) * 10 > u64::from(sums.text) * 4
}

/// The heading that stands before any other text of an element.
fn first_heading(document: &Document, survey: &Survey, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    for _ in 0..DEPTH {
        if matches!(document.tag(at), Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6) {
            return Some(at);
        }
        let children = document.children(at);
        let mut children = children.filter(|&child| document.is_element(child)).take(EMPTY);
        at = children.find(|&child| survey.sums(child).text > 0)?;
    }
    None
}
