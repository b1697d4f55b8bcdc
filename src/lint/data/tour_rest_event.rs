//! A tour after an event that arrives only from `rest`. A tour opens on the page of a contact; a server that sends the
//! event has none, so the tour is never triggered (§7.1).

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;
use crate::syntax::ast::When;

pub(super) const LINT: Lint = Lint { code: Code::TourRestEvent, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(evidence), Some((When::Event(name, _), _))) = (subject.evidence, member.when()) else { return };
    if member.settings().channel != Channel::Tour {
        return;
    }
    let Some(event) = evidence.survey.events.get(&name.text).filter(|event| event.from_js == 0) else { return };
    let times = event.metadata.rows;
    let mut diagnostic =
        Diagnostic::new(LINT.code, member.loc(name.span), format!("event `{}` never comes from a page", name.text))
            .because(match times {
                1 => "the one in the data came from `rest`".to_owned(),
                _ => format!("all {times} in the data came from `rest`"),
            });
    if let Some((send, _)) = member.send() {
        diagnostic = diagnostic.label(member.loc(send.channel.span), "opens on a page");
    }
    found.push(diagnostic.help(format!(
        "send the event from the page, or open the tour on a visit: `audience {{ did {} in the last 7 days }}`",
        subject.source(member.file, name.span)
    )));
}
