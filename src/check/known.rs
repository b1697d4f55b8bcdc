//! Which values are known where a condition holds, for the warning `missing_fallback` (§13).

use std::collections::BTreeSet;
use std::rc::Rc;

use super::checker::Checker;
use super::fields::Owner;
use super::scope::Found;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Expr, ExprId, Kept, Place, Rule, Table};
use crate::source::{Loc, Span};

/// A placeholder without a fallback.
pub(super) struct Bare {
    pub(super) found: Found,
    /// Its path as it was written.
    pub(super) name: String,
    pub(super) loc: Loc,
    /// Its path, or its last filter.
    pub(super) end: Loc,
}

impl Checker<'_> {
    /// The values that are surely known where a condition is true, or false.
    pub(super) fn knows(&mut self, expr: ExprId, truth: bool) -> Rc<BTreeSet<Place>> {
        if let Some(known) = self.known.get(&(expr, truth)) {
            return Rc::clone(known);
        }
        let known = match (self.exprs.get(expr).cloned(), truth) {
            (Some(Expr::Test(place, _) | Expr::Relative { place, .. }), true) => BTreeSet::from([place]),
            (Some(Expr::Compare(left, _, right)), true) => BTreeSet::from([left, right]),
            (Some(Expr::Not(inner)), _) => self.knows(inner, !truth).as_ref().clone(),
            (Some(Expr::All(parts)), true) | (Some(Expr::Any(parts)), false) => {
                parts.into_iter().flat_map(|part| self.knows(part, truth).as_ref().clone()).collect()
            }
            (Some(Expr::Any(parts)), true) | (Some(Expr::All(parts)), false) => {
                let sets = parts.into_iter().map(|part| self.knows(part, truth).as_ref().clone());
                sets.reduce(|one, other| one.intersection(&other).copied().collect()).unwrap_or_default()
            }
            _ => BTreeSet::new(),
        };
        let known = Rc::new(known);
        self.known.insert((expr, truth), Rc::clone(&known));
        known
    }

    /// Warns of placeholders whose value may be unknown where all of the rules hold.
    pub(super) fn missing_fallbacks(&mut self, bare: Vec<Bare>, rules: [&Rule; 4], on_visit: bool) {
        let clauses = rules.into_iter().flat_map(|rule| &rule.clauses);
        let known: BTreeSet<Place> =
            clauses.flat_map(|clause| self.knows(clause.expr, true).as_ref().clone()).collect();
        for bare in bare {
            if !known.contains(&bare.found.place) && !self.always_there(&bare, on_visit) {
                let name = &bare.name;
                let after = Loc { file: bare.end.file, span: Span::at(bare.end.span.end) };
                let diagnostic = Diagnostic::new(Code::MissingFallback, bare.loc, format!("`{name}` may be unknown"))
                    .because("shows nothing where it is")
                    .help(format!(
                        "write `{{{{ {name} | fallback: \"…\" }}}}`, or ask for it in the rules: `{name} is known`"
                    ))
                    .fix("add a fallback", after, " | fallback: \"\"");
                self.report(diagnostic);
            }
        }
    }

    fn always_there(&self, bare: &Bare, on_visit: bool) -> bool {
        let (owner, name) = self.fields.who(bare.found.field);
        if self.names.line(&self.fields.subject(owner), name).is_some_and(|line| line.required) {
            return true;
        }
        match (owner, name) {
            (Owner::Contact | Owner::Company, "id") | (Owner::Page, "url" | "path") => true,
            (Owner::Contact, _) if bare.found.place.table == Table::Kept => match Kept::of(name) {
                Some(Kept::SessionCount) => true,
                Some(Kept::CurrentUrl) => on_visit,
                _ => false,
            },
            _ => false,
        }
    }
}
