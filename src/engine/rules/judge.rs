//! The judgement of tries, in the order of §14.1.

use super::batch::Batch;
use super::{Refusal, Rules};
use crate::bytecode::Campaign;
use crate::engine::calendar::Hours;
use crate::engine::tries::{Class, Order, Origin, Try};
use crate::ir::{Life, Mode, Outcome, Trigger};
use crate::source::Loc;
use crate::vm::{Bits, Moment, NONE};

/// How a batch came about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// At records, which trigger now.
    Records,
    /// At launches.
    Launches,
    /// At instants of dates.
    Dates,
    /// At instants to which tries moved, or until which they waited.
    Later,
    /// At `check` records: only a send is a decision.
    CheckRecords,
}

/// How far a campaign's tries move: delay, time on the page, and whether they are decided for each company.
type Move = (Option<i64>, Option<i64>, bool);

impl<'b> Rules<'b> {
    /// Judges the tries that campaigns make at the moments of a batch, and those that they move and wait to.
    pub(super) fn judge(&mut self, campaigns: &[u32], batch: &Batch<'b>, kind: Kind) {
        let mut moving: Vec<(Move, Vec<(u32, Bits)>)> = Vec::new();
        for &at in campaigns {
            let Some(campaign) = self.scene.campaign(at) else { continue };
            let settings = &campaign.settings;
            let batch = if settings.per_company { batch.each_company(self.scene.block.tables()) } else { batch };
            let triggered = self.triggered(at, campaign, batch, kind);
            if triggered.none() {
                continue;
            }
            let key = (settings.delay, settings.time_on_page, settings.per_company);
            if kind == Kind::Launches || (key.0.is_none() && key.1.is_none()) {
                self.settle(at, campaign, batch, triggered, kind);
                continue;
            }
            match moving.iter_mut().find(|(known, _)| *known == key) {
                Some((_, campaigns)) => campaigns.push((at, triggered)),
                None => moving.push((key, vec![(at, triggered)])),
            }
        }
        for (key, campaigns) in moving {
            let batch = if key.2 { batch.each_company(self.scene.block.tables()) } else { batch };
            self.judge_moved(key, campaigns, batch, kind);
        }
    }

    /// Judges tries that move: those that stay at their trigger there, the others where they move to.
    fn judge_moved(&mut self, key: Move, campaigns: Vec<(u32, Bits)>, batch: &Batch<'b>, kind: Kind) {
        let instants: Vec<i64> = (0..batch.len()).map(|row| self.moved_to(key, &batch.moment(row))).collect();
        let stays = Bits::from_fn(batch.len(), |row| instants.get(row).is_some_and(|at| *at <= batch.moment(row).at));
        let mut rows = Bits::new(batch.len(), false);
        campaigns.iter().for_each(|(_, triggered)| rows.or(triggered));
        rows.minus(&stays);
        let moved: Vec<(usize, i64)> = rows
            .rows()
            .filter_map(|row| Some((row, *instants.get(row)?)))
            .filter(|(_, at)| *at <= self.scene.to)
            .collect();
        let later = self.later(batch, &moved);
        for (at, triggered) in campaigns {
            let Some(campaign) = self.scene.campaign(at) else { continue };
            let mut here = triggered.clone();
            here.and(&stays);
            self.settle(at, campaign, batch, here, kind);
            let there = Bits::from_fn(moved.len(), |row| moved.get(row).is_some_and(|(from, _)| triggered.get(*from)));
            let there = self.alive(at, campaign, &later, there, Kind::Later);
            self.settle(at, campaign, &later, there, Kind::Later);
        }
    }

    /// The instant to which a try moves (§7.6, §8.1).
    fn moved_to(&self, (delay, time_on_page, _): Move, moment: &Moment) -> i64 {
        let at = moment.at.saturating_add(delay.unwrap_or_default());
        let opened = self.scene.block.tables().pages.times().get(moment.page as usize).filter(|_| moment.page != NONE);
        match (time_on_page, opened) {
            (Some(wait), Some(opened)) => at.max(opened.saturating_add(wait)),
            _ => at,
        }
    }

    /// The moments of some rows at later instants, their triggers as they were.
    fn later(&self, batch: &Batch<'b>, rows: &[(usize, i64)]) -> Batch<'b> {
        let mut moments = Vec::with_capacity(rows.len());
        let mut origins = Vec::with_capacity(rows.len());
        let mut left = Vec::with_capacity(rows.len());
        let mut gone = Vec::with_capacity(rows.len());
        for &(row, at) in rows {
            let (before, Some(origin)) = (batch.moment(row), batch.origins.get(row)) else { continue };
            let now = self.scene.timeline.after(before.contact, at);
            let company = self.company(now.version, origin.company);
            moments.push(Moment {
                event: before.event,
                trigger: before.trigger,
                trigger_seq: before.trigger_seq,
                page: before.page,
                company: company.unwrap_or(NONE),
                ..now
            });
            left.push(now.page != before.page);
            gone.push(origin.company.is_some() && company.is_none());
            origins.push(*origin);
        }
        Batch::new(moments, origins, batch.frame.event()).later(left, gone)
    }

    /// The row of a company of a version.
    pub(super) fn company(&self, version: u32, id: Option<&str>) -> Option<u32> {
        let id = id?;
        let tables = self.scene.block.tables();
        tables.companies_of(version).find(|row| tables.company_id(*row) == id)
    }

    /// What is judged at the trigger: life cycle, source, `when` rules.
    fn triggered(&mut self, at: u32, campaign: &'b Campaign, batch: &Batch<'b>, kind: Kind) -> Bits {
        let rows = Bits::new(batch.len(), true);
        let mut left = self.alive(at, campaign, batch, rows, kind);
        if !matches!(campaign.settings.trigger, Trigger::Event(_)) || kind == Kind::Launches {
            return left;
        }
        if campaign.settings.channel == crate::ir::Channel::Tour {
            let from_app = Bits::from_fn(batch.len(), |row| self.is_from_app(&batch.moment(row)));
            self.refuse(at, batch, &mut left, &from_app, Outcome::SourceNotSupported, kind, |_| None);
        }
        if !campaign.when.clauses.is_empty() && !left.none() {
            let (block, any) = (self.scene.block, !campaign.settings.per_company);
            let rules = [&campaign.when];
            let held = batch.hold(block, &rules, any);
            let failing = |row| batch.first_failing(block, &rules, any, row);
            self.refuse(at, batch, &mut left, &held, Outcome::Metadata, kind, failing);
        }
        left
    }

    fn is_from_app(&self, moment: &Moment) -> bool {
        let records = self.scene.block.tables().records_of(moment.contact);
        let record = records.get(moment.trigger_seq.saturating_sub(1) as usize);
        record.is_some_and(|record| matches!(record.kind, crate::vm::EntryKind::Event { js: true, .. }))
    }

    /// What the life cycle says at each moment. Before first live, and of drafts, there is no decision (§14.2).
    fn alive(&mut self, at: u32, campaign: &Campaign, batch: &Batch<'b>, rows: Bits, kind: Kind) -> Bits {
        let mut left = rows;
        let life = |row: usize| campaign.settings.life(batch.moment(row).at);
        let started = Bits::from_fn(batch.len(), |row| !matches!(life(row), Life::Draft | Life::BeforeLive));
        left.and(&started);
        let running = Bits::from_fn(batch.len(), |row| life(row) != Life::AutoPaused);
        self.refuse(at, batch, &mut left, &running, Outcome::AutoPaused, kind, |_| None);
        let live = Bits::from_fn(batch.len(), |row| life(row) == Life::Live);
        self.refuse(at, batch, &mut left, &live, Outcome::NotLive, kind, |_| None);
        left
    }

    /// Judges the rest at the try itself. What waits for delivery is judged again where it waits to.
    fn settle(&mut self, at: u32, campaign: &'b Campaign, batch: &Batch<'b>, rows: Bits, kind: Kind) {
        let mut left = rows;
        self.judge_audience(at, campaign, batch, &mut left, kind);
        if kind != Kind::Launches {
            self.judge_page(at, campaign, batch, &mut left, kind);
            let waiting = self.judge_delivery(at, campaign, batch, &mut left, kind);
            if !waiting.is_empty() {
                let later = self.later(batch, &waiting);
                let rows = Bits::new(later.len(), true);
                let rows = self.alive(at, campaign, &later, rows, Kind::Later);
                self.settle(at, campaign, &later, rows, Kind::Later);
            }
        }
        for row in left.rows() {
            let (moment, Some(origin)) = (batch.moment(row), batch.origins.get(row)) else { continue };
            if self.scene.from < moment.at && moment.at <= self.scene.to {
                let order = self.order(at, &moment, origin, kind);
                let launched = kind == Kind::Launches;
                self.findings.tries.push(Try { campaign: at, order, moment, origin: *origin, launched });
            }
        }
    }

    fn judge_audience(&mut self, at: u32, campaign: &'b Campaign, batch: &Batch<'b>, left: &mut Bits, kind: Kind) {
        let (block, any) = (self.scene.block, !campaign.settings.per_company);
        let fixed = campaign.settings.mode == Mode::Fixed;
        let (outcome, first) =
            if fixed { (Outcome::NotInFixedAudience, &[][..]) } else { (Outcome::Audience, &[&campaign.audience][..]) };
        if left.none() {
            return;
        }
        let gone = |row: usize| batch.gone.get(row) == Some(&true);
        let mut held = batch.hold(block, first, any);
        if fixed {
            held = Bits::from_fn(batch.len(), |row| self.is_member(at, batch, row));
        }
        held.and(&Bits::from_fn(batch.len(), |row| !gone(row)));
        let failing = |row| if gone(row) { None } else { batch.first_failing(block, first, any, row) };
        self.refuse(at, batch, left, &held, outcome, kind, failing);
        if campaign.reach.clauses.is_empty() || left.none() {
            return;
        }
        let both: Vec<_> = first.iter().copied().chain([&campaign.reach]).collect();
        let held = batch.hold(block, &both, any);
        let failing = |row| batch.first_failing(block, &both, any, row);
        self.refuse(at, batch, left, &held, Outcome::Unreachable, kind, failing);
    }

    fn is_member(&self, campaign: u32, batch: &Batch<'b>, row: usize) -> bool {
        let company = batch.origins.get(row).and_then(|origin| origin.company);
        self.members.has(campaign, batch.moment(row).contact, company)
    }

    fn judge_page(&mut self, at: u32, campaign: &'b Campaign, batch: &Batch<'b>, left: &mut Bits, kind: Kind) {
        if campaign.settings.channel.is_direct() || left.none() {
            return;
        }
        if !batch.left.is_empty() {
            let stayed = Bits::from_fn(batch.len(), |row| batch.left.get(row) != Some(&true));
            self.refuse(at, batch, left, &stayed, Outcome::LeftPage, kind, |_| None);
        }
        if campaign.page.clauses.is_empty() {
            return;
        }
        let (block, any) = (self.scene.block, !campaign.settings.per_company);
        let rules = [&campaign.page];
        let on_page = |row: usize| batch.moment(row).page != NONE;
        let mut held = batch.hold(block, &rules, any);
        held.and(&Bits::from_fn(batch.len(), on_page));
        let failing = |row| if on_page(row) { batch.first_failing(block, &rules, any, row) } else { None };
        self.refuse(at, batch, left, &held, Outcome::Page, kind, failing);
    }

    /// Judges window and quiet hours; tells which rows wait, and until when (§8.4).
    fn judge_delivery(
        &mut self,
        at: u32,
        campaign: &Campaign,
        batch: &Batch<'b>,
        left: &mut Bits,
        kind: Kind,
    ) -> Vec<(usize, i64)> {
        let settings = &campaign.settings;
        let hours = Hours::of(settings, self.scene.bundle().workspace.quiet);
        if hours.always() {
            return Vec::new();
        }
        let patient = settings.channel.is_direct() && kind != Kind::CheckRecords;
        let (calendar, block) = (self.scene.calendar, self.scene.block);
        let mut waiting = Vec::new();
        let mut in_window = left.clone();
        let mut open = left.clone();
        for row in left.rows() {
            let moment = batch.moment(row);
            let clocks = calendar.clocks(block, hours, moment.version);
            if !clocks.in_window(moment.at) {
                in_window.clear(row);
            }
            if !clocks.open(moment.at) {
                open.clear(row);
                let until = if patient { clocks.wait(moment.at) } else { None };
                waiting.extend(until.filter(|until| *until <= self.scene.to).map(|until| (row, until)));
            }
        }
        self.refuse(at, batch, left, &in_window, Outcome::OutsideDelivery, kind, |_| None);
        self.refuse(at, batch, left, &open, Outcome::QuietHours, kind, |_| None);
        waiting
    }

    /// Takes away the rows that did not hold, and says why if they are to be decided in this run.
    #[expect(
        clippy::too_many_arguments,
        reason = "one sentence: which rows of what are refused why, and where it stands"
    )]
    fn refuse(
        &mut self,
        campaign: u32,
        batch: &Batch<'b>,
        left: &mut Bits,
        held: &Bits,
        outcome: Outcome,
        kind: Kind,
        rule: impl Fn(usize) -> Option<Loc>,
    ) {
        let mut refused = left.clone();
        refused.minus(held);
        left.and(held);
        if kind == Kind::CheckRecords {
            return;
        }
        for row in refused.rows() {
            let (moment, Some(origin)) = (batch.moment(row), batch.origins.get(row)) else { continue };
            if moment.at <= self.scene.from || self.scene.to < moment.at {
                continue;
            }
            self.findings.counts.push((campaign, outcome));
            if self.scene.wants_decisions {
                let order = self.order(campaign, &moment, origin, kind);
                let contact = moment.contact;
                let rule = rule(row);
                let refusal = Refusal { contact, campaign, order, origin: *origin, outcome, rule, by: None };
                self.findings.decisions.push(refusal);
            }
        }
    }

    fn order(&self, campaign: u32, moment: &Moment, origin: &Origin<'b>, kind: Kind) -> Order<'b> {
        let class = match kind {
            Kind::Records | Kind::Launches | Kind::CheckRecords => Class::Record(origin.seq),
            Kind::Dates | Kind::Later => Class::Timer,
        };
        Order {
            at: moment.at,
            class,
            rank: self.scene.plan.rank(campaign),
            trigger_at: origin.at,
            trigger_seq: origin.seq,
            company: origin.company,
        }
    }
}
