use encoding_rs::{
    ISO_8859_2, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1257,
};
use proptest::prelude::*;

use super::*;

mod source_map;

const CZECH: &str = "Příští týden bude úřad kvůli výměně oken zavřen. Žádosti přijímá podatelna \
    v přízemí, šesté dveře vpravo; těšíme se na každého, kdo přijde s otázkou nebo stížností.";

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, used, unmappable) = encoding.encode(text);
    assert!(used == encoding && !unmappable, "{} cannot hold the sample", encoding.name());
    bytes.into_owned()
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

/// The name of what a page of ASCII declares.
fn declared(page: &str) -> Option<&'static str> {
    prescan::declaration(page.as_bytes()).encoding.map(Encoding::name)
}

mod sniffing {
    use super::*;

    #[test]
    fn a_byte_order_mark_wins_over_hint_and_meta() {
        let text = format!("<meta charset=windows-1250>{CZECH}");
        let marked = format!("\u{feff}{text}");
        for (bytes, encoding) in [
            (marked.clone().into_bytes(), UTF_8),
            (utf16(&marked, u16::to_le_bytes), UTF_16LE),
            (utf16(&marked, u16::to_be_bytes), UTF_16BE),
        ] {
            let page = decode(&bytes, Some(SHIFT_JIS));
            assert_eq!((page.encoding, page.evidence), (encoding, Evidence::Bom));
            assert_eq!(page.text, text);
            assert_eq!(page.warnings, []);
        }
    }

    #[test]
    fn a_hint_is_taken_as_given() {
        let text = "<meta charset=utf-8>čeština";
        let page = decode(text.as_bytes(), Some(WINDOWS_1252));
        assert_eq!((page.encoding, page.evidence), (WINDOWS_1252, Evidence::Hint));
        assert_eq!(page.text, "<meta charset=utf-8>Ä\u{8d}eÅ¡tina");
        assert_eq!(page.warnings, []);
    }

    #[test]
    fn meta_is_obeyed() {
        for encoding in [WINDOWS_1250, ISO_8859_2, UTF_8] {
            let text = format!("<meta charset={}>{CZECH}", encoding.name());
            let page = decode(&encoded(&text, encoding), None);
            assert_eq!((page.encoding, page.evidence), (encoding, Evidence::Meta));
            assert_eq!(page.text, text);
            assert_eq!(page.warnings, []);
        }
    }

    #[test]
    fn undeclared_czech_is_detected() {
        for encoding in [WINDOWS_1250, ISO_8859_2, UTF_8] {
            let page = decode(&encoded(CZECH, encoding), None);
            assert_eq!((page.encoding, page.evidence), (encoding, Evidence::Detected));
            assert_eq!(page.text, CZECH);
            assert_eq!(page.warnings, [DecodeWarning::Undeclared { detected: encoding.name() }]);
        }
    }

    #[test]
    fn undeclared_ascii_is_utf8_without_a_word() {
        for bytes in [&b""[..], b"<p>plain"] {
            let page = decode(bytes, None);
            assert_eq!((page.encoding, page.evidence), (UTF_8, Evidence::Detected));
            assert_eq!(page.warnings, []);
        }
    }

    #[test]
    fn text_longer_than_the_buffer_is_whole() {
        for (text, encoding) in [(CZECH, WINDOWS_1250), ("a日本語ｱ", SHIFT_JIS)] {
            let text = text.repeat(3 * BUFFER / text.len());
            let page = decode(&encoded(&text, encoding), Some(encoding));
            assert!(page.text == text, "{}", encoding.name());
            assert_eq!(page.warnings, []);
        }
    }

    #[test]
    fn detection_begins_at_the_first_character_beyond_ascii() {
        let text = format!("{}{}", " ".repeat(2 * SAMPLE), CZECH);
        assert_eq!(decode(&encoded(&text, WINDOWS_1250), None).encoding, WINDOWS_1250);
    }

    #[test]
    fn labels_of_the_encoding_standard() {
        assert_eq!(label(" Latin2\n"), Some(ISO_8859_2));
        assert_eq!(label("cp1250"), Some(WINDOWS_1250));
        assert_eq!(label("cestina"), None);
        assert_eq!(label("iso-2022-kr"), None, "an alias of `replacement`");
    }
}

mod wrong_labels {
    use super::*;

    #[test]
    fn an_unknown_label_is_named_and_passed_over() {
        let text = format!("<meta charset='x\u{1b}?'><meta charset=x-foo>{CZECH}");
        let page = decode(&encoded(&text, WINDOWS_1250), None);
        assert_eq!((page.encoding, page.evidence), (WINDOWS_1250, Evidence::Detected));
        assert_eq!(
            page.warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "the page declares an unknown encoding, \"x\\u{1b}?\"",
                "the page declares no known encoding; detected windows-1250",
            ]
        );
        let then_known = text.replace("x-foo", "iso-8859-2");
        let page = decode(&encoded(&then_known, ISO_8859_2), None);
        assert_eq!((page.encoding, page.evidence), (ISO_8859_2, Evidence::Meta));
        assert_eq!(page.text, then_known);
        assert_eq!(page.warnings.len(), 1);
    }

    #[test]
    fn a_long_label_is_cut_short() {
        let text = format!("<meta charset='{}'>", "ž".repeat(9000));
        let [DecodeWarning::UnknownLabel { label }] = &decode(text.as_bytes(), None).warnings[..1]
        else {
            panic!("no warning of the label");
        };
        assert_eq!(label, &"ž".repeat(40));
    }

    #[test]
    fn utf8_that_is_legacy_is_detected() {
        let text = format!("<meta charset=utf-8>{CZECH}");
        let page = decode(&encoded(&text, WINDOWS_1250), None);
        assert_eq!((page.encoding, page.evidence), (WINDOWS_1250, Evidence::Detected));
        assert_eq!(page.text, text);
        assert_eq!(
            page.warnings[0].to_string(),
            "the page declares UTF-8, but its bytes were read as windows-1250"
        );
        assert_eq!(page.warnings.len(), 1);
    }

    #[test]
    fn one_utf8_sequence_does_not_save_a_legacy_page() {
        // The bytes of these two letters are those of one UTF-8 character.
        let text = format!("<meta charset=utf-8>{CZECH} Ă©");
        let page = decode(&encoded(&text, WINDOWS_1250), None);
        assert_eq!((page.encoding, page.text), (WINDOWS_1250, text));
    }

    #[test]
    fn utf8_with_a_few_stray_bytes_stays_utf8() {
        for (head, evidence) in
            [("<meta charset=utf-8>", Evidence::Meta), ("<p>", Evidence::Detected)]
        {
            let mut bytes = format!("{head}{CZECH}").into_bytes();
            bytes.extend(b" \xe1 \xf0\x9f\x98 \xc5");
            let page = decode(&bytes, None);
            assert_eq!((page.encoding, page.evidence), (UTF_8, evidence));
            assert_eq!(page.text, format!("{head}{CZECH} \u{fffd} \u{fffd} \u{fffd}"));
            assert_eq!(page.warnings.last(), Some(&DecodeWarning::InvalidBytes { count: 3 }));
        }
    }

    #[test]
    fn legacy_that_is_utf8_is_read_as_utf8() {
        for name in ["windows-1250", "shift_jis", "iso-2022-jp"] {
            let text = format!("<meta charset={name}>{CZECH}");
            let page = decode(text.as_bytes(), None);
            assert_eq!((page.encoding, page.evidence), (UTF_8, Evidence::Detected));
            assert_eq!(page.text, text);
            let declared = label(name).unwrap().name();
            let read_as = "UTF-8";
            assert_eq!(page.warnings, [DecodeWarning::ContradictedLabel { declared, read_as }]);
        }
    }

    #[test]
    fn two_characters_do_not_prove_utf8() {
        let page = decode("<meta charset=windows-1252>© ®".as_bytes(), None);
        assert_eq!((page.encoding, page.evidence), (WINDOWS_1252, Evidence::Meta));
    }

    #[test]
    fn control_characters_of_iso_8859_show_a_windows_encoding() {
        for (label, encoding) in [
            ("iso-8859-2", WINDOWS_1250),
            ("iso-8859-15", WINDOWS_1252),
            ("iso-8859-7", WINDOWS_1253),
            ("iso-8859-13", WINDOWS_1257),
        ] {
            let text = format!("<meta charset={label}><p>„Ano“ – 20 €");
            let page = decode(&encoded(&text, encoding), None);
            assert_eq!((page.encoding, page.text), (encoding, text));
        }
        let text = format!("<meta charset=iso-8859-2>{CZECH}");
        let page = decode(&encoded(&text, WINDOWS_1250), None);
        assert_eq!((page.encoding, page.text), (WINDOWS_1250, text));
        let (declared, read_as) = ("ISO-8859-2", "windows-1250");
        assert_eq!(page.warnings, [DecodeWarning::ContradictedLabel { declared, read_as }]);
    }

    #[test]
    fn pasted_quotation_marks_do_not_change_the_letters() {
        let mut bytes = encoded(&format!("<meta charset=iso-8859-2>{CZECH}"), ISO_8859_2);
        bytes.extend(b" \x84Ano\x93");
        let page = decode(&bytes, None);
        assert_eq!((page.encoding, page.evidence), (ISO_8859_2, Evidence::Meta));
        assert!(page.text.contains(CZECH));
    }

    #[test]
    fn a_language_that_the_declared_encoding_cannot_hold_contradicts_it() {
        const BULGARIAN: &str = "Общината е затворена за граждани през следващата седмица, защото \
            се извършва ремонт. Молби се приемат в стая номер три и по пощата.";
        const FRENCH: &str = "La mairie est fermée pendant les travaux. Les demandes déposées à \
            l’accueil seront traitées dès que possible, où que vous soyez, grâce à cette équipe.";
        for (declared, text, actual) in [
            ("iso-8859-1", CZECH, WINDOWS_1250),
            ("iso-8859-1", CZECH, ISO_8859_2),
            ("windows-1250", FRENCH, WINDOWS_1252),
            ("iso-8859-1", BULGARIAN, WINDOWS_1251),
        ] {
            let text = format!("<meta charset={declared}><p>{text}");
            let page = decode(&encoded(&text, actual), None);
            assert_eq!((page.encoding, page.text), (actual, text));
        }
    }

    #[test]
    fn a_right_declaration_stays_where_detection_doubts_it() {
        const GERMAN: &str = "Das Amt ist wegen der Umbauarbeiten für zwei Wochen geschlossen; \
            Anträge können Sie während dieser Zeit schriftlich oder über das Portal stellen.";
        for encoding in [WINDOWS_1252, WINDOWS_1250, ISO_8859_2] {
            let text = format!("<meta charset={}><p>{GERMAN}", encoding.name());
            let page = decode(&encoded(&text, encoding), None);
            assert_eq!((page.encoding, page.text), (encoding, text));
        }
    }

    #[test]
    fn malformed_legacy_bytes_are_counted() {
        let page = decode(b"<meta charset=shift_jis>\x82\xa0 \xff \x82", None);
        assert_eq!(page.text, "<meta charset=shift_jis>あ \u{fffd} \u{fffd}");
        assert_eq!(page.warnings, [DecodeWarning::InvalidBytes { count: 2 }]);
    }
}

mod declarations {
    use super::*;

    #[test]
    fn charset_attribute_in_every_spelling() {
        for meta in [
            "<meta charset=windows-1250>",
            "<META CHARSET='Windows-1250'>",
            "<meta\n\tcharset \r=\x0c \"windows-1250\" />",
            "<meta/charset=windows-1250 >",
            "<meta name=a charset=windows-1250 charset=utf-8>",
            "<meta = == charset=cp1250>",
            "<meta content='text/html; charset=utf-8' charset=cp1250 http-equiv=content-type>",
            "<meta content='text/html; charset=\"cp1250\"' http-equiv=Content-Type>",
            "<meta http-equiv=content-type content=text/html;charset=cp1250;x>",
            "<meta http-equiv=content-type content='charset charset = cp1250 x'>",
        ] {
            assert_eq!(declared(meta), Some("windows-1250"), "{meta}");
        }
    }

    #[test]
    fn what_is_no_declaration() {
        for page in [
            "<meta content='text/html; charset=windows-1250'>",
            "<meta http-equiv=refresh content='text/html; charset=windows-1250'>",
            "<meta name=content-type content='text/html; charset=windows-1250'>",
            "<meta http-equiv=content-type content='text/html; charset'>",
            "<meta http-equiv=content-type content='text/html; charset=\"cp1250'>",
            "<meta http-equiv=content-type content='text/html; charset=cp1250' charset=nic>",
            "<meta charset=windows-1250",
            "<meta charset='windows-1250>",
            "<metadata charset=windows-1250>",
            "<!-- <meta charset=windows-1250> -->",
            "<!-- <meta charset=windows-1250>",
            "<a title='<meta charset=windows-1250>'>",
            "<!x <meta charset=windows-1250>",
            "charset=windows-1250",
            "<",
            "<m",
            "</",
            "<!-",
        ] {
            assert_eq!(declared(page), None, "{page}");
        }
    }

    #[test]
    fn what_comes_before_the_declaration_is_passed() {
        for before in [
            "<!-- <meta charset=utf-8> -->",
            "<!-->",
            "<!--->",
            "<!DOCTYPE html><?php x ?></br>",
            "<script>var a = 'charset=utf-8', b = \"<meta charset=utf-8>\";</script>",
            "<SCRIPT>'</scripts><meta charset=utf-8>'</Script >",
            "<title><meta charset=utf-8></title>",
            "<script>\"<!--\"</script>",
            "<link title='>' href=a/b>",
            "a < b <3",
        ] {
            let page = format!("<head>{before}<meta charset=windows-1250>");
            assert_eq!(declared(&page), Some("windows-1250"), "{page}");
        }
    }

    #[test]
    fn utf16_and_user_defined_are_renamed() {
        assert_eq!(declared("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(declared("<meta charset=utf-16be>"), Some("UTF-8"));
        assert_eq!(declared("<meta charset=x-user-defined>"), Some("windows-1252"));
    }

    #[test]
    fn only_the_first_kilobyte_counts_outside_the_head() {
        let edge = |body: &str, length: usize| {
            let meta = "<meta charset=windows-1250>";
            declared(&format!("{body}{}{meta}", " ".repeat(length - body.len() - meta.len())))
        };
        assert_eq!(edge("<body>", 1024), Some("windows-1250"));
        assert_eq!(edge("<body>", 1025), None);
        assert_eq!(edge("</head>", 1025), None);
        assert_eq!(edge("<head>", 1025), Some("windows-1250"));
        assert_eq!(edge("<head>", 64 * 1024), Some("windows-1250"));
        assert_eq!(edge("<head>", 64 * 1024 + 1), None);
    }

    #[test]
    fn a_meta_only_inside_a_script_is_found_as_the_standard_prescans() {
        let script = "<script>'<meta charset=windows-1250>'</script>";
        assert_eq!(declared(script), Some("windows-1250"));
        assert_eq!(declared(&format!("{}{script}", " ".repeat(1024))), None);
    }

    #[test]
    fn xml_declarations() {
        for (page, expected) in [
            ("<?xml version=\"1.0\" encoding=\"windows-1250\"?>", Some("windows-1250")),
            ("<?xml version='1.0' encoding \n= 'cp1250' ?>", Some("windows-1250")),
            ("<?xml encoding='utf-16'?>", Some("UTF-8")),
            ("<?xml encoding='cp1250'?><meta charset=utf-8>", Some("UTF-8")),
            ("<?xml encoding='cp1250'", None),
            ("<?xml version='1.0'?><p encoding='cp1250'>", None),
            ("<?xml encoding=cp1250?>", None),
            ("<?xml encoding=' cp1250'?>", None),
            (" <?xml encoding='cp1250'?>", None),
        ] {
            assert_eq!(declared(page), expected, "{page}");
        }
        let text = "<?xml version='1.0'?><p>č";
        let page = decode(&utf16(text, u16::to_be_bytes), None);
        assert_eq!((page.encoding, page.text.as_str()), (UTF_16BE, text));
        let page = decode(&utf16(text, u16::to_le_bytes), None);
        assert_eq!((page.encoding, page.text.as_str()), (UTF_16LE, text));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(parts in prop::collection::vec(prop_oneof![
            Just("<meta "), Just("<!--"), Just("-->"), Just("<script>"), Just("</script"),
            Just("http-equiv=content-type "), Just("content='charset="), Just("charset="),
            Just("utf-8"), Just("'"), Just("\""), Just(">"), Just("/"), Just("="), Just("<"),
            Just("<?xml "), Just("encoding="), Just("</head"), Just(" "), Just("é"),
        ], 0..20)) {
            let page = parts.concat();
            prop_assert_eq!(decode(page.as_bytes(), None).encoding.name().is_empty(), false);
        }
    }
}

mod fixtures {
    use super::*;

    macro_rules! fixture {
        ($name:literal) => {
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/encoding/", $name))
        };
    }

    #[test]
    fn all_are_read_right() {
        let undeclared = |detected| DecodeWarning::Undeclared { detected };
        let unknown = DecodeWarning::UnknownLabel { label: "cestina-1250".into() };
        let wrong = DecodeWarning::ContradictedLabel { declared: "UTF-8", read_as: "windows-1250" };
        let (latin2, windows) = (undeclared("ISO-8859-2"), undeclared("windows-1250"));
        let pages: [(&[u8], _, _, Vec<DecodeWarning>); 8] = [
            (fixture!("windows-1250-declared.html"), WINDOWS_1250, Evidence::Meta, vec![]),
            (
                fixture!("windows-1250-undeclared.html"),
                WINDOWS_1250,
                Evidence::Detected,
                vec![windows.clone()],
            ),
            (fixture!("iso-8859-2-undeclared.html"), ISO_8859_2, Evidence::Detected, vec![latin2]),
            (fixture!("utf-8-bom.html"), UTF_8, Evidence::Bom, vec![]),
            (fixture!("utf-16le-bom.html"), UTF_16LE, Evidence::Bom, vec![]),
            (
                fixture!("meta-unknown-label.html"),
                WINDOWS_1250,
                Evidence::Detected,
                vec![unknown, windows],
            ),
            (fixture!("meta-wrong-label.html"), WINDOWS_1250, Evidence::Detected, vec![wrong]),
            (fixture!("meta-late.html"), WINDOWS_1250, Evidence::Meta, vec![]),
        ];
        for (bytes, encoding, evidence, warnings) in pages {
            let page = decode(bytes, None);
            assert!(page.text.starts_with("<!DOCTYPE html>"), "{}", page.text);
            assert!(page.text.contains("Žluťoučký ukazatel směřuje k přepážce"), "{}", page.text);
            assert!(page.text.contains("Šťastnou cestu přeje vrátný"), "{}", page.text);
            assert_eq!((page.encoding, page.evidence), (encoding, evidence));
            assert_eq!(page.warnings, warnings);
        }
        let late = memchr::memmem::find(fixture!("meta-late.html"), b"<meta").unwrap();
        assert!(late > 1024);
    }
}
