//! A named event that does not occur in the data. It is misspelled, or nobody sends it yet; either way nothing happens.

use super::super::{Lint, Look, Subject};
use crate::check::near;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Named;

pub(super) const LINT: Lint = Lint { code: Code::UnseenEvent, look: Look::Bundle(look) };

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(evidence) = subject.evidence.filter(|evidence| evidence.survey.records > 0) else { return };
    let events = &evidence.survey.events;
    for reference in subject.references() {
        let Named::Event(name) = &reference.named else { continue };
        if events.contains_key(name) {
            continue;
        }
        let diagnostic =
            Diagnostic::new(LINT.code, reference.loc, format!("event `{name}` does not occur in the data"))
                .because("never received");
        let otherwise = "compare it with what is sent: `nuncio schema` lists the events of the data".to_owned();
        let known = events.keys().map(String::as_str);
        let spelling = near::Spelling::at(subject.source(reference.loc.file, reference.loc.span));
        found.push(near::suggest(diagnostic, name, known, spelling, Some(otherwise)));
    }
}
