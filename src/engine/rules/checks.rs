//! Hourly checks (§7.5): the stretches of time in which a campaign matches. No hour is looked at here.

use super::batch::Batch;
use super::{Matches, Rules, Stretch};
use crate::engine::plan::Edges;
use crate::engine::tries::{Origin, TriggerInfo};
use crate::ir::{Mode, Settings, Table};
use crate::vm::Moment;

impl<'b> Rules<'b> {
    pub(super) fn checks(&mut self) {
        let plan = self.scene.plan;
        let settings = plan.checks.iter().filter_map(|at| self.scene.campaign(*at)).map(|campaign| &campaign.settings);
        let Some(start) = settings.filter_map(Settings::first_live).min() else { return };
        let batch = self.changes(&plan.edges, start);
        for &at in &plan.checks {
            self.matches(at, &batch);
        }
    }

    /// The moments at which something that a checked campaign reads may change, by contact and instant.
    fn changes(&self, edges: &Edges, start: i64) -> Batch<'b> {
        let mut moments = Vec::new();
        let mut origins = Vec::new();
        for contact in 0..self.scene.timeline.len() {
            let records = self.scene.block.tables().records_of(contact);
            let known = match records.first() {
                _ if self.scene.timeline.is_recorded(contact) => i64::MIN,
                Some(first) => first.at,
                None => continue,
            };
            let start = start.max(known);
            let mut instants = vec![start];
            instants.extend(records.iter().map(|record| record.at));
            self.edges_of(contact, edges, &mut instants);
            instants.retain(|at| start <= *at && *at <= self.scene.to);
            instants.sort_unstable();
            instants.dedup();
            for at in instants {
                moments.push(self.scene.timeline.after(contact, at));
                origins.push(Origin { trigger: TriggerInfo::Check, at, seq: 0, company: None });
            }
        }
        Batch::new(moments, origins, None)
    }

    /// Where conditions change without a record. Values that no longer stand are among them: they change nothing.
    fn edges_of(&self, contact: u32, edges: &Edges, instants: &mut Vec<i64>) {
        let tables = self.scene.block.tables();
        let first = self.scene.timeline.before(contact, i64::MIN);
        let last = self.scene.timeline.after(contact, i64::MAX);
        let companies = tables.companies_of(first.version).start..tables.companies_of(last.version).end;
        for &at in &edges.relatives {
            let Some((place, _)) = self.scene.bundle().relatives.get(at as usize) else { continue };
            let rows = match place.table {
                Table::Contact => first.version..last.version + 1,
                Table::Kept => first.kept..last.kept + 1,
                Table::Company => companies.clone(),
                Table::Page | Table::Event(_) | Table::Trigger(_) => continue,
            };
            let intervals = self.scene.block.intervals(at);
            let intervals = intervals.get(rows.start as usize..rows.end as usize).unwrap_or_default();
            instants.extend(intervals.iter().filter(|(from, to)| from < to).flat_map(|(from, to)| [*from, *to]));
        }
        for &(history, length) in &edges.windows {
            instants.extend(self.scene.block.window_ends(history, contact, length));
        }
    }

    /// The stretches in which a campaign matches, by contact and company.
    fn matches(&mut self, at: u32, batch: &Batch<'b>) {
        let Some(campaign) = self.scene.campaign(at) else { return };
        let per_company = campaign.settings.per_company;
        let each = if per_company { batch.each_company(self.scene.block.tables()) } else { batch };
        let fixed = campaign.settings.mode == Mode::Fixed;
        let rules: &[_] = if fixed { &[&campaign.reach] } else { &[&campaign.audience, &campaign.reach] };
        let held = each.hold(self.scene.block, rules, !per_company);
        let mut found: Vec<Matches<'b>> = Vec::new();
        let mut of_contact = 0;
        let mut ends = Ends::new(batch, self.scene.to);
        for row in held.rows() {
            let moment = each.moment(row);
            let company = each.origins.get(row).and_then(|origin| origin.company);
            if fixed && !self.members.has(at, moment.contact, company) {
                continue;
            }
            if found.last().is_none_or(|last| last.contact != moment.contact) {
                of_contact = found.len();
            }
            let stretch = Stretch { from: moment.at, to: ends.of(&moment), moment };
            let known = found.iter_mut().skip(of_contact).find(|known| known.company == company);
            match known {
                Some(known) => known.stretches.push(stretch),
                None => {
                    found.push(Matches { campaign: at, contact: moment.contact, company, stretches: vec![stretch] })
                }
            }
        }
        self.findings.checks.extend(found);
    }
}

/// Where the stretch of each moment of a batch ends: at the contact's next moment.
struct Ends<'a, 'b> {
    batch: &'a Batch<'b>,
    at: usize,
    last: i64,
}

impl<'a, 'b> Ends<'a, 'b> {
    fn new(batch: &'a Batch<'b>, to: i64) -> Self {
        Self { batch, at: 0, last: to.saturating_add(1) }
    }

    /// The end of a moment's stretch; moments are asked for in order.
    fn of(&mut self, moment: &Moment) -> i64 {
        let moments = self.batch.frame.moments();
        let here = |other: &Moment| (other.contact, other.at) > (moment.contact, moment.at);
        while moments.get(self.at).is_some_and(|other| !here(other)) {
            self.at += 1;
        }
        moments.get(self.at).filter(|next| next.contact == moment.contact).map_or(self.last, |next| next.at)
    }
}
