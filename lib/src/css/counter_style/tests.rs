use super::*;

fn written(name: &str, numbers: &[i64]) -> Vec<String> {
    let mut styles = CounterStyles::default();
    let style = styles.named(name);
    numbers.iter().map(|&number| styles.write(style, number)).collect()
}

#[test]
fn predefined_styles_write_as_the_standard_says() {
    for (name, numbers, expected) in [
        ("decimal", &[0, 12, -3][..], &["0", "12", "-3"][..]),
        ("decimal-leading-zero", &[1, 10, 100, -5], &["01", "10", "100", "-5"]),
        ("lower-alpha", &[1, 26, 27, 703, 0], &["a", "z", "aa", "aaa", "0"]),
        ("UPPER-LATIN", &[2], &["B"]),
        ("lower-roman", &[4, 1994, 4000], &["iv", "mcmxciv", "4000"]),
        ("lower-greek", &[1, 24, 25], &["α", "ω", "αα"]),
        ("armenian", &[1, 1996], &["Ա", "ՌՋՂԶ"]),
        ("georgian", &[10, 1996], &["ი", "ჩშჟვ"]),
        ("hebrew", &[15, 16, 21, 5782], &["טו", "טז", "כא", "ה׳תשפב"]),
        ("thai", &[10], &["๑๐"]),
        ("cjk-decimal", &[120, -1], &["一二〇", "-1"]),
        ("cjk-earthly-branch", &[1, 12, 13], &["子", "亥", "13"]),
        ("hiragana", &[1, 49], &["あ", "ああ"]),
        ("japanese-informal", &[10, 21, 1234], &["十", "二十一", "千二百三十四"]),
        ("korean-hangul-formal", &[11, -2], &["일십일", "마이너스 이"]),
        (
            "simp-chinese-informal",
            &[0, 10, 12, 110, 1001],
            &["零", "十", "十二", "一百一十", "一千零一"],
        ),
        ("trad-chinese-formal", &[10, 101], &["壹拾", "壹佰零壹"]),
        ("ethiopic-numeric", &[1, 10, 100, 78010092], &["፩", "፲", "፻", "፸፰፻፩፼፺፪"]),
        ("nonsense", &[3], &["3"]),
    ] {
        assert_eq!(written(name, numbers), expected, "{name}");
    }
}

#[test]
fn markers_have_what_stands_around_their_numbers() {
    let mut styles = CounterStyles::default();
    let mut marker = |kind: &ListStyleType, number| {
        let style = styles.number_of(kind);
        styles.marker(style, number)
    };
    let named = |name: &str| ListStyleType::Named(name.into());
    assert_eq!(marker(&named("lower-alpha"), 2), "b. ");
    assert_eq!(marker(&named("cjk-decimal"), 2), "二、");
    assert_eq!(marker(&named("disc"), 2), "• ");
    assert_eq!(marker(&ListStyleType::Text("– ".into()), 2), "– ");
    assert_eq!(marker(&ListStyleType::None, 2), "");
}

#[test]
fn the_keyword_of_a_style_is_known_to_others() {
    let mut styles = CounterStyles::with_own(&[("mine".into(), CounterStyle::text("x"))]);
    let (greek, mine) = (styles.named("lower-greek"), styles.named("mine"));
    assert_eq!(styles.keyword(greek), Some("lower-greek"));
    assert_eq!(styles.keyword(mine), None);
    assert!(styles.is_bullet(ListStyle::DISC) && !styles.is_bullet(greek));
}
