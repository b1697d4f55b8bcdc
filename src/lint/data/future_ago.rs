//! `less than D ago` on an attribute that mostly lies in the future: a `due_at` is seldom past, so hardly anybody
//! matches. Most likely `in less than D` is meant.

use std::collections::HashMap;

use super::super::{Lint, Look, Subject, walk};
use super::percent;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Named, Place, Table};
use crate::source::Loc;
use crate::syntax::ast::{ConditionKind, Distance, PredicateKind};

pub(super) const LINT: Lint = Lint { code: Code::FutureAgo, look: Look::Bundle(look) };

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(evidence) = subject.evidence else { return };
    let places: HashMap<Loc, Place> = subject
        .references()
        .filter_map(
            |reference| if let Named::Value(place) = reference.named { Some((reference.loc, place)) } else { None },
        )
        .collect();
    for (file, item) in subject.items() {
        walk::conditions_of(item, &mut |condition| {
            let ConditionKind::Compare { path, predicate: Some(predicate) } = &condition.kind else { return true };
            let PredicateKind::Ago(Distance::Less(duration)) = &predicate.kind else { return true };
            let Some(name) = path.segments.last() else { return true };
            let Some(place) = places.get(&Loc { file, span: name.span }) else { return true };
            if !matches!(place.table, Table::Contact | Table::Company) {
                return true;
            }
            let Some(census) = evidence.census(subject.bundle, *place) else { return true };
            let Some(values) = census.names.get(&name.text).filter(|values| values.future * 2 > values.times()) else {
                return true;
            };
            let share = match values.future == values.times() {
                true => "all of its values in the data lie after now".to_owned(),
                false => format!("{} of its values in the data lie after now", percent(values.future, values.times())),
            };
            let better = format!("in less than {}", subject.source(file, duration.span));
            let loc = Loc { file, span: predicate.span };
            found.push(
                Diagnostic::new(LINT.code, loc, format!("`{path}` mostly lies in the future"))
                    .because(share)
                    .help(format!("to look ahead, write `{better}`"))
                    .fix(format!("write `{better}`"), loc, better),
            );
            true
        });
    }
}
