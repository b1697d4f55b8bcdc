//! Values read by the type of their field (§3.3, §3.4, §11.3, §11.4).

use std::borrow::Cow;

use super::arena::{Arena, Str};
use super::cell::Cell;
use super::json;
use super::value::Value;
use crate::ir::{Field, Literal, Type};
use crate::time::{Zone, parse_time, parse_unix};

/// A value and its text as sent, which matters where the field [keeps it](Field::keeps_raw).
pub(super) type Pair = (Cell, Cell);

/// Reads a value; none if it is of another type than the field's or outside its closed set.
pub(super) fn read(field: &Field, value: Value<'_>, arena: &mut Arena, zone: &Zone) -> Option<Pair> {
    if !value.is_there() {
        return Some((Cell::Unknown, Cell::Unknown));
    }
    let pair = match field.ty {
        Type::Text => only(Cell::Text(arena.add(&value.text()?))),
        Type::Number => number(value, field, arena)?,
        Type::Flag => only(Cell::Flag(flag(value)?)),
        Type::Time => time(value, field, arena, zone)?,
        Type::Texts => only(Cell::Texts(texts(value, arena)?)),
        Type::Any => any(value, arena)?,
        Type::TextOrTexts => match value {
            Value::Array(_) => only(Cell::Texts(texts(value, arena)?)),
            _ => only(Cell::Text(arena.add(&value.text()?))),
        },
    };
    (field.one_of.is_empty() || field.one_of.iter().any(|literal| allows(literal, pair.0, arena))).then_some(pair)
}

const fn only(cell: Cell) -> Pair {
    (cell, Cell::Unknown)
}

/// The text that a number or time was written as, where a CSV field need not be one.
fn number_text(value: Value<'_>) -> Option<Cow<'_, str>> {
    match value {
        Value::Number(raw) => Some(Cow::Borrowed(raw)),
        Value::Cell { .. } => value.text().filter(|text| json::is_number(text)),
        _ => None,
    }
}

/// A double; one that overflows is none (§3.4), and there is one zero.
fn double(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite()).map(|number| number + 0.0)
}

fn number(value: Value<'_>, field: &Field, arena: &mut Arena) -> Option<Pair> {
    let text = number_text(value)?;
    let raw = if field.shown { Cell::Text(arena.add(&text)) } else { Cell::Unknown };
    Some((Cell::Number(double(&text)?), raw))
}

fn flag(value: Value<'_>) -> Option<bool> {
    match value {
        Value::Flag(flag) => Some(flag),
        Value::Cell { raw: "true", .. } => Some(true),
        Value::Cell { raw: "false", .. } => Some(false),
        _ => None,
    }
}

/// The instant that a value tells, with the text it is told in. Digits as text are one only in CSV.
pub(super) fn instant<'a>(value: Value<'a>, zone: &Zone) -> Option<(i64, Cow<'a, str>)> {
    let (text, at) = match value {
        Value::Number(raw) => (Cow::Borrowed(raw), parse_unix(raw)),
        Value::Text { .. } => {
            let text = value.text()?;
            let at = parse_time(&text, zone);
            (text, at)
        }
        Value::Cell { .. } => {
            let text = value.text()?;
            let at = parse_time(&text, zone).or_else(|| parse_unix(&text));
            (text, at)
        }
        _ => return None,
    };
    Some((at?.0, text))
}

fn time(value: Value<'_>, field: &Field, arena: &mut Arena, zone: &Zone) -> Option<Pair> {
    let (at, text) = instant(value, zone)?;
    Some((Cell::Time(at), if field.shown { Cell::Text(arena.add(&text)) } else { Cell::Unknown }))
}

/// A list that is all text.
pub(super) fn texts(value: Value<'_>, arena: &mut Arena) -> Option<Str> {
    let list = array(value)?;
    let found: Vec<Str> = elements(&list)?.into_iter().filter_map(Value::text).map(|text| arena.add(&text)).collect();
    Some(arena.add_list(&found))
}

/// The JSON array that a value is or, in CSV, may be.
fn array(value: Value<'_>) -> Option<Cow<'_, str>> {
    match value {
        Value::Array(raw) => Some(Cow::Borrowed(raw)),
        Value::Cell { .. } => value.text(),
        _ => None,
    }
}

/// The elements of a JSON array that is all text.
fn elements(list: &str) -> Option<Vec<Value<'_>>> {
    let mut all_text = true;
    let mut found = Vec::new();
    json::array(list, |element| match element {
        Value::Text { .. } => found.push(element),
        _ => all_text = false,
    })
    .ok()?;
    all_text.then_some(found)
}

/// As what a value can be read; a field of CSV may be as several.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading<'a> {
    pub(super) text: Option<Cow<'a, str>>,
    pub(super) number: bool,
    pub(super) flag: bool,
    pub(super) texts: bool,
    /// The instant, if it is one.
    pub(super) time: Option<i64>,
}

impl Reading<'_> {
    /// Whether no type reads it.
    pub(super) const fn is_unknown(&self) -> bool {
        self.text.is_none() && !self.number && !self.flag && !self.texts
    }
}

/// What [`read`] would make of a value, by type; where not `lists`, lists are unknown (§4.3).
pub(super) fn reading<'a>(value: Value<'a>, lists: bool, zone: &Zone) -> Reading<'a> {
    Reading {
        text: value.text(),
        number: number_text(value).is_some_and(|text| double(&text).is_some()),
        flag: flag(value).is_some(),
        texts: lists && array(value).is_some_and(|list| elements(&list).is_some()),
        time: instant(value, zone).map(|(at, _)| at),
    }
}

/// A value without a type (§3.4): all of CSV is text.
fn any(value: Value<'_>, arena: &mut Arena) -> Option<Pair> {
    Some(match value {
        Value::Number(raw) => (Cell::Number(double(raw)?), Cell::Text(arena.add(raw))),
        Value::Flag(flag) => only(Cell::Flag(flag)),
        Value::Array(_) => only(Cell::Texts(texts(value, arena)?)),
        Value::Text { .. } => only(Cell::Text(arena.add(&value.text()?))),
        Value::Cell { .. } => {
            let text = Cell::Text(arena.add(&value.text()?));
            (text, text)
        }
        Value::Missing | Value::Null | Value::Object(_) => return None,
    })
}

/// Whether a closed set has a value.
fn allows(literal: &Literal, cell: Cell, arena: &Arena) -> bool {
    match (literal, cell) {
        (Literal::Text(text), Cell::Text(found)) => arena.text(found) == text,
        (Literal::Text(text), Cell::Texts(found)) => arena.list(found).iter().all(|one| arena.text(*one) == text),
        (Literal::Number(number), Cell::Number(found)) => *number == found,
        (Literal::Flag(flag), Cell::Flag(found)) => *flag == found,
        (Literal::Time(from, to), Cell::Time(found)) => (*from..*to).contains(&found),
        _ => false,
    }
}

/// How a type is called in reports.
pub(super) fn expected(field: &Field) -> String {
    if field.one_of.is_empty() {
        return match field.ty {
            Type::Any => "a text, number, flag or list of texts",
            ty => ty.phrase(),
        }
        .to_owned();
    }
    let values: Vec<String> = field.one_of.iter().map(shown).collect();
    format!("one of {}", values.join(", "))
}

fn shown(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Number(number) => number.to_string(),
        Literal::Flag(flag) => flag.to_string(),
        Literal::Time(from, _) => crate::time::Instant(*from).to_string(),
    }
}
