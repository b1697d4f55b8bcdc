//! A post, or a banner of style warning, without an action. Who has read it wants to go on from there: to what is new,
//! or to where the trouble is followed. A link in its `html` serves too.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;
use crate::syntax::ast::{FieldKind, Send};

pub(super) const LINT: Lint = Lint { code: Code::NoAction, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((send, section)) = member.send() else { return };
    let (what, help) = match member.settings().channel {
        Channel::Post => ("post", "`action \"See the plans\" opens \"https://…\"`"),
        Channel::Banner if is_warning(send) => ("warning", "`action \"See the status\" opens \"https://…\"`"),
        _ => return,
    };
    if member.reading.actions.is_empty() && !member.reading.has_inner_link() {
        found.push(
            Diagnostic::new(LINT.code, member.loc(section.keyword), format!("this {what} leads nowhere"))
                .because("no action in it")
                .help(format!("add one for who wants to go on: {help}")),
        );
    }
}

fn is_warning(send: &Send) -> bool {
    send.fields.iter().any(|field| matches!(&field.kind, FieldKind::Style(word) if word.text == "warning"))
}
