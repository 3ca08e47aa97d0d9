//! What ids and classes say about a region, in the languages of European public bodies.

use super::RegionKind;
use crate::dom::{Document, NodeId};

/// What a name says that an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Region(RegionKind),
    /// An aside that is no content wherever it stands: a cookie notice, a newsletter, buttons to share.
    Promotion,
    /// No region of the page, yet none of what the main content says: buttons to reply,
    /// signatures, filters.
    InlineBoilerplate,
}

/// What the names of an element say it is, and the token that says so. The id comes first.
pub(super) fn of(document: &Document, id: NodeId) -> Option<(Named, &str)> {
    let tokens = |name| document.attr(id, name).unwrap_or_default().split_ascii_whitespace();
    let mut content = None;
    for token in tokens("id").chain(tokens("class")) {
        match kind_of(token) {
            // "content menu" is a menu: boilerplate is named more exactly than content.
            Some(MAIN) => content = content.or(Some((MAIN, token))),
            Some(named) => return Some((named, token)),
            None => {}
        }
    }
    content
}

const MAIN: Named = Named::Region(RegionKind::Main);

/// What one id or class names: "main-menu", "mainMenu", "hlavni_menu".
fn kind_of(token: &str) -> Option<Named> {
    let mut content = None;
    let mut boilerplate = None;
    let mut ends = None;
    let mut others = 0;
    for word in token_words(token) {
        match word_kind(word.as_str()) {
            Word::State => return None,
            Word::Named(MAIN) => content = Some(MAIN),
            Word::Named(named) if of_the_page(named) => ends = Some(named),
            Word::Named(named) => boilerplate = boilerplate.or(Some(named)),
            Word::Neutral => {}
            Word::Other => others += 1,
        }
    }
    // A name of many words is a heading's, turned into an id.
    if boilerplate.is_some() {
        return boilerplate.filter(|_| others < 4);
    }
    // A card's header is not the page's.
    if ends.is_some() && others > 0 { None } else { ends.or(content) }
}

/// Whether a page has this but once, so that a more exact name tells of another thing.
fn of_the_page(named: Named) -> bool {
    matches!(named, Named::Region(RegionKind::Banner | RegionKind::ContentInfo))
}

/// A short word in lower case; what is longer names nothing we know.
#[derive(Default)]
pub(super) struct Short {
    bytes: [u8; 16],
    len: usize,
}

impl Short {
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

/// The words of a token: parts at `-`, `_` and other signs, and where a capital follows a small
/// letter.
pub(super) fn token_words(token: &str) -> impl Iterator<Item = Short> {
    let mut rest = token.as_bytes();
    std::iter::from_fn(move || {
        while let [first, tail @ ..] = rest
            && !first.is_ascii_alphabetic()
        {
            rest = tail;
        }
        let mut word = Short::default();
        let mut small = false;
        while let [first, tail @ ..] = rest
            && first.is_ascii_alphabetic()
            && !(small && first.is_ascii_uppercase())
        {
            small = first.is_ascii_lowercase();
            if word.len < word.bytes.len() {
                word.bytes[word.len] = first.to_ascii_lowercase();
            }
            word.len += 1;
            rest = tail;
        }
        if word.len > word.bytes.len() {
            word.len = 0;
            return Some(word);
        }
        (word.len > 0).then_some(word)
    })
}

enum Word {
    Named(Named),
    /// Says where or how large, not what.
    Neutral,
    /// The token tells how an element looks, not what it is: "has-sidebar", "menu-open".
    State,
    Other,
}

fn word_kind(word: &str) -> Word {
    use RegionKind::*;
    let kind = match word {
        "has" | "with" | "no" | "without" | "is" | "open" | "closed" | "opened" | "expanded"
        | "collapsed" | "hide" | "hidden" | "show" | "wp" | "elementor" | "justify" | "align"
        | "items" | "flex" | "color" | "bg" => return Word::State,
        "page" | "site" | "web" | "global" | "wrapper" | "wrap" | "container" | "inner" | "outer"
        | "area" | "region" | "section" | "row" | "bar" | "box" | "block" | "panel" | "top"
        | "bottom" | "left" | "right" | "middle" | "layout" | "stranky" | "stranka" | "webu"
        | "seite" | "sivu" => return Word::Neutral,
        _ if word.len() <= 2  => return Word::Neutral,
        "content" | "contents" | "main" | "maincontent" | "pagecontent" | "contentmain"
        | "article" | "story" | "post" | "entry" | "body" | "detail"
        | "obsah" | "hlavni" | "clanek" | "clanok" | "telo" | "stred" | "hlavny"
        | "inhalt" | "hauptinhalt" | "artikel" | "beitrag"
        | "contenu" | "contenido" | "contenuto" | "conteudo" | "continut" | "principal"
        | "corps" | "corpo" | "cuerpo" | "articulo" | "articolo"
        // pl, nl, sv, da, no, fi, hu, sl, hr
        | "tresc" | "zawartosc" | "artykul" | "inhoud" | "innehall" | "indhold" | "innhold"
        | "sisalto" | "tartalom" | "vsebina" | "sadrzaj" => Main,
        "nav" | "navi" | "navigation" | "navigator" | "navbar" | "menu" | "menus" | "menubar"
        | "breadcrumb" | "breadcrumbs" | "crumb" | "crumbs" | "pager" | "pagination" | "paging"
        | "toc" | "sitemenu" | "mainmenu" | "topmenu" | "leftmenu" | "rightmenu" | "submenu"
        | "topnav" | "mainnav" | "sidenav" | "subnav" | "leftnav" | "quicklinks" | "skip"
        | "skiplink" | "skiplinks"
        // cs, sk
        | "navigace" | "navigacia" | "drobecky" | "drobeckova" | "strankovani" | "cesta"
        | "rychle" | "nabidka" | "rozcestnik"
        // de, fr, es, it, pt, pl, nl, sv, hu
        | "navigazione" | "navegacion" | "navegacao" | "nawigacja" | "navigatie" | "navigering"
        | "menue" | "brotkrumen" | "ariane" | "migas" | "briciole" | "okruszki" | "kruimelpad"
        | "navigacio" => Navigation,
        "sidebar" | "aside" | "sidecol" | "sidecolumn" | "related" | "recommended"
        | "recommendations"
        // cs, sk, de, fr, es, pl
        | "souvisejici" | "suvisiace" | "postranni" | "seitenleiste" | "lateral" | "laterale"
        | "marginalie" | "bocny" => Complementary,
        "cookie" | "cookies" | "consent" | "gdpr" | "share" | "sharing" | "social" | "newsletter"
        | "advert" | "advertisement" | "ads" | "popup" | "promo" | "promotion" | "upsell"
        | "reklama" | "werbung" => return Word::Named(Named::Promotion),
        "header" | "banner" | "masthead" | "siteheader" | "pageheader" | "topbar"
        // cs, sk, de, fr, es, it, pt, pl, nl
        | "hlavicka" | "zahlavi" | "zahlavie" | "kopf" | "kopfzeile" | "entete" | "cabecera"
        | "cabecalho" | "intestazione" | "testata" | "naglowek" | "kop" => Banner,
        "footer" | "foot" | "sitefooter" | "pagefooter" | "colophon" | "copyright"
        // cs, sk, de, fr, es, it, pt, pl, nl
        | "paticka" | "zapati" | "patka" | "pata" | "tiraz" | "fuss" | "fusszeile" | "pied"
        | "pie" | "rodape" | "stopka" | "voettekst" | "sidfot" | "lablec" => ContentInfo,
        "search" | "searchbox" | "searchform" | "hledat" | "hledani" | "vyhledavani"
        | "vyhladavanie" | "suche" | "recherche" | "busqueda" | "buscador" | "ricerca"
        | "pesquisa" | "szukaj" | "wyszukiwarka" | "zoeken" | "sok" | "kereses" => Search,
        _ if is_inline_boilerplate(word) => return Word::Named(Named::InlineBoilerplate),
        _ => return compound(word),
    };
    Word::Named(Named::Region(kind))
}

/// What stands in the main content and is none of it.
fn is_inline_boilerplate(word: &str) -> bool {
    matches!(
        word,
        "actions"
            | "tools"
            | "toolbar"
            | "buttons"
            | "filter"
            | "filters"
            | "facet"
            | "facets"
            | "refinement"
            | "refinements"
            | "comments"
            | "reactions"
            | "userinfo"
            | "modal"
            | "modals"
            | "lightbox"
            | "popover"
            | "tooltip"
            | "flyout"
            | "drawer"
            | "offcanvas"
            | "dropdown"
            | "sort"
            | "sorting"
            | "sortby"
            | "swatch"
            | "swatches"
            | "quantity"
            | "wishlist"
            | "subscribe"
            | "subscription"
            | "login"
            | "signin"
            | "signup"
            | "register"
            | "similar"
            | "votes"
            | "voting"
            | "feedback"
            | "catlinks"
            | "postprofile"
            | "avatar"
            | "ratings"
            | "reviews"
            | "komentare"
            | "kommentare"
            | "commentaires"
            | "comentarios"
            | "commenti"
    )
}

/// Compounds written as one word: "obsahstranky", "hlavnimenu".
fn compound(word: &str) -> Word {
    use RegionKind::*;
    let ends = |end| word.ends_with(end);
    let kind = match () {
        () if ends("menu") || ends("nav") || ends("navigation") => Navigation,
        () if ends("sidebar") => Complementary,
        () if ends("footer") => ContentInfo,
        () if ends("header") => Banner,
        () if ends("search") => Search,
        () if ends("content") || ends("obsah") || ends("inhalt") => Main,
        () => return Word::Other,
    };
    Word::Named(Named::Region(kind))
}
