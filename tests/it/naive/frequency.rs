//! Caps of a campaign and of the workspace (§6, §8.6), and the sends they count.

use super::bundle::Campaign;
use super::tries::Trigger;

/// A message that went out to the contact.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) id: String,
    pub(crate) campaign: String,
    pub(crate) company: Option<String>,
    pub(crate) channel: String,
    pub(crate) at: i64,
    pub(crate) session: u64,
    pub(crate) exempt_from_caps: bool,
    /// How many records of the contact had been taken in.
    pub(crate) after_records: usize,
    /// What it was sent for; `None` where the bundle no longer tells.
    pub(crate) trigger: Option<Trigger>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Per {
    Session,
    Duration(i64),
}

#[derive(Clone, Debug)]
pub(crate) enum Limit {
    Total(u64),
    Within(u64, Per),
    UntilDismissed,
}

#[derive(Clone, Debug)]
pub(crate) struct Cap {
    pub(crate) limit: Limit,
    /// Where it stands; `None` for a default.
    pub(crate) line: Option<u32>,
}

/// `at most N … per W`
#[derive(Clone, Debug)]
pub(crate) struct WorkspaceCap {
    /// `None` is all messages.
    pub(crate) channel: Option<&'static str>,
    pub(crate) count: u64,
    pub(crate) per: Per,
    pub(crate) line: u32,
}

impl Per {
    fn holds(self, sent: &Sent, now: i64, session: u64) -> bool {
        match self {
            Self::Session => sent.session == session,
            Self::Duration(length) => sent.at > now - length && sent.at <= now,
        }
    }
}

/// The first cap of the campaign that is full.
pub(crate) fn full<'c>(
    campaign: &'c Campaign<'_>,
    company: Option<&str>,
    sent: &[Sent],
    now: i64,
    session: u64,
    dismissed: bool,
) -> Option<&'c Cap> {
    let own = || sent.iter().filter(|sent| sent.campaign == campaign.name && sent.company.as_deref() == company);
    campaign.caps.iter().find(|cap| match cap.limit {
        Limit::Total(count) => own().count() as u64 >= count,
        Limit::Within(count, per) => own().filter(|sent| per.holds(sent, now, session)).count() as u64 >= count,
        Limit::UntilDismissed => dismissed,
    })
}

/// The first workspace cap that is full for this campaign.
pub(crate) fn workspace_full<'c>(
    caps: &'c [WorkspaceCap],
    campaign: &Campaign<'_>,
    sent: &[Sent],
    now: i64,
    session: u64,
) -> Option<&'c WorkspaceCap> {
    if campaign.exempt_from_caps {
        return None;
    }
    caps.iter().filter(|cap| cap.channel.is_none_or(|channel| channel == campaign.channel)).find(|cap| {
        let counts = |sent: &&Sent| {
            !sent.exempt_from_caps
                && cap.channel.is_none_or(|channel| channel == sent.channel)
                && cap.per.holds(sent, now, session)
        };
        sent.iter().filter(counts).count() as u64 >= cap.count
    })
}
