//! Conditions that follow from others of their block. They ask for nothing more: either they can go, or another value was
//! meant.

use super::super::{Lint, Look, Subject};
use super::leave_out;
use crate::diagnostic::{Code, Diagnostic, suggest};

pub(super) const LINT: Lint = Lint { code: Code::ImpliedRule, look: Look::Bundle(look) };

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for redundant in subject.proof().implied() {
        let own = suggest::quote(subject.sources, redundant.loc)
            .map_or_else(|| "this condition".to_owned(), |text| format!("`{text}`"));
        let other = match redundant.by.as_slice() {
            [only] => suggest::quote(subject.sources, *only).map(|text| format!("`{text}`")),
            _ => None,
        };
        let other = other.unwrap_or_else(|| "its neighbours".to_owned());
        let mut diagnostic = Diagnostic::new(LINT.code, redundant.loc, format!("{own} follows from {other}"))
            .because("asks for nothing more")
            .help("leave it out, or ask for what was meant");
        let says = if redundant.by.len() > 1 { "implies it, with the others" } else { "implies it" };
        for loc in &redundant.by {
            diagnostic = diagnostic.label(*loc, says);
        }
        found.push(leave_out(subject, diagnostic, &redundant));
    }
}
