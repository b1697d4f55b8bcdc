//! One banner at a time (§8.5).

use super::{Contact, event};
use crate::engine::rules::Holding;
use crate::engine::scene::Scene;
use crate::engine::send::{EarlierSend, send_id};
use crate::engine::tries::{TriggerInfo, Try};
use crate::ir::{Life, Receipt, Trigger};
use crate::vm::{Block, EntryKind, Moment};

/// A banner that was sent.
#[derive(Clone, Copy)]
pub(super) struct Shown<'b> {
    campaign: u32,
    company: Option<&'b str>,
    session: u32,
    /// What its try saw: its trigger, and which receipts came after it.
    moment: Moment,
}

impl<'b> Shown<'b> {
    pub(super) const fn new(tried: &Try<'b>, session: u32) -> Self {
        Self { campaign: tried.campaign, company: tried.origin.company, session, moment: tried.moment }
    }
}

/// Whether a contact has dismissed a campaign, by receipts taken in at a moment and later than the first `after`.
pub(super) fn dismissed(block: &Block<'_>, moment: &Moment, campaign: u32, after: u32) -> bool {
    let records = block.tables().records_of(moment.contact).get(after as usize..moment.seq as usize);
    let receipt = EntryKind::Receipt(campaign, Receipt::Dismissed);
    records.unwrap_or_default().iter().any(|record| record.kind == receipt)
}

impl<'b> Contact<'_, 'b> {
    /// The campaign whose banner holds the slot against a try; of several the one that was sent first.
    pub(super) fn blocking(&self, tried: &Try<'b>, session: u32) -> Option<u32> {
        let others = self
            .banners
            .iter()
            .filter(|banner| banner.campaign != tried.campaign || banner.company != tried.origin.company);
        let mut holding = others.filter(|banner| self.holds(banner, &tried.moment, session));
        holding.next().map(|banner| banner.campaign)
    }

    fn holds(&self, banner: &Shown<'b>, now: &Moment, session: u32) -> bool {
        let block = self.scene.block;
        let Some(campaign) = self.scene.campaign(banner.campaign) else { return false };
        if !campaign.settings.persistent {
            let gone = || dismissed(block, now, banner.campaign, banner.moment.seq);
            return banner.session == session && !gone();
        }
        if campaign.settings.life(now.at) != Life::Live {
            return false;
        }
        let moment = Moment {
            event: banner.moment.event,
            trigger: banner.moment.trigger,
            trigger_seq: banner.moment.trigger_seq,
            company: 0,
            ..*now
        };
        Holding { block, campaign, company: banner.company }.at(moment, event(campaign))
    }

    /// Takes a banner of an earlier run for shown.
    pub(super) fn remember_banner(
        &mut self,
        campaign: u32,
        company: Option<&'b str>,
        session: u32,
        send: &EarlierSend,
        moment: Moment,
    ) {
        let trigger = self.scene.trigger_of(self.contact, campaign, send);
        let row = |seq: u32| {
            let records = self.scene.block.tables().records_of(self.contact);
            match records.get(seq.saturating_sub(1) as usize).map(|record| record.kind) {
                Some(EntryKind::Event { row, .. }) => row,
                _ => 0,
            }
        };
        let moment = match trigger {
            Some(seq) => Moment { trigger_seq: seq, event: row(seq), trigger: row(seq), ..moment },
            None => moment,
        };
        self.banners.push(Shown { campaign, company, session, moment });
    }
}

impl Scene<'_> {
    /// What the try of an earlier send saw: at its trigger's record if it did not move, else at its instant.
    pub(super) fn moment_of(&self, contact: u32, send: &EarlierSend) -> Moment {
        let bundle = self.bundle();
        let place = bundle.campaigns.iter().position(|campaign| campaign.settings.name == send.campaign);
        let record = place.and_then(|campaign| self.trigger_of(contact, campaign as u32, send));
        match record {
            Some(seq) if send.received_at.is_none_or(|at| at == send.at) => self.timeline.at_record(contact, seq),
            _ => self.timeline.after(contact, send.at),
        }
    }

    /// The place of the record that triggered an earlier send, found by its id.
    fn trigger_of(&self, contact: u32, campaign: u32, send: &EarlierSend) -> Option<u32> {
        let campaign_of = self.bundle().campaigns.get(campaign as usize)?;
        let records = self.block.tables().records_of(contact);
        let company = send.company_id.as_deref();
        let Some(received_at) = send.received_at else {
            // A date in the app: the visit at which it was sent.
            let visit = |kind| matches!(kind, EntryKind::Page(_));
            let found = records.iter().position(|record| record.at == send.at && visit(record.kind))?;
            let dated =
                matches!(campaign_of.settings.trigger, Trigger::Date(_)) && !campaign_of.settings.channel.is_direct();
            return dated.then_some(found as u32 + 1);
        };
        let id = self.timeline.id(contact);
        let first = records.partition_point(|record| record.at < received_at);
        let at_once = records.iter().enumerate().skip(first).take_while(|(_, record)| record.at == received_at);
        let mut places = at_once.filter_map(|(place, record)| {
            let trigger = match record.kind {
                EntryKind::Event { event, .. } => TriggerInfo::Event { event, received_at },
                EntryKind::Page(_) => TriggerInfo::Visit { received_at },
                EntryKind::Launch(_) => TriggerInfo::Launch { received_at },
                _ => return None,
            };
            let seq = place as u32 + 1;
            let number = self.number(&Moment { contact, ..Moment::default() }, seq);
            (send_id(campaign_of, id, company, &trigger, number, send.at) == send.id).then_some(seq)
        });
        places.next()
    }
}
