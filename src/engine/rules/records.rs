//! Tries at records: events, visits, launches, dates that wait for a visit, and checks that were asked for.

use super::Rules;
use super::batch::Batch;
use super::judge::Kind;
use crate::data::Cell;
use crate::engine::calendar::date_instant;
use crate::engine::tries::{Origin, TriggerInfo};
use crate::ir::{EventId, Settings, Trigger};
use crate::time::{DAY, SECOND};
use crate::vm::{Entry, EntryKind, Moment};

/// A check is ignored that comes so soon after the contact's last (§7.5).
const CHECK_REST: i64 = 15 * 60 * SECOND;

impl<'b> Rules<'b> {
    pub(super) fn events(&mut self) {
        let plan = self.scene.plan;
        for (event, campaigns) in &plan.events {
            let wanted = |kind: EntryKind| matches!(kind, EntryKind::Event { event: of, .. } if of == *event);
            let batch = self.at_records(campaigns, Some(*event), wanted);
            self.judge(campaigns, &batch, Kind::Records);
        }
    }

    pub(super) fn visits(&mut self) {
        let plan = self.scene.plan;
        let batch = self.at_records(&plan.visits, None, is_visit);
        self.judge(&plan.visits, &batch, Kind::Records);
    }

    pub(super) fn launches(&mut self) {
        let plan = self.scene.plan;
        for &at in &plan.launched {
            let batch = self.at_records(&[at], None, |kind| matches!(kind, EntryKind::Launch(of) if of == at));
            self.judge(&[at], &batch, Kind::Launches);
        }
    }

    /// In-app dates: at each visit less than a day after the instant of the value that stands (§7.2).
    pub(super) fn in_app_dates(&mut self) {
        let plan = self.scene.plan;
        if plan.in_app_dates.is_empty() {
            return;
        }
        let visits = self.at_records(&plan.in_app_dates, None, is_visit);
        for &at in &plan.in_app_dates {
            let Some(campaign) = self.scene.campaign(at) else { continue };
            let Trigger::Date(date) = &campaign.settings.trigger else { continue };
            let per_company = campaign.settings.per_company;
            let visits = if per_company { visits.each_company(self.scene.block.tables()) } else { &visits };
            let mut moments = Vec::new();
            let mut origins = Vec::new();
            let workspace = self.scene.calendar.workspace(self.scene.block.machine());
            for (moment, origin) in visits.frame.moments().iter().zip(&visits.origins) {
                let Cell::Time(value) = self.scene.block.cell(moment, None, date.place) else { continue };
                let zone = self.scene.calendar.of_contact(self.scene.block, moment.version);
                let instant = date_instant(value, date.offset, workspace.zone(), zone.zone());
                if instant <= moment.at && moment.at < instant.saturating_add(DAY) {
                    moments.push(*moment);
                    origins.push(Origin { trigger: TriggerInfo::Date { value }, ..*origin });
                }
            }
            let batch = Batch::new(moments, origins, None);
            self.judge_given(at, per_company, batch, Kind::Records);
        }
    }

    /// Judges a batch whose companies are chosen already.
    pub(super) fn judge_given(&mut self, campaign: u32, per_company: bool, batch: Batch<'b>, kind: Kind) {
        if per_company {
            self.judge(&[campaign], &Batch::chosen(batch), kind)
        } else {
            self.judge(&[campaign], &batch, kind)
        }
    }

    /// `check` records: one asks for all checked campaigns at once, unless the last was less than 15 minutes before.
    pub(super) fn check_records(&mut self) {
        let plan = self.scene.plan;
        if plan.checks.is_empty() {
            return;
        }
        let batch = self.at_records(&plan.checks, None, |kind| kind == EntryKind::Check);
        let mut moments = Vec::new();
        let mut origins = Vec::new();
        let mut last: Option<(u32, i64)> = None;
        for (moment, origin) in batch.frame.moments().iter().zip(&batch.origins) {
            let rests = last
                .is_some_and(|(contact, at)| contact == moment.contact && moment.at < at.saturating_add(CHECK_REST));
            if rests {
                continue;
            }
            last = Some((moment.contact, moment.at));
            if self.scene.from < moment.at {
                moments.push(*moment);
                origins.push(*origin);
            }
        }
        for &at in &plan.checks {
            let Some(campaign) = self.scene.campaign(at) else { continue };
            let kind_at =
                |origin: &Origin<'b>| Origin { trigger: check_trigger(&campaign.settings, origin.at), ..*origin };
            let batch = Batch::new(moments.clone(), origins.iter().map(kind_at).collect(), None);
            self.judge(&[at], &batch, Kind::CheckRecords);
        }
    }

    /// A batch of the moments at records of a kind. What lies before the run is left out where nothing of it can
    /// move into the run; `check` records of all times are wanted.
    fn at_records(&self, campaigns: &[u32], event: Option<EventId>, wanted: impl Fn(EntryKind) -> bool) -> Batch<'b> {
        let settings = || campaigns.iter().filter_map(|at| self.scene.campaign(*at)).map(|campaign| &campaign.settings);
        let since = if settings().any(|settings| self.reaches_forward(settings)) {
            i64::MIN
        } else {
            let start = settings().filter_map(Settings::first_live).min().unwrap_or(i64::MAX);
            start.max(self.scene.from.saturating_add(1))
        };
        let mut moments = Vec::new();
        let mut origins = Vec::new();
        for contact in 0..self.scene.timeline.len() {
            for (seq, entry) in (1..).zip(self.scene.block.tables().records_of(contact)) {
                if since <= entry.at && wanted(entry.kind) {
                    moments.push(self.at_record(contact, seq, entry));
                    origins.push(Origin { trigger: trigger(entry), at: entry.at, seq, company: None });
                }
            }
        }
        Batch::new(moments, origins, event)
    }

    /// Whether a trigger before the run can lead to a try in it, or is otherwise of matter.
    fn reaches_forward(&self, settings: &Settings) -> bool {
        let waits = settings.channel.is_direct()
            && (settings.delivery.is_some() || self.scene.bundle().workspace.quiet.is_some());
        settings.trigger == Trigger::Check || settings.delay.is_some() || settings.time_on_page.is_some() || waits
    }

    fn at_record(&self, contact: u32, seq: u32, entry: &Entry) -> Moment {
        let moment = Moment { trigger_seq: seq, ..self.scene.timeline.at_record(contact, seq) };
        match entry.kind {
            EntryKind::Event { row, .. } => Moment { event: row, trigger: row, ..moment },
            _ => moment,
        }
    }
}

fn is_visit(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Page(_))
}

fn trigger(entry: &Entry) -> TriggerInfo {
    match entry.kind {
        EntryKind::Event { event, .. } => TriggerInfo::Event { event, received_at: entry.at },
        EntryKind::Launch(_) => TriggerInfo::Launch { received_at: entry.at },
        EntryKind::Check => TriggerInfo::Check,
        _ => TriggerInfo::Visit { received_at: entry.at },
    }
}

/// A check at the start of a live interval is of the kind `live`, any other `check`.
pub(in crate::engine) fn check_trigger(settings: &Settings, at: i64) -> TriggerInfo {
    if settings.live.iter().any(|interval| interval.from == at) { TriggerInfo::Live } else { TriggerInfo::Check }
}
