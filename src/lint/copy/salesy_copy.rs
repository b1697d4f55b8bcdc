//! Copy that pushes: "buy now", "limited time", "last chance". Messages live on the trust that they help; one that
//! sells costs some of it each time. A negation ("no hurry") and ordinary prose ("so you don't miss a reply", "your
//! files are in order now") push nobody.

use super::super::reading::{Found, Visible};
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const LINT: Lint = Lint { code: Code::SalesyCopy, look: Look::Campaign(look) };

/// What pushes wherever it stands.
const PHRASES: [&str; 25] = [
    "limited time",
    "limited offer",
    "time limited offer",
    "last chance",
    "final chance",
    "final call",
    "while stocks last",
    "while supplies last",
    "while stock lasts",
    "once in a lifetime",
    "before its too late",
    "what are you waiting for",
    "wont want to miss",
    "dont want to miss",
    "too good to miss",
    "unbeatable",
    "unmissable",
    "amazing deal",
    "amazing deals",
    "best deal ever",
    "incredible offer",
    "no brainer",
    "you wont believe",
    "one time offer",
    "offer ends soon",
];

/// What pushes as a call.
const CALLS: [&str; 11] = [
    "buy now",
    "buy today",
    "order now",
    "order today",
    "act now",
    "act fast",
    "act today",
    "hurry",
    "dont miss",
    "do not miss",
    "never miss out",
];

/// Words before one of the calls that make prose of it.
const PROSE: [&str; 40] = [
    "i",
    "you",
    "we",
    "they",
    "he",
    "she",
    "it",
    "who",
    "that",
    "and i",
    "in",
    "of",
    "your",
    "my",
    "our",
    "their",
    "the",
    "this",
    "an",
    "a",
    "each",
    "every",
    "no",
    "not",
    "never",
    "dont",
    "without",
    "any",
    "cant",
    "wont",
    "didnt",
    "isnt",
    "doesnt",
    "new",
    "people",
    "customers",
    "users",
    "teammates",
    "nobody",
    "everyone",
];

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let mut places = member.reading.search(pushes).into_iter();
    let Some(first) = places.next() else { return };
    let mut diagnostic =
        Diagnostic::new(LINT.code, member.loc(first.span), format!("`{}` pushes the reader", first.text))
            .because("sells where it could help")
            .help("say what the reader gains and until when, and leave the choice to them");
    for other in places {
        diagnostic = diagnostic.label(member.loc(other.span), "so does this");
    }
    found.push(diagnostic);
}

/// Every place of a text that pushes.
pub(super) fn pushes(seen: &Visible) -> Vec<Found> {
    let calls = seen.find(&CALLS).filter(|range| {
        let near = range.start.saturating_sub(if seen.word(range.start) == "hurry" { 3 } else { 1 })..range.start;
        let prose = near.rev().take_while(|at| !seen.begins(at + 1)).any(|at| PROSE.contains(&seen.word(at)));
        !prose
    });
    calls.chain(seen.find(&PHRASES)).filter_map(|range| seen.found_tokens(range)).collect()
}
