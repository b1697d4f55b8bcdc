//! What reading goes by: the layout made ready for looking names up.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::table::Table;
use crate::ir::{EventId, Layout, Slot};
use crate::time::{Instant, Zone};

/// What is read, and what receipts and launches may name.
#[derive(Clone, Debug)]
pub struct Plan<'p> {
    /// The values that some campaign reads.
    pub layout: &'p Layout,
    /// The campaigns by place, and whether a record may launch each (§7.3).
    pub campaigns: Vec<(String, bool)>,
    /// The zone of times without an offset (§11.3).
    pub zone: Zone,
}

/// A plan made ready.
pub(super) struct Context<'p> {
    pub(super) contact: Table<'p>,
    pub(super) company: Table<'p>,
    pub(super) page: Table<'p>,
    pub(super) events: Vec<Table<'p>>,
    pub(super) url: Option<Slot>,
    pub(super) path: Option<Slot>,
    pub(super) zone: &'p Zone,
    /// The time to take for now by those who want to know what the data is like as a whole.
    pub(super) survey: Option<Instant>,
    event_names: HashMap<&'p str, EventId, RandomState>,
    campaigns: HashMap<&'p str, (u32, bool), RandomState>,
    hasher: RandomState,
}

impl<'p> Context<'p> {
    pub(super) fn new(plan: &'p Plan<'_>) -> Self {
        let layout = plan.layout;
        let event_names = (0..).zip(&layout.events).map(|(at, event)| (event.name.as_str(), EventId(at)));
        let campaigns = (0..).zip(&plan.campaigns).map(|(at, (name, launch))| (name.as_str(), (at, *launch)));
        Self {
            contact: Table::new(&layout.contact, "contact.").with_id().with_companies(),
            company: Table::new(&layout.company, "company.").with_id(),
            page: Table::new(&layout.page, "page."),
            events: layout
                .events
                .iter()
                .map(|event| Table::new(&event.shape, &format!("event {}.", event.name)).without_lists())
                .collect(),
            url: layout.page.slot("url"),
            path: layout.page.slot("path"),
            zone: &plan.zone,
            survey: None,
            event_names: event_names.collect(),
            campaigns: campaigns.collect(),
            hasher: RandomState::default(),
        }
    }

    /// The same, for a survey too.
    pub(super) fn surveying(self, now: Instant) -> Self {
        Self { survey: Some(now), ..self }
    }

    /// The event of a name and its rows, if some campaign names it.
    pub(super) fn event(&self, name: &str) -> Option<(EventId, &Table<'p>)> {
        let id = *self.event_names.get(name)?;
        Some((id, self.events.get(id.0 as usize)?))
    }

    /// The place of a campaign, and whether it may be launched.
    pub(super) fn campaign(&self, name: &str) -> Option<(u32, bool)> {
        self.campaigns.get(name).copied()
    }

    /// The hash of an id, the same for all readers of one run.
    pub(super) fn hash(&self, id: &str) -> u64 {
        self.hasher.hash_one(id)
    }
}
