//! Where what is read goes to, besides rows: text, and counts of what was not as it should be.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::arena::Arena;
use super::report::{EXAMPLES, Skip};
use crate::time::Zone;

/// Where a record begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Which file, in the order given, contacts first.
    pub(super) file: u32,
    /// The line, from 1.
    pub(super) line: u64,
}

/// How often something was met, and the first of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) count: u64,
    pub(super) first: Spot,
    pub(super) expected: String,
    pub(super) found: String,
}

/// What was counted. Of two of them, the one over earlier records takes in the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) contacts: u64,
    pub(super) records: u64,
    pub(super) bad: u64,
    pub(super) bad_first: Vec<(Spot, String)>,
    pub(super) skipped: BTreeMap<Skip, u64>,
    pub(super) wrong: BTreeMap<Arc<str>, Tally>,
    pub(super) missing: BTreeMap<Arc<str>, Tally>,
    pub(super) stood_in: u64,
    pub(super) sources: BTreeMap<Arc<str>, Tally>,
    pub(super) latest: Option<i64>,
}

impl Counts {
    pub(super) fn absorb(&mut self, later: Self) {
        self.contacts += later.contacts;
        self.records += later.records;
        self.bad += later.bad;
        let room = EXAMPLES.saturating_sub(self.bad_first.len());
        self.bad_first.extend(later.bad_first.into_iter().take(room));
        for (kind, count) in later.skipped {
            *self.skipped.entry(kind).or_default() += count;
        }
        let pairs =
            [(&mut self.wrong, later.wrong), (&mut self.missing, later.missing), (&mut self.sources, later.sources)];
        for (mine, theirs) in pairs {
            for (label, tally) in theirs {
                mine.entry(label).and_modify(|known| known.count += tally.count).or_insert(tally);
            }
        }
        self.stood_in += later.stood_in;
        self.latest = self.latest.max(later.latest);
    }
}

/// What the readers of one piece of data write to.
pub(super) struct Sink<'p> {
    pub(super) arena: Arena,
    pub(super) zone: &'p Zone,
    pub(super) counts: Counts,
    /// The record that is read.
    pub(super) spot: Spot,
    /// The fields counted already, where each is to be counted once over several rows.
    seen: Option<Vec<Arc<str>>>,
}

impl<'p> Sink<'p> {
    pub(super) fn new(arena: Arena, zone: &'p Zone) -> Self {
        Self { arena, zone, counts: Counts::default(), spot: Spot::default(), seen: None }
    }

    /// Lets `read` read several rows of one record: each field is counted once over all of them.
    pub(super) fn once_each(&mut self, read: impl FnOnce(&mut Self)) {
        self.seen = Some(Vec::new());
        read(self);
        self.seen = None;
    }

    /// Whether a field was counted already.
    fn seen(&mut self, field: Option<&Arc<str>>) -> bool {
        let (Some(seen), Some(field)) = (&mut self.seen, field) else { return false };
        let again = seen.contains(field);
        if !again {
            seen.push(Arc::clone(field));
        }
        again
    }

    /// Counts a record that cannot be read (§11.5).
    pub(super) fn bad(&mut self, why: impl Into<String>) {
        self.counts.bad += 1;
        if self.counts.bad_first.len() < EXAMPLES {
            self.counts.bad_first.push((self.spot, why.into()));
        }
    }

    /// Counts a record that is none of ours (§11.2).
    pub(super) fn skip(&mut self, kind: Skip) {
        *self.counts.skipped.entry(kind).or_default() += 1;
    }

    /// Counts a value of the wrong type (§3.3); `tell` says what was expected and what was found.
    pub(super) fn wrong(&mut self, field: Option<&Arc<str>>, tell: impl FnOnce() -> (String, String)) {
        if self.seen(field) {
            return;
        }
        tally(&mut self.counts.wrong, field, self.spot, tell);
    }

    /// Counts a required value that is missing (§2.2).
    pub(super) fn missing(&mut self, field: Option<&Arc<str>>) {
        if self.seen(field) {
            return;
        }
        tally(&mut self.counts.missing, field, self.spot, Default::default);
    }

    /// Counts a source that is not known (§11.2).
    pub(super) fn source(&mut self, name: &str) {
        tally(&mut self.counts.sources, Some(&Arc::from(name)), self.spot, Default::default);
    }
}

fn tally(
    tallies: &mut BTreeMap<Arc<str>, Tally>,
    label: Option<&Arc<str>>,
    first: Spot,
    tell: impl FnOnce() -> (String, String),
) {
    let Some(label) = label else { return };
    if let Some(known) = tallies.get_mut(label) {
        known.count += 1;
        return;
    }
    let (expected, found) = tell();
    tallies.insert(Arc::clone(label), Tally { count: 1, first, expected, found });
}
