//! Words that say nothing, in the official languages of the European Union.

mod search;
mod sensory;

use search::Words;
pub(crate) use sensory::{is_sensory, may_name_control};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Titles that editors and templates leave, lower case.
const TITLES: &[&str] = &[
    "untitled",
    "untitled document",
    "untitled page",
    "new page",
    "document",
    "title",
    "home page title",
    "page title",
    "test",
    "default",
    "index",
    "welcome to adobe golive",
    "no title",
    "bez názvu",
    "nový dokument",
    "dokument bez názvu",
    "nepojmenovaný dokument",
    "titulek",
    "název stránky",
    "unbenanntes dokument",
    "unbenannt",
    "neue seite",
    "ohne titel",
    "titel",
    "dokument",
    "sans titre",
    "document sans titre",
    "document sans nom",
    "nouvelle page",
    "titre",
    "documento sin título",
    "sin título",
    "nueva página",
    "título",
    "documento senza titolo",
    "senza titolo",
    "nuova pagina",
    "titolo",
    "documento sem título",
    "sem título",
    "nova página",
    "bez tytułu",
    "dokument bez tytułu",
    "nowa strona",
    "tytuł",
    "bez názvu dokumentu",
    "nový dokument bez názvu",
    "naamloos document",
    "naamloos",
    "nieuwe pagina",
    "unavngivet dokument",
    "unavngivet",
    "namnlöst dokument",
    "namnlös",
    "nimetön asiakirja",
    "nimetön",
    "névtelen dokumentum",
    "névtelen",
    "cím nélkül",
    "document fără titlu",
    "fără titlu",
    "документ без заглавие",
    "без заглавие",
    "έγγραφο χωρίς τίτλο",
    "χωρίς τίτλο",
    "neimenovan dokument",
    "brez naslova",
    "bez naslova",
    "neimenovani dokument",
    "dokumentas be pavadinimo",
    "be pavadinimo",
    "bez nosaukuma",
    "pealkirjata",
    "pealkirjata dokument",
    "dokument mingħajr titlu",
    "gan teideal",
];

/// Whether a title is one that an editor or a template left.
pub(crate) fn is_placeholder_title(title: &str) -> bool {
    let title = title.trim().trim_matches(['-', '.', '…']).trim().to_lowercase();
    let numbered = title.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    TITLES.contains(&numbered) || title.is_empty()
}

/// Beginnings of links that skip parts of a page, lower case.
const SKIP: &[&str] = &[
    "skip",
    "jump to",
    "go to content",
    "go to main",
    "to content",
    "to main content",
    "přejít",
    "přejdi",
    "přeskočit",
    "na obsah",
    "k obsahu",
    "preskoč",
    "prejsť",
    "na obsah",
    "zum inhalt",
    "zum hauptinhalt",
    "direkt zum",
    "springe",
    "zur navigation",
    "zur hauptnavigation",
    "aller au",
    "aller à",
    "passer",
    "accéder au",
    "saltar",
    "ir al contenido",
    "ir a contenido",
    "pular",
    "salta",
    "vai al contenuto",
    "passa al",
    "ir para",
    "przejdź",
    "przeskocz",
    "pomiń",
    "do treści",
    "ga naar",
    "naar inhoud",
    "direct naar",
    "spring til",
    "gå til",
    "hop til",
    "hoppa",
    "gå till",
    "siirry",
    "hyppää",
    "ugrás",
    "tovább a tartalomhoz",
    "salt la",
    "sari la",
    "mergi la",
    "към съдържанието",
    "прескочи",
    "премини",
    "μετάβαση",
    "παράλειψη",
    "preskoči",
    "skoči",
    "pereiti",
    "pereik",
    "praleisti",
    "pāriet",
    "izlaist",
    "liigu",
    "jäta vahele",
    "mur għal",
    "aqbeż",
    "léim",
    "téigh go",
];

/// Whether a link's text says that it skips a part of the page.
pub(crate) fn is_skip_link(text: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::at_start(SKIP.iter().copied()));
    WORDS.found(&text.trim().to_lowercase())
}

/// Link texts that say nothing of where they lead, lower case: English, then the other official
/// languages of the Union, and Ukrainian, which many public bodies write.
const GENERIC_LINKS: &str = include_str!("words/generic_links.txt");

/// Words that stand in `alt` where nobody has said what the image shows, lower case.
const PLACEHOLDER_ALTS: &[&str] = &[
    "alt",
    "alt text",
    "bild",
    "blank",
    "bullet",
    "button",
    "foto",
    "fotka",
    "fotografie",
    "graphic",
    "grafik",
    "grafika",
    "icon",
    "ikon",
    "ikona",
    "ikonka",
    "illustration",
    "ilustrace",
    "image",
    "imagem",
    "imagen",
    "img",
    "kép",
    "kuva",
    "logo",
    "no alt",
    "obr",
    "obraz",
    "obrázek",
    "obrázok",
    "photo",
    "photograph",
    "pic",
    "picture",
    "pilt",
    "afbeelding",
    "attēls",
    "billede",
    "εικόνα",
    "изображение",
    "снимка",
    "зображення",
    "immagine",
    "imagine",
    "slika",
    "spacer",
    "temp",
    "placeholder",
    "thumbnail",
    "title",
    "untitled",
    "vaizdas",
    "paveikslėlis",
    "stampa",
    "íomhá",
    "null",
    "undefined",
    "banner",
    "fotografia",
    "zdjęcie",
    "obrazek",
    "fotografija",
    "φωτογραφία",
    "fénykép",
    "grianghraf",
    "nuotrauka",
    "ritratt",
    "poză",
    "fotogrāfija",
    "valokuva",
    "fotografi",
    "bilde",
    "ілюстрація",
    "илюстрация",
    "ilustracija",
    "ilustrácia",
    "illustratie",
    "ilustración",
    "ilustração",
    "illustrazione",
    "abbildung",
];

fn plain(text: &str) -> String {
    let marks = |c: char| !c.is_alphanumeric();
    text.trim_matches(marks).to_lowercase()
}

/// Whether a link's text says nothing of where it leads.
pub(crate) fn is_generic_link(text: &str) -> bool {
    static LINKS: LazyLock<HashSet<&str>> = LazyLock::new(|| GENERIC_LINKS.lines().collect());
    LINKS.contains(plain(text).as_str())
}

/// Whether a text alternative is a word that stands there for want of one.
pub(crate) fn is_placeholder_alt(text: &str) -> bool {
    let text = plain(text);
    let numbered = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    PLACEHOLDER_ALTS.contains(&numbered)
}

/// Parts of words that announce a new window, lower case.
const NEW_WINDOW: &[&str] = &[
    "new window",
    "new tab",
    "external",
    "nové okno",
    "novém okně",
    "nového okna",
    "nové záložce",
    "novém panelu",
    "nová karta",
    "nové okná",
    "novom okne",
    "novej karte",
    "neues fenster",
    "neuem fenster",
    "neuen fenster",
    "neuer tab",
    "neuem tab",
    "nouvelle fenêtre",
    "nouvel onglet",
    "nueva ventana",
    "ventana nueva",
    "nueva pestaña",
    "nuova finestra",
    "nuova scheda",
    "nova janela",
    "novo separador",
    "nowe okno",
    "nowym oknie",
    "nowej karcie",
    "nieuw venster",
    "nieuw tabblad",
    "nyt vindue",
    "ny fane",
    "nytt fönster",
    "ny flik",
    "uuteen ikkunaan",
    "uudessa ikkunassa",
    "új ablak",
    "új lap",
    "fereastră nouă",
    "filă nouă",
    "нов прозорец",
    "нов раздел",
    "νέο παράθυρο",
    "novo okno",
    "novem oknu",
    "novi prozor",
    "novom prozoru",
    "naujame lange",
    "jaunā logā",
    "uues aknas",
    "tieqa ġdida",
    "fuinneog nua",
    "новому вікні",
];

/// Whether a text says that a new window will open.
pub(crate) fn names_new_window(text: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::anywhere(NEW_WINDOW.iter().copied()));
    WORDS.found(&text.to_lowercase())
}

/// Parts of link texts and addresses, a line each, lower case: of the map of a site, of its
/// statement on accessibility, of where help is found, of search.
const SITE_MAP: &str = include_str!("words/site_map.txt");
const ACCESSIBILITY: &str = include_str!("words/accessibility.txt");
const HELP: &str = include_str!("words/help.txt");
const SEARCH: &str = include_str!("words/search.txt");

/// Whether a link's text or address, lower case, names the map of the site.
pub(crate) fn is_site_map(text: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::anywhere(SITE_MAP.lines()));
    WORDS.found(text)
}

/// Whether a link's text or address, lower case, names the accessibility of the site.
pub(crate) fn is_accessibility_statement(text: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::anywhere(ACCESSIBILITY.lines()));
    WORDS.found(text)
}

/// Whether a text or the name of a field is about searching.
pub(crate) fn is_search(text: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::at_start(SEARCH.lines()));
    WORDS.found(&text.trim().to_lowercase())
}

/// Whether a link offers help: a person, a way to write to one, or answers (WCAG 2.2, 3.2.6).
pub(crate) fn is_help(href: &str, text: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::at_start(HELP.lines()));
    let scheme = href.split(':').next().unwrap_or_default();
    let writes = ["mailto", "tel"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    writes || text.split_whitespace().count() <= 4 && WORDS.found(&text.trim().to_lowercase())
}

/// What fields and headings are called where nobody has said what they are for, lower case.
const CONTROLS: &str = include_str!("words/controls.txt");
const HEADINGS: &str = include_str!("words/headings.txt");

/// Whether a label names the kind of a field instead of what belongs into it.
pub(crate) fn is_placeholder_label(text: &str) -> bool {
    let text = plain(text);
    let numbered = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    CONTROLS.lines().any(|word| word == numbered)
}

/// Whether a heading is one that an editor or a template left.
pub(crate) fn is_placeholder_heading(text: &str) -> bool {
    let text = plain(text);
    let numbered = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    HEADINGS.lines().any(|word| word == numbered) || text.starts_with("lorem ipsum")
}

#[cfg(test)]
mod tests;
