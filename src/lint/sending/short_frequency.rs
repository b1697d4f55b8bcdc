//! `when event` and a stated window under one hour. A reader who gets the same message again within the hour learns to
//! overlook it. A wider cap of the same campaign that allows no more sends makes up for the short one.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{CapLimit, Per};
use crate::syntax::ast::{CapKind, PerKind};
use crate::time::HOUR;

pub(super) const LINT: Lint = Lint { code: Code::ShortFrequency, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((caps, _)) = member.frequency().filter(|_| member.is_event()) else { return };
    let most = member.settings().frequency.iter().filter_map(|cap| match cap.limit {
        CapLimit::Total(count) => Some(count),
        CapLimit::Per(count, Per::Window(window)) if window >= HOUR => Some(count),
        CapLimit::Per(..) | CapLimit::UntilDismissed => None,
    });
    let most = most.min().unwrap_or(u64::MAX);
    for cap in caps {
        let CapKind::Per(times, per) = &cap.kind else { continue };
        let PerKind::Duration(window) = per.kind else { continue };
        if window.seconds() >= 3_600 || times.count >= most {
            continue;
        }
        let loc = member.loc(per.span);
        found.push(
            Diagnostic::new(LINT.code, loc, "a message after an event, more often than once an hour")
                .because("a window under one hour")
                .help("let an hour or more pass: `per hour`")
                .fix("write `per hour`", loc, "per hour"),
        );
    }
}
