//! The interpreter: register programs over blocks of rows, and templates.
//!
//! In: a [`Bundle`](crate::bytecode::Bundle), the rows of a block ([`Tables`]) and moments ([`Moment`]). Out: a bit per
//! row, and rendered messages. It must not know syntax, files, tries or sends.
//!
//! A register is computed at most once for a block of rows, when someone first asks for it ([`Block::eval`]). The same
//! code serves one row and thousands. Row 0 of every table is the row whose values are all unknown: a moment without a
//! page, a company or a trigger points there, so that conditions need no case for what is not there.

mod bits;
mod block;
mod column;
mod did;
mod machine;
mod matcher;
mod message;
mod moment;
mod relative;
mod tables;
mod template;

pub use bits::Bits;
pub use block::{Block, Frame};
pub use machine::Machine;
pub use message::{write_content, write_json_text};
pub use moment::{Moment, NONE};
pub use tables::{Entry, EntryKind, Table, Tables};
