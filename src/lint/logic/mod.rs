//! Lints on what conditions say about each other (§3.6).

use super::Lint;

pub(super) const LINTS: &[Lint] = &[];
