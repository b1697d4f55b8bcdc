//! Records of JSON, one a line or in an array (§11.4).

use memchr::{memchr, memchr_iter};

use super::activity::{self, Activity};
use super::boundary::Elements;
use super::contacts;
use super::feed::{Piece, What};
use super::json;
use super::part::Part;
use super::survey;
use super::value::{Value, recycle};

/// Reads the lines of a piece.
pub(super) fn read_lines(part: &mut Part<'_>, piece: &Piece) {
    let mut rest = piece.bytes.as_slice();
    let mut line = piece.line;
    while !rest.is_empty() {
        let end = memchr(b'\n', rest).unwrap_or(rest.len());
        let record = rest.get(..end).unwrap_or_default();
        part.sink.spot.line = line;
        if !is_blank(record) {
            take(part, piece.what, record);
        }
        rest = rest.get(end + 1..).unwrap_or_default();
        line += 1;
    }
}

/// Reads the elements of a piece of an array.
pub(super) fn read_elements(part: &mut Part<'_>, piece: &Piece) {
    let mut bytes = piece.bytes.as_slice();
    let mut line = piece.line;
    if piece.first {
        let start = memchr(b'[', bytes).map_or(bytes.len(), |at| at + 1);
        let (before, behind) = bytes.split_at_checked(start).unwrap_or_default();
        line += breaks(before);
        bytes = behind;
    }
    let mut elements = Elements::inside();
    let mut first = piece.first;
    while let Some(length) = elements.next(bytes) {
        let (with_end, behind) = bytes.split_at_checked(length).unwrap_or_default();
        let element = with_end.get(..length - 1).unwrap_or_default();
        let blanks = element.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        part.sink.spot.line = line + breaks(element.get(..blanks).unwrap_or_default());
        if blanks < element.len() || !(first && elements.ended) {
            take(part, piece.what, element);
        }
        line += breaks(with_end);
        bytes = behind;
        first = false;
    }
}

fn breaks(bytes: &[u8]) -> u64 {
    memchr_iter(b'\n', bytes).count() as u64
}

fn is_blank(record: &[u8]) -> bool {
    record.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

fn take(part: &mut Part<'_>, what: What, record: &[u8]) {
    match what {
        What::Contacts => part.sink.counts.contacts += 1,
        What::Activity => part.sink.counts.records += 1,
    }
    let Ok(text) = std::str::from_utf8(record) else { return part.sink.bad("not UTF-8") };
    let read = match what {
        What::Contacts => contact(part, text),
        What::Activity => record_of(part, text),
    };
    if let Err(error) = read {
        part.sink.bad(format!("not JSON: {}, byte {}", error.what, error.at + 1));
    }
}

fn contact(part: &mut Part<'_>, text: &str) -> Result<(), json::JsonError> {
    let table = &part.context.contact;
    let mut values = part.values(table.values());
    let read = json::object(text, |name, value| table.put(&mut values, name, value));
    if read.is_ok()
        && contacts::take(part, &values)
        && let Some(survey) = &mut part.survey
    {
        survey.contact(&survey::entries(text));
    }
    part.spare = recycle(values);
    read
}

fn record_of(part: &mut Part<'_>, text: &str) -> Result<(), json::JsonError> {
    let mut values = [Value::Missing; activity::VALUES];
    json::object(text, |name, value| {
        let place = match name {
            Value::Text { raw, escaped: false } => activity::place(raw),
            _ => name.text().and_then(|name| activity::place(&name)),
        };
        if let Some(target) = place.and_then(|place| values.get_mut(place)) {
            *target = value;
        }
    })?;
    activity::take(part, &Activity { values, columns: &[] });
    Ok(())
}
