//! An email or text message in a workspace without `reach` for it: who has no address, or has said no, is tried all the
//! same.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;

pub(super) const LINT: Lint = Lint { code: Code::NoReach, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let address = match member.settings().channel {
        Channel::Email => "email",
        Channel::Sms => "phone",
        _ => return,
    };
    let Some((send, _)) = member.send().filter(|_| member.typed.reach.clauses.is_empty()) else { return };
    let word = member.settings().channel.word();
    found.push(
        Diagnostic::new(LINT.code, member.loc(send.channel.span), format!("nothing says who can be reached by {word}"))
            .because(format!("no `reach {word}` in the workspace"))
            .help(format!("say it once for all campaigns: `reach {word} {{ {address} is known }}` in `workspace`")),
    );
}
