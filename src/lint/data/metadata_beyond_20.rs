//! A used key that stands past the 20th of its event: in the declaration, or in the data. Only the first 20 entries
//! exist (§4.3), so such a key is unknown.

use std::collections::HashMap;

use super::super::{Lint, Look, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Named, Table};
use crate::source::Loc;
use crate::syntax::ast::{ItemKind, SchemaOf};

pub(super) const LINT: Lint = Lint { code: Code::MetadataBeyond20, look: Look::Bundle(look) };

/// How many entries of an event exist.
const ENTRIES: usize = 20;

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let declared = declared(subject);
    for reference in subject.references() {
        let Named::Value(place) = reference.named else { continue };
        let (Table::Event(event) | Table::Trigger(event)) = place.table else { continue };
        let event = subject.bundle.layout.events.get(event.0 as usize).map_or("", |event| &event.name);
        let Some(name) = subject.bundle.layout.name(place) else { continue };
        let diagnostic = |why: String| {
            Diagnostic::new(
                LINT.code,
                reference.loc,
                format!("`{name}` stands past the {ENTRIES}th entry of `{event}`"),
            )
            .because(why)
            .help(format!("send it among the first {ENTRIES} entries of the event"))
        };
        if let Some((place, loc)) = declared.get(&(event, name)) {
            let label = format!("declared as the {}", ordinal(*place));
            found.push(diagnostic(format!("only the first {ENTRIES} are kept")).label(*loc, label));
            continue;
        }
        let census = subject.evidence.and_then(|evidence| evidence.survey.events.get(event));
        let Some(metadata) = census.map(|census| &census.metadata) else { continue };
        if let Some(values) = metadata.names.get(name).filter(|values| values.beyond > 0) {
            let these = match (values.beyond, metadata.rows) {
                (beyond, events) if beyond == events => "every event".to_owned(),
                (beyond, events) => format!("{beyond} of the {events} events"),
            };
            found.push(diagnostic(format!("unknown in {these} of the data, where it stood too far back")));
        }
    }
}

/// The keys that are declared too far back: by event and name their place, from 1, and where they are declared.
fn declared<'a>(subject: &Subject<'a>) -> HashMap<(&'a str, &'a str), (usize, Loc)> {
    let mut declared = HashMap::new();
    for (file, item) in subject.items() {
        let ItemKind::Schema(schema) = &item.kind else { continue };
        let SchemaOf::Event(event) = &schema.of else { continue };
        for (at, line) in schema.lines.iter().enumerate().skip(ENTRIES) {
            let loc = Loc { file, span: line.name.span };
            declared.insert((event.text.as_str(), line.name.text.as_str()), (at + 1, loc));
        }
    }
    declared
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, last) if last != 11 => "st",
        (2, last) if last != 12 => "nd",
        (3, last) if last != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
