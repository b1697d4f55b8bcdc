//! The rows of a block.

use crate::bytecode::Space;
use crate::data::{Action, Cell, Dataset, Rows, Str};
use crate::ir::{EventId, Slot};

/// The rows of one space in a block; row 0 is all unknown.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    source: Source<'a>,
    /// When each row was received, where rows are records.
    times: Vec<i64>,
}

#[derive(Clone, Debug)]
enum Source<'a> {
    /// Cells of the block's own, `width` a row.
    Own { width: usize, cells: Vec<Cell> },
    /// Rows of the data set.
    Of { rows: &'a Rows, picked: Vec<u32> },
}

impl<'a> Table<'a> {
    /// A table of cells of its own, with row 0.
    pub fn own(width: usize) -> Self {
        Self { source: Source::Own { width, cells: vec![Cell::Unknown; width] }, times: vec![0] }
    }

    /// A table of rows of the data set, with row 0.
    pub fn of(rows: &'a Rows) -> Self {
        Self { source: Source::Of { rows, picked: vec![u32::MAX] }, times: vec![0] }
    }

    /// Adds a row to a table of cells and tells its place.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) -> u32 {
        if let Source::Own { width, cells } = &mut self.source {
            let end = cells.len() + *width;
            cells.extend(row.into_iter().take(*width));
            cells.resize(end, Cell::Unknown);
        }
        self.times.push(0);
        self.times.len() as u32 - 1
    }

    /// Adds a row of the data set, received at `at`, and tells its place.
    pub fn pick(&mut self, row: u32, at: i64) -> u32 {
        if let Source::Of { picked, .. } = &mut self.source {
            picked.push(row);
        }
        self.times.push(at);
        self.times.len() as u32 - 1
    }

    /// How many rows there are, row 0 included.
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether there is no row but row 0.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// A value of a row.
    pub fn cell(&self, row: u32, slot: Slot) -> Cell {
        match &self.source {
            Source::Own { width, cells } if (slot as usize) < *width => {
                cells.get(row as usize * width + slot as usize).copied().unwrap_or_default()
            }
            Source::Own { .. } => Cell::Unknown,
            Source::Of { rows, picked } => {
                picked.get(row as usize).map_or(Cell::Unknown, |picked| rows.cell(*picked, slot))
            }
        }
    }

    /// A row of a table of cells.
    pub fn cells(&self, row: u32) -> &[Cell] {
        match &self.source {
            Source::Own { width, cells } => {
                let start = row as usize * width;
                cells.get(start..start + width).unwrap_or_default()
            }
            Source::Of { rows, picked } => picked.get(row as usize).map_or(&[], |picked| rows.row(*picked)),
        }
    }

    /// When each row was received, in microseconds.
    pub fn times(&self) -> &[i64] {
        &self.times
    }
}

/// A record of the block, as history conditions count it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Entry {
    /// When it was received.
    pub at: i64,
    /// What it is.
    pub kind: EntryKind,
}

/// What a record is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum EntryKind {
    /// An event that some campaign names.
    Event {
        /// Its name.
        event: EventId,
        /// Its row in its table.
        row: u32,
        /// Whether it came from the browser.
        js: bool,
    },
    /// A page, with its row.
    Page(u32),
    /// A receipt of the campaign of this place.
    Receipt(u32, Action),
    /// A launch of the campaign of this place.
    Launch(u32),
    /// A wish for a check.
    Check,
    /// Anything that no campaign counts or is triggered by.
    Other,
}

/// The rows of a block of contacts, grouped by contact.
#[derive(Clone, Debug)]
pub struct Tables<'a> {
    /// The data behind the rows.
    pub data: &'a Dataset,
    /// Versions of contacts.
    pub contacts: Table<'a>,
    /// Companies of versions.
    pub companies: Table<'a>,
    /// The id of each company row; that of row 0 is empty.
    pub company_ids: Vec<Str>,
    /// The company rows of each version, from the first up to, not including, the second.
    pub version_companies: Vec<(u32, u32)>,
    /// States of the engine-kept attributes.
    pub kept: Table<'a>,
    /// Page records.
    pub pages: Table<'a>,
    /// Events of each name.
    pub events: Vec<Table<'a>>,
    /// Every record, by contact, time and order.
    pub records: Vec<Entry>,
    /// The records of each contact of the block, from the first up to, not including, the second.
    pub contact_records: Vec<(u32, u32)>,
}

impl<'a> Tables<'a> {
    /// The rows of a space; moments have none here.
    pub fn table(&self, space: Space) -> Option<&Table<'a>> {
        match space {
            Space::Contact => Some(&self.contacts),
            Space::Company => Some(&self.companies),
            Space::Kept => Some(&self.kept),
            Space::Page => Some(&self.pages),
            Space::Event(event) => self.events.get(event.0 as usize),
            Space::Moment => None,
        }
    }

    /// The records of a contact of the block.
    pub fn records_of(&self, contact: u32) -> &[Entry] {
        let (start, end) = self.contact_records.get(contact as usize).copied().unwrap_or_default();
        self.records.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The company rows of a version.
    pub fn companies_of(&self, version: u32) -> std::ops::Range<u32> {
        let (start, end) = self.version_companies.get(version as usize).copied().unwrap_or_default();
        start..end
    }

    /// A text of the data.
    pub fn text(&self, text: Str) -> &'a str {
        self.data.arenas.text(text)
    }

    /// The id of a company row.
    pub fn company_id(&self, row: u32) -> &'a str {
        self.company_ids.get(row as usize).map_or("", |id| self.data.arenas.text(*id))
    }
}
