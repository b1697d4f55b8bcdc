//! What both phases look at.

use super::calendar::Calendar;
use super::contacts::Timeline;
use super::plan::Plan;
use crate::bytecode::{Bundle, Campaign};
use crate::vm::Block;

/// A block of contacts in time, the campaigns that run over it, and the span of the run.
#[derive(Clone, Copy)]
pub(super) struct Scene<'b> {
    pub(super) block: &'b Block<'b>,
    pub(super) timeline: &'b Timeline<'b>,
    pub(super) plan: &'b Plan,
    pub(super) calendar: &'b Calendar,
    /// Nothing at or before this instant is decided.
    pub(super) from: i64,
    /// Nothing after this instant happens.
    pub(super) to: i64,
    /// Whether decisions are asked for, not only their counts.
    pub(super) wants_decisions: bool,
}

impl<'b> Scene<'b> {
    /// The bundle that runs.
    pub(super) fn bundle(&self) -> &'b Bundle {
        self.block.machine().bundle()
    }

    /// A campaign by its place in the bundle.
    pub(super) fn campaign(&self, campaign: u32) -> Option<&'b Campaign> {
        self.bundle().campaigns.get(campaign as usize)
    }
}
