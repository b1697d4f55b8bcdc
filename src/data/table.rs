//! How records become rows of one shape.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::arena::Str;
use super::cell::Cell;
use super::convert;
use super::sink::Sink;
use super::value::Value;
use crate::ir::{Shape, Slot};

/// The place of an id among the values of a record, counted from behind the fields.
const ID: usize = 0;
/// The place of the companies of a contact, counted so too.
const COMPANIES: usize = 1;

/// One kind of row: which names of a record are read, and how.
pub(super) struct Table<'p> {
    shape: &'p Shape,
    names: HashMap<Box<str>, usize, RandomState>,
    raw: Vec<Slot>,
    labels: Vec<Arc<str>>,
    width: usize,
    id: Option<Slot>,
    companies: Option<Slot>,
    lists: bool,
}

impl<'p> Table<'p> {
    /// Rows in which `id` and `companies` are ordinary names. Reports call a field `prefix` and its name.
    pub(super) fn new(shape: &'p Shape, prefix: &str) -> Self {
        let names = shape.fields.iter().enumerate().map(|(at, field)| (field.name.as_str().into(), at)).collect();
        let slots = 0..shape.fields.len() as Slot;
        Self {
            shape,
            names,
            raw: slots.map(|slot| shape.raw_slot(slot)).collect(),
            labels: shape.fields.iter().map(|field| format!("{prefix}{}", field.name).into()).collect(),
            width: shape.width(),
            id: None,
            companies: None,
            lists: true,
        }
    }

    /// Rows that are known by an `id`.
    pub(super) fn with_id(mut self) -> Self {
        self.id = self.shape.slot("id");
        self.names.insert("id".into(), self.shape.fields.len() + ID);
        self
    }

    /// Rows in which lists of any kind are unknown: metadata of events (§4.3).
    pub(super) fn without_lists(mut self) -> Self {
        self.lists = false;
        self
    }

    /// Rows that have companies.
    pub(super) fn with_companies(mut self) -> Self {
        self.companies = self.shape.slot("companies");
        self.names.insert("companies".into(), self.shape.fields.len() + COMPANIES);
        self
    }

    /// How many cells a row has.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// How many values a record may give.
    pub(super) const fn values(&self) -> usize {
        self.shape.fields.len() + 2
    }

    /// The place of a name among the values of a record, if it is read.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Puts a value at the place of its name; a later one takes the place of an earlier one.
    pub(super) fn put<'a>(&self, values: &mut [Value<'a>], name: Value<'_>, value: Value<'a>) {
        let place = match name {
            Value::Text { raw, escaped: false } => self.place(raw),
            _ => name.text().and_then(|name| self.place(&name)),
        };
        if let Some(target) = place.and_then(|place| values.get_mut(place)) {
            *target = value;
        }
    }

    /// The id among the values of a record.
    pub(super) fn id<'a>(&self, values: &[Value<'a>]) -> Value<'a> {
        values.get(self.shape.fields.len() + ID).copied().unwrap_or_default()
    }

    /// The companies among the values of a record.
    pub(super) fn companies<'a>(&self, values: &[Value<'a>]) -> Value<'a> {
        values.get(self.shape.fields.len() + COMPANIES).copied().unwrap_or_default()
    }

    /// Appends the row of a record to `cells`.
    pub(super) fn row(&self, values: &[Value<'_>], id: Option<Str>, sink: &mut Sink<'_>, cells: &mut Vec<Cell>) {
        let start = cells.len();
        cells.resize(start + self.width, Cell::Unknown);
        self.set(values, true, sink, |slot, cell| {
            if let Some(target) = cells.get_mut(start + slot as usize) {
                *target = cell;
            }
        });
        let mut put = |slot: Option<Slot>, cell: Cell| {
            if let Some(target) = slot.and_then(|slot| cells.get_mut(start + slot as usize)) {
                *target = cell;
            }
        };
        put(self.id, id.map(Cell::Text).unwrap_or_default());
        put(self.companies, self.companies_cell(values, sink));
    }

    /// Reads the values of a record, where it gives one or `all`, and calls `put` for each cell.
    pub(super) fn set(&self, values: &[Value<'_>], all: bool, sink: &mut Sink<'_>, mut put: impl FnMut(Slot, Cell)) {
        let rows = self.shape.fields.iter().zip(&self.raw).zip(values);
        for (slot, ((field, raw_slot), value)) in (0..).zip(rows) {
            if Some(slot) == self.id || Some(slot) == self.companies {
                continue;
            }
            if *value == Value::Missing && !all {
                continue;
            }
            let label = self.labels.get(slot as usize);
            if field.required && all && !value.is_there() {
                sink.missing(label);
            }
            let nested = !self.lists && matches!(value, Value::Array(_));
            let read = if nested { None } else { convert::read(field, *value, &mut sink.arena, sink.zone) };
            let (cell, raw) = read.unwrap_or_else(|| {
                sink.wrong(label, || (convert::expected(field), value.describe()));
                (Cell::Unknown, Cell::Unknown)
            });
            put(slot, cell);
            if *raw_slot != slot {
                put(*raw_slot, raw);
            }
        }
    }

    /// The attribute `companies` itself and its slot, if it is read: known only where no object is in it.
    pub(super) fn companies_attribute(&self, values: &[Value<'_>], sink: &mut Sink<'_>) -> Option<(Slot, Cell)> {
        Some((self.companies?, self.companies_cell(values, sink)))
    }

    fn companies_cell(&self, values: &[Value<'_>], sink: &mut Sink<'_>) -> Cell {
        if self.companies.is_none() {
            return Cell::Unknown;
        }
        convert::texts(self.companies(values), &mut sink.arena).map(Cell::Texts).unwrap_or_default()
    }
}
