//! A live campaign with neither `until` nor `reviewed`: nothing says how long it was meant to live. A fixed audience
//! ends by itself after 30 days (§7.7).

use super::super::{Lint, Look, Member, Subject};
use super::or_review;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Life, Mode};

pub(super) const LINT: Lint = Lint { code: Code::NoEnd, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let settings = member.settings();
    let now = subject.now.0;
    if settings.life(now) != Life::Live || settings.mode == Mode::Fixed || member.reviewed().is_some() {
        return;
    }
    let Some(interval) = settings.interval(now).filter(|interval| interval.until.is_none()) else { return };
    let Some(line) = subject.live_line(member, interval) else { return };
    let diagnostic = Diagnostic::new(LINT.code, member.loc(line.span), "a campaign without an end or a review")
        .because("no `until`")
        .help("write when it ends with `until`, or when somebody looked at it with `reviewed DATE`");
    found.push(or_review(subject, member, diagnostic));
}
