//! One contact through time: every record, every timer, every full hour, one after the other (§7.0).

use std::collections::BTreeSet;

use super::bundle::{Bundle, Campaign, Cause};
use super::clock::{self, DAY, HOUR, SECOND};
use super::delivery::Delivery;
use super::frequency::Sent;
use super::history::Contact;
use super::judge::{self, Stop};
use super::lifecycle;
use super::output::{self, Found};
use super::records::{Record, RecordKind};
use super::tries::{Trigger, TriggerKind, Try};
use super::types::Place;
use super::values::{self, Value};

pub(crate) struct Person<'a> {
    pub(crate) bundle: &'a Bundle<'a>,
    pub(crate) contact: Contact,
    /// Campaigns, by place in the bundle, and companies of fixed audiences.
    pub(crate) members: BTreeSet<(usize, Option<String>)>,
    /// In the order in which they were sent.
    pub(crate) sent: Vec<Sent>,
    /// Of all sends, earlier runs' included.
    pub(crate) ids: BTreeSet<String>,
    records: Vec<Record>,
    /// How many records have been taken in.
    taken: usize,
    /// Moved and waiting tries.
    later: Vec<Try>,
    /// Sends of earlier runs whose instant has not come.
    earlier: Vec<Sent>,
    /// What is not after it was done by earlier runs.
    from: i64,
}

impl<'a> Person<'a> {
    pub(crate) fn new(
        bundle: &'a Bundle<'a>,
        contact: Contact,
        records: Vec<Record>,
        earlier: Vec<Sent>,
        from: Option<i64>,
    ) -> Self {
        Self {
            bundle,
            contact,
            members: BTreeSet::new(),
            sent: Vec::new(),
            ids: earlier.iter().map(|sent| sent.id.clone()).collect(),
            records,
            taken: 0,
            later: Vec::new(),
            earlier,
            from: from.unwrap_or(i64::MIN),
        }
    }

    pub(crate) fn run(mut self, to: i64, found: &mut Found) {
        let mut agenda: BTreeSet<i64> = self.records.iter().map(|record| record.at).collect();
        agenda.extend(self.earlier.iter().map(|sent| sent.at));
        agenda.extend(self.bundle.campaigns.iter().flat_map(|campaign| &campaign.live).map(|&(start, _)| start));
        agenda.extend(self.date_instants());
        while let Some(now) = agenda.pop_first().filter(|&now| now <= to) {
            self.step(now, found);
            agenda.extend(self.upcoming(now).into_iter().filter(|&at| at > now));
        }
    }

    /// Instants to come back at. Every hour is one of them, so that openings are sought for an hour only.
    fn upcoming(&self, now: i64) -> Vec<i64> {
        let mut all = self.date_instants();
        all.extend(self.later.iter().map(|attempt| attempt.at));
        for campaign in &self.bundle.campaigns {
            if matches!(campaign.cause, Cause::Check) && campaign.live.iter().any(|&(start, _)| start <= now) {
                all.push((now.div_euclid(HOUR) + 1) * HOUR);
                all.extend(Delivery::new(self.bundle, campaign, &self.contact).next_turn(now, HOUR));
            }
        }
        all
    }

    fn step(&mut self, now: i64, found: &mut Found) {
        self.draw(now);
        while let Some(record) = self.records.get(self.taken).filter(|record| record.at == now).cloned() {
            self.contact.meet(self.taken, &record);
            self.tries_at(&record, found);
            self.contact.take_in(self.taken, &record);
            self.taken += 1;
        }
        let (mut timers, later) =
            std::mem::take(&mut self.later).into_iter().partition::<Vec<_>, _>(|one| one.at == now);
        self.later = later;
        timers.extend(self.date_tries(now));
        timers.sort_by_key(Try::order);
        for attempt in timers {
            self.attempt(attempt, now, found);
        }
        self.checks(now, found);
        let (come, earlier) =
            std::mem::take(&mut self.earlier).into_iter().partition::<Vec<_>, _>(|sent| sent.at <= now);
        self.earlier = earlier;
        let session = self.contact.session(now);
        self.sent.extend(come.into_iter().map(|sent| Sent { session, after_records: self.taken, ..sent }));
    }

    fn live_campaigns(&self) -> impl Iterator<Item = (usize, &'a Campaign<'a>)> + use<'a> {
        self.bundle.campaigns.iter().enumerate().filter(|(_, campaign)| !campaign.live.is_empty())
    }

    fn companies(&self, campaign: &Campaign<'_>) -> Vec<Option<String>> {
        if campaign.per_company {
            self.contact.companies.iter().map(|company| Some(company.id.clone())).collect()
        } else {
            vec![None]
        }
    }

    /// Fixed audiences, at first live, before the records of that instant (§7.7).
    fn draw(&mut self, now: i64) {
        if !self.contact.known {
            return;
        }
        for (at, campaign) in self.live_campaigns() {
            if campaign.fixed && campaign.first_live() == now {
                for company in self.companies(campaign) {
                    let trigger = Trigger { at: now, record: None, number: 0, kind: TriggerKind::Live };
                    let attempt = Try { campaign: at, company: company.clone(), trigger, page: None, at: now };
                    let scope = judge::scope(self.bundle, &self.contact, &attempt, now);
                    if judge::satisfying(judge::scopes(campaign, scope), &campaign.audience).is_ok() {
                        self.members.insert((at, company));
                    }
                }
            }
        }
    }

    fn tries_at(&mut self, record: &Record, found: &mut Found) {
        let now = record.at;
        if matches!(record.kind, RecordKind::Check) {
            if self.contact.last_check.is_some_and(|last| now - last < 15 * 60 * SECOND) {
                return;
            }
            self.contact.last_check = Some(now);
        }
        for (at, campaign) in self.live_campaigns() {
            if now < campaign.first_live() {
                continue;
            }
            let page = self.contact.page(now).cloned();
            let make = |company: Option<String>, kind: TriggerKind| Try {
                campaign: at,
                company,
                trigger: Trigger { at: now, record: Some(self.taken), number: record.number, kind },
                page: page.clone(),
                at: now,
            };
            let for_companies = |kind: TriggerKind| -> Vec<Try> {
                self.companies(campaign).into_iter().map(|company| make(company, kind.clone())).collect()
            };
            match (&record.kind, &campaign.cause) {
                (RecordKind::Track { name, js, metadata }, Cause::Event(event, _)) if name == event => {
                    for attempt in for_companies(TriggerKind::Event { name: name.clone(), metadata: metadata.clone() })
                    {
                        self.arrive(attempt, *js, found);
                    }
                }
                (RecordKind::Page(_), Cause::Visit) => {
                    for attempt in for_companies(TriggerKind::Visit) {
                        self.arrive(attempt, true, found);
                    }
                }
                (RecordKind::Page(_), Cause::Date { .. }) if !campaign.direct => {
                    let dates = self.dates(campaign).into_iter();
                    let dates = dates.filter(|&(_, instant, _, _)| instant <= now && now < instant + DAY);
                    let tries: Vec<_> = dates
                        .map(|(company, _, attribute, value)| make(company, TriggerKind::Date { attribute, value }))
                        .collect();
                    for attempt in tries {
                        self.arrive(attempt, true, found);
                    }
                }
                (RecordKind::Launch { campaign: name }, _) if name == campaign.name => {
                    for attempt in for_companies(TriggerKind::Launch) {
                        self.attempt(attempt, now, found);
                    }
                }
                (RecordKind::Check, Cause::Check) => {
                    for attempt in for_companies(check_kind(campaign, now)) {
                        self.attempt(attempt, now, found);
                    }
                }
                _ => {}
            }
        }
    }

    /// A trigger: stopped at once, tried at once, or tried later (§8.1, §7.6).
    fn arrive(&mut self, attempt: Try, js: bool, found: &mut Found) {
        let campaign = &self.bundle.campaigns[attempt.campaign];
        let now = attempt.at;
        if let Err(stop) = self.at_trigger(&attempt, js, now) {
            self.decide(&attempt, now, Some(&stop), found);
            return;
        }
        let mut at = now + campaign.delay;
        if let Some(page) = attempt.page.as_ref().filter(|_| campaign.time_on_page > 0) {
            at = at.max(page.opened + campaign.time_on_page);
        }
        if at > now {
            self.later.push(Try { at, ..attempt });
        } else {
            self.attempt(attempt, now, found);
        }
    }

    fn attempt(&mut self, attempt: Try, now: i64, found: &mut Found) {
        let campaign = &self.bundle.campaigns[attempt.campaign];
        if let Err(stop) = self.by_state(&attempt, now) {
            self.decide(&attempt, now, Some(&stop), found);
            let waits = matches!(attempt.trigger.kind, TriggerKind::Event { .. } | TriggerKind::Date { .. });
            let closed = matches!(stop.reason, "outside_delivery" | "quiet_hours");
            if campaign.direct
                && waits
                && closed
                && let Some(at) = Delivery::new(self.bundle, campaign, &self.contact).next_turn(now, 14 * DAY)
            {
                self.later.push(Try { at, ..attempt });
            }
            return;
        }
        let id = attempt.trigger.id(campaign.name, &self.contact.id, attempt.company.as_deref(), now);
        let sent = Sent {
            id: id.clone(),
            campaign: campaign.name.to_owned(),
            company: attempt.company.clone(),
            channel: campaign.channel.to_owned(),
            at: now,
            session: self.contact.session(now),
            exempt_from_caps: campaign.exempt_from_caps,
            after_records: self.taken,
            trigger: Some(attempt.trigger.clone()),
        };
        if now <= self.from {
            if let Some(at) = self.earlier.iter().position(|earlier| earlier.id == id && earlier.at == now) {
                self.earlier.remove(at);
                self.sent.push(sent);
            }
            return;
        }
        match self.by_sends(&attempt, &id, now) {
            Err(stop) => self.decide(&attempt, now, Some(&stop), found),
            Ok(content) => {
                self.decide(&attempt, now, None, found);
                self.ids.insert(id);
                found.send(output::send(campaign, &self.contact.id, &attempt, &sent, &content));
                self.sent.push(sent);
            }
        }
    }

    fn decide(&self, attempt: &Try, now: i64, stop: Option<&Stop<'_>>, found: &mut Found) {
        let check = matches!(attempt.trigger.kind, TriggerKind::Check | TriggerKind::Live);
        if now > self.from && (!check || stop.is_none()) {
            found.decisions.push(output::decision(self.bundle, &self.contact.id, attempt, now, stop));
        }
    }

    /// For each company, or none: its instant, the attribute and the value.
    fn dates(&self, campaign: &Campaign<'_>) -> Vec<(Option<String>, i64, String, i64)> {
        let Cause::Date { company: of_company, attribute, offset, at } = campaign.cause else { return Vec::new() };
        let mut all = Vec::new();
        for company in self.companies(campaign) {
            let (place, fields) = match company.as_deref().and_then(|id| self.contact.company(id)) {
                Some(company) if of_company => (Place::Company, &company.fields),
                _ => (Place::Contact, &self.contact.attributes),
            };
            let ty = self.bundle.types.get(&(place, attribute.to_owned()));
            let value = fields.get(attribute).and_then(|json| values::read(json, &ty, &self.bundle.zone));
            let Some(Value::Time(value)) = value else { continue };
            let instant = match at {
                None => value + offset,
                Some(second) => {
                    let day = clock::plus_days(clock::day_of(&self.bundle.zone, value), offset / DAY);
                    clock::instant(&self.contact.zone(), day, second)
                }
            };
            let name = if of_company { format!("company.{attribute}") } else { attribute.to_owned() };
            all.push((company, instant, name, value));
        }
        all
    }

    fn date_instants(&self) -> Vec<i64> {
        let direct = self.live_campaigns().filter(|(_, campaign)| campaign.direct);
        direct.flat_map(|(_, campaign)| self.dates(campaign)).map(|(_, instant, _, _)| instant).collect()
    }

    /// Direct date triggers whose instant is now, by the values that stand after its records (§7.2).
    fn date_tries(&self, now: i64) -> Vec<Try> {
        let mut tries = Vec::new();
        for (at, campaign) in self.live_campaigns() {
            if campaign.direct && campaign.first_live() <= now {
                for (company, instant, attribute, value) in self.dates(campaign) {
                    if instant == now {
                        let kind = TriggerKind::Date { attribute, value };
                        let trigger = Trigger { at: now, record: None, number: 0, kind };
                        tries.push(Try { campaign: at, company, trigger, page: None, at: now });
                    }
                }
            }
        }
        tries
    }

    /// Interval starts, full hours, and the openings of delivery (§7.5).
    fn checks(&mut self, now: i64, found: &mut Found) {
        if !self.contact.known {
            return;
        }
        for (at, campaign) in self.live_campaigns() {
            if !matches!(campaign.cause, Cause::Check)
                || now < campaign.first_live()
                || lifecycle::not_live(campaign, now).is_some()
            {
                continue;
            }
            let kind = check_kind(campaign, now);
            let opens = || Delivery::new(self.bundle, campaign, &self.contact).turns_open(now);
            if matches!(kind, TriggerKind::Live) || now.rem_euclid(HOUR) == 0 || opens() {
                for company in self.companies(campaign) {
                    let trigger = Trigger { at: now, record: None, number: 0, kind: kind.clone() };
                    self.attempt(Try { campaign: at, company, trigger, page: None, at: now }, now, found);
                }
            }
        }
    }
}

/// Any check at an interval's start is of kind `live` (INTERFACE §3.1).
fn check_kind(campaign: &Campaign<'_>, now: i64) -> TriggerKind {
    if campaign.live.iter().any(|&(start, _)| start == now) { TriggerKind::Live } else { TriggerKind::Check }
}
