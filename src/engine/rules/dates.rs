//! Date triggers of direct campaigns (§7.2).

use super::Rules;
use super::batch::Batch;
use super::judge::Kind;
use crate::data::Cell;
use crate::engine::calendar::date_instant;
use crate::engine::tries::{Origin, TriggerInfo};
use crate::ir::{DateTrigger, Trigger};
use crate::vm::Moment;

impl<'b> Rules<'b> {
    pub(super) fn dates(&mut self) {
        let plan = self.scene.plan;
        for &at in &plan.dates {
            let Some(campaign) = self.scene.campaign(at) else { continue };
            let Trigger::Date(date) = &campaign.settings.trigger else { continue };
            let per_company = campaign.settings.per_company;
            let mut moments = Vec::new();
            let mut origins = Vec::new();
            for contact in 0..self.scene.timeline.len() {
                self.dates_of(contact, date, per_company, &mut moments, &mut origins);
            }
            let batch = Batch::new(moments, origins, None);
            self.judge_given(at, per_company, batch, Kind::Dates);
        }
    }

    /// The instants at which the value that then stands falls due. Between two records the state of a contact stands
    /// still: each such stretch holds at most one instant of each value.
    fn dates_of(
        &self,
        contact: u32,
        date: &DateTrigger,
        per_company: bool,
        moments: &mut Vec<Moment>,
        origins: &mut Vec<Origin<'b>>,
    ) {
        let tables = self.scene.block.tables();
        let records = tables.records_of(contact);
        let workspace = self.scene.calendar.workspace(self.scene.block.machine());
        let mut start = self.scene.timeline.is_recorded(contact).then_some(i64::MIN);
        let mut ends = records.iter().map(|record| record.at).chain([i64::MAX]);
        let mut end = ends.next();
        while let Some(until) = end {
            end = ends.next();
            if let Some(since) = start
                && since < until
            {
                let state = self.scene.timeline.after(contact, since);
                let zone = self.scene.calendar.of_contact(self.scene.block, state.version);
                let companies = if per_company { tables.companies_of(state.version) } else { 0..1 };
                for company in companies {
                    let state = Moment { company, ..state };
                    let Cell::Time(value) = self.scene.block.cell(&state, None, date.place) else { continue };
                    let at = date_instant(value, date.offset, workspace.zone(), zone.zone());
                    if since <= at && at < until && at <= self.scene.to {
                        let company = per_company.then(|| tables.company_id(company));
                        moments.push(Moment { company: state.company, ..self.scene.timeline.after(contact, at) });
                        origins.push(Origin { trigger: TriggerInfo::Date { value }, at, seq: 0, company });
                    }
                }
            }
            start = Some(until);
        }
    }
}
