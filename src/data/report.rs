//! What reading found, for people.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::sink::{Counts, Spot, Tally};
use crate::time::Instant;

/// How many bad records are listed.
pub(super) const EXAMPLES: usize = 10;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct At {
    /// The file, as given.
    pub file: String,
    /// The line, from 1, on which the record begins.
    pub line: u64,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A record that could not be read (§11.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord {
    /// Where.
    pub at: At,
    /// Why.
    pub reason: String,
}

/// Why a record that can be read is skipped (§11.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Skip {
    /// Its `type` is none of ours.
    UnknownType,
    /// It has an `anonymousId` and no contact.
    Anonymous,
    /// A receipt of a campaign that the bundle lacks.
    ReceiptOfUnknownCampaign,
    /// A receipt with an action that is none of ours.
    UnknownAction,
    /// A launch of a campaign that the bundle lacks.
    LaunchOfUnknownCampaign,
    /// A launch of a campaign that may not be launched (§7.3).
    NotLaunchable,
}

impl Skip {
    /// What it is called in summaries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownType => "unknown type",
            Self::Anonymous => "anonymous",
            Self::ReceiptOfUnknownCampaign => "receipt of an unknown campaign",
            Self::UnknownAction => "unknown action",
            Self::LaunchOfUnknownCampaign => "launch of an unknown campaign",
            Self::NotLaunchable => "launch of a campaign that may not be launched",
        }
    }
}

/// A field whose values were not as they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldCount {
    /// The field, such as `contact.seats` or `event upload.duration`.
    pub field: String,
    /// In how many records.
    pub count: u64,
    /// The first of them.
    pub first: At,
    /// What its type asks for; empty where nothing is wrong but that it is missing.
    pub expected: String,
    /// What the first of them has instead.
    pub found: String,
}

/// What reading found.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Report {
    /// Contact records read, bad ones included.
    pub contacts: u64,
    /// Records of activity read, bad and skipped ones included.
    pub records: u64,
    /// Records that could not be read.
    pub bad: u64,
    /// The first of them.
    pub bad_first: Vec<BadRecord>,
    /// Records skipped, by kind.
    pub skipped: BTreeMap<Skip, u64>,
    /// Values of a wrong type, each record and field counted once.
    pub wrong_types: u64,
    /// The same by field.
    pub wrong: Vec<FieldCount>,
    /// Required values that were missing, by field.
    pub missing: Vec<FieldCount>,
    /// Records whose `created_at` stood in for the time they were received.
    pub stood_in: u64,
    /// Sources that are not known, taken as `rest`, by name.
    pub sources: Vec<FieldCount>,
    /// The latest received time of the records taken.
    pub latest: Option<Instant>,
    /// Bytes read, before decompression.
    pub bytes: u64,
}

impl Report {
    pub(super) fn new(counts: Counts, files: &[String], bytes: u64) -> Self {
        let at = |spot: Spot| At { file: files.get(spot.file as usize).cloned().unwrap_or_default(), line: spot.line };
        let fields = |tallies: BTreeMap<Arc<str>, Tally>| -> Vec<FieldCount> {
            let field = |(label, tally): (Arc<str>, Tally)| FieldCount {
                field: label.to_string(),
                count: tally.count,
                first: at(tally.first),
                expected: tally.expected,
                found: tally.found,
            };
            tallies.into_iter().map(field).collect()
        };
        Self {
            contacts: counts.contacts,
            records: counts.records,
            bad: counts.bad,
            bad_first: counts.bad_first.into_iter().map(|(spot, reason)| BadRecord { at: at(spot), reason }).collect(),
            skipped: counts.skipped,
            wrong_types: counts.wrong.values().map(|tally| tally.count).sum(),
            wrong: fields(counts.wrong),
            missing: fields(counts.missing),
            stood_in: counts.stood_in,
            sources: fields(counts.sources),
            latest: counts.latest.map(Instant),
            bytes,
        }
    }
}
