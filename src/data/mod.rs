//! Contact and activity files in memory: only the values that some campaign reads, by slot.
//!
//! In: files and a [`Layout`](crate::ir::Layout). Out: a [`Dataset`] and a report of what was skipped and why; for those
//! who ask, in the same pass, a [`survey`] of all names there are. It must not know rules, tries or sends.

mod activity;
mod arena;
mod boundary;
mod cell;
mod contacts;
mod context;
mod convert;
mod csv;
mod dataset;
mod error;
mod feed;
mod ids;
mod input;
mod json;
mod lines;
mod max_bad;
mod part;
mod read;
mod report;
mod sink;
pub mod survey;
mod table;
mod value;

pub use arena::{Arena, Arenas, Str};
pub use cell::Cell;
pub use context::Plan;
pub use dataset::{Action, Contact, Dataset, Identify, Record, RecordKind, Rows};
pub use error::DataError;
pub use input::Input;
pub use max_bad::MaxBad;
pub use read::{Progress, read, read_in_pieces, survey_in_pieces, with_survey};
pub use report::{At, BadRecord, FieldCount, Report, Skip};
