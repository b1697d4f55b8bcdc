//! What was sent to one contact, as caps count it (§6, §8.6).

use std::collections::{HashMap, HashSet};

use crate::engine::decision::By;
use crate::ir::{Cap, CapLimit, Channel, Outcome, Per, WorkspaceCap};

/// The sends of a contact.
#[derive(Default)]
pub(super) struct Log<'b> {
    campaigns: HashMap<(u32, Option<&'b str>), Sends>,
    /// What each cap of the workspace has counted.
    caps: Vec<Sends>,
    ids: HashSet<[u8; 16]>,
}

/// Sends in order.
#[derive(Clone, Default)]
struct Sends {
    times: Vec<i64>,
    sessions: Vec<u32>,
}

/// Why a try was refused.
pub(super) struct Refused {
    pub(super) outcome: Outcome,
    pub(super) by: Option<By>,
    /// From when on another try may be let through; none is never.
    pub(super) until: Option<i64>,
}

impl Refused {
    pub(super) const fn new(outcome: Outcome, by: Option<By>) -> Self {
        Self { outcome, by, until: None }
    }
}

impl Sends {
    fn add(&mut self, at: i64, session: u32) {
        self.times.push(at);
        self.sessions.push(session);
    }

    /// Whether a window has room for one more; if not, from when on it has.
    fn room(&self, count: u64, per: Per, at: i64, session: u32) -> Result<(), Option<i64>> {
        let start = match per {
            Per::Window(length) => {
                let edge = at.saturating_sub(length);
                self.times.partition_point(|time| *time <= edge)
            }
            Per::Session => self.sessions.partition_point(|of| *of < session),
        };
        let counted = self.times.len() - start;
        if (counted as u64) < count {
            return Ok(());
        }
        let Per::Window(length) = per else { return Err(None) };
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        // When the count-th last leaves the window, one fewer than allowed is left in it.
        let leaving = self.times.len().checked_sub(count).and_then(|place| self.times.get(place));
        Err(leaving.map(|time| time.saturating_add(length)))
    }
}

impl<'b> Log<'b> {
    /// Counts a send of a campaign.
    pub(super) fn add(&mut self, campaign: u32, company: Option<&'b str>, at: i64, session: u32) {
        self.campaigns.entry((campaign, company)).or_default().add(at, session);
    }

    /// Counts a send in the caps of the workspace.
    pub(super) fn count(&mut self, caps: &[WorkspaceCap], channel: Channel, at: i64, session: u32) {
        self.caps.resize(caps.len(), Sends::default());
        for (cap, sends) in caps.iter().zip(&mut self.caps) {
            if cap.channel.is_none_or(|of| of == channel) {
                sends.add(at, session);
            }
        }
    }

    pub(super) fn add_id(&mut self, id: [u8; 16]) {
        self.ids.insert(id);
    }

    pub(super) fn has_id(&self, id: &[u8; 16]) -> bool {
        self.ids.contains(id)
    }

    /// Whether a campaign's own caps allow a send, each in turn.
    pub(super) fn allows(
        &self,
        campaign: u32,
        company: Option<&'b str>,
        caps: &[Cap],
        at: i64,
        session: u32,
        dismissed: impl Fn() -> bool,
    ) -> Result<(), Refused> {
        let none = Sends::default();
        let sends = self.campaigns.get(&(campaign, company)).unwrap_or(&none);
        for cap in caps {
            let room = match cap.limit {
                CapLimit::Total(count) if sends.times.len() as u64 >= count => Err(None),
                CapLimit::Total(_) => Ok(()),
                CapLimit::Per(count, per) => sends.room(count, per, at, session),
                CapLimit::UntilDismissed if dismissed() => Err(None),
                CapLimit::UntilDismissed => Ok(()),
            };
            room.map_err(|until| Refused { outcome: Outcome::Frequency, by: cap.loc.map(By::Cap), until })?;
        }
        Ok(())
    }

    /// Whether the caps of the workspace allow a send on a channel, each in turn.
    pub(super) fn allows_workspace(
        &self,
        caps: &[WorkspaceCap],
        channel: Channel,
        at: i64,
        session: u32,
    ) -> Result<(), Refused> {
        let none = Sends::default();
        for (place, cap) in caps.iter().enumerate().filter(|(_, cap)| cap.channel.is_none_or(|of| of == channel)) {
            let sends = self.caps.get(place).unwrap_or(&none);
            let refused = |until| Refused { outcome: Outcome::WorkspaceCap, by: Some(By::Cap(cap.loc)), until };
            sends.room(cap.count, cap.per, at, session).map_err(refused)?;
        }
        Ok(())
    }
}
