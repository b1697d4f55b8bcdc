//! Which values are known where a condition holds.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::ir::{Expr, ExprId, Exprs, Place};

/// What conditions say about values being there.
pub(super) struct Known<'a> {
    exprs: &'a Exprs,
    /// What was asked for already.
    found: HashMap<(ExprId, bool), Rc<BTreeSet<Place>>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(exprs: &'a Exprs) -> Self {
        Self { exprs, found: HashMap::new() }
    }

    /// The values that are surely known where a condition is true, or false.
    pub(super) fn where_it_is(&mut self, expr: ExprId, truth: bool) -> Rc<BTreeSet<Place>> {
        if let Some(known) = self.found.get(&(expr, truth)) {
            return Rc::clone(known);
        }
        let known = match (self.exprs.get(expr), truth) {
            (Some(Expr::Test(place, _) | Expr::Relative { place, .. }), true) => BTreeSet::from([*place]),
            (Some(Expr::Compare(left, _, right)), true) => BTreeSet::from([*left, *right]),
            (Some(Expr::Not(inner)), _) => self.where_it_is(*inner, !truth).as_ref().clone(),
            (Some(Expr::All(parts)), true) | (Some(Expr::Any(parts)), false) => {
                parts.iter().flat_map(|part| self.where_it_is(*part, truth).as_ref().clone()).collect()
            }
            (Some(Expr::Any(parts)), true) | (Some(Expr::All(parts)), false) => {
                let sets = parts.iter().map(|part| self.where_it_is(*part, truth).as_ref().clone());
                sets.reduce(|one, other| one.intersection(&other).copied().collect()).unwrap_or_default()
            }
            _ => BTreeSet::new(),
        };
        let known = Rc::new(known);
        self.found.insert((expr, truth), Rc::clone(&known));
        known
    }
}
