//! What the values of one name are like.

use std::collections::BTreeMap;

/// The values of one name. One value counts for every type that can read it: a field of CSV may be a number and a text,
/// a text may be a time.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// In how many rows one is known.
    pub rows: u64,
    /// How many `identify` records made one known.
    pub set: u64,
    /// How many `identify` records made it unknown.
    pub unset: u64,
    /// How many were there and of no type: objects, lists that are not all text, numbers that overflow.
    pub nested: u64,
    /// How many are texts.
    pub text: u64,
    /// How many are numbers.
    pub number: u64,
    /// How many are flags.
    pub flag: u64,
    /// How many are lists of texts.
    pub texts: u64,
    /// How many are texts that tell a time (§11.3).
    pub time: u64,
    /// How many are numbers that tell a time.
    pub unix: u64,
    /// How many of the times lie after now.
    pub future: u64,
    /// Which texts there are.
    pub distinct: Distinct,
    /// When one was received first; none where rows have no time.
    pub first: Option<i64>,
    /// In how many records it stood behind the last entry that is read (§4.3), and nowhere before.
    pub beyond: u64,
    /// The turn in which it was counted last.
    pub(super) turn: u64,
}

impl Values {
    /// How many were known.
    pub const fn known(&self) -> u64 {
        self.rows + self.set
    }

    /// Whether one was ever there, `null` being none.
    pub const fn is_met(&self) -> bool {
        self.known() + self.nested > 0
    }

    /// How many can be read as times.
    pub const fn times(&self) -> u64 {
        self.time + self.unix
    }

    pub(super) fn absorb(&mut self, other: Self) {
        self.rows += other.rows;
        self.set += other.set;
        self.unset += other.unset;
        self.nested += other.nested;
        self.text += other.text;
        self.number += other.number;
        self.flag += other.flag;
        self.texts += other.texts;
        self.time += other.time;
        self.unix += other.unix;
        self.future += other.future;
        self.beyond += other.beyond;
        self.distinct.absorb(other.distinct);
        self.first = match (self.first, other.first) {
            (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
    }
}

/// The texts of a name, while there are few and short ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Distinct {
    /// All of them, each with how often it was there.
    Few(BTreeMap<String, u64>),
    /// Too many, or too long ones.
    Many,
}

/// How many texts are few.
const FEW: usize = 32;
/// How many bytes make a short text.
const SHORT: usize = 64;

impl Default for Distinct {
    fn default() -> Self {
        Self::Few(BTreeMap::new())
    }
}

impl Distinct {
    pub(super) fn add(&mut self, text: &str) {
        self.add_times(text, 1);
    }

    fn add_times(&mut self, text: &str, times: u64) {
        let Self::Few(known) = self else { return };
        if let Some(count) = known.get_mut(text) {
            *count += times;
        } else if known.len() == FEW || text.len() > SHORT {
            *self = Self::Many;
        } else {
            known.insert(text.to_owned(), times);
        }
    }

    fn absorb(&mut self, other: Self) {
        let Self::Few(texts) = other else {
            *self = Self::Many;
            return;
        };
        for (text, times) in texts {
            self.add_times(&text, times);
        }
    }
}
