//! Contact and activity files in memory: only the values that some campaign reads, by slot.
//!
//! In: files and a [`Layout`](crate::ir::Layout). Out: a [`Dataset`] and a report of what was skipped and why. It must
//! not know rules, tries or sends.

mod arena;
mod cell;
mod dataset;

pub use arena::{Arena, Arenas, Str};
pub use cell::Cell;
pub use dataset::{Action, Contact, Dataset, Identify, Record, RecordKind, Rows};
