//! Lints on the bundle as a whole, and on what belongs to it.

use super::Lint;

pub(super) const LINTS: &[Lint] = &[];
