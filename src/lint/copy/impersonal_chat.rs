//! A chat that is no conversation: one without a placeholder, which says the same to everyone, or one that asks
//! nothing. A chat seems to come from a person, and a person calls people by their names and wants an answer.
//!
//! What asks is a question mark, or an invitation such as "let me know".

use super::super::reading::{Role, Visible};
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;

pub(super) const LINT: Lint = Lint { code: Code::ImpersonalChat, look: Look::Campaign(look) };

/// What asks for an answer without a question mark.
const INVITATIONS: [&str; 8] =
    ["let me know", "let us know", "tell me", "tell us", "just reply", "hit reply", "reply here", "reply to this"];

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    if member.settings().channel != Channel::Chat {
        return;
    }
    let reading = &member.reading;
    let Some(body) = reading.texts.iter().find(|said| said.role == Role::Body) else { return };
    let asks = |seen: &Visible| {
        // One within a word is of an address.
        let ends = |at: usize| seen.glyphs.get(at + 1).is_none_or(|next| !next.c.is_alphanumeric());
        let mut marks = seen.glyphs.iter().enumerate();
        let asked = marks.any(|(at, glyph)| matches!(glyph.c, '?' | '？' | '؟') && ends(at));
        asked || seen.find(&INVITATIONS).next().is_some()
    };
    let asks = reading.texts.iter().flat_map(|said| &said.readings).any(asks);
    let (what, why, help) = match (reading.has_placeholder(), asks) {
        (true, true) => return,
        (false, true) => (
            "this chat says the same to everyone",
            "no placeholder in it",
            "greet the reader: `Hi {{ first_name | fallback: \"there\" }}, …`",
        ),
        (true, false) => ("this chat asks nothing", "no question in it", "end with a question that is easy to answer"),
        (false, false) => (
            "this chat says the same to everyone and asks nothing",
            "neither a placeholder nor a question in it",
            "greet the reader, `Hi {{ first_name | fallback: \"there\" }}, …`, and end with a question",
        ),
    };
    found.push(Diagnostic::new(LINT.code, member.loc(body.copy.span), what).because(why).help(help));
}
