//! Every official language of the Union has its words.

use super::*;

/// Language, a generic link, a placeholder alternative, an instruction by place or colour.
const WORDS: &[(&str, &str, &str, &str)] = &[
    ("bg", "Прочетете повече", "снимка", "Натиснете зеления бутон"),
    ("hr", "Pročitaj više", "fotografija", "Pritisnite gumb desno"),
    ("cs", "Číst dál", "obrázek 2", "Klikněte na tlačítko vpravo"),
    ("da", "Læs mere", "billede", "Tryk på knappen nederst"),
    ("nl", "Lees meer", "afbeelding", "Klik op de groene knop"),
    ("en", "Click here", "image", "Press the button below"),
    ("et", "Loe edasi", "pilt", "Vajutage paremal nuppu"),
    ("fi", "Lue lisää", "kuva", "Valitse oikealla oleva painike"),
    ("fr", "En savoir plus", "photo", "Cliquez sur le bouton à droite"),
    ("de", "Weiterlesen", "Bild", "Klicken Sie auf die Schaltfläche unten"),
    ("el", "Διαβάστε περισσότερα", "εικόνα", "Πατήστε το κουμπί δεξιά"),
    ("hu", "Tovább", "kép", "Kattintson a zöld gombra"),
    ("ga", "Léigh tuilleadh", "íomhá", "Cliceáil an cnaipe ar dheis"),
    ("it", "Leggi tutto", "immagine", "Clicca il pulsante verde in basso"),
    ("lv", "Lasīt vairāk", "attēls", "Nospiediet zaļo pogu labajā pusē"),
    ("lt", "Skaityti daugiau", "nuotrauka", "Paspauskite žalią mygtuką"),
    ("mt", "Aqra aktar", "stampa", "Agħfas il-buttuna fuq il-lemin"),
    ("pl", "Czytaj dalej", "zdjęcie", "Naciśnij zielony przycisk"),
    ("pt", "Saiba mais", "imagem", "Clique no botão à direita"),
    ("ro", "Citește mai mult", "imagine", "Apăsați butonul din dreapta"),
    ("sk", "Čítať viac", "obrázok", "Stlačte zelené tlačidlo"),
    ("sl", "Preberi več", "slika", "Pritisnite gumb spodaj"),
    ("es", "Leer más", "imagen", "Pulse el botón de la derecha"),
    ("sv", "Läs mer", "bild", "Tryck på den gröna knappen"),
];

#[test]
fn every_official_language_has_its_words() {
    let mut faults = Vec::new();
    for (language, link, alt, instruction) in WORDS {
        let mut demand = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{language}: {what}"));
            }
        };
        demand(is_generic_link(link), link);
        demand(is_placeholder_alt(alt), alt);
        demand(is_sensory(instruction), instruction);
    }
    assert_eq!(WORDS.len(), 24);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn words_of_their_own_are_no_placeholders() {
    for text in ["Fees of 2026", "Read the report", "Kontakt", "Více o poplatcích"] {
        assert!(!is_generic_link(text), "{text}");
    }
    for text in ["Turn right at the town hall", "The form is on the left of the desk"] {
        assert!(!is_sensory(text), "{text}");
    }
    assert!(!is_placeholder_alt("Bridge"));
    assert!(!is_placeholder_label("Pole, street"));
}
