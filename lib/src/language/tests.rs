//! Sentences, menus and what only looks like a language.

use super::*;

const SENTENCES: [(&str, &str); 12] = [
    ("en", "This sentence is English, yet nothing says so, and it is long enough to tell."),
    ("cs", "Žádost o vydání průkazu lze podat na kterémkoli úřadě obce s rozšířenou působností."),
    ("sk", "Žiadosť o vydanie preukazu možno podať na ktoromkoľvek úrade, ktorý je na to určený."),
    (
        "de",
        "Der Antrag muss innerhalb von drei Monaten bei der zuständigen Behörde gestellt werden.",
    ),
    ("fr", "La demande doit être déposée auprès de la préfecture dans un délai de trois mois."),
    (
        "pl",
        "Wniosek o wydanie dowodu osobistego można złożyć w każdym urzędzie gminy, jeśli nie jest zamknięty.",
    ),
    ("uk", "Інформація для іноземців про тимчасовий захист та про те, як його отримати."),
    ("ru", "Заявление можно подать в любое отделение, если это не запрещено для этого лица."),
    ("vi", "Thông tin cho người nước ngoài và các cơ quan của nhà nước trong một năm."),
    ("el", "Η αίτηση για την έκδοση του εγγράφου υποβάλλεται στο γραφείο από τον πολίτη."),
    (
        "es",
        "La solicitud se puede presentar en las oficinas de los municipios con más de un año de servicio.",
    ),
    (
        "hu",
        "A kérelmet az önkormányzat hivatalában kell benyújtani, és a határozat ellen nem lehet fellebbezni.",
    ),
];

#[test]
fn sentences_are_certain_and_contradict_every_other_tag() {
    for (tag, text) in SENTENCES {
        assert_eq!(detect(text, None), Some(Detected { tag, certain: true }), "{text}");
        assert!(may_be(text, tag), "{text}");
        for (other, _) in SENTENCES.iter().filter(|(other, _)| *other != tag) {
            let alike = |group: [&str; 2]| group.contains(&tag) && group.contains(other);
            if alike(["cs", "sk"]) || alike(["fr", "es"]) || alike(["ru", "uk"]) {
                // So many words in common that a glance does not tell.
                continue;
            }
            let expected = Verdict::Differs(Detected { tag, certain: true });
            assert_eq!(judge(text, Some(other)), expected, "{text} as {other}");
        }
    }
}

#[test]
fn regions_and_case_of_a_tag_do_not_matter() {
    assert!(may_be(SENTENCES[0].1, "EN-gb") && !may_be(SENTENCES[0].1, "cs-CZ"));
}

#[test]
fn names_and_numbers_are_no_language() {
    for text in [
        "Microsoft Office Word Excel PowerPoint Outlook Exchange Server 2010",
        "Jan Novák, Petr Svoboda, Marie Dvořáková, Eva Černá, Praha, Brno, Ostrava",
        "Ministerstvo vnitra, Nad Štolou 936/3, 170 34 Praha 7",
        "ISO 8859-2, UTF-8, HTML 4.01, XHTML 1.0, CSS 2.1, PDF/UA-1, WCAG 2.2, EN 301 549",
        "2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021",
    ] {
        for said in ["en", "cs", "de", "fr"] {
            let verdict = judge(text, Some(said));
            let certain = matches!(verdict, Verdict::Differs(found) if found.certain);
            assert!(!certain, "{text} as {said}: {verdict:?}");
        }
    }
}

#[test]
fn menus_are_told_by_their_letters() {
    let czech = "Rychlé linky: Mapa serveru Textová verze English Rozšířené vyhledávání";
    assert_eq!(judge(czech, Some("en")), Verdict::Differs(Detected { tag: "cs", certain: true }));
    assert_eq!(judge(czech, Some("cs")), Verdict::Agrees);
    let english = "Skip to content About us Contact the ministry Search this site News and events";
    assert_eq!(judge(english, Some("cs")), Verdict::Differs(Detected { tag: "en", certain: true }));
    assert_eq!(judge(english, Some("en")), Verdict::Agrees);
}

#[test]
fn close_languages_are_never_called_wrong() {
    let danish = "Ansøgningen skal indgives til den kommune, som man bor i, og det er ikke muligt at ændre den.";
    assert_eq!(judge(danish, Some("nb")), Verdict::Agrees);
    let croatian = "Zahtjev se podnosi u uredu koji je za to nadležan, a odluka se donosi u roku od mjesec dana.";
    assert_eq!(judge(croatian, Some("sr-Latn")), Verdict::Agrees);
}

#[test]
fn every_detected_language_has_a_tag() {
    for lang in whatlang::Lang::all() {
        let tag = tables::tag(lang.code());
        assert!(tag.is_some_and(|tag| tag.len() == 2), "{lang:?} has {tag:?}");
    }
    assert!(KNOWN.len() <= 32);
}
