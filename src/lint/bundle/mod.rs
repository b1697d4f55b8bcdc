//! Lints on the bundle as a whole, and on what belongs to it.

mod blocked_banner;
mod no_workspace_cap;
mod untested_campaign;
mod unused_segment;

use super::Lint;

pub(super) const LINTS: &[Lint] =
    &[blocked_banner::LINT, no_workspace_cap::LINT, untested_campaign::LINT, unused_segment::LINT];
