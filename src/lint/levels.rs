//! What a project thinks of each lint.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// What becomes of a lint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// It is silent.
    Allow,
    /// It warns.
    Warn,
    /// It is an error.
    Deny,
}

/// The levels that a project sets; a lint that it does not name keeps its own.
#[derive(Clone, Debug, Default)]
pub struct Levels(BTreeMap<Code, Level>);

impl Levels {
    /// Sets the level of a lint. Errors have none: setting one is without effect.
    pub fn set(&mut self, code: Code, level: Level) {
        if code.severity() != Severity::Error {
            self.0.insert(code, level);
        }
    }

    /// How grave a diagnostic of this code is; none if it is not wanted.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        match self.0.get(&code) {
            Some(Level::Allow) => None,
            Some(Level::Warn) => Some(Severity::Warning),
            Some(Level::Deny) => Some(Severity::Error),
            None => (!code.is_off()).then(|| code.severity()),
        }
    }

    /// The diagnostic as grave as the project wants it, if it does.
    pub(super) fn judge(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        diagnostic.severity = self.severity(diagnostic.code)?;
        Some(diagnostic)
    }
}
