//! What rules can and cannot be true of (§3.6).
//!
//! In: a bundle. Out: the contradictions of its rule blocks, and whether some conditions imply another. It must not
//! know syntax, diagnostics or sources: it tells places and kinds, others say it in words.
//!
//! The method: a block is a list of conditions that must hold (`premise`). What they require is put side by side,
//! value by value (`search`): whether it may be unknown, and the set of what else it may be. The numbers, times, days
//! and counts that may be are sets of whole numbers (`integers`); texts and lists are named texts. A set that is
//! empty is a contradiction. Where one of several things must hold, each is tried, as often as a fixed number allows.
//! What is not decided by that is held possible, so that nothing that is said is ever wrong.

mod conflict;
mod counts;
mod display;
mod integers;
mod lists;
mod moment;
mod number;
mod premise;
mod redundant;
mod search;
mod texts;
mod value;

pub use conflict::{Conflict, Why};
pub use premise::Premise;
pub use redundant::Redundant;

use premise::Segments;
use search::{Claim, Search};

use crate::ir::{BlockKind, Bundle, ExprId};
use crate::time::Zone;

/// How much is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Power {
    /// What an error may rest on (§3.6).
    Error,
    /// Also how texts begin and end, one window or history in another, and values compared with each other.
    Warning,
}

/// What can be proven of a bundle.
pub struct Proof<'b> {
    bundle: &'b Bundle,
    segments: Segments<'b>,
    error: Search<'b>,
    warning: Search<'b>,
}

impl<'b> Proof<'b> {
    /// Looks at a bundle; `zone` is that of its workspace.
    pub fn new(bundle: &'b Bundle, zone: &Zone) -> Self {
        let spread = i128::from(zone.spread());
        let error = Search { bundle, power: Power::Error, spread };
        let warning = Search { bundle, power: Power::Warning, spread };
        let mut proof = Self { bundle, segments: Segments::of(bundle), error, warning };
        let blocks = bundle.blocks.iter();
        let empty = blocks.filter_map(|block| match block.of {
            BlockKind::Segment(at) if proof.conflict(&block.conditions).is_some() => Some(at),
            _ => None,
        });
        let empty = empty.collect();
        proof.segments.empty = empty;
        proof
    }

    /// The contradictions of all rule blocks, at most one of each. A block that has one only through a segment that
    /// has one itself has none.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut found = Vec::new();
        for block in &self.bundle.blocks {
            if block.of != BlockKind::Template {
                found.extend(self.conflict(&block.conditions));
            }
            found.extend(Self::inner(&block.conditions).into_iter().filter_map(|inner| self.conflict(inner)));
        }
        found
    }

    /// Whether a condition surely holds wherever all of some others hold.
    pub fn implies(&self, premises: impl IntoIterator<Item = ExprId>, goal: ExprId) -> bool {
        let claim = |expr, truth| Claim { expr, truth, whole: false };
        self.warning.refutes(premises.into_iter().map(|expr| claim(expr, true)).chain([claim(goal, false)]))
    }
}
