//! More text than is read in an app: 50 words or more of what is read together, 25 in a banner or a chat. An in-app
//! message stands between its readers and what they came for, so they read its first lines and close it.

use super::super::reading::{Role, Said};
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;

pub(super) const LINT: Lint = Lint { code: Code::LongCopy, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let channel = member.settings().channel;
    if channel.is_direct() {
        return;
    }
    let limit = if matches!(channel, Channel::Banner | Channel::Chat) { 25 } else { 50 };
    for texts in member.reading.units() {
        let words: usize = texts.iter().map(|said| said.longest.words()).sum();
        let Some((said, surplus)) = surplus(&texts, limit) else { continue };
        let unit = match (said.role, said.unit, channel) {
            (Role::Task, ..) => "task",
            (Role::Question, ..) => "question",
            (_, 0, _) => channel.word(),
            (_, _, Channel::Tour) => "step",
            _ => "card",
        };
        let help = match channel {
            Channel::Tour | Channel::Carousel => "say one thing in each, and make two of it if need be",
            Channel::Checklist | Channel::Survey => "say one thing",
            _ => "say one thing, and let an action lead to the rest",
        };
        let place = said.longest.found(surplus).map_or(said.copy.span, |place| place.span);
        let why = match words + 1 - limit {
            1 => "one word too many".to_owned(),
            more => format!("the last {more} are too many"),
        };
        found.push(
            Diagnostic::new(LINT.code, member.loc(place), format!("this {unit} has {words} words"))
                .because(why)
                .help(format!("{help}: fewer than {limit} words are read")),
        );
    }
}

/// The text in which the limit is reached, and what of it stands from there on.
fn surplus<'s, 'a>(texts: &[&'s Said<'a>], limit: usize) -> Option<(&'s Said<'a>, std::ops::Range<usize>)> {
    let mut left = limit;
    for said in texts {
        let words: Vec<_> = said.longest.words_in(0..said.longest.glyphs.len()).collect();
        if let Some((from, last)) = words.get(left - 1).zip(words.last()) {
            return Some((said, from.start..last.end));
        }
        left -= words.len();
    }
    None
}
