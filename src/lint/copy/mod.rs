//! Lints on what a message says, judged as its reader reads it.

use super::Lint;

pub(super) const LINTS: &[Lint] = &[];
