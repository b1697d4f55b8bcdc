//! Lints on how long a campaign lives and who still looks at it.
//!
//! `reviewed DATE` counts from the first instant of that day, for 30 days of 86,400 s, the last instant included. A day
//! that is yet to come counts for nothing.

mod endless_banner;
mod no_end;
mod stale_campaign;

use super::Lint;
use super::member::Member;
use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::time::DAY;

pub(super) const LINTS: &[Lint] = &[endless_banner::LINT, no_end::LINT, stale_campaign::LINT];

/// How long a look at a campaign is good for, and how long a campaign is good without one.
const MONTH: i64 = 30 * DAY;

/// Whether somebody looked at it within the last 30 days.
fn is_reviewed(subject: &Subject<'_>, member: &Member<'_>) -> bool {
    member.reviewed().is_some_and(|(day, _)| {
        let age = subject.now.0.saturating_sub(subject.start(day).0);
        (0..=MONTH).contains(&age)
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
