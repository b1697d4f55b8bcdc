//! Lints that need contacts and activity.

use super::Lint;

pub(super) const LINTS: &[Lint] = &[];
