//! History conditions: where the records that count stand, and how many of them a moment sees.

use super::bits::Bits;
use super::block::{Block, Frame};
use super::moment::{Moment, NONE};
use super::tables::EntryKind;
use crate::bytecode::{History, HistoryKind, Reg, Space};
use crate::ir::{EventId, HistoryId, Window};

/// The records of one history, by contact and in record order.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// For each contact of the block, where its records start; one more at the end.
    starts: Vec<u32>,
    /// The place of the record among all of the contact's, from 1.
    seqs: Vec<u32>,
    /// When it was received.
    times: Vec<i64>,
    /// Its row in its own table.
    rows: Vec<u32>,
}

impl Positions {
    pub(super) fn find(block: &Block<'_>, id: HistoryId) -> Self {
        let mut found = Self { starts: vec![0], ..Self::default() };
        let Some(history) = block.machine().bundle().histories.get(id.0 as usize) else { return found };
        let tables = block.tables();
        let space = match history.kind {
            HistoryKind::Event(event) => Space::Event(event),
            HistoryKind::Visit | HistoryKind::Receipt(..) => Space::Page,
        };
        let passes = history.rules.filter(|_| !history.reads_trigger).map(|reg| block.rows(space, reg));
        for contact in 0..tables.contact_records.len() as u32 {
            for (seq, entry) in (1..).zip(tables.records_of(contact)) {
                let row = match (history.kind, entry.kind) {
                    (HistoryKind::Event(wanted), EntryKind::Event { event, row, .. }) if wanted == event => row,
                    (HistoryKind::Visit, EntryKind::Page(row)) => row,
                    (HistoryKind::Receipt(action, campaign), EntryKind::Receipt(of, done))
                        if campaign == of && action == done =>
                    {
                        NONE
                    }
                    _ => continue,
                };
                if passes.as_ref().is_none_or(|passes| passes.get(row as usize)) {
                    found.seqs.push(seq);
                    found.times.push(entry.at);
                    found.rows.push(row);
                }
            }
            found.starts.push(found.seqs.len() as u32);
        }
        found
    }

    fn range(&self, contact: u32) -> std::ops::Range<usize> {
        let start = |at: usize| self.starts.get(at).copied().unwrap_or_default() as usize;
        start(contact as usize)..start(contact as usize + 1)
    }

    /// Those that a moment sees, its own trigger included.
    fn seen(&self, moment: &Moment, window: Window) -> std::ops::Range<usize> {
        let range = self.range(moment.contact);
        let seqs = self.seqs.get(range.clone()).unwrap_or_default();
        let times = self.times.get(range.clone()).unwrap_or_default();
        let taken_in = seqs.partition_point(|seq| *seq <= moment.seq);
        let (from, to) = match window {
            Window::All => (0, taken_in),
            Window::Last(length) => {
                let edge = moment.at.saturating_sub(length);
                (times.partition_point(|time| *time <= edge), taken_in)
            }
            Window::Since(start) => (times.partition_point(|time| *time < start), taken_in),
            Window::Before(end) => (0, taken_in.min(times.partition_point(|time| *time < end))),
            Window::SinceTrigger => (seqs.partition_point(|seq| *seq <= moment.trigger_seq), taken_in),
        };
        range.start + from..range.start + to.max(from)
    }

    /// How many a moment sees, its own trigger left out (§3.5).
    fn count(&self, moment: &Moment, window: Window) -> u64 {
        let seen = self.seen(moment, window);
        let own = moment.trigger_seq != NONE
            && self.seqs.get(seen.clone()).is_some_and(|seqs| seqs.binary_search(&moment.trigger_seq).is_ok());
        (seen.len() - usize::from(own)) as u64
    }
}

impl Block<'_> {
    pub(super) fn did(&self, frame: &Frame, at: u32) -> Bits {
        let bundle = self.machine().bundle();
        let none = Bits::new(frame.moments().len(), false);
        let Some(did) = bundle.dids.get(at as usize) else { return none };
        let Some(history) = bundle.histories.get(did.history.0 as usize) else { return none };
        let positions = self.positions(did.history);
        let counts = match history.rules {
            Some(reg) if history.reads_trigger => self.pairs(frame, history, &positions, did.window, reg),
            _ => frame.moments().iter().map(|moment| positions.count(moment, did.window)).collect(),
        };
        let mut counts = counts.into_iter();
        Bits::from_fn(frame.moments().len(), |_| {
            counts.next().is_some_and(|count| did.count.min <= count && did.count.max.is_none_or(|max| count <= max))
        })
    }

    /// Counts where the rules look at the counted record and the try's trigger together: each pair is a moment whose
    /// own event or page is the counted one, and whose now is when it was received.
    fn pairs(&self, frame: &Frame, history: &History, positions: &Positions, window: Window, reg: Reg) -> Vec<u64> {
        let mut pairs = Vec::new();
        let mut owners = Vec::new();
        for (at, moment) in frame.moments().iter().enumerate() {
            for place in positions.seen(moment, window) {
                let get = |list: &[u32]| list.get(place).copied().unwrap_or_default();
                if moment.trigger_seq != NONE && get(&positions.seqs) == moment.trigger_seq {
                    continue;
                }
                let time = positions.times.get(place).copied().unwrap_or_default();
                let row = get(&positions.rows);
                let pair = Moment { at: time, ..*moment };
                pairs.push(match history.kind {
                    HistoryKind::Event(_) => Moment { event: row, ..pair },
                    HistoryKind::Visit | HistoryKind::Receipt(..) => Moment { page: row, ..pair },
                });
                owners.push(at);
            }
        }
        let event: Option<EventId> = match history.kind {
            HistoryKind::Event(event) => Some(event),
            HistoryKind::Visit | HistoryKind::Receipt(..) => frame.event(),
        };
        let held = self.eval(&Frame::new(pairs, event), reg);
        let mut counts = vec![0; frame.moments().len()];
        for owner in held.rows().filter_map(|pair| owners.get(pair)) {
            if let Some(count) = counts.get_mut(*owner) {
                *count += 1;
            }
        }
        counts
    }

    /// The instants at which records of a history leave a window of `length` behind now: where the count can change
    /// without a record.
    pub fn window_ends(&self, history: HistoryId, contact: u32, length: i64) -> Vec<i64> {
        let positions = self.positions(history);
        let times = positions.times.get(positions.range(contact)).unwrap_or_default();
        times.iter().map(|time| time.saturating_add(length)).collect()
    }
}
