//! An in-app `delay` under 5 or over 30 seconds. Too short, and the message is there before the page is read; too long,
//! and the reader has gone on. On the pages of a checkout and its like a longer one is right: those who linger there may
//! want help (see [`interrupts_flow`]).

use super::super::{Lint, Look, Member, Subject};
use super::interrupts_flow;
use crate::diagnostic::{Code, Diagnostic};

pub(super) const LINT: Lint = Lint { code: Code::OddDelay, look: Look::Campaign(look) };

const SHORTEST: u64 = 5;
const LONGEST: u64 = 30;

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((delay, _)) = member.delay() else { return };
    if member.settings().channel.is_direct() {
        return;
    }
    let (what, why, better) = match delay.kind.seconds() {
        seconds if seconds < SHORTEST => ("short", "the page is hardly read by then", SHORTEST),
        seconds if seconds > LONGEST && !interrupts_flow::is_in_flow(member) => {
            ("long", "most readers have gone on by then", LONGEST)
        }
        _ => return,
    };
    let loc = member.loc(delay.span);
    found.push(
        Diagnostic::new(LINT.code, loc, format!("a {what} delay for an in-app message"))
            .because(why)
            .help(format!("wait {SHORTEST} to {LONGEST} seconds"))
            .fix(format!("write `{better} seconds`"), loc, format!("{better} seconds")),
    );
}
