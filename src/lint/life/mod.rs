//! Lints on how long a campaign lives and who still looks at it.

use super::Lint;

pub(super) const LINTS: &[Lint] = &[];
