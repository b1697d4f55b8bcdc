//! What a careful reader would say about campaigns that compile: the warnings and hints of §13.
//!
//! In: a [`Compilation`], the time, the levels of the project, and what data says where there is some. Out: every diagnostic there is, in the order of the
//! sources, `allow` and the levels having had the last word. It must not know how anything is shown.
//!
//! One lint is one file, in the folder of what it looks at; its head says what it looks for and why. A lint sees
//! campaigns as `Member`s, each with its tree (for places) and its typed form (for meaning); campaigns that have
//! errors are not looked at, since what is missing from them may be what a lint looks for.

mod allow;
mod audience;
mod bundle;
mod copy;
mod data;
mod edit;
mod evidence;
mod levels;
mod life;
mod logic;
mod member;
mod message;
mod reading;
mod sending;
mod subject;
mod walk;

pub use evidence::Evidence;
pub use levels::{Level, Levels};
use member::Member;
use subject::Subject;

use crate::Compilation;
use crate::diagnostic::{Code, Diagnostic};
use crate::time::Instant;

/// A warning or hint and how it is found.
struct Lint {
    code: Code,
    look: Look,
}

/// What a lint looks at.
enum Look {
    /// Each campaign by itself.
    Campaign(fn(&Subject<'_>, &Member<'_>, &mut Vec<Diagnostic>)),
    /// The bundle as a whole.
    Bundle(fn(&Subject<'_>, &mut Vec<Diagnostic>)),
}

/// Every lint, by what it looks at.
const LINTS: [&[Lint]; 8] = [
    audience::LINTS,
    bundle::LINTS,
    copy::LINTS,
    data::LINTS,
    life::LINTS,
    logic::LINTS,
    message::LINTS,
    sending::LINTS,
];

/// What lints are told beside the campaigns.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The time it is.
    pub now: Instant,
    /// What the project thinks of each lint.
    pub levels: &'a Levels,
    /// What data says, where there is some.
    pub evidence: Option<&'a Evidence>,
}

/// All that is to be said about a bundle: its errors, and the warnings and hints that nobody has silenced.
pub fn lint(compilation: &Compilation, context: &Context<'_>) -> Vec<Diagnostic> {
    let subject = Subject::of(compilation, context);
    let mut found = compilation.diagnostics.clone();
    for lint in LINTS.into_iter().flatten() {
        if context.levels.severity(lint.code).is_none() {
            continue;
        }
        match lint.look {
            Look::Campaign(look) => subject.members.iter().for_each(|member| look(&subject, member, &mut found)),
            Look::Bundle(look) if subject.whole => look(&subject, &mut found),
            Look::Bundle(_) => {}
        }
    }
    allow::silence(&compilation.files, &mut found);
    let mut found: Vec<_> = found.into_iter().filter_map(|diagnostic| context.levels.judge(diagnostic)).collect();
    found.sort_by_key(|diagnostic| diagnostic.primary.loc);
    found
}
