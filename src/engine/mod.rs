//! What campaigns do over time: tries, frequency, delivery, banners, companies, life cycle (LANGUAGE §6–§9).
//!
//! In: a compiled bundle, a [`Dataset`], the sends of earlier runs. Out: sends, decisions and counts, in a defined
//! order that does not depend on the number of threads. It must not know syntax, files or the terminal.
//!
//! Contacts are independent of each other: a block of them is the unit of work (`block`). Two phases keep what rules
//! say apart from what history of sends says. Phase one (`rules/`) is pure and runs over whole blocks: it finds every
//! try, judges all that rules and clocks decide, and leaves the survivors. Phase two (`spending/`) walks one contact's
//! survivors in their order (§7.0) and spends frequency, caps and the banner slot. Time never ticks: both phases go
//! from one change to the next.

mod audience;
mod calendar;
mod contacts;
mod decision;
mod plan;
mod rules;
mod run;
mod scene;
mod send;
mod spending;
mod tries;

pub use crate::ir::Outcome;
pub use audience::{Audience, Audiences};
pub use decision::{By, Decision, write_decision};
pub use run::{Counts, Engine, Options, Results};
pub use send::{EarlierSend, Send, write_send};
pub use tries::TriggerInfo;

#[cfg(doc)]
use crate::data::Dataset;
