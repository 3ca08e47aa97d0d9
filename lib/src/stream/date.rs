//! Dates as pages write them, in the profile of ISO 8601 that site maps ask for
//! (<https://www.w3.org/TR/NOTE-datetime>).

/// A date, or a date and time with its zone, in the W3C's form. A date without a day tells too
/// little, a time without a zone could be any: of that only the date is kept.
///
/// Reads ISO 8601 in its extended form and the dates of HTTP (RFC 9110, 5.6.7).
pub(super) fn w3c(text: &str) -> Option<String> {
    let text = text.trim();
    iso(text).or_else(|| http(text))
}

fn iso(text: &str) -> Option<String> {
    let date = text.get(..10)?;
    let [year, month, day] = numbers(date, '-')?;
    if !is_day(year, month, day) {
        return None;
    }
    let rest = &text[10..];
    let Some(time) = rest.strip_prefix(['T', 't', ' ']).map(str::trim) else {
        return rest.trim().is_empty().then(|| date.to_owned());
    };
    let at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(at);
    Some(match (self::clock(clock.trim()), self::zone(zone)) {
        (Some(clock), Some(zone)) => format!("{date}T{clock}{zone}"),
        _ => date.to_owned(),
    })
}

/// Hours, minutes and seconds: the schema of site maps has no times without seconds. Their parts
/// matter to nobody.
fn clock(text: &str) -> Option<String> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let full = if whole.len() == 5 { format!("{whole}:00") } else { whole.to_owned() };
    let [hour, minute, second] = numbers(&full, ':')?;
    let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (full.len() == 8 && hour < 24 && minute < 60 && second < 60 && digits).then_some(full)
}

/// `Z`, or an offset: `+0200` is often written for `+02:00`.
fn zone(text: &str) -> Option<String> {
    if text.eq_ignore_ascii_case("z") {
        return Some("Z".to_owned());
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let digits: String = rest.chars().filter(|&c| c != ':').collect();
    let (hour, minute) = digits.split_at_checked(2)?;
    let minute = if minute.is_empty() { "00" } else { minute };
    let [hours, minutes] = numbers(&format!("{hour}:{minute}"), ':')?;
    let valid = minute.len() == 2 && hours <= 14 && minutes < 60;
    valid.then(|| format!("{sign}{hour}:{minute}"))
}

/// `Thu, 29 Apr 2010 08:30:00 GMT`.
fn http(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, rest) = text.split_once(", ")?;
    let mut words = rest.split_ascii_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))? + 1;
    let (time, zone) = (words.next()?, words.next()?);
    let iso_date = format!("{year}-{month:02}-{day:0>2}T{time}Z");
    (zone == "GMT").then(|| iso(&iso_date)).flatten()
}

/// Numbers between separators; nothing else may stand there.
fn numbers<const N: usize>(text: &str, separator: char) -> Option<[u32; N]> {
    let mut found = [0; N];
    let mut parts = text.split(separator);
    for number in &mut found {
        let part = parts.next().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::w3c;

    #[test]
    fn reads_what_pages_write() {
        let read = [
            ("2010-04-29", "2010-04-29"),
            (" 2010-04-29T08:30:00+02:00 ", "2010-04-29T08:30:00+02:00"),
            ("2010-04-29T08:30Z", "2010-04-29T08:30:00Z"),
            ("2010-04-29 08:30:15.250 +0200", "2010-04-29T08:30:15+02:00"),
            ("2010-04-29T08:30:00", "2010-04-29"),
            ("Thu, 29 Apr 2010 08:30:00 GMT", "2010-04-29T08:30:00Z"),
            ("2024-02-29", "2024-02-29"),
        ];
        for (text, date) in read {
            assert_eq!(w3c(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        let refused =
            ["", "2010", "2010-04", "2023-02-29", "2010-13-01", "29. 4. 2010", "přesně 1. května"];
        for text in refused {
            assert_eq!(w3c(text), None, "{text}");
        }
    }
}
