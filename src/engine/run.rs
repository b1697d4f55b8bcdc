//! A run: blocks of contacts through both phases, merged into one defined order.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::calendar::Calendar;
use super::contacts::{Member, Reading, Timeline};
use super::decision::Decision;
use super::plan::Plan;
use super::rules::{Findings, Refusal, Rules, draw};
use super::scene::Scene;
use super::send::{EarlierSend, Send};
use crate::bytecode::Bundle;
use crate::data::{Dataset, Record};
use crate::ir::Outcome;
use crate::vm::{Block, Machine};

/// How many contacts are worked on together.
const BLOCK: usize = 4_096;
/// How many records, so that a block of busy contacts stays small; one contact is never split.
const BLOCK_RECORDS: usize = 65_536;

/// A bundle ready to run. It may serve any number of runs, on any number of threads.
#[derive(Debug)]
pub struct Engine {
    pub(super) machine: Machine,
    plan: Plan,
}

/// What a run is given beside contacts and activity. Instants are microseconds since 1970.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Nothing at or before it is decided; none is the beginning.
    pub from: Option<i64>,
    /// Nothing after it happens. Records later than it are ignored.
    pub to: i64,
    /// The instant whose state the contact files tell; none is the state before the first record.
    pub contacts_at: Option<i64>,
    /// Sends up to `from`.
    pub earlier: Vec<EarlierSend>,
    /// Whether decisions are wanted, not only their counts.
    pub decisions: bool,
}

/// What a run comes to.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The sends in the order of INTERFACE §3.
    pub sends: Vec<Send>,
    /// The decisions in the order of INTERFACE §3.3; none unless asked for.
    pub decisions: Vec<Decision>,
    /// How many decisions of each kind each campaign made.
    pub counts: Counts,
}

/// Decisions by campaign, as the bundle orders them, and outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    campaigns: Vec<[u64; Outcome::ALL.len()]>,
}

impl Counts {
    fn new(campaigns: usize) -> Self {
        Self { campaigns: vec![[0; Outcome::ALL.len()]; campaigns] }
    }

    /// How many decisions of a campaign came to an outcome.
    pub fn get(&self, campaign: usize, outcome: Outcome) -> u64 {
        self.campaigns.get(campaign).and_then(|counts| counts.get(outcome as usize)).copied().unwrap_or_default()
    }

    fn add(&mut self, found: impl IntoIterator<Item = (u32, Outcome)>) {
        for (campaign, outcome) in found {
            let counts = self.campaigns.get_mut(campaign as usize);
            if let Some(count) = counts.and_then(|counts| counts.get_mut(outcome as usize)) {
                *count += 1;
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        for (counts, others) in self.campaigns.iter_mut().zip(&other.campaigns) {
            counts.iter_mut().zip(others).for_each(|(count, other)| *count += other);
        }
    }
}

impl Engine {
    /// Makes a bundle ready.
    pub fn new(bundle: Arc<Bundle>) -> Self {
        let plan = Plan::new(&bundle);
        Self { machine: Machine::new(bundle), plan }
    }

    /// The bundle.
    pub fn bundle(&self) -> &Bundle {
        self.machine.bundle()
    }

    /// Runs the campaigns over contacts and activity, on the threads of the current rayon pool. `progress` is told
    /// how many contacts more are done.
    pub fn run(&self, data: &Dataset, options: &Options, progress: &(dyn Fn(usize) + Sync)) -> Results {
        let mut earlier: HashMap<&str, Vec<EarlierSend>> = HashMap::new();
        for send in &options.earlier {
            earlier.entry(&send.contact_id).or_default().push(send.clone());
        }
        for sends in earlier.values_mut() {
            sends.sort_by_key(|send| send.at);
        }
        let members = members(data, options.to);
        let blocks = blocks(&members);
        let run = |block: &&[Member<'_>]| {
            let results = self.block(data, block, options, &earlier);
            progress(block.len());
            results
        };
        let parts: Vec<Results> = blocks.par_iter().map(run).collect();
        let mut whole = Results { counts: Counts::new(self.bundle().campaigns.len()), ..Results::default() };
        for part in parts {
            whole.counts.merge(&part.counts);
            whole.decisions.extend(part.decisions);
            whole.sends.extend(part.sends);
        }
        let rank = |send: &Send| self.plan.rank(send.campaign);
        whole.sends.par_sort_by(|a, b| {
            (a.at, rank(a), &a.contact_id, &a.company_id, a.trigger_order).cmp(&(
                b.at,
                rank(b),
                &b.contact_id,
                &b.company_id,
                b.trigger_order,
            ))
        });
        whole
    }

    fn block(
        &self,
        data: &Dataset,
        members: &[Member<'_>],
        options: &Options,
        earlier: &HashMap<&str, Vec<EarlierSend>>,
    ) -> Results {
        let from = options.from.unwrap_or(i64::MIN);
        let reading = Reading { contacts_at: options.contacts_at };
        let timeline = Timeline::new(&self.machine, data, members, reading);
        let block = Block::new(&self.machine, &timeline.tables);
        let calendar = Calendar::default();
        let fixed = draw(&block, &timeline, &self.plan, options.to);
        let scene = Scene {
            block: &block,
            timeline: &timeline,
            plan: &self.plan,
            calendar: &calendar,
            from,
            to: options.to,
            wants_decisions: options.decisions,
        };
        let rules = Rules { scene, members: &fixed, findings: Findings::default() };
        let Findings { mut tries, checks, mut decisions, counts } = rules.run();
        let mut results = Results { counts: Counts::new(self.bundle().campaigns.len()), ..Results::default() };
        results.counts.add(counts);
        tries.sort_by(|a, b| (a.moment.contact, a.order).cmp(&(b.moment.contact, b.order)));
        let mut checks_of: Vec<Vec<_>> = (0..timeline.len()).map(|_| Vec::new()).collect();
        for matches in checks {
            if let Some(of) = checks_of.get_mut(matches.contact as usize) {
                of.push(matches);
            }
        }
        let mut tries = tries.as_slice();
        for (contact, checks) in (0..).zip(checks_of) {
            let own = tries.partition_point(|tried| tried.moment.contact <= contact);
            let (own, rest) = tries.split_at_checked(own).unwrap_or_default();
            tries = rest;
            if own.is_empty() && checks.is_empty() {
                continue;
            }
            let before = earlier.get(timeline.id(contact)).map(Vec::as_slice).unwrap_or_default();
            let spent = scene.walk(contact, own, checks, before);
            results.sends.extend(spent.sends);
            results.counts.add(spent.counts);
            decisions.extend(spent.decisions);
        }
        decisions.sort_by(|a, b| (a.contact, a.order).cmp(&(b.contact, b.order)));
        results.decisions = decisions.into_iter().map(|found| record(&timeline, &found)).collect();
        results
    }
}

fn record(timeline: &Timeline<'_>, found: &Refusal<'_>) -> Decision {
    Decision {
        campaign: found.campaign,
        contact_id: timeline.id(found.contact).to_owned(),
        company_id: found.origin.company.map(str::to_owned),
        at: found.order.at,
        trigger: found.origin.trigger,
        outcome: found.outcome,
        rule: found.rule,
        by: found.by,
    }
}

/// The contacts by id, each with its records up to `to` by time, ties in the order of the files.
pub(super) fn members(data: &Dataset, to: i64) -> Vec<Member<'_>> {
    let mut members: Vec<Member<'_>> =
        (0..data.contacts.len() as u32).map(|contact| Member { contact, records: Vec::new() }).collect();
    for record in data.records.iter().filter(|record| record.at <= to) {
        if let Some(member) = members.get_mut(record.contact as usize) {
            member.records.push(record);
        }
    }
    let known = |member: &Member<'_>| {
        let recorded = data.contacts.get(member.contact as usize).is_some_and(|contact| contact.row.is_some());
        recorded || !member.records.is_empty()
    };
    members.retain(known);
    members.par_iter_mut().for_each(|member| member.records.sort_by_key(|record: &&Record| record.at));
    let id =
        |member: &Member<'_>| data.contacts.get(member.contact as usize).map_or("", |found| data.arenas.text(found.id));
    members.par_sort_by(|a, b| id(a).cmp(id(b)));
    members
}

/// Cuts the members into blocks.
pub(super) fn blocks<'m, 'a>(members: &'m [Member<'a>]) -> Vec<&'m [Member<'a>]> {
    let mut blocks = Vec::new();
    let mut rest = members;
    while !rest.is_empty() {
        let mut records = 0;
        let fits = rest.iter().take(BLOCK).take_while(|member| {
            let before = records;
            records += member.records.len();
            before == 0 || records <= BLOCK_RECORDS
        });
        let count = fits.count().max(1);
        let (block, left) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        blocks.push(block);
        rest = left;
    }
    blocks
}
