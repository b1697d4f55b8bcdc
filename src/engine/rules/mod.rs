//! Phase one: what rules and clocks say about every try of a block, whatever was sent before.
//!
//! In: a block and its timeline. Out: [`Findings`]: the tries that rules let through, the stretches of time in which
//! checked campaigns match, decisions and counts for the rest. It must not know sends.
//!
//! A [`batch::Batch`] of moments is judged campaign by campaign; campaigns with the same trigger, delay and reading of
//! companies share one, and with it every condition that they have in common.

mod batch;
mod checks;
mod dates;
mod fixed;
mod judge;
mod matching;
mod records;

pub(super) use fixed::{Members, draw};
pub(super) use matching::matching;
pub(super) use records::check_trigger;

use super::decision::By;
use super::scene::Scene;
use super::tries::{Order, Origin, Try};
use crate::bytecode::Campaign;
use crate::ir::Outcome;
use crate::source::Loc;
use crate::vm::{Block, Moment};

/// Phase one over a block.
pub(super) struct Rules<'b> {
    pub(super) scene: Scene<'b>,
    /// Who belongs to fixed audiences.
    pub(super) members: &'b Members<'b>,
    pub(super) findings: Findings<'b>,
}

/// What phase one finds.
#[derive(Default)]
pub(super) struct Findings<'b> {
    /// Tries that go on to phase two.
    pub(super) tries: Vec<Try<'b>>,
    /// When checked campaigns match.
    pub(super) checks: Vec<Matches<'b>>,
    /// Refusals, if decisions are asked for.
    pub(super) decisions: Vec<Refusal<'b>>,
    /// Refusals by campaign and outcome.
    pub(super) counts: Vec<(u32, Outcome)>,
}

/// A try that was refused.
pub(super) struct Refusal<'b> {
    pub(super) contact: u32,
    pub(super) campaign: u32,
    pub(super) order: Order<'b>,
    pub(super) origin: Origin<'b>,
    pub(super) outcome: Outcome,
    pub(super) rule: Option<Loc>,
    pub(super) by: Option<By>,
}

/// When a checked campaign matches a contact, or a contact for a company.
pub(super) struct Matches<'b> {
    pub(super) campaign: u32,
    pub(super) contact: u32,
    pub(super) company: Option<&'b str>,
    /// In order and apart.
    pub(super) stretches: Vec<Stretch>,
}

/// A stretch of time in which nothing that a campaign reads changes.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// Its first instant.
    pub(super) from: i64,
    /// The instant after its last.
    pub(super) to: i64,
    /// What is seen at its first instant.
    pub(super) moment: Moment,
}

impl<'b> Rules<'b> {
    /// Runs phase one.
    pub(super) fn run(mut self) -> Findings<'b> {
        self.events();
        self.visits();
        self.launches();
        self.dates();
        self.in_app_dates();
        self.check_records();
        self.checks();
        self.findings
    }
}

/// A campaign whose banner may hold the slot.
pub(super) struct Holding<'b, 'c> {
    pub(super) block: &'b Block<'b>,
    pub(super) campaign: &'c Campaign,
    pub(super) company: Option<&'c str>,
}

impl<'b> Holding<'b, '_> {
    /// Whether audience and page rules hold at a moment (§8.5); a company that is gone fails the audience.
    pub(super) fn at(&self, moment: Moment, event: Option<crate::ir::EventId>) -> bool {
        let tables = self.block.tables();
        let company = match self.company {
            Some(id) => match tables.companies_of(moment.version).find(|row| tables.company_id(*row) == id) {
                Some(row) => row,
                None => return false,
            },
            None => crate::vm::NONE,
        };
        let page = &self.campaign.page;
        if !page.clauses.is_empty() && moment.page == crate::vm::NONE {
            return false;
        }
        let moment = Moment { company, ..moment };
        let batch = batch::Batch::new(vec![moment], Vec::new(), event);
        let any = !self.campaign.settings.per_company;
        batch.hold(self.block, &[&self.campaign.audience], any).get(0) && batch.hold(self.block, &[page], any).get(0)
    }
}
