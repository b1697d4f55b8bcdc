//! Whether a campaign is live (§9.1).

use super::bundle::Campaign;
use super::clock::DAY;

/// Why it is not live at an instant from first live on.
pub(crate) fn not_live(campaign: &Campaign<'_>, at: i64) -> Option<&'static str> {
    if campaign.fixed && at >= campaign.first_live() + 30 * DAY {
        return Some("auto_paused");
    }
    interval(campaign, at).is_none().then_some("not_live")
}

fn interval(campaign: &Campaign<'_>, at: i64) -> Option<(i64, Option<i64>)> {
    campaign.live.iter().copied().find(|&(from, until)| from <= at && until.is_none_or(|until| at < until))
}

/// The end of the live interval, for a fixed campaign at most its 30 days (INTERFACE §3.1).
pub(crate) fn expires_at(campaign: &Campaign<'_>, at: i64) -> Option<i64> {
    let until = interval(campaign, at).and_then(|(_, until)| until);
    let thirty_days = campaign.fixed.then(|| campaign.first_live() + 30 * DAY);
    until.into_iter().chain(thirty_days).min()
}
