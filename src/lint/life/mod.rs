//! Lints on how long a campaign lives and who still looks at it.
//!
//! `reviewed DATE` counts on that day of the workspace and for 30 days after it. A day that is yet to come counts for
//! nothing.

mod endless_banner;
mod no_end;
mod stale_campaign;

use super::Lint;
use super::member::Member;
use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::time::DAY;

pub(super) const LINTS: &[Lint] = &[endless_banner::LINT, no_end::LINT, stale_campaign::LINT];

/// How many days a look at a campaign is good for.
const MONTH_IN_DAYS: i32 = 30;

/// How long a campaign is good without one.
const MONTH: i64 = MONTH_IN_DAYS as i64 * DAY;

/// Whether somebody looked at it within the last 30 days.
fn is_reviewed(subject: &Subject<'_>, member: &Member<'_>) -> bool {
    member.reviewed().is_some_and(|(day, _)| {
        let (today, then) = (subject.zone.date(subject.now), subject.zone.date(subject.start(day)));
        (0..=MONTH_IN_DAYS).contains(&(today.0 - then.0))
    })
}

/// Adds the edit that says that somebody looked at it today.
fn or_review(subject: &Subject<'_>, member: &Member<'_>, diagnostic: Diagnostic) -> Diagnostic {
    let line = format!("reviewed {}", subject.date(subject.now, 0));
    let (at, text) = match member.reviewed() {
        Some((_, section)) => (member.loc(section.span), line.clone()),
        None => subject.added_section(member, &line),
    };
    diagnostic.fix(format!("write `{line}`"), at, text)
}
