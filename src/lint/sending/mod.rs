//! Lints on how, when and how often something is sent.

mod odd_delay;

use super::Lint;

pub(super) const LINTS: &[Lint] = &[odd_delay::LINT];
