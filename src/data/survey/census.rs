//! Rows of one kind and the names in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::values::Values;
use crate::data::convert::{self, Reading};
use crate::data::value::Value;
use crate::time::Zone;

/// Rows of one kind.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// How many there are.
    pub rows: u64,
    /// What each name in them is like. A name is here from the first time that it is met, be it `null`.
    pub names: BTreeMap<String, Values>,
    /// How often rows or parts of them were taken in.
    turns: u64,
}

/// How the values of a row are read.
#[derive(Clone, Copy)]
pub(super) struct Gauge<'z> {
    /// The zone of times without one.
    pub(super) zone: &'z Zone,
    /// The time to take for now.
    pub(super) now: i64,
    /// Whether lists can be known.
    pub(super) lists: bool,
    /// When the row was received.
    pub(super) at: Option<i64>,
}

/// A name and its value.
pub(in crate::data) type Entry<'a> = (Cow<'a, str>, Value<'a>);

impl Census {
    /// The values of a name, if any was ever there.
    pub fn met(&self, name: &str) -> Option<&Values> {
        self.names.get(name).filter(|values| values.is_met())
    }

    /// Takes in a row. Of a name repeated in it the last stands.
    pub(super) fn row(&mut self, entries: &[Entry<'_>], gauge: Gauge<'_>) {
        self.rows += 1;
        self.turns += 1;
        self.each(entries, |values, value| {
            if value.is_there() {
                let reading = convert::reading(value, gauge.lists, gauge.zone);
                values.rows += u64::from(!reading.is_unknown());
                note(values, &reading, gauge);
            }
        });
    }

    /// Takes in what is set of a row that is there already, or may come to be.
    pub(super) fn set(&mut self, entries: &[Entry<'_>], gauge: Gauge<'_>) {
        self.turns += 1;
        self.each(entries, |values, value| {
            if value.is_there() {
                let reading = convert::reading(value, gauge.lists, gauge.zone);
                values.set += u64::from(!reading.is_unknown());
                note(values, &reading, gauge);
            } else {
                values.unset += 1;
            }
        });
    }

    /// Takes in the entries that stand where nothing reads them, of the row taken in last.
    pub(super) fn beyond(&mut self, entries: &[Entry<'_>]) {
        self.each(entries, |values, _| values.beyond += 1);
    }

    /// Calls `count` with the last value of each name that this turn has not had yet.
    fn each(&mut self, entries: &[Entry<'_>], mut count: impl FnMut(&mut Values, Value<'_>)) {
        for (name, value) in entries.iter().rev() {
            let values = match self.names.get_mut(name.as_ref()) {
                Some(values) => values,
                None => self.names.entry(name.as_ref().to_owned()).or_default(),
            };
            if values.turn < self.turns {
                values.turn = self.turns;
                count(values, *value);
            }
        }
    }

    /// Takes in a census of other rows.
    pub(super) fn absorb(&mut self, other: Self) {
        self.rows += other.rows;
        for (name, values) in other.names {
            self.names.entry(name).or_default().absorb(values);
        }
    }
}

fn note(values: &mut Values, reading: &Reading<'_>, gauge: Gauge<'_>) {
    values.nested += u64::from(reading.is_unknown());
    values.text += u64::from(reading.text.is_some());
    values.number += u64::from(reading.number);
    values.flag += u64::from(reading.flag);
    values.texts += u64::from(reading.texts);
    if let Some(at) = reading.time {
        *(if reading.number { &mut values.unix } else { &mut values.time }) += 1;
        values.future += u64::from(at > gauge.now);
    }
    if let Some(text) = &reading.text {
        values.distinct.add(text);
    }
    if let Some(at) = gauge.at {
        values.first = Some(values.first.map_or(at, |first| first.min(at)));
    }
}
