//! Lints on who is reached.

mod broad_audience;

use super::Lint;

pub(super) const LINTS: &[Lint] = &[broad_audience::LINT];
