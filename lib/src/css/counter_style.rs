//! How numbers are written before list items and in generated text (CSS Counter Styles 3).

mod parse;
mod predefined;
#[cfg(test)]
mod tests;

pub(super) use parse::{block, name, symbols};
use std::collections::HashMap;
use std::ops::Range;

/// Longer numbers are not written: a symbolic style would repeat its symbol for ever.
const MAX_SYMBOLS: usize = 120;

/// How many styles may refer to one another as fallback or by `extends`.
const MAX_REFERENCES: usize = 8;

/// A value of `list-style-type`, as a number in [`CounterStyles`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ListStyle(u16);

impl ListStyle {
    pub(crate) const NONE: ListStyle = ListStyle(0);
    pub(crate) const DISC: ListStyle = ListStyle(1);
    pub(crate) const DECIMAL: ListStyle = ListStyle(2);
    pub(crate) const LOWER_ALPHA: ListStyle = ListStyle(3);
    pub(crate) const UPPER_ALPHA: ListStyle = ListStyle(4);
    pub(crate) const LOWER_ROMAN: ListStyle = ListStyle(5);
    pub(crate) const UPPER_ROMAN: ListStyle = ListStyle(6);

    /// The style that the `type` attribute of a list or an item asks for (HTML Standard, 15.3.8).
    pub(super) fn of_attribute(kind: &str) -> Option<ListStyle> {
        Some(match kind {
            "1" => ListStyle::DECIMAL,
            "a" => ListStyle::LOWER_ALPHA,
            "A" => ListStyle::UPPER_ALPHA,
            "i" => ListStyle::LOWER_ROMAN,
            "I" => ListStyle::UPPER_ROMAN,
            _ if kind.eq_ignore_ascii_case("none") => ListStyle::NONE,
            _ if ["disc", "circle", "square"].iter().any(|b| kind.eq_ignore_ascii_case(b)) => {
                ListStyle::DISC
            }
            _ => return None,
        })
    }
}

impl Default for ListStyle {
    fn default() -> Self {
        ListStyle::DISC
    }
}

/// A value of `list-style-type` as a sheet gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum ListStyleType {
    None,
    Named(Box<str>),
    Text(Box<str>),
    Symbols(Box<CounterStyle>),
}

/// The algorithm of a counter style (3.1).
#[derive(Clone, PartialEq, Eq, Debug)]
enum System {
    Cyclic,
    Fixed(i64),
    Symbolic,
    Alphabetic,
    Numeric,
    Additive,
    Chinese(predefined::Chinese),
    Ethiopic,
    Extends(Box<str>),
}

/// A counter style, predefined or of `@counter-style`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct CounterStyle {
    system: System,
    symbols: Vec<Box<str>>,
    /// Weights and symbols, the heaviest first.
    additive: Vec<(i64, Box<str>)>,
    negative: Option<(Box<str>, Box<str>)>,
    prefix: Option<Box<str>>,
    suffix: Option<Box<str>>,
    /// Nothing where the system decides.
    range: Option<Vec<(i64, i64)>>,
    pad: Option<(usize, Box<str>)>,
    fallback: Option<Box<str>>,
    /// Bullets, which differ in their looks only.
    bullet: bool,
}

impl CounterStyle {
    fn new(system: System) -> CounterStyle {
        CounterStyle {
            system,
            symbols: Vec::new(),
            additive: Vec::new(),
            negative: None,
            prefix: None,
            suffix: None,
            range: None,
            pad: None,
            fallback: None,
            bullet: false,
        }
    }

    /// A bullet of this text; a string in `list-style-type` is the whole marker.
    fn text(text: &str) -> CounterStyle {
        let symbols = vec![text.into()];
        CounterStyle { symbols, suffix: Some("".into()), ..CounterStyle::new(System::Cyclic) }
    }

    fn holds(&self, number: i64) -> bool {
        let within = |&(low, high): &(i64, i64)| (low..=high).contains(&number);
        match (&self.range, &self.system) {
            (Some(ranges), _) => ranges.iter().any(within),
            (None, System::Alphabetic | System::Symbolic) => number >= 1,
            (None, System::Additive) => number >= 0,
            (None, System::Ethiopic) => number >= 1,
            _ => true,
        }
    }

    /// The number's symbols without sign and padding; nothing where the style has none for it.
    fn symbols_for(&self, number: i64) -> Option<String> {
        let count = i64::try_from(self.symbols.len()).ok()?;
        let symbol = |at: i64| usize::try_from(at).ok().and_then(|at| self.symbols.get(at));
        match &self.system {
            System::Cyclic => symbol((number - 1).rem_euclid(count.max(1))).map(|s| s.to_string()),
            System::Fixed(first) => symbol(number.checked_sub(*first)?).map(|s| s.to_string()),
            System::Symbolic => {
                let times = usize::try_from((number - 1) / count.max(1) + 1).ok()?;
                let symbol = symbol((number - 1) % count.max(1))?;
                (times <= MAX_SYMBOLS).then(|| symbol.repeat(times))
            }
            System::Alphabetic => positional(number, count, true, symbol),
            System::Numeric => positional(number, count, false, symbol),
            System::Additive => self.added(number),
            System::Chinese(how) => how.write(number, &self.symbols),
            System::Ethiopic => predefined::ethiopic(number),
            System::Extends(_) => None,
        }
    }

    /// 3.1.6: as many of each weight as go into what is left.
    fn added(&self, number: i64) -> Option<String> {
        if number == 0 {
            let zero = self.additive.iter().find(|(weight, _)| *weight == 0);
            return zero.map(|(_, symbol)| symbol.to_string());
        }
        let (mut left, mut out, mut used) = (number, String::new(), 0);
        for (weight, symbol) in self.additive.iter().filter(|(weight, _)| *weight > 0) {
            let times = usize::try_from(left / weight).ok()?;
            used += times;
            if used > MAX_SYMBOLS {
                return None;
            }
            out.push_str(&symbol.repeat(times));
            left %= weight;
        }
        (left == 0).then_some(out)
    }

    fn has_sign(&self) -> bool {
        !matches!(self.system, System::Cyclic | System::Fixed(_))
    }
}

/// Alphabetic and numeric systems (3.1.4, 3.1.5): digits of a base, without a zero or with one.
fn positional<'s>(
    number: i64,
    base: i64,
    alphabetic: bool,
    symbol: impl Fn(i64) -> Option<&'s Box<str>>,
) -> Option<String> {
    if base < if alphabetic { 1 } else { 2 } {
        return None;
    }
    let (mut rest, mut digits) = (number, Vec::new());
    loop {
        if alphabetic {
            if rest == 0 {
                break;
            }
            rest -= 1;
        }
        digits.push(symbol(rest % base)?);
        rest /= base;
        if digits.len() > MAX_SYMBOLS {
            return None;
        }
        if !alphabetic && rest == 0 {
            break;
        }
    }
    Some(digits.into_iter().rev().map(|digit| &**digit).collect())
}

/// The counter styles that a page may use: predefined ones, its own, and strings.
#[derive(Debug)]
pub(crate) struct CounterStyles {
    styles: Vec<CounterStyle>,
    names: HashMap<Box<str>, ListStyle>,
    /// The numbers of the page's own.
    own: Range<u16>,
}

impl Default for CounterStyles {
    fn default() -> Self {
        let mut all = CounterStyles { styles: Vec::new(), names: HashMap::new(), own: 0..0 };
        for (names, style) in predefined::common() {
            let number = all.add(style);
            all.names.extend(names.iter().map(|name| (Box::from(*name), number)));
        }
        all
    }
}

impl CounterStyles {
    /// The styles of a page: its own go before the predefined ones of their name, but for those that
    /// no sheet may change (2).
    pub(super) fn with_own(own: &[(Box<str>, CounterStyle)]) -> CounterStyles {
        let mut all = CounterStyles::default();
        all.own.start = all.styles.len() as u16;
        for (name, style) in own {
            let number = all.add(style.clone());
            all.names.insert(name.clone(), number);
        }
        all.own.end = all.styles.len() as u16;
        all
    }

    fn add(&mut self, style: CounterStyle) -> ListStyle {
        // More than fit are all the last one: no page has as many.
        let number = u16::try_from(self.styles.len()).unwrap_or(u16::MAX);
        if number < u16::MAX {
            self.styles.push(style);
        }
        ListStyle(number.min(u16::MAX - 1))
    }

    /// The number of a value of `list-style-type`; what is not known counts in decimals (2).
    pub(super) fn number_of(&mut self, kind: &ListStyleType) -> ListStyle {
        let (key, style) = match kind {
            ListStyleType::None => return ListStyle::NONE,
            ListStyleType::Named(name) => return self.named(name),
            ListStyleType::Text(text) if text.trim().is_empty() => return ListStyle::NONE,
            ListStyleType::Text(text) => (format!("'{text}'"), CounterStyle::text(text)),
            ListStyleType::Symbols(style) => (format!("{style:?}"), (**style).clone()),
        };
        match self.names.get(&*key) {
            Some(&number) => number,
            None => {
                let number = self.add(style);
                self.names.insert(key.into(), number);
                number
            }
        }
    }

    /// A style by its name: the predefined ones in any case of letters.
    pub(super) fn named(&mut self, name: &str) -> ListStyle {
        if let Some(&number) = self.names.get(name) {
            return number;
        }
        let lower = name.to_ascii_lowercase();
        if let Some(&number) = self.names.get(&*lower) {
            return number;
        }
        let number = match predefined::rare(&lower) {
            Some(style) => self.add(style),
            None => ListStyle::DECIMAL,
        };
        self.names.insert(name.into(), number);
        number
    }

    /// The value of `list-style-type` that other programs know a style by; nothing for one of the
    /// page's own.
    pub(crate) fn keyword(&self, style: ListStyle) -> Option<&str> {
        if self.own.contains(&style.0) {
            return None;
        }
        if style == ListStyle::DISC {
            return Some("disc");
        }
        let named = self.names.iter().filter(|(_, number)| **number == style);
        // Some have several names: the same one at every run.
        named.map(|(name, _)| &**name).filter(|name| predefined::is_known(name)).min()
    }

    /// Whether items of this style are marked by a bullet that says nothing.
    pub(crate) fn is_bullet(&self, style: ListStyle) -> bool {
        self.get(style).is_some_and(|style| style.bullet)
    }

    fn get(&self, style: ListStyle) -> Option<&CounterStyle> {
        self.styles.get(usize::from(style.0))
    }

    /// The marker of an item, with what stands around its number.
    pub(crate) fn marker(&self, style: ListStyle, number: i64) -> String {
        let Some(own) = self.get(style) else { return String::new() };
        let around = |get: fn(&CounterStyle) -> &Option<Box<str>>, initial: &str| {
            let mut chain = self.chain(own);
            let set = chain.find_map(|style| get(style).as_deref());
            set.map_or_else(|| initial.to_owned(), str::to_owned)
        };
        let prefix = around(|style| &style.prefix, "");
        let suffix = around(|style| &style.suffix, ". ");
        format!("{prefix}{}{suffix}", self.write(style, number))
    }

    /// A number in a style (2: "generate a counter representation").
    pub(super) fn write(&self, style: ListStyle, number: i64) -> String {
        let mut style = self.get(style);
        for _ in 0..MAX_REFERENCES {
            let Some(own) = style else { break };
            if let Some(written) = self.represented(own, number) {
                return written;
            }
            let fallback = self.chain(own).find_map(|style| style.fallback.as_deref());
            style = fallback.and_then(|name| self.get(*self.names.get(name)?));
        }
        number.to_string()
    }

    /// A style, and those that it extends, each the next (3.1.7).
    fn chain<'s>(&'s self, style: &'s CounterStyle) -> impl Iterator<Item = &'s CounterStyle> {
        let extended = |style: &&'s CounterStyle| match &style.system {
            System::Extends(name) => {
                let number = self.names.get(name).or_else(|| self.names.get("decimal"));
                number.and_then(|&number| self.get(number))
            }
            _ => None,
        };
        std::iter::successors(Some(style), extended).take(MAX_REFERENCES)
    }

    fn represented(&self, own: &CounterStyle, number: i64) -> Option<String> {
        let root = self.chain(own).last()?;
        let holds = match &own.range {
            Some(_) => own.holds(number),
            None => root.holds(number),
        };
        if !holds {
            return None;
        }
        let negative = number < 0 && root.has_sign();
        let magnitude = if negative { number.checked_neg()? } else { number };
        let mut written = root.symbols_for(magnitude)?;
        let sign = self.chain(own).find_map(|style| style.negative.clone());
        let (before, after) = sign.unwrap_or_else(|| ("-".into(), "".into()));
        if let Some((length, symbol)) = self.chain(own).find_map(|style| style.pad.as_ref()) {
            let signs = if negative { before.chars().count() + after.chars().count() } else { 0 };
            let missing = length.saturating_sub(written.chars().count() + signs);
            written.insert_str(0, &symbol.repeat(missing.min(MAX_SYMBOLS)));
        }
        Some(if negative { format!("{before}{written}{after}") } else { written })
    }
}

/// `lower-alpha` of a number (6.2): from 1 on, else decimal.
pub(crate) fn alphabetic(number: i64, first: u8) -> Option<String> {
    let mut rest = u64::try_from(number).ok().filter(|&n| n > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(first + (rest % 26) as u8));
        rest /= 26;
    }
    Some(letters.into_iter().rev().collect())
}

/// `upper-roman` of a number (6.1): from 1 to 3999, else decimal.
pub(crate) fn roman(number: i64) -> Option<String> {
    let style = predefined::roman(true);
    style.holds(number).then(|| style.symbols_for(number)).flatten()
}
