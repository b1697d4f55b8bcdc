//! Contacts and activity as they are read (§11).

mod activity;
mod contacts;
mod csv;
mod files;
mod properties;
mod survey;
mod text_form;

use nuncio::data::{DataError, Dataset, FieldCount, Input, MaxBad, Plan, Report, read_in_pieces};
use nuncio::ir::{Event, Field, Layout, Shape, Type};
use nuncio::time::Zone;

/// A field that a template shows.
pub(crate) fn shown(name: &str, ty: Type) -> Field {
    Field { name: name.to_owned(), ty, one_of: Vec::new(), required: false, shown: true }
}

/// A field that only rules read.
pub(crate) fn field(name: &str, ty: Type) -> Field {
    Field { shown: false, ..shown(name, ty) }
}

/// One field of each type, for contacts, companies, pages, and metadata of the event `upload`.
pub(crate) fn layout() -> Layout {
    let common = || {
        vec![
            field("text", Type::Text),
            shown("number", Type::Number),
            field("flag", Type::Flag),
            shown("time", Type::Time),
            field("texts", Type::Texts),
            shown("any", Type::Any),
            field("either", Type::TextOrTexts),
        ]
    };
    let shape = |more: &[Field]| Shape { fields: common().into_iter().chain(more.iter().cloned()).collect() };
    let text = |name| field(name, Type::Text);
    Layout {
        contact: shape(&[text("id"), shown("tags", Type::Texts)]),
        company: shape(&[text("id")]),
        page: shape(&[text("url"), text("path")]),
        events: vec![
            Event { name: "upload".to_owned(), shape: shape(&[]) },
            Event { name: "bare".to_owned(), shape: Shape::default() },
        ],
    }
}

/// Reads inputs by the layout of these tests, with the campaigns `tour` (may be launched) and `post`.
pub(crate) fn read_inputs(
    contacts: &[Input],
    activity: &[Input],
    limit: MaxBad,
) -> Result<(Dataset, Report), DataError> {
    read_cut(contacts, activity, limit, 1 << 20)
}

/// The same in pieces of about `size` bytes.
pub(crate) fn read_cut(
    contacts: &[Input],
    activity: &[Input],
    limit: MaxBad,
    size: usize,
) -> Result<(Dataset, Report), DataError> {
    let layout = layout();
    let campaigns = vec![("tour".to_owned(), true), ("post".to_owned(), false)];
    let zone = Zone::get("Europe/Dublin").unwrap_or_else(Zone::utc);
    read_in_pieces(&Plan { layout: &layout, campaigns, zone }, contacts, activity, limit, &(), size)
}

/// Reads JSONL.
pub(crate) fn read_lines(contacts: &str, activity: &str) -> (Dataset, Report) {
    let contacts = [Input::memory("contacts.jsonl", contacts)];
    let activity = [Input::memory("activity.jsonl", activity)];
    read_inputs(&contacts, &activity, MaxBad::Usual).expect("it can be read")
}

/// The text form of what JSONL gives.
pub(crate) fn text_of(contacts: &str, activity: &str) -> String {
    text_form::of(&read_lines(contacts, activity).0, &layout())
}

/// The wrong types of a report, a field a line.
pub(crate) fn wrong_of(report: &Report) -> String {
    let line =
        |one: &FieldCount| format!("{} {} {}: {}, not {}\n", one.count, one.field, one.first, one.expected, one.found);
    report.wrong.iter().map(line).collect()
}
