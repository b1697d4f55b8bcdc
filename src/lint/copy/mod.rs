//! Lints on what a message says, judged as its reader reads it.

mod dense_copy;
mod long_copy;

use super::Lint;

pub(super) const LINTS: &[Lint] = &[dense_copy::LINT, long_copy::LINT];
