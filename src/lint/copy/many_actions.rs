//! More than one action in a message. Each further choice makes it less likely that any is taken; a message has one
//! thing to say and one thing to do. The cards of a carousel are seen one at a time, so each may have its own.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const LINT: Lint = Lint { code: Code::ManyActions, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let actions = &member.reading.actions;
    for first in actions
        .iter()
        .enumerate()
        .filter(|(at, action)| actions.iter().position(|other| other.unit == action.unit) == Some(*at))
        .map(|(_, action)| action)
    {
        let unit = if first.unit == 0 { member.settings().channel.word() } else { "card" };
        let mut others = actions.iter().filter(|action| action.unit == first.unit).skip(1);
        let Some(second) = others.next() else { continue };
        let rest: Vec<_> = others.collect();
        let mut diagnostic = Diagnostic::new(
            LINT.code,
            member.loc(second.span),
            format!("this {unit} asks for {} things", rest.len() + 2),
        )
        .because("the second action")
        .label(member.loc(first.span), "the first")
        .help("keep the one action that matters most; what else there is can wait where it leads");
        for other in rest {
            diagnostic = diagnostic.label(member.loc(other.span), "another");
        }
        found.push(diagnostic);
    }
}
