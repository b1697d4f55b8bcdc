//! Lints that need contacts and activity: what the data says is not as a campaign takes it to be.

mod future_ago;
mod metadata_beyond_20;
mod new_metadata;
mod tour_rest_event;
mod unseen_attribute;
mod unseen_event;
mod wide_audience;

use super::Lint;

pub(super) const LINTS: &[Lint] = &[
    future_ago::LINT,
    metadata_beyond_20::LINT,
    new_metadata::LINT,
    tour_rest_event::LINT,
    unseen_attribute::LINT,
    unseen_event::LINT,
    wide_audience::LINT,
];

/// A share in words, never rounded to none or all.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let share = part.saturating_mul(100).checked_div(whole).unwrap_or_default();
    if share == 0 { "under 1 %".to_owned() } else { format!("{share} %") }
}
