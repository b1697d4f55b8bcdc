//! Lints on what a message takes from contact, company, event and page.

mod known;
mod missing_fallback;
mod per_company;

use super::Lint;

pub(super) const LINTS: &[Lint] = &[missing_fallback::LINT, per_company::LINT];
