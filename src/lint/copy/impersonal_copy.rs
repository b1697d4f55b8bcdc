//! A post or an email without a placeholder: it says the same to everyone, and reads like it.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;

pub(super) const LINT: Lint = Lint { code: Code::ImpersonalCopy, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let channel = member.settings().channel;
    let Some((_, section)) = member.send() else { return };
    if matches!(channel, Channel::Post | Channel::Email) && !member.reading.has_placeholder() {
        found.push(
            Diagnostic::new(
                LINT.code,
                member.loc(section.keyword),
                format!("this {} says the same to everyone", channel.word()),
            )
            .because("no placeholder in it")
            .help("say something of the reader, such as `{{ first_name | fallback: \"there\" }}`"),
        );
    }
}
