//! Live for more than 30 days without a look at it. What it says and who it is for was right when it was written;
//! messages are to be reviewed every month. A pause and a resume is a look: what counts is how long it has been
//! live without a pause.

use super::super::{Lint, Look, Member, Subject};
use super::{MONTH, is_reviewed, or_review};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Life;
use crate::time::DAY;

pub(super) const LINT: Lint = Lint { code: Code::StaleCampaign, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let settings = member.settings();
    let now = subject.now.0;
    let Some(interval) = settings.interval(now).filter(|_| settings.life(now) == Life::Live) else { return };
    let before = settings.live.iter().rev().skip_while(|other| other.from > interval.from);
    let since = before.fold(interval.from, |since, other| if other.until == Some(since) { other.from } else { since });
    let age = now.saturating_sub(since);
    if age <= MONTH || is_reviewed(subject, member) {
        return;
    }
    let Some(line) = subject.live_line(member, interval) else { return };
    let mut diagnostic =
        Diagnostic::new(LINT.code, member.loc(line.span), "live for more than 30 days without a review")
            .because(format!("live for{} {} days", if age % DAY > 0 { " over" } else { "" }, age / DAY))
            .help("see whether it is still right and write the day of it as `reviewed DATE`, or end it with `until`");
    if let Some((day, section)) = member.reviewed() {
        let when = if subject.start(day) > subject.now { "yet to come" } else { "more than 30 days ago" };
        diagnostic = diagnostic.label(member.loc(section.span), when);
    }
    found.push(or_review(subject, member, diagnostic));
}
