//! A try: a campaign at a moment, and where it stands among the others of its contact.

use std::cmp::Ordering;

use crate::ir::EventId;
use crate::vm::Moment;

/// What made a campaign try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TriggerInfo {
    /// An event.
    Event {
        /// Which.
        event: EventId,
        /// When it was received.
        received_at: i64,
    },
    /// A page record.
    Visit {
        /// When it was received.
        received_at: i64,
    },
    /// A launch.
    Launch {
        /// When it was received.
        received_at: i64,
    },
    /// A date of the campaign's attribute.
    Date {
        /// The attribute's value.
        value: i64,
    },
    /// A check.
    Check,
    /// A check at the start of a live interval.
    Live,
}

/// Where a try stands in its instant (§7.0).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Class {
    /// A record's, with its place among the contact's records, from 1.
    Record(u32),
    /// A delayed or waiting try, or a date.
    Timer,
    /// An hourly check.
    Check,
}

/// The order in which tries of one contact go (§7.0).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Order<'a> {
    /// The instant.
    pub(super) at: i64,
    /// Records, timers, checks.
    pub(super) class: Class,
    /// The campaign's place by priority, first live and name.
    pub(super) rank: u32,
    /// The instant of the trigger.
    pub(super) trigger_at: i64,
    /// The place of the trigger's record, from 1; 0 without one.
    pub(super) trigger_seq: u32,
    /// The company; none first.
    pub(super) company: Option<&'a str>,
}

impl Ord for Order<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |order: &Self| (order.at, order.class, order.rank, order.trigger_at, order.trigger_seq);
        key(self).cmp(&key(other)).then_with(|| self.company.cmp(&other.company))
    }
}

impl PartialOrd for Order<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A campaign's try, as far as its trigger goes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Origin<'a> {
    /// What made it.
    pub(super) trigger: TriggerInfo,
    /// The instant of the trigger.
    pub(super) at: i64,
    /// The place of the trigger's record, from 1; 0 without one.
    pub(super) seq: u32,
    /// The company that it is decided for.
    pub(super) company: Option<&'a str>,
}

/// A try that rules let through.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Try<'a> {
    /// The campaign, by its place in the bundle.
    pub(super) campaign: u32,
    /// Where it stands among the contact's tries.
    pub(super) order: Order<'a>,
    /// What it sees.
    pub(super) moment: Moment,
    /// What made it.
    pub(super) origin: Origin<'a>,
    /// Whether it is a launch, which caps do not hold back (§7.3).
    pub(super) launched: bool,
}
