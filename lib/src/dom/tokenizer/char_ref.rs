//! Character references (HTML Standard, 13.2.5.72 to 13.2.5.80).

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Where a reference stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// The reference at the beginning of `rest`, which is what follows an `&`: how long it is, and its one
/// or two characters, the second NUL where there is one.
pub(super) fn read(rest: &str, place: Place) -> Option<(usize, [char; 2])> {
    match rest.as_bytes().first()? {
        b'#' => numeric(rest),
        byte if byte.is_ascii_alphanumeric() => named(rest, place),
        _ => None,
    }
}

fn numeric(rest: &str) -> Option<(usize, [char; 2])> {
    let (base, from) = match rest.as_bytes().get(1)? {
        b'x' | b'X' => (16, 2),
        _ => (10, 1),
    };
    let digits = rest[from..].chars().map_while(|c| c.to_digit(base));
    let (count, number) = digits.fold((0, 0_u32), |(count, number), digit| {
        (count + 1, number.saturating_mul(base).saturating_add(digit))
    });
    let end = from + count;
    let semicolon = usize::from(rest[end..].starts_with(';'));
    (count > 0).then_some((end + semicolon, [character(number), '\0']))
}

/// "Numeric character reference end state".
fn character(number: u32) -> char {
    let c1 = number.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize));
    match c1.copied().flatten() {
        Some(c) => c,
        None => char::from_u32(number).filter(|&c| c != '\0').unwrap_or('\u{fffd}'),
    }
}

/// The longest name that fits. html5ever's table has the beginnings of all names, too.
fn named(rest: &str, place: Place) -> Option<(usize, [char; 2])> {
    let mut found = None;
    for (at, byte) in rest.bytes().enumerate() {
        if !byte.is_ascii_alphanumeric() && byte != b';' {
            break;
        }
        match NAMED_ENTITIES.get(&rest[..=at]) {
            None => break,
            Some((0, _)) => {}
            Some(&characters) => found = Some((at + 1, characters)),
        }
    }
    let (length, (first, second)) = found?;
    let next = rest.as_bytes().get(length);
    let goes_on = next.is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphanumeric());
    if place == Place::Attribute && goes_on && !rest[..length].ends_with(';') {
        // As in `?a=b&copy=c`, for historical reasons.
        return None;
    }
    Some((length, [char::from_u32(first)?, char::from_u32(second)?]))
}
