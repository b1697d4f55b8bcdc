//! An email after an event. Fine here; for those who deliver through tools that cannot send email after an event, to be
//! turned on.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;

pub(super) const LINT: Lint = Lint { code: Code::EventEmail, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let (Some((_, when)), Some((send, _))) = (member.when(), member.send()) else { return };
    if !member.is_event() || member.settings().channel != Channel::Email {
        return;
    }
    let (event, email) = (member.loc(when.keyword), member.loc(send.channel.span));
    let (primary, why, other, what) =
        if event < email { (email, "an email", event, "an event") } else { (event, "an event", email, "an email") };
    found.push(
        Diagnostic::new(LINT.code, primary, "an email after an event")
            .because(why)
            .label(other, what)
            .help("leave `when` out and ask for the event in the audience with `did`, or send another channel"),
    );
}
