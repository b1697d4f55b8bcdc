//! An in-app message without `when` that may come more than once a session: it tries at every visit, so a reader who
//! opens five pages may get it five times. Meant for use with care.
//!
//! A cap of one, for good, for the session or for a day or more, keeps it to one a session in ordinary use: no session
//! goes on for a day, unless the workspace has so long a gap between them. `until dismissed` does not: it comes again at
//! each visit until somebody puts it away.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{CapLimit, Per, Trigger};
use crate::time::DAY;

pub(super) const LINT: Lint = Lint { code: Code::FrequentMessage, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let settings = member.settings();
    if settings.trigger != Trigger::Visit {
        return;
    }
    let long = DAY.max(subject.bundle.workspace.session_gap);
    let bounded = settings.frequency.iter().any(|cap| match cap.limit {
        CapLimit::Total(count) | CapLimit::Per(count, Per::Session) => count <= 1,
        CapLimit::Per(count, Per::Window(window)) => count <= 1 && window >= long,
        CapLimit::UntilDismissed => false,
    });
    let Some((caps, _)) = member.frequency().filter(|_| !bounded) else { return };
    let (Some(first), Some(last)) = (caps.first(), caps.last()) else { return };
    let loc = member.loc(first.span.to(last.span));
    let dismissed = settings.frequency.iter().any(|cap| cap.limit == CapLimit::UntilDismissed);
    let better = if dismissed { "once per session, until dismissed" } else { "once per session" };
    found.push(
        Diagnostic::new(LINT.code, loc, "the same message more than once a session")
            .because("tries at every visit, and this allows it to come again")
            .help(format!("write `frequency {better}`, or `once ever`"))
            .fix(format!("write `{better}`"), loc, better),
    );
}
