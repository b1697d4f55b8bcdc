//! What data is like as a whole: which names there are, how often, and of what types; and schema items that say so.
//!
//! In: records as the readers take them, one by one. Out: a [`Survey`], and source that declares what it found. It must
//! not know rules or campaigns.

mod census;
mod gather;
mod infer;
mod source;
mod values;

use std::collections::BTreeMap;

pub use census::Census;
pub(super) use census::Entry;
pub(super) use gather::{Gather, entries, entry};
pub use source::source;
pub use values::{Distinct, Values};

use crate::time::Instant;

/// What contact and activity files hold. Records that are bad or skipped are no part of it.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// The time that was taken for now.
    pub now: Instant,
    /// Records of activity, those that are no part of it included.
    pub records: u64,
    /// Contact records, and what `identify` records set.
    pub contacts: Census,
    /// Contacts without a contact record, known from activity alone.
    pub unrecorded: u64,
    /// Companies, each time that a contact has one.
    pub companies: Census,
    /// Page records, with their properties.
    pub pages: Census,
    /// Events by name.
    pub events: BTreeMap<String, EventCensus>,
}

/// Records of one event.
#[derive(Clone, Debug, Default)]
pub struct EventCensus {
    /// Its metadata.
    pub metadata: Census,
    /// How many came from `js` or `gtm`.
    pub from_js: u64,
}

impl EventCensus {
    /// How many came from `rest` or anything that counts as it.
    pub const fn from_rest(&self) -> u64 {
        self.metadata.rows - self.from_js
    }
}

impl Survey {
    /// Whether no contact, page or event was met at all.
    pub fn is_empty(&self) -> bool {
        let rows = self.contacts.rows + self.companies.rows + self.pages.rows;
        rows == 0 && self.contacts.names.is_empty() && self.events.is_empty()
    }

    /// Takes in a survey of other records.
    pub(super) fn absorb(&mut self, other: Self) {
        self.contacts.absorb(other.contacts);
        self.companies.absorb(other.companies);
        self.pages.absorb(other.pages);
        for (name, event) in other.events {
            let mine = self.events.entry(name).or_default();
            mine.from_js += event.from_js;
            mine.metadata.absorb(event.metadata);
        }
    }
}
