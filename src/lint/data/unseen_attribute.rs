//! A named attribute, metadata key or page property that does not occur in the data. It is unknown for everybody, so a
//! condition on it is false and a placeholder empty.

use super::super::{Lint, Look, Subject};
use crate::check::near;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Named, Table};

pub(super) const LINT: Lint = Lint { code: Code::UnseenAttribute, look: Look::Bundle(look) };

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(evidence) = subject.evidence else { return };
    for reference in subject.references() {
        let Named::Value(place) = reference.named else { continue };
        let (Some(name), Some(census)) = (subject.bundle.layout.name(place), evidence.census(subject.bundle, place))
        else {
            continue;
        };
        // Ids, urls and paths come with the record itself. What only ever stood too far back is another lint's.
        let own: &[&str] = match place.table {
            Table::Contact | Table::Company => &["id"],
            Table::Page => &["url", "path"],
            _ => &[],
        };
        let hidden = census.names.get(name).is_some_and(|values| values.beyond > 0);
        if own.contains(&name) || hidden || census.met(name).is_some() {
            continue;
        }
        let (whose, why) = match place.table {
            Table::Contact | Table::Kept => ("no contact in the data".to_owned(), "unknown for everybody"),
            Table::Company if census.rows == 0 => {
                ("no company in the data".to_owned(), "no contact in the data has a company")
            }
            Table::Company => ("no company in the data".to_owned(), "unknown for every company"),
            Table::Page => ("no page in the data".to_owned(), "unknown on every page"),
            Table::Event(event) | Table::Trigger(event) => {
                let event = subject.bundle.layout.events.get(event.0 as usize).map_or("", |event| &event.name);
                (format!("no event `{event}` in the data"), "unknown in every event")
            }
        };
        let diagnostic = Diagnostic::new(LINT.code, reference.loc, format!("{whose} has `{name}`")).because(why);
        let otherwise = "compare it with what is sent: `nuncio schema` lists the names of the data".to_owned();
        let known = census.names.iter().filter(|(_, values)| values.is_met()).map(|(name, _)| name.as_str());
        found.push(near::suggest(
            diagnostic,
            name,
            known.chain(own.iter().copied()),
            near::Spelling::Name,
            Some(otherwise),
        ));
    }
}
