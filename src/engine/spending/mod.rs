//! Phase two: what the history of sends says about the tries of one contact (§6, §8.5, §8.6).
//!
//! In: the contact's tries that rules let through, the stretches in which checked campaigns match, its earlier sends.
//! Out: sends and refusals, in the order in which they are made. Tries are walked in that order once; checks stand in
//! a heap by their next instant, and one that is refused returns when what refused it can have changed, never hour by
//! hour.

mod banner;
mod checks;
mod log;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use self::banner::Shown;
use self::checks::Checked;
use self::log::{Log, Refused};
use super::decision::By;
use super::rules::{Matches, Refusal};
use super::scene::Scene;
use super::send::{EarlierSend, Send, send_id};
use super::tries::{Order, TriggerInfo, Try};
use crate::bytecode::Campaign;
use crate::ir::{Channel, EventId, Outcome, Trigger};
use crate::text::link;
use crate::vm::{EntryKind, write_content};

/// What one contact comes to.
#[derive(Default)]
pub(super) struct Spent<'b> {
    pub(super) sends: Vec<Send>,
    /// What was sent, as decisions, and what was refused.
    pub(super) decisions: Vec<Refusal<'b>>,
    pub(super) counts: Vec<(u32, Outcome)>,
}

/// One contact on its way through its tries.
struct Contact<'s, 'b> {
    scene: &'s Scene<'b>,
    contact: u32,
    id: &'b str,
    log: Log<'b>,
    banners: Vec<Shown<'b>>,
    /// Ids of earlier sends.
    earlier: HashSet<[u8; 16]>,
    spent: Spent<'b>,
}

impl<'b> Scene<'b> {
    /// Walks the tries of a contact, which are sorted.
    pub(super) fn walk(
        &self,
        contact: u32,
        tries: &[Try<'b>],
        matches: Vec<Matches<'b>>,
        earlier: &'b [EarlierSend],
    ) -> Spent<'b> {
        let id = self.timeline.id(contact);
        let mut walk = Contact {
            scene: self,
            contact,
            id,
            log: Log::default(),
            banners: Vec::new(),
            earlier: earlier.iter().map(|send| send.id).collect(),
            spent: Spent::default(),
        };
        walk.remember(earlier);
        let mut tries = tries.iter().peekable();
        let mut checked: Vec<Checked<'b>> = matches.into_iter().map(Checked::new).collect();
        let mut heap = BinaryHeap::new();
        for (at, check) in checked.iter_mut().enumerate() {
            let next = check.next(self, self.from.saturating_add(1));
            heap.extend(next.map(|order| Reverse((order, at))));
        }
        loop {
            let next_check = heap.peek().map(|Reverse((order, _))| *order);
            match (tries.peek(), next_check) {
                (Some(next), check) if check.is_none_or(|check| next.order < check) => {
                    walk.judge(next);
                    tries.next();
                }
                (_, Some(_)) => {
                    let Some(Reverse((order, at))) = heap.pop() else { break };
                    let Some(check) = checked.get_mut(at) else { continue };
                    let again = walk.check(check, order);
                    // Whatever a cap says, a check is never made twice.
                    let next = again.and_then(|again| check.next(self, again.max(order.at.saturating_add(1))));
                    heap.extend(next.map(|order| Reverse((order, at))));
                }
                _ => break,
            }
        }
        walk.spent
    }
}

impl<'b> Contact<'_, 'b> {
    /// Takes the sends of earlier runs for sent.
    fn remember(&mut self, earlier: &'b [EarlierSend]) {
        let bundle = self.scene.bundle();
        for send in earlier.iter().filter(|send| send.at <= self.scene.from) {
            let place = bundle.campaigns.iter().position(|campaign| campaign.settings.name == send.campaign);
            let moment = self.scene.moment_of(self.contact, send);
            let session = self.scene.timeline.session(&moment);
            let company = send.company_id.as_deref();
            if let Some(channel) = Channel::from_word(&send.channel)
                && !send.exempt_caps
            {
                self.log.count(&bundle.workspace.caps, channel, send.at, session);
            }
            let Some(at) = place else { continue };
            self.log.add(at as u32, company, send.at, session);
            if send.channel == Channel::Banner.word() {
                self.remember_banner(at as u32, company, session, send, moment);
            }
        }
    }

    /// Judges a try that rules let through.
    fn judge(&mut self, tried: &Try<'b>) {
        let Some(campaign) = self.scene.campaign(tried.campaign) else { return };
        match self.spend(campaign, tried) {
            Ok(id) => self.send(campaign, tried, id),
            Err(refused) => {
                // A check that sends nothing is no decision (§14.2).
                if !matches!(tried.origin.trigger, TriggerInfo::Check | TriggerInfo::Live) {
                    self.decide(tried, refused.outcome, refused.by);
                }
            }
        }
    }

    /// Judges a check at its instant; tells from when on it is worth another.
    fn check(&mut self, check: &Checked<'b>, order: Order<'b>) -> Option<i64> {
        let tried = check.tried(self.scene, order)?;
        let campaign = self.scene.campaign(tried.campaign)?;
        match self.spend(campaign, &tried) {
            Ok(id) => {
                self.send(campaign, &tried, id);
                Some(order.at.saturating_add(1))
            }
            Err(Refused { outcome: Outcome::UnsafeLink, .. }) => {
                let event = event(campaign);
                let days = self.scene.block.next_day_change(&tried.moment, event, &campaign.links);
                days.into_iter().chain([check.end(order.at)]).min()
            }
            Err(refused) => refused.until,
        }
    }

    /// Whether frequency, caps, the banner slot and links let a try through; the id of its send if they do.
    fn spend(&self, campaign: &Campaign, tried: &Try<'b>) -> Result<[u8; 16], Refused> {
        let block = self.scene.block;
        let settings = &campaign.settings;
        let session = self.scene.timeline.session(&tried.moment);
        let at = tried.moment.at;
        if !tried.launched {
            let company = tried.origin.company;
            let dismissed = || banner::dismissed(block, &tried.moment, tried.campaign, 0);
            self.log.allows(tried.campaign, company, &settings.frequency, at, session, dismissed)?;
        }
        // An id is never sent twice (INTERFACE §3.1): of checks at one instant, of one value of a date.
        let id = self.id_of(campaign, tried);
        if self.earlier.contains(&id) || self.log.has_id(&id) {
            return Err(Refused { until: Some(at.saturating_add(1)), ..Refused::new(Outcome::Frequency, None) });
        }
        if !tried.launched {
            if !settings.exempt_caps {
                let caps = &block.machine().bundle().workspace.caps;
                self.log.allows_workspace(caps, settings.channel, at, session)?;
            }
            if settings.channel == Channel::Banner
                && let Some(by) = self.blocking(tried, session)
            {
                return Err(Refused::new(Outcome::BlockedByBanner, Some(By::Banner(by))));
            }
        }
        let event = event(campaign);
        let safe = campaign.links.iter().all(|id| link::is_safe(&block.render(&tried.moment, event, *id)));
        if safe { Ok(id) } else { Err(Refused::new(Outcome::UnsafeLink, None)) }
    }

    fn id_of(&self, campaign: &Campaign, tried: &Try<'b>) -> [u8; 16] {
        let number = self.scene.number(&tried.moment, tried.origin.seq);
        send_id(campaign, self.id, tried.origin.company, &tried.origin.trigger, number, tried.moment.at)
    }

    fn send(&mut self, campaign: &Campaign, tried: &Try<'b>, id: [u8; 16]) {
        let block = self.scene.block;
        let session = self.scene.timeline.session(&tried.moment);
        let (at, settings) = (tried.moment.at, &campaign.settings);
        self.log.add(tried.campaign, tried.origin.company, at, session);
        self.log.add_id(id);
        if !settings.exempt_caps {
            self.log.count(&block.machine().bundle().workspace.caps, settings.channel, at, session);
        }
        if settings.channel == Channel::Banner {
            self.banners.push(Shown::new(tried, session));
        }
        let mut content = String::new();
        write_content(&mut content, block, &tried.moment, event(campaign), &campaign.content);
        self.spent.sends.push(Send {
            id,
            campaign: tried.campaign,
            contact_id: self.id.to_owned(),
            company_id: tried.origin.company.map(str::to_owned),
            at,
            expires_at: settings.expires(at),
            trigger: tried.origin.trigger,
            trigger_order: (tried.origin.at, tried.origin.seq),
            content,
        });
        self.decide(tried, Outcome::Sent, None);
    }

    fn decide(&mut self, tried: &Try<'b>, outcome: Outcome, by: Option<By>) {
        self.spent.counts.push((tried.campaign, outcome));
        if self.scene.wants_decisions {
            self.spent.decisions.push(Refusal {
                contact: self.contact,
                campaign: tried.campaign,
                order: tried.order,
                origin: tried.origin,
                outcome,
                rule: None,
                by,
            });
        }
    }
}

impl Scene<'_> {
    /// The number of a record, from 0, among the contact's of its type and name at its time (INTERFACE §3.1).
    fn number(&self, moment: &crate::vm::Moment, seq: u32) -> u32 {
        let records = self.block.tables().records_of(moment.contact);
        let Some(place) = seq.checked_sub(1) else { return 0 };
        let Some(own) = records.get(place as usize) else { return 0 };
        let same = |kind: EntryKind| match (own.kind, kind) {
            (EntryKind::Event { event: a, .. }, EntryKind::Event { event: b, .. }) => a == b,
            (EntryKind::Page(_), EntryKind::Page(_)) => true,
            (EntryKind::Launch(a), EntryKind::Launch(b)) => a == b,
            _ => false,
        };
        let before = records.get(..place as usize).unwrap_or_default();
        before.iter().rev().take_while(|record| record.at == own.at).filter(|record| same(record.kind)).count() as u32
    }
}

/// The event whose metadata a campaign reads.
fn event(campaign: &Campaign) -> Option<EventId> {
    match campaign.settings.trigger {
        Trigger::Event(event) => Some(event),
        _ => None,
    }
}
