//! Instants as data writes them (§11.3).

use super::instant::{DAY, Date, HOUR, Instant, SECOND};
use super::zone::Zone;

/// 0000-01-01T00:00Z and 9999-12-31T23:59:59.999999Z: what RFC 3339 can write in UTC.
const FIRST: i64 = -62_167_219_200 * SECOND;
const LAST: i64 = 253_402_300_800 * SECOND - 1;

/// Reads an RFC 3339 time (§11.3): `T`, `t` or a space before the time of day; a date alone, or a time without an
/// offset, is in `zone`. Digits beyond microseconds are cut; a second of 60 and a day that does not exist are no time.
pub fn parse_time(text: &str, zone: &Zone) -> Option<Instant> {
    let mut rest = Digits(text.as_bytes());
    let year = rest.take(4)?;
    rest.expect(b'-')?;
    let month = rest.take(2)?;
    rest.expect(b'-')?;
    let date = Date::new(i32::try_from(year).ok()?, month, rest.take(2)?)?;
    let Some(mark) = rest.next() else { return in_range(zone.day_start(date)) };
    if !matches!(mark, b'T' | b't' | b' ') {
        return None;
    }
    let micros = time_of_day(&mut rest)?;
    let wall = i64::from(date.0) * DAY + micros;
    let at = match rest.next() {
        None => return in_range(zone.instant(date, micros)),
        Some(b'Z' | b'z') => wall,
        Some(sign @ (b'+' | b'-')) => {
            let hours = rest.below(24)?;
            rest.expect(b':')?;
            let offset = i64::from(hours) * HOUR + i64::from(rest.below(60)?) * 60 * SECOND;
            if sign == b'+' { wall - offset } else { wall + offset }
        }
        Some(_) => return None,
    };
    if rest.next().is_some() {
        return None;
    }
    in_range(Instant(at))
}

/// `hh:mm:ss` and a fraction, in microseconds.
fn time_of_day(rest: &mut Digits<'_>) -> Option<i64> {
    let hours = rest.below(24)?;
    rest.expect(b':')?;
    let minutes = rest.below(60)?;
    rest.expect(b':')?;
    let seconds = rest.below(60)?;
    let whole = i64::from(hours * 3_600 + minutes * 60 + seconds) * SECOND;
    if rest.0.first() != Some(&b'.') {
        return Some(whole);
    }
    rest.next();
    let mut unit = SECOND / 10;
    let mut micros = i64::from(rest.take(1)?) * unit;
    while let Some(digit) = rest.digit() {
        unit /= 10;
        micros += i64::from(digit) * unit;
    }
    Some(whole + micros)
}

/// Reads a Unix number, written as JSON writes numbers, from its decimal digits (§11.3): below 10¹¹ either way in
/// seconds, else in milliseconds. What lies between two microseconds is the earlier one, before 1970 too, as it is
/// in RFC 3339. Instants that RFC 3339 could not write are none.
pub fn parse_unix(digits: &str) -> Option<Instant> {
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) || !fraction.is_none_or(all_digits) {
        return None;
    }
    let shift = exponent.map_or(Some(0), exponent_of)?;
    // The number is 0.d₁d₂… × 10^point with d₁ ≠ 0.
    let zeros = |text: &str| text.bytes().take_while(|byte| *byte == b'0').count();
    let fraction = fraction.unwrap_or_default();
    let mut significant = whole.bytes().chain(fraction.bytes()).skip_while(|byte| *byte == b'0').peekable();
    if significant.peek().is_none() {
        return Some(Instant(0));
    }
    let lead = if whole == "0" { -i64::try_from(zeros(fraction)).ok()? } else { i64::try_from(whole.len()).ok()? };
    let point = lead.checked_add(shift)?;
    let keep = if point <= 11 { point + 6 } else { point + 3 };
    if keep > 18 {
        return None;
    }
    let mut micros = 0_i64;
    for _ in 0..keep.max(0) {
        micros = micros * 10 + significant.next().map_or(0, |byte| i64::from(byte - b'0'));
    }
    if !negative {
        return in_range(Instant(micros));
    }
    in_range(Instant(-micros - i64::from(significant.any(|byte| byte != b'0'))))
}

/// The value of a JSON exponent; one too large for sense is as good as any other that is.
fn exponent_of(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    if digits.is_empty() {
        return None;
    }
    let mut value = 0_i64;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = (value * 10 + i64::from(byte - b'0')).min(1 << 50);
    }
    Some(if negative { -value } else { value })
}

fn in_range(at: Instant) -> Option<Instant> {
    (FIRST..=LAST).contains(&at.0).then_some(at)
}

/// What is left of a text.
struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    fn digit(&mut self) -> Option<u32> {
        let digit = self.0.first().filter(|byte| byte.is_ascii_digit())? - b'0';
        self.next();
        Some(u32::from(digit))
    }

    /// A number of exactly `count` digits.
    fn take(&mut self, count: usize) -> Option<u32> {
        (0..count).try_fold(0, |value, _| Some(value * 10 + self.digit()?))
    }

    /// Two digits, less than `limit`.
    fn below(&mut self, limit: u32) -> Option<u32> {
        self.take(2).filter(|value| *value < limit)
    }
}
