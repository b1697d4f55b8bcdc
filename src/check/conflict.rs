//! Two places that cannot stand together.

use super::checker::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A place and what to say there.
pub(super) type Spot<'m> = (Span, &'m str);

impl Checker<'_> {
    /// A conflict of two places of one file: the later one is wrong (§13).
    pub(super) fn conflict(
        &self,
        code: Code,
        message: impl Into<String>,
        one: Spot<'_>,
        other: Spot<'_>,
    ) -> Diagnostic {
        let (first, second) = if one.0.start <= other.0.start { (one, other) } else { (other, one) };
        self.at(code, second.0, message).because(second.1).label(self.loc(first.0), first.1)
    }
}
