//! Offsets of decoded text against offsets that an encoder gives.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, EncoderResult, GB18030, ISO_2022_JP, WINDOWS_1251, X_USER_DEFINED,
};

use super::*;

/// Encodes one character after the other; the offset at which each one's bytes begin.
fn spans(text: &str, encoding: &'static Encoding) -> (Vec<u8>, Vec<usize>) {
    let mut encoder = encoding.new_encoder();
    let (mut bytes, mut starts) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        let before = bytes.len();
        bytes.reserve(32);
        let one = &text[at..at + c.len_utf8()];
        let (result, _) =
            encoder.encode_from_utf8_to_vec_without_replacement(one, &mut bytes, false);
        assert_eq!(result, EncoderResult::InputEmpty);
        let escaped = encoding == ISO_2022_JP && bytes.get(before) == Some(&0x1b);
        starts.push(before + if escaped { 3 } else { 0 });
    }
    bytes.reserve(32);
    let _ = encoder.encode_from_utf8_to_vec_without_replacement("", &mut bytes, true);
    (bytes, starts)
}

fn check(text: &str, bytes: &[u8], starts: &[usize], encoding: &'static Encoding) {
    let map = SourceMap::new(bytes, encoding);
    for ((at, c), start) in text.char_indices().zip(starts) {
        assert_eq!(map.source(at), *start, "{c} at {at} of {text:?} in {}", encoding.name());
    }
    assert_eq!(map.source(text.len()), bytes.len());
    assert_eq!(map.source(text.len() + 1), bytes.len());
}

/// Strings of characters that the encoding can write and reads back the same.
fn text_in(encoding: &'static Encoding) -> impl Strategy<Value = String> {
    let c = prop_oneof![
        prop::char::range(' ', '~'),
        prop::sample::select("\n<>&\"áčďéěíňóřšťúůýžŽÝĄł€".chars().collect::<Vec<_>>()),
        prop::sample::select("жщюЯГД日本語表ソあいアｱ｡中文한글，￡‾¥".chars().collect::<Vec<_>>()),
        any::<char>(),
    ];
    prop::collection::vec(c, 0..40).prop_map(move |chars| {
        let mut buffer = [0; 4];
        let keeps = |c: &char| {
            let (bytes, _, unmappable) = encoding.encode(c.encode_utf8(&mut buffer));
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            !unmappable && *c != '\u{feff}' && text.chars().eq([*c])
        };
        chars.into_iter().filter(keeps).collect()
    })
}

const ENCODERS: [&Encoding; 11] = [
    UTF_8,
    WINDOWS_1250,
    WINDOWS_1251,
    ISO_8859_2,
    SHIFT_JIS,
    EUC_JP,
    EUC_KR,
    ISO_2022_JP,
    GB18030,
    BIG5,
    X_USER_DEFINED,
];

proptest! {
    #[test]
    fn every_character_maps_to_where_its_bytes_begin(
        (encoding, text) in prop::sample::select(&ENCODERS[..])
            .prop_flat_map(|encoding| (Just(encoding), text_in(encoding)))
    ) {
        let (bytes, starts) = spans(&text, encoding);
        prop_assert_eq!(&transcode(&bytes, encoding).0, &text);
        check(&text, &bytes, &starts, encoding);
    }

    #[test]
    fn utf16_maps_to_its_code_units(text in any::<String>(), mark in any::<bool>()) {
        for (encoding, to_bytes) in
            [(UTF_16LE, u16::to_le_bytes as fn(u16) -> [u8; 2]), (UTF_16BE, u16::to_be_bytes)]
        {
            let text = text.trim_start_matches('\u{feff}');
            let mark = if mark { "\u{feff}" } else { "" };
            let bytes = utf16(&format!("{mark}{text}"), to_bytes);
            let mut starts = Vec::new();
            let mut start = 2 * mark.chars().count();
            for c in text.chars() {
                starts.push(start);
                start += 2 * c.len_utf16();
            }
            check(text, &bytes, &starts, encoding);
        }
    }

    /// Malformed bytes too: what begins at an offset, decodes to the rest of the text.
    #[test]
    fn the_rest_of_the_source_is_the_rest_of_the_text(
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), 0x30..0x3au8, 0x80..0x84u8, 0xd8..0xe4u8], 0..60),
        encoding in prop::sample::select(vec![
            UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1250, SHIFT_JIS, EUC_JP, EUC_KR, GB18030, BIG5,
        ]),
    ) {
        let bytes = match Encoding::for_bom(&bytes) {
            Some((_, length)) => &bytes[length..],
            None => &bytes,
        };
        prop_assume!(Encoding::for_bom(bytes).is_none());
        let text = transcode(bytes, encoding).0;
        let map = SourceMap::new(bytes, encoding);
        for (at, c) in text.char_indices() {
            // Of the pairs that one code of Big5 stands for, the mark cannot be had alone.
            if !(encoding == BIG5 && matches!(c, '\u{304}' | '\u{30c}')) {
                prop_assert_eq!(&transcode(&bytes[map.source(at)..], encoding).0, &text[at..]);
            }
        }
        prop_assert_eq!(map.source(text.len()), bytes.len());
    }

    #[test]
    fn offsets_never_go_back(
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(&b"\x1b$B(JI@a\"!"[..])], 0..60),
    ) {
        let text = transcode(&bytes, ISO_2022_JP).0;
        let map = SourceMap::new(&bytes, ISO_2022_JP);
        let offsets: Vec<_> = text.char_indices().map(|(at, _)| map.source(at)).collect();
        prop_assert!(offsets.is_sorted(), "{:?}", offsets);
        prop_assert_eq!(map.source(text.len()), bytes.len());
    }
}

#[test]
fn a_byte_order_mark_is_counted() {
    let map = SourceMap::new("\u{feff}ač".as_bytes(), UTF_8);
    assert_eq!([0, 1, 3].map(|at| map.source(at)), [3, 4, 6]);
    assert_eq!(SourceMap::new(b"", UTF_8).source(0), 0);
    assert_eq!(SourceMap::new(b"\xff\xfe", UTF_16LE).source(0), 2);
}

#[test]
fn invalid_utf8_is_accounted_for() {
    let map = SourceMap::new(b"a\xf0\x9f\x98b\xffc", UTF_8);
    assert_eq!([0, 1, 4, 5, 8, 9].map(|at| map.source(at)), [0, 1, 4, 5, 6, 7]);
}

#[test]
fn escape_sequences_belong_to_no_character() {
    let bytes = b"a\x1b$B$\"$$\x1b(Bb\x1b$B";
    assert_eq!(transcode(bytes, ISO_2022_JP).0, "aあいb");
    let map = SourceMap::new(bytes, ISO_2022_JP);
    assert_eq!([0, 1, 4, 7].map(|at| map.source(at)), [0, 4, 6, 11]);
    assert_eq!(map.source(8), bytes.len());
}

#[test]
fn a_big5_pair_begins_where_its_code_does() {
    let bytes = b"a\x88\x62b";
    assert_eq!(transcode(bytes, BIG5).0, "aÊ\u{304}b");
    let map = SourceMap::new(bytes, BIG5);
    assert_eq!([0, 1, 3, 5, 6].map(|at| map.source(at)), [0, 1, 1, 3, 4]);
}
