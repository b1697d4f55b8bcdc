//! Lints on who is reached.

mod broad_audience;
mod no_reach;

use super::Lint;

pub(super) const LINTS: &[Lint] = &[broad_audience::LINT, no_reach::LINT];
