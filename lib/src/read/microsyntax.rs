//! Common microsyntaxes (HTML Standard, 2.3): which attribute values are numbers and moments.

/// A valid floating-point number (2.3.4.3).
pub(super) fn is_float(value: &str) -> bool {
    let value = value.strip_prefix('-').unwrap_or(value);
    let (mantissa, exponent) = match value.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (value, None),
    };
    let exponent = exponent.map(|it| it.strip_prefix(['-', '+']).unwrap_or(it));
    let mantissa = match mantissa.split_once('.') {
        Some((whole, part)) => (whole.is_empty() || is_number(whole)) && is_number(part),
        None => is_number(mantissa),
    };
    mantissa && exponent.is_none_or(is_number)
}

fn is_number(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// A whole number above zero.
pub(super) fn is_positive(value: &str) -> bool {
    is_number(value) && value.parse::<u32>().is_ok_and(|number| number > 0)
}

/// A date, month, week, time, or date and time (2.3.5), with or without a time zone.
pub(super) fn is_moment(value: &str) -> bool {
    match value.split_once(['T', ' ']) {
        Some((date, time)) => is_date(date) && is_time(without_zone(time)),
        None => is_date(value) || is_month(value) || is_week(value) || is_time(value),
    }
}

/// What the `datetime` attribute of `time` may hold (4.5.14).
pub(super) fn is_datetime(value: &str) -> bool {
    let yearless = || value.strip_prefix("--").unwrap_or(value);
    is_moment(value)
        || is_day(yearless(), 2000)
        || (value.len() >= 4 && is_number(value) && value.parse::<u32>().is_ok_and(|y| y > 0))
        || is_zone(value)
        || is_duration(value)
}

fn number(digits: &str, length: usize, range: std::ops::RangeInclusive<u32>) -> bool {
    digits.len() == length
        && is_number(digits)
        && digits.parse().is_ok_and(|number| range.contains(&number))
}

/// A year, and what follows it.
fn year(value: &str) -> Option<(u32, &str)> {
    let (year, rest) = value.split_once('-')?;
    let year = (year.len() >= 4 && is_number(year)).then(|| year.parse().ok()).flatten()?;
    (year > 0).then_some((year, rest))
}

fn is_month(value: &str) -> bool {
    year(value).is_some_and(|(_, month)| number(month, 2, 1..=12))
}

fn is_week(value: &str) -> bool {
    let week = year(value).and_then(|(_, rest)| rest.strip_prefix('W'));
    week.is_some_and(|week| number(week, 2, 1..=53))
}

fn is_date(value: &str) -> bool {
    year(value).is_some_and(|(year, day)| is_day(day, year))
}

/// A month and a day of it.
fn is_day(value: &str, year: u32) -> bool {
    let Some((month, day)) = value.split_once('-') else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month.parse() {
        Ok(2) if leap => 29,
        Ok(2) => 28,
        Ok(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    number(month, 2, 1..=12) && number(day, 2, 1..=last)
}

fn is_time(value: &str) -> bool {
    let mut parts = value.splitn(3, ':');
    let hours = parts.next().is_some_and(|hours| number(hours, 2, 0..=23));
    let minutes = parts.next().is_some_and(|minutes| number(minutes, 2, 0..=59));
    let seconds = parts.next().is_none_or(|seconds| {
        let (whole, part) = seconds.split_once('.').unwrap_or((seconds, "0"));
        number(whole, 2, 0..=59) && is_number(part) && part.len() <= 3
    });
    hours && minutes && seconds
}

fn without_zone(time: &str) -> &str {
    let at = time.find(['Z', '+', '-']).filter(|&at| is_zone(&time[at..]));
    at.map_or(time, |at| &time[..at])
}

/// A time-zone offset.
fn is_zone(value: &str) -> bool {
    let Some(offset) = value.strip_prefix(['+', '-']) else { return value == "Z" };
    let Some((hours, minutes)) = offset.split_once(':').or(offset.split_at_checked(2)) else {
        return false;
    };
    number(hours, 2, 0..=23) && number(minutes, 2, 0..=59)
}

/// A duration (2.3.5.9): `P1DT2H` or `1d 2h`.
fn is_duration(value: &str) -> bool {
    let (units, rest): (&[char], String) = match value.strip_prefix('P') {
        Some(rest) => (&['D', 'T', 'H', 'M', 'S'], rest.to_owned()),
        None => {
            let gapless = value.split_ascii_whitespace().collect::<String>().to_ascii_uppercase();
            (&['W', 'D', 'H', 'M', 'S'], gapless)
        }
    };
    let mut next = 0;
    let mut parts = 0;
    let mut rest = rest.as_str();
    while let Some(end) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let (count, unit) = (&rest[..end], rest[end..].chars().next().unwrap_or_default());
        let Some(at) = units.iter().skip(next).position(|&known| known == unit) else {
            return false;
        };
        next += at + 1;
        let counted = match unit {
            'T' => count.is_empty(),
            'S' => is_float(count) && !count.starts_with('-'),
            _ => is_number(count),
        };
        if !counted {
            return false;
        }
        parts += usize::from(unit != 'T');
        rest = &rest[end + 1..];
    }
    rest.is_empty() && parts > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_moments() {
        let valid = [
            "2010",
            "2010-04",
            "2010-04-29",
            "04-29",
            "--04-29",
            "2010-W17",
            "14:30",
            "14:30:05.5",
            "2010-04-29T14:30",
            "2010-04-29 14:30Z",
            "2010-04-29T14:30:00.000+02:00",
            "+0200",
            "Z",
            "2012-02-29",
            "P1DT2H",
            "PT90S",
            "4h 18m 3s",
            "1w",
        ];
        for value in valid {
            assert!(is_datetime(value), "{value}");
        }
        let invalid = [
            "",
            "29. 4. 2010",
            "2010-13",
            "2010-02-30",
            "10-4-29",
            "0000-01",
            "24:00",
            "P",
            "1h 1d",
            "2010-04-29T",
            "Thu., January 08, 2026",
            "2010-04-29T14:30:00.0000",
        ];
        for value in invalid {
            assert!(!is_datetime(value), "{value}");
        }
    }

    #[test]
    fn knows_numbers() {
        assert!(["1", "-1.5", ".5", "1e3", "2E-1"].into_iter().all(is_float));
        assert!(!["", "+1", "1.", "a", "1e", "--1", " 1"].into_iter().any(is_float));
    }
}
