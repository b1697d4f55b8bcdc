//! A key that a campaign uses and that was first received less than 24 hours before first live. Who sends it has just
//! begun to, perhaps not everywhere yet; events without it fail the rule or leave a gap in the message.

use std::collections::HashSet;

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Named, Table};
use crate::syntax::ast::SectionKind;
use crate::time::{DAY, HOUR, Instant, SECOND};

pub(super) const LINT: Lint = Lint { code: Code::NewMetadata, look: Look::Campaign(look) };

const MINUTE: i64 = 60 * SECOND;

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(evidence), Some(live)) = (subject.evidence, member.settings().first_live()) else { return };
    let mut seen = HashSet::new();
    for reference in subject.references_in(member) {
        let Named::Value(place) = reference.named else { continue };
        let (Table::Event(event) | Table::Trigger(event)) = place.table else { continue };
        let census = evidence.census(subject.bundle, place);
        let Some(name) = subject.bundle.layout.name(place) else { continue };
        let Some(first) = census.and_then(|census| census.names.get(name)?.first) else { continue };
        let before = live - first;
        if !(0..DAY).contains(&before) || !seen.insert((event, place.slot)) {
            continue;
        }
        let mut diagnostic =
            Diagnostic::new(LINT.code, reference.loc, format!("`{name}` is new when the campaign goes live"))
                .because(format!("first received at {}, {} before", Instant(first), length(before)));
        let from = |kind: &_| if let SectionKind::Live { .. } = kind { Some(()) } else { None };
        if let Some((_, section)) = member.section(from) {
            diagnostic = diagnostic.label(member.loc(section.keyword), format!("live from {}", Instant(live)));
        }
        found.push(diagnostic.help("go live later, or make sure that every sender sends it by then"));
    }
}

/// A length of time below a day.
fn length(micros: i64) -> String {
    if micros < MINUTE {
        return "less than a minute".to_owned();
    }
    let (count, unit) = if micros >= HOUR { (micros / HOUR, "hour") } else { (micros / MINUTE, "minute") };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}
