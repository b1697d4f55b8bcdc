//! A statement cut into words, numbers, texts and signs, and patterns of them.

use std::ops::Range;

use crate::syntax::lex;

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Word,
    Number,
    Text,
    Sign,
}

/// A piece and its place.
#[derive(Clone, Debug)]
pub(super) struct Piece<'s> {
    pub(super) text: &'s str,
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

/// Signs of more than one character.
const SIGNS: &[&str] =
    &["===", "!==", "<=", ">=", "==", "!=", "<>", "->", "=>", "..", "&&", "||", "??", "{{", "}}", "{%", "%}"];

/// The pieces of a statement.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some((rest, first)) = text.get(at..).and_then(|rest| Some((rest, rest.chars().next()?))) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (length, kind) = piece(rest, first);
        if let Some(piece) = text.get(at..at + length) {
            pieces.push(Piece { text: piece, range: at..at + length, kind });
        }
        at += length.max(1);
    }
    pieces
}

fn piece(rest: &str, first: char) -> (usize, Kind) {
    if let Some(length) = quoted(rest, first) {
        return (length, Kind::Text);
    }
    // The words of a text that is not closed say nothing.
    if first == '"' {
        return (rest.find('\n').unwrap_or(rest.len()), Kind::Sign);
    }
    if first == '`' {
        return (lex::quoted_name(rest).unwrap_or(1), Kind::Word);
    }
    if first.is_ascii_digit() {
        let dated = rest.bytes().take_while(u8::is_ascii_digit).count() == 4;
        let joins = |at: usize, c: char| {
            let digit = rest.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
            c.is_ascii_alphanumeric()
                || c == '_'
                || digit && (matches!(c, ':' | '.') || dated && matches!(c, '-' | '/'))
        };
        let end = rest.char_indices().find(|&(at, c)| !joins(at, c)).map_or(rest.len(), |(at, _)| at);
        return (end.max(1), Kind::Number);
    }
    if first.is_alphabetic() || first == '_' {
        let joins = |at: usize, c: char| {
            let next = rest.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let letter = next.is_some_and(|next| next.is_alphabetic() || next == '_');
            c.is_alphanumeric() || c == '_' || letter && matches!(c, '.' | '\'' | '’') || c == '.' && next == Some('`')
        };
        let end = rest.char_indices().find(|&(at, c)| !joins(at, c)).map_or(rest.len(), |(at, _)| at);
        return (end, Kind::Word);
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign)).map_or(first.len_utf8(), |sign| sign.len());
    (sign, Kind::Sign)
}

/// The length of a text in quotes of any kind.
fn quoted(rest: &str, first: char) -> Option<usize> {
    let close: &[char] = match first {
        '"' => return lex::plain(rest),
        '\'' => &['\''],
        '“' | '”' | '„' => &['”', '“', '"'],
        '‘' | '’' => &['’', '‘', '\''],
        '«' => &['»'],
        _ => return None,
    };
    let inside = rest.get(first.len_utf8()..)?.split('\n').next()?;
    let end = closing(inside, close)?;
    Some(first.len_utf8() + end + inside.get(end..)?.chars().next()?.len_utf8())
}

/// Where a text ends, past what is escaped.
pub(super) fn closing(inside: &str, close: &[char]) -> Option<usize> {
    let mut chars = inside.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if close.contains(&c) {
            return Some(at);
        }
    }
    None
}

/// What stands in the quotes of a text.
pub(super) fn unquoted(text: &str) -> &str {
    let mut chars = text.chars();
    if chars.next().is_some() && chars.next_back().is_some() { chars.as_str() } else { text }
}

/// The pieces that a pattern takes from the start, and what its places hold.
///
/// A pattern is words and signs, and places: `%n` a whole number, `%k` one with an `x`, `%K` one with a `k`, `%d` a duration, `%D` one of
/// several parts, `%u` a unit, `%c` a time of day, `%m` a date, `%s` a text, `%S` what is in it, `%w` a word, `%x` any
/// piece, `%i` the fewest pieces that do, `%*` all that follow, `$` the end of a statement or term, `$$` that of the
/// statement.
pub(super) fn matched(pattern: &[&str], pieces: &[Piece<'_>], source: &str) -> Option<(usize, Vec<String>)> {
    let Some((first, patterns)) = pattern.split_first() else { return Some((0, Vec::new())) };
    let held = |count: usize| -> Option<String> {
        let (first, last) = (pieces.first()?, pieces.get(count.checked_sub(1)?)?);
        Some(source.get(first.range.start..last.range.end)?.to_owned())
    };
    let mut counts = Vec::new();
    match *first {
        "$" => {
            let ends = pieces.first().is_none_or(|piece| matches!(piece.text, "and" | "or" | ")" | "%}" | "}"));
            return ends.then(|| (0, Vec::new()));
        }
        "$$" => return pieces.is_empty().then(|| (0, Vec::new())),
        "%*" => {
            let count = pieces.len() - usize::from(pieces.last().is_some_and(|piece| piece.text == "%}"));
            counts.push((count, held(count)?));
        }
        "%i" => counts.extend((1..=pieces.len()).filter_map(|count| Some((count, held(count)?)))),
        "%x" => counts.push((1, held(1)?)),
        place if place.starts_with('%') && place.len() == 2 => counts.push(value(place, pieces, source)?),
        literal => {
            pieces.first().filter(|piece| says(piece.text, literal))?;
            let (count, values) = matched(patterns, pieces.get(1..)?, source)?;
            return Some((count + 1, values));
        }
    }
    counts.into_iter().find_map(|(count, value)| {
        let (rest, mut values) = matched(patterns, pieces.get(count..)?, source)?;
        values.insert(0, value);
        Some((count + rest, values))
    })
}

/// Whether a piece is this word, in whatever case, or sign.
pub(super) fn says(piece: &str, literal: &str) -> bool {
    piece.eq_ignore_ascii_case(literal) || piece.contains('’') && piece.replace('’', "'").eq_ignore_ascii_case(literal)
}

/// One value at the start of some pieces, in the spelling of the language.
fn value(place: &str, pieces: &[Piece<'_>], source: &str) -> Option<(usize, String)> {
    let first = pieces.first()?;
    let one = |text: &str| Some((1, text.to_owned()));
    let number = |piece: &Piece<'_>| piece.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    match place {
        "%n" => (first.kind == Kind::Number && number(first)).then(|| (1, first.text.to_owned())),
        "%k" => first.text.strip_suffix(['x', '×']).filter(|text| text.parse::<u32>().is_ok()).and_then(one),
        "%K" => {
            first.text.strip_suffix('k').filter(|text| text.parse::<u32>().is_ok()).map(|n| (1, format!("{n}_000")))
        }
        "%w" => (first.kind == Kind::Word
            && !matches!(first.text, "did" | "not" | "and" | "or" | "event" | "tagged" | "TAGGED" | "Tagged"))
        .then(|| (1, first.text.to_owned())),
        "%s" => (first.kind == Kind::Text).then(|| (1, straight(first.text))),
        "%S" => (first.kind == Kind::Text).then(|| (1, unquoted(first.text).to_owned())),
        "%u" => (first.kind == Kind::Word && seconds(first.text).is_some()).then(|| (1, first.text.to_owned())),
        "%m" => {
            let mut parts = first.text.split(['-', '/']);
            let is_date = parts.next()?.len() == 4 && parts.count() == 2 && first.kind == Kind::Number;
            is_date.then(|| (1, first.text.to_owned()))
        }
        "%c" => clock(pieces),
        "%d" | "%D" => {
            let (count, total, parts) = duration(pieces)?;
            let text = source.get(first.range.start..pieces.get(count - 1)?.range.end)?;
            match (place, parts) {
                ("%d", 1) => Some((count, text.to_owned())),
                ("%D", 2..) => Some((count, written(total))),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A text in straight quotes.
pub(super) fn straight(text: &str) -> String {
    if text.starts_with('"') {
        return text.to_owned();
    }
    let plain = unquoted(text).replace("\\'", "'");
    format!("\"{}\"", plain.replace("\\\"", "\"").replace('"', "\\\""))
}

/// A time of day as `09:00`.
fn clock(pieces: &[Piece<'_>]) -> Option<(usize, String)> {
    let first = pieces.first()?;
    match first.text {
        "noon" | "midday" => return Some((1, "12:00".to_owned())),
        "midnight" => return Some((1, "00:00".to_owned())),
        _ => {}
    }
    let plain = if first.kind == Kind::Text { unquoted(first.text) } else { first.text };
    let lower = plain.to_lowercase();
    let (digits, mut half) = match lower.strip_suffix("am").map(|digits| (digits, "am")) {
        Some(found) => found,
        None => lower.strip_suffix("pm").map_or((lower.as_str(), ""), |digits| (digits, "pm")),
    };
    let mut count = 1;
    if half.is_empty() {
        half = match pieces.get(1).map(|next| next.text.to_lowercase()).as_deref() {
            Some("am") => "am",
            Some("pm") => "pm",
            _ => "",
        };
        count += usize::from(!half.is_empty());
    }
    let digits = digits.trim().strip_suffix('h').unwrap_or(digits.trim());
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "00"));
    let (hour, minute) = (hour.parse::<u32>().ok()?, (minute.len() == 2).then(|| minute.parse::<u32>().ok())??);
    let hour = match half {
        "am" if hour == 12 => 0,
        "pm" if hour < 12 => hour + 12,
        _ => hour,
    };
    (hour <= 24 && minute < 60).then(|| (count, format!("{hour:02}:{minute:02}")))
}

/// How long a unit is, whatever it is called.
pub(super) fn seconds(unit: &str) -> Option<u64> {
    let unit = unit.to_lowercase();
    Some(match unit.as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3_600,
        "d" | "day" | "days" => 86_400,
        "w" | "wk" | "wks" | "week" | "weeks" => 604_800,
        "fortnight" | "fortnights" => 1_209_600,
        "month" | "months" => 2_592_000,
        "quarter" | "quarters" => 7_862_400,
        "year" | "years" => 31_536_000,
        _ => return None,
    })
}

/// The pieces of a duration, its seconds, and how many parts it has; a decimal counts as two.
fn duration(pieces: &[Piece<'_>]) -> Option<(usize, u64, usize)> {
    let (mut count, mut total, mut parts) = (0, 0_u64, 0);
    loop {
        let joined = usize::from(parts > 0 && pieces.get(count).is_some_and(|piece| piece.text == "and"));
        let Some((taken, seconds, more)) = part(pieces.get(count + joined..)?) else { break };
        count += joined + taken;
        total = total.checked_add(seconds)?;
        parts += more;
    }
    (parts > 0).then_some((count, total, parts))
}

/// `90 minutes`, `1h30m`, `1.5 hours`.
fn part(pieces: &[Piece<'_>]) -> Option<(usize, u64, usize)> {
    let first = pieces.first().filter(|piece| piece.kind == Kind::Number)?.text.replace('_', "");
    let end = first.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(first.len());
    let (digits, rest) = first.split_at_checked(end)?;
    let (whole, tenths) = match digits.split_once('.') {
        Some((whole, part)) if part.len() == 1 => (whole, Some(part.parse::<u64>().ok()?)),
        Some(_) => return None,
        None => (digits, None),
    };
    let whole = whole.parse::<u64>().ok()?;
    let length = |unit: &str| {
        let unit = seconds(unit)?;
        whole.checked_mul(unit)?.checked_add(unit * tenths.unwrap_or(0) / 10)
    };
    let more = 1 + usize::from(tenths.is_some());
    if rest.is_empty() {
        let unit = pieces.get(1).filter(|piece| piece.kind == Kind::Word)?;
        return Some((2, length(unit.text)?, more));
    }
    let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
    let (unit, rest) = rest.split_at_checked(end)?;
    let mut total = length(unit)?;
    if rest.is_empty() {
        return Some((1, total, more));
    }
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at_checked(end)?;
    total = total.checked_add(digits.parse::<u64>().ok()?.checked_mul(seconds(unit)?)?)?;
    Some((1, total, 2))
}

/// Seconds in the largest unit that holds them whole.
fn written(total: u64) -> String {
    let units = [(604_800, "week"), (86_400, "day"), (3_600, "hour"), (60, "minute")];
    let (size, unit) = units.into_iter().find(|(size, _)| total.is_multiple_of(*size)).unwrap_or((1, "second"));
    let count = total / size;
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// What a phrase becomes: `$1` is what the first place holds, `$1+` and `$1-` one more and less, `$1*` seven times.
pub(super) fn filled(template: &str, values: &[String]) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        let index = after.chars().next()?.to_digit(10)? as usize;
        let value = values.get(index.checked_sub(1)?)?;
        let after = after.get(1..)?;
        let number = || value.replace('_', "").parse::<u64>().ok();
        let (text, after) = match after.chars().next() {
            Some('+') => (number()?.checked_add(1)?.to_string(), after.get(1..)?),
            Some('-') => (number()?.checked_sub(1)?.to_string(), after.get(1..)?),
            Some('*') => (number()?.checked_mul(7)?.to_string(), after.get(1..)?),
            _ => (value.clone(), after),
        };
        out.push_str(&text);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}
