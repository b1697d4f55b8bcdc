//! Contact records (§11.1).

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use super::json;
use super::part::Part;
use super::survey;
use super::value::{Value, recycle};

/// How reports call the companies of a contact, and the id of one.
static COMPANIES: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("contact.companies"));
static COMPANY_ID: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("company.id"));

/// Takes in a contact record, given as the values of the contact table. Whether it could be read.
pub(super) fn take(part: &mut Part<'_>, values: &[Value<'_>]) -> bool {
    let table = &part.context.contact;
    let Some(id) = table.id(values).id() else {
        let what = match table.id(values) {
            Value::Missing | Value::Null => "no `id`".to_owned(),
            other => format!("an `id` that is {}", other.describe()),
        };
        part.sink.bad(what);
        return false;
    };
    let (contact, text) = part.contact(&id);
    let mut cells = std::mem::take(&mut part.cells);
    cells.clear();
    table.row(values, Some(text), &mut part.sink, &mut cells);
    let row = part.contact_rows.push(cells.iter().copied());
    part.cells = cells;
    let range = companies(part, table.companies(values));
    part.contacts.push((contact, row, range));
    true
}

/// Reads the companies of a contact to rows of their own, sorted by id. Of several with one id the last stands; one
/// without an id is dropped and counted (§11.1).
pub(super) fn companies(part: &mut Part<'_>, value: Value<'_>) -> (u32, u32) {
    let end = part.company_rows.len() as u32;
    if !value.is_there() {
        return (end, end);
    }
    let list = match value {
        Value::Array(raw) => Some(Cow::Borrowed(raw)),
        Value::Cell { .. } => value.text(),
        _ => None,
    };
    let mut objects = Vec::new();
    let is_list = list.as_ref().is_some_and(|list| json::array(list, |object| objects.push(object)).is_ok());
    if !is_list {
        part.sink.wrong(Some(&COMPANIES), || ("a list of objects".to_owned(), value.describe()));
        return (end, end);
    }
    read_all(part, &objects);
    (end, part.company_rows.len() as u32)
}

fn read_all(part: &mut Part<'_>, objects: &[Value<'_>]) {
    let table = &part.context.company;
    let mut cells = std::mem::take(&mut part.cells);
    cells.clear();
    let mut found: Vec<(Cow<'_, str>, super::arena::Str, usize)> = Vec::with_capacity(objects.len());
    let mut values = Vec::new();
    let mut without_id = None;
    part.sink.once_each(|sink| {
        for object in objects {
            values = recycle(std::mem::take(&mut values));
            values.resize(table.values(), Value::Missing);
            if let Value::Object(raw) = *object {
                // The list was read whole before, so that its objects are JSON too.
                let _ = json::object(raw, |name, value| table.put(&mut values, name, value));
            }
            let Some(id) = table.id(&values).id() else {
                without_id = without_id.or(Some(*object));
                continue;
            };
            if let (Some(survey), Value::Object(raw)) = (&mut part.survey, object) {
                survey.company(&survey::entries(raw));
            }
            let text = sink.arena.add(&id);
            let start = cells.len();
            table.row(&values, Some(text), sink, &mut cells);
            found.push((id, text, start));
        }
        if let Some(object) = without_id {
            sink.wrong(Some(&COMPANY_ID), || ("an object with an `id`".to_owned(), object.describe()));
        }
    });
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let mut sorted = found.iter().peekable();
    while let Some((id, text, start)) = sorted.next() {
        if sorted.peek().is_some_and(|next| next.0 == *id) {
            continue;
        }
        part.company_rows.push(cells.get(*start..).unwrap_or_default().iter().copied());
        part.company_ids.push(*text);
    }
    part.cells = cells;
}
