//! `when event` without a frequency, or with one that holds nothing back. Events come in bursts: forty files uploaded at
//! once are forty events, and should not be forty messages. `until stopped` says aloud that there is no cap, and is
//! taken at its word.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::CapKind;

pub(super) const LINT: Lint = Lint { code: Code::NoFrequency, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((_, when)) = member.when().filter(|_| member.is_event()) else { return };
    let help = "say how often it may come, such as `frequency once per hour`";
    let Some((caps, _)) = member.frequency() else {
        let (at, text) = subject.added_section(member, "frequency once per hour");
        found.push(
            Diagnostic::new(LINT.code, member.loc(when.keyword), "a message after an event, without a frequency")
                .because("may come once a minute, as long as events do")
                .help(help)
                .fix("write `frequency once per hour`", at, text),
        );
        return;
    };
    let Some(cap) = caps.iter().find(|cap| matches!(cap.kind, CapKind::EveryTime)) else { return };
    let loc = member.loc(cap.span);
    found.push(
        Diagnostic::new(LINT.code, loc, "a message after an event, every time")
            .because("nothing holds a burst of events back")
            .label(member.loc(when.keyword), "sends after each event")
            .help(help)
            .fix("write `once per hour`", loc, "once per hour"),
    );
}
