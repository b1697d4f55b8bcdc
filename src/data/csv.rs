//! Records of CSV (RFC 4180, §11.4).

use std::borrow::Cow;

use memchr::memchr;

use super::activity::{self, Activity, Column};
use super::boundary::CsvRecords;
use super::contacts;
use super::feed::{Piece, What};
use super::part::Part;
use super::value::{Value, recycle};

/// The names of the columns, and how many bytes come before the first record. None if there is no record at all.
pub(super) fn header(bytes: &[u8]) -> Option<(Vec<String>, usize)> {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let length = CsvRecords::default().next(rest).unwrap_or(rest.len());
        let record = without_break(rest.get(..length).unwrap_or_default());
        at += length;
        if is_blank(record) {
            continue;
        }
        let text = String::from_utf8_lossy(record);
        let mut cells = Vec::new();
        // A header with a stray quote has the columns before it: the records that follow say what is wrong.
        let _ = fields(&text, &mut cells);
        return Some((cells.iter().map(|cell| cell.text().unwrap_or_default().into_owned()).collect(), at));
    }
    None
}

/// What a column holds.
enum Head<'h> {
    /// Nothing that is read.
    None,
    /// A value of a record, by place.
    Value(usize),
    /// An entry of an object among the values.
    Entry(usize, &'h str),
}

fn head<'h>(part: &Part<'_>, what: What, name: &'h str) -> Head<'h> {
    let place = match what {
        What::Contacts => part.context.contact.place(name),
        What::Activity => activity::place(name),
    };
    if let Some(place) = place {
        return Head::Value(place);
    }
    let Some((object, key)) = name.split_once('.') else { return Head::None };
    match activity::place(object) {
        Some(place) if what == What::Activity && activity::has_entries(place) => Head::Entry(place, key),
        _ => Head::None,
    }
}

/// Reads the records of a piece.
pub(super) fn read(part: &mut Part<'_>, piece: &Piece) {
    let heads: Vec<Head<'_>> = piece.header.iter().map(|name| head(part, piece.what, name)).collect();
    let mut records = CsvRecords::default();
    let mut cells = Vec::new();
    let mut columns = Vec::new();
    let mut at = 0;
    let mut line = piece.line;
    while let Some(rest) = piece.bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let length = records.next(rest).unwrap_or(rest.len());
        let whole = rest.get(..length).unwrap_or_default();
        at += length;
        part.sink.spot.line = line;
        line += memchr::memchr_iter(b'\n', whole).count() as u64;
        let record = without_break(whole);
        if is_blank(record) {
            continue;
        }
        match piece.what {
            What::Contacts => part.sink.counts.contacts += 1,
            What::Activity => part.sink.counts.records += 1,
        }
        let Ok(text) = std::str::from_utf8(record) else {
            part.sink.bad("not UTF-8");
            continue;
        };
        cells.clear();
        if let Err(what) = fields(text, &mut cells) {
            part.sink.bad(what);
            continue;
        }
        if cells.len() != heads.len() {
            part.sink.bad(format!("{} where the header has {}", count(cells.len()), heads.len()));
            continue;
        }
        match piece.what {
            What::Contacts => contact(part, &piece.header, &heads, &cells),
            What::Activity => record_of(part, &heads, &cells, &mut columns),
        }
    }
}

fn count(fields: usize) -> String {
    if fields == 1 { "1 field".to_owned() } else { format!("{fields} fields") }
}

fn contact(part: &mut Part<'_>, header: &[String], heads: &[Head<'_>], cells: &[Value<'_>]) {
    let mut values = part.values(part.context.contact.values());
    for (head, cell) in heads.iter().zip(cells).filter(|(_, cell)| !is_empty(**cell)) {
        if let Head::Value(place) = head
            && let Some(target) = values.get_mut(*place)
        {
            *target = *cell;
        }
    }
    if contacts::take(part, &values)
        && let Some(survey) = &mut part.survey
    {
        let there = header.iter().zip(cells).filter(|(_, cell)| !is_empty(**cell));
        survey.contact(&there.map(|(name, cell)| (Cow::Borrowed(name.as_str()), *cell)).collect::<Vec<_>>());
    }
    part.spare = recycle(values);
}

fn record_of<'a>(part: &mut Part<'_>, heads: &[Head<'a>], cells: &[Value<'a>], columns: &mut Vec<Column<'a>>) {
    let mut values = [Value::Missing; activity::VALUES];
    columns.clear();
    for (head, cell) in heads.iter().zip(cells).filter(|(_, cell)| !is_empty(**cell)) {
        match head {
            Head::None => {}
            Head::Value(place) => {
                if let Some(target) = values.get_mut(*place) {
                    *target = *cell;
                }
            }
            Head::Entry(place, name) => columns.push(Column { place: *place, name, value: *cell }),
        }
    }
    activity::take(part, &Activity { values, columns });
}

/// Empty is not there.
fn is_empty(cell: Value<'_>) -> bool {
    matches!(cell, Value::Cell { raw: "", .. })
}

fn is_blank(record: &[u8]) -> bool {
    record.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

fn without_break(record: &[u8]) -> &[u8] {
    let record = record.strip_suffix(b"\n").unwrap_or(record);
    record.strip_suffix(b"\r").unwrap_or(record)
}

/// Splits a record, without its line break, into fields.
fn fields<'a>(record: &'a str, cells: &mut Vec<Value<'a>>) -> Result<(), &'static str> {
    let mut rest = record;
    loop {
        let (cell, behind) = match rest.strip_prefix('"') {
            Some(inside) => quoted(inside)?,
            None => {
                let end = memchr(b',', rest.as_bytes()).unwrap_or(rest.len());
                let (raw, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
                (Value::Cell { raw, doubled: false }, behind)
            }
        };
        cells.push(cell);
        match behind.strip_prefix(',') {
            Some(next) => rest = next,
            None if behind.is_empty() => return Ok(()),
            None => return Err("something follows the closing quote of a field"),
        }
    }
}

/// A field behind its opening quote, and what follows its closing one.
fn quoted(inside: &str) -> Result<(Value<'_>, &str), &'static str> {
    let mut doubled = false;
    let mut at = 0;
    loop {
        let rest = inside.get(at..).unwrap_or_default();
        let quote = at + memchr(b'"', rest.as_bytes()).ok_or("a quote that opens a field is never closed")?;
        let behind = inside.get(quote + 1..).unwrap_or_default();
        if !behind.starts_with('"') {
            return Ok((Value::Cell { raw: inside.get(..quote).unwrap_or_default(), doubled }, behind));
        }
        doubled = true;
        at = quote + 2;
    }
}
