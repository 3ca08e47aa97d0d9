//! The counter styles that every sheet may name (CSS Counter Styles 3, 6 and 7).

use super::{CounterStyle, System};

/// Those whose numbers are known beforehand, in the order of the constants of `ListStyle`; and
/// their names, among them the old ones.
pub(super) fn common() -> [(&'static [&'static str], CounterStyle); 7] {
    let alphabet = |first: u8| {
        letters(
            System::Alphabetic,
            (first..first + 26).map(|letter| char::from(letter).to_string()),
        )
    };
    let mut none = CounterStyle::text("");
    none.bullet = true;
    let disc = CounterStyle { bullet: true, ..CounterStyle::text("• ") };
    [
        (&["none"], none),
        (&["disc", "circle", "square", "disclosure-open", "disclosure-closed"], disc),
        (&["decimal"], digits("0123456789")),
        (&["lower-alpha", "lower-latin"], alphabet(b'a')),
        (&["upper-alpha", "upper-latin"], alphabet(b'A')),
        (&["lower-roman"], roman(false)),
        (&["upper-roman"], roman(true)),
    ]
}

fn letters(system: System, symbols: impl IntoIterator<Item = impl Into<Box<str>>>) -> CounterStyle {
    let symbols = symbols.into_iter().map(Into::into).collect();
    CounterStyle { symbols, ..CounterStyle::new(system) }
}

fn each(system: System, symbols: &str) -> CounterStyle {
    letters(system, symbols.chars().map(String::from))
}

fn digits(symbols: &str) -> CounterStyle {
    each(System::Numeric, symbols)
}

fn additive(range: (i64, i64), parts: impl IntoIterator<Item = (i64, String)>) -> CounterStyle {
    CounterStyle {
        additive: parts.into_iter().map(|(weight, symbol)| (weight, symbol.into())).collect(),
        range: Some(vec![range]),
        ..CounterStyle::new(System::Additive)
    }
}

pub(super) fn roman(upper: bool) -> CounterStyle {
    const PARTS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let written = |part: &str| if upper { part.to_owned() } else { part.to_ascii_lowercase() };
    additive((1, 3999), PARTS.map(|(weight, part)| (weight, written(part))))
}

/// Letters that stand for 1 to 9, 10 to 90 and so on, the smallest first.
fn by_letters(range: (i64, i64), symbols: &str) -> CounterStyle {
    let weights = (0..).flat_map(|power| (1..10).map(move |digit| digit * 10_i64.pow(power)));
    let parts: Vec<_> = weights.zip(symbols.chars().map(String::from)).collect();
    additive(range, parts.into_iter().rev())
}

fn hebrew() -> CounterStyle {
    let mut style = by_letters((1, 10999), "אבגדהוזחטיכלמנסעפצקרשת");
    let thousands = "אבגדהוזחטי".chars().enumerate();
    let thousands: Vec<_> =
        thousands.map(|(at, c)| ((at as i64 + 1) * 1000, format!("{c}׳").into())).collect();
    // What would spell a name of God is written otherwise.
    let others = [(19, "יט"), (18, "יח"), (17, "יז"), (16, "טז"), (15, "טו")];
    style.additive.extend(thousands);
    style.additive.extend(others.map(|(weight, symbol)| (weight, symbol.into())));
    style.additive.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    style
}

/// Numbers up to 9999 by digits and units, as Japanese and Korean have them.
fn by_units(digits: &str, units: [&str; 4], drops_one: bool, suffix: &str) -> CounterStyle {
    let mut parts = Vec::new();
    let digits: Vec<char> = digits.chars().collect();
    for (power, unit) in units.iter().enumerate().rev() {
        for digit in (1..10).rev() {
            let written = if digit == 1 && drops_one && power > 0 {
                (*unit).to_owned()
            } else {
                format!("{}{unit}", digits[digit])
            };
            parts.push((digit as i64 * 10_i64.pow(power as u32), written));
        }
    }
    parts.push((0, digits[0].to_string()));
    let sign = if suffix == "、" { "マイナス" } else { "마이너스 " };
    CounterStyle {
        suffix: Some(suffix.into()),
        negative: Some((sign.into(), "".into())),
        fallback: Some((if suffix == "、" { "cjk-decimal" } else { "decimal" }).into()),
        ..additive((-9999, 9999), parts)
    }
}

/// The Chinese styles (7.1): zeros within a number are written once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Chinese {
    informal: bool,
}

impl Chinese {
    /// `symbols`: ten digits, then the units of ten, a hundred and a thousand.
    pub(super) fn write(self, number: i64, symbols: &[Box<str>]) -> Option<String> {
        let mut out = String::new();
        let (mut zero, mut begun) = (false, false);
        for power in (0..4).rev() {
            let digit = (number / 10_i64.pow(power) % 10) as usize;
            if digit == 0 {
                zero = begun;
                continue;
            }
            if std::mem::take(&mut zero) {
                out.push_str(symbols.first()?);
            }
            // 10 to 19 begin with the unit.
            if !(self.informal && !begun && power == 1 && digit == 1) {
                out.push_str(symbols.get(digit)?);
            }
            if power > 0 {
                out.push_str(symbols.get(9 + power as usize)?);
            }
            begun = true;
        }
        if out.is_empty() { symbols.first().map(|zero| zero.to_string()) } else { Some(out) }
    }
}

fn chinese(symbols: &str, informal: bool, sign: &str) -> CounterStyle {
    CounterStyle {
        range: Some(vec![(-9999, 9999)]),
        negative: Some((sign.into(), "".into())),
        suffix: Some("、".into()),
        fallback: Some("cjk-decimal".into()),
        ..each(System::Chinese(Chinese { informal }), symbols)
    }
}

/// 7.2: groups of two digits, each with the sign of its place.
pub(super) fn ethiopic(number: i64) -> Option<String> {
    if number == 1 {
        return Some("፩".to_owned());
    }
    let groups: Vec<u32> = std::iter::successors(Some(number), |&rest| Some(rest / 100))
        .take_while(|&rest| rest > 0)
        .map(|rest| (rest % 100) as u32)
        .collect();
    let mut out = String::new();
    for (at, &group) in groups.iter().enumerate().rev() {
        let leading = at + 1 == groups.len();
        let silent = group == 0 || (group == 1 && leading && at > 0) || (group == 1 && at % 2 == 1);
        if !silent {
            let tens = char::from_u32(0x1371 + group / 10).filter(|_| group >= 10);
            let ones = char::from_u32(0x1368 + group % 10).filter(|_| group % 10 > 0);
            out.extend(tens);
            out.extend(ones);
        }
        match at % 2 {
            1 if group > 0 => out.push('፻'),
            0 if at > 0 => out.push('፼'),
            _ => {}
        }
    }
    Some(out)
}

const CJK: &str = "〇一二三四五六七八九";

/// Any other style by its name in lower case.
pub(super) fn rare(name: &str) -> Option<CounterStyle> {
    let cjk = |style: CounterStyle| CounterStyle { suffix: Some("、".into()), ..style };
    let kana = |symbols| cjk(each(System::Alphabetic, symbols));
    Some(match name {
        "decimal-leading-zero" => {
            CounterStyle { pad: Some((2, "0".into())), ..digits("0123456789") }
        }
        "lower-greek" => each(System::Alphabetic, "αβγδεζηθικλμνξοπρστυφχψω"),
        "armenian" | "upper-armenian" => {
            by_letters((1, 9999), "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔ")
        }
        "lower-armenian" => by_letters((1, 9999), "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփք"),
        "georgian" => {
            let mut style = by_letters((1, 19999), "აბგდევზჱთიკლმნჲოპჟრსტჳფქღყშჩცძწჭხჴჯჰ");
            style.additive.insert(0, (10000, "ჵ".into()));
            style
        }
        "hebrew" => hebrew(),
        "hiragana" => kana(
            "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
        ),
        "katakana" => kana(
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
        ),
        "hiragana-iroha" => kana(
            "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",
        ),
        "katakana-iroha" => kana(
            "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
        ),
        "cjk-decimal" => CounterStyle { range: Some(vec![(0, i64::MAX)]), ..cjk(digits(CJK)) },
        "cjk-earthly-branch" => cjk(each(System::Fixed(1), "子丑寅卯辰巳午未申酉戌亥")),
        "cjk-heavenly-stem" => cjk(each(System::Fixed(1), "甲乙丙丁戊己庚辛壬癸")),
        "japanese-informal" => by_units(CJK, ["", "十", "百", "千"], true, "、"),
        "japanese-formal" => by_units("零壱弐参四伍六七八九", ["", "拾", "百", "阡"], false, "、"),
        "korean-hangul-formal" => {
            by_units("영일이삼사오육칠팔구", ["", "십", "백", "천"], false, ", ")
        }
        "korean-hanja-informal" => {
            by_units("零一二三四五六七八九", ["", "十", "百", "千"], true, ", ")
        }
        "korean-hanja-formal" => {
            by_units("零壹貳參四五六七八九", ["", "拾", "百", "仟"], false, ", ")
        }
        "simp-chinese-informal" => chinese("零一二三四五六七八九十百千", true, "负"),
        "simp-chinese-formal" => chinese("零壹贰叁肆伍陆柒捌玖拾佰仟", false, "负"),
        "trad-chinese-informal" | "cjk-ideographic" => {
            chinese("零一二三四五六七八九十百千", true, "負")
        }
        "trad-chinese-formal" => chinese("零壹貳參肆伍陸柒捌玖拾佰仟", false, "負"),
        "ethiopic-numeric" => CounterStyle {
            suffix: Some("/ ".into()),
            range: Some(vec![(1, i64::MAX)]),
            ..CounterStyle::new(System::Ethiopic)
        },
        _ => digits(native_digits(name)?),
    })
}

/// The digits of scripts that count as ours does.
fn native_digits(name: &str) -> Option<&'static str> {
    Some(match name {
        "arabic-indic" => "٠١٢٣٤٥٦٧٨٩",
        "bengali" => "০১২৩৪৫৬৭৮৯",
        "cambodian" | "khmer" => "០១២៣៤៥៦៧៨៩",
        "devanagari" => "०१२३४५६७८९",
        "gujarati" => "૦૧૨૩૪૫૬૭૮૯",
        "gurmukhi" => "੦੧੨੩੪੫੬੭੮੯",
        "kannada" => "೦೧೨೩೪೫೬೭೮೯",
        "lao" => "໐໑໒໓໔໕໖໗໘໙",
        "malayalam" => "൦൧൨൩൪൫൬൭൮൯",
        "mongolian" => "᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙",
        "myanmar" => "၀၁၂၃၄၅၆၇၈၉",
        "oriya" => "୦୧୨୩୪୫୬୭୮୯",
        "persian" => "۰۱۲۳۴۵۶۷۸۹",
        "tamil" => "௦௧௨௩௪௫௬௭௮௯",
        "telugu" => "౦౧౨౩౪౫౬౭౮౯",
        "thai" => "๐๑๒๓๔๕๖๗๘๙",
        "tibetan" => "༠༡༢༣༤༥༦༧༨༩",
        _ => return None,
    })
}

/// Whether a name is one of the predefined ones.
pub(super) fn is_known(name: &str) -> bool {
    common().iter().any(|(names, _)| names.contains(&name)) || rare(name).is_some()
}
