//! Contacts and records as they were read.

use super::arena::{Arenas, Str};
use super::cell::Cell;
use crate::ir::{EventId, Receipt, Slot};

/// Rows of one shape, end to end: first a cell for each field, then the text as sent of each field that has a
/// [`raw slot`](crate::ir::Shape::raw_slot) of its own.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    width: usize,
    cells: Vec<Cell>,
    count: u32,
}

impl Rows {
    /// No rows, each of `width` cells.
    pub const fn new(width: usize) -> Self {
        Self { width, cells: Vec::new(), count: 0 }
    }

    /// Adds a row, as long as `width`: longer ones are cut, shorter ones filled with unknown.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) -> u32 {
        let end = self.cells.len() + self.width;
        self.cells.extend(row.into_iter().take(self.width));
        self.cells.resize(end, Cell::Unknown);
        self.count += 1;
        self.count - 1
    }

    /// Adds the rows of others of the same width; the first of them has the number given back.
    pub fn append(&mut self, mut others: Self) -> u32 {
        let first = self.count;
        if self.cells.is_empty() {
            self.cells = others.cells;
        } else {
            self.cells.append(&mut others.cells);
        }
        self.count += others.count;
        first
    }

    /// A value of a row; unknown where there is none.
    pub fn cell(&self, row: u32, slot: Slot) -> Cell {
        if slot as usize >= self.width {
            return Cell::Unknown;
        }
        self.cells.get(row as usize * self.width + slot as usize).copied().unwrap_or_default()
    }

    /// A whole row.
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = row as usize * self.width;
        self.cells.get(start..start + self.width).unwrap_or_default()
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many cells a row has.
    pub const fn width(&self) -> usize {
        self.width
    }
}

/// A contact, known from a contact record, from a record of activity, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Its id.
    pub id: Str,
    /// Its row in [`Dataset::contact_rows`]; none if there is no contact record.
    pub row: Option<u32>,
    /// Its rows in [`Dataset::company_rows`], from the first up to, not including, the second, sorted by company id.
    pub companies: (u32, u32),
}

/// What an `identify` record sets, of what is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identify {
    /// Cells of the contact's row, raw slots included.
    pub set: Vec<(Slot, Cell)>,
    /// The companies from then on, as in [`Contact::companies`].
    pub companies: Option<(u32, u32)>,
}

/// A record of activity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// Which of [`Dataset::contacts`].
    pub contact: u32,
    /// When it was received, in microseconds.
    pub at: i64,
    /// What it is.
    pub kind: RecordKind,
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RecordKind {
    /// An event; `event` and its `row` in [`Dataset::event_rows`] only if some campaign names it.
    Track {
        /// Which, and its row.
        event: Option<(EventId, u32)>,
        /// Whether it came from the browser (`js`, `gtm`): a sign of life.
        js: bool,
    },
    /// A page, with its row in [`Dataset::page_rows`].
    Page(u32),
    /// New attributes: an index into [`Dataset::identifies`], if any of them is read.
    Identify(Option<u32>),
    /// Something done with a message of the campaign of this place.
    Receipt(u32, Action),
    /// A launch of the campaign of this place.
    Launch(u32),
    /// A wish for a check at once.
    Check,
}

/// What was done with a message.
pub type Action = Receipt;

/// All that was read.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    /// The text behind all cells.
    pub arenas: Arenas,
    /// The contacts, in the order in which they were met.
    pub contacts: Vec<Contact>,
    /// Attributes of contacts.
    pub contact_rows: Rows,
    /// Attributes of companies.
    pub company_rows: Rows,
    /// The id of each company row.
    pub company_ids: Vec<Str>,
    /// Properties of pages.
    pub page_rows: Rows,
    /// Metadata, by event of the layout.
    pub event_rows: Vec<Rows>,
    /// What `identify` records set.
    pub identifies: Vec<Identify>,
    /// The records in the order of the files.
    pub records: Vec<Record>,
}
