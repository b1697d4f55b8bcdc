//! Conditions that hold whatever the data. They ask for nothing, and were most likely meant to.

use super::super::{Lint, Look, Subject};
use super::leave_out;
use crate::diagnostic::{Code, Diagnostic, suggest};

pub(super) const LINT: Lint = Lint { code: Code::AlwaysTrue, look: Look::Bundle(look) };

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for redundant in subject.proof().always_true() {
        let message = suggest::quote(subject.sources, redundant.loc)
            .map_or_else(|| "this condition always holds".to_owned(), |text| format!("`{text}` always holds"));
        let diagnostic = Diagnostic::new(LINT.code, redundant.loc, message)
            .because("holds whatever the data")
            .help("leave it out, or ask for what was meant");
        found.push(leave_out(subject, diagnostic, &redundant));
    }
}
