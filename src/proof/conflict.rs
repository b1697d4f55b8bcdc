//! A contradiction of a rule block: the conditions that cannot hold together, and of what kind it is.

use super::Proof;
use super::premise::Premise;
use super::search::Search;
use crate::ir::{Expr, ExprId, Form, Place, Stated, Table, Test, Type};

/// Conditions of a block that cannot all hold; without any of them, the others could.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The last of them in the block.
    pub primary: Premise,
    /// The others, in the order of the block.
    pub others: Vec<Premise>,
    /// What there is none of.
    pub why: Why,
}

/// What there would have to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// A value that is known and unknown at once.
    Known,
    /// A number in all ranges.
    Number,
    /// A text that is all of them.
    Text,
    /// A flag that is true and false.
    Flag,
    /// A time that is all of them.
    Time,
    /// A list with and without an element.
    List,
    /// A count that is all of them.
    Count,
    /// A condition that holds and does not hold.
    Complement,
}

impl Proof<'_> {
    /// The contradiction of a block that nobody can satisfy (§3.6), if it has one.
    pub(super) fn conflict(&self, conditions: &[Stated]) -> Option<Conflict> {
        let premises = self.segments.premises(conditions);
        self.core(&self.error, premises)
    }

    /// The conditions among some that cannot hold together, if there are such.
    fn core(&self, search: &Search<'_>, mut premises: Vec<Premise>) -> Option<Conflict> {
        let mut core: Vec<Premise> = Vec::new();
        let refutes =
            |core: &[Premise], first: &[Premise]| search.refutes(core.iter().chain(first).map(|premise| premise.claim));
        if !refutes(&core, &premises) {
            return None;
        }
        while !refutes(&core, &[]) {
            // The shortest beginning that, with the core, is a contradiction ends with a condition that is needed.
            let (mut low, mut high) = (0, premises.len());
            while low < high {
                let middle = low.midpoint(high);
                if refutes(&core, premises.get(..middle).unwrap_or_default()) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            premises.truncate(low);
            core.push(premises.pop()?);
        }
        let why = self.why(&core);
        let mut core = core.into_iter();
        let primary = core.next()?;
        let mut others: Vec<_> = core.collect();
        others.reverse();
        Some(Conflict { primary, others, why })
    }

    fn why(&self, core: &[Premise]) -> Why {
        let literals: Vec<(&Expr, bool)> = core.iter().filter_map(|premise| self.literal(premise.stated())).collect();
        let complement = core
            .iter()
            .any(|one| core.iter().any(|two| one.stated().0 == two.stated().0 && one.stated().1 != two.stated().1));
        let unknown = literals.iter().any(|(expr, truth)| matches!(expr, Expr::Test(_, Test::Known)) && !truth);
        if unknown {
            return Why::Known;
        }
        let kind = literals.iter().find_map(|(expr, _)| match expr {
            Expr::Test(_, Test::Flag(_)) => Some(Why::Flag),
            Expr::Test(_, Test::Numbers(_)) => Some(Why::Number),
            Expr::Test(_, Test::Times(_)) | Expr::Relative { .. } => Some(Why::Time),
            Expr::Test(place, Test::Contains { .. }) if self.is_list(*place) => Some(Why::List),
            Expr::Test(_, Test::OneOf { .. }) => Some(Why::Text),
            Expr::Did(_) => Some(Why::Count),
            _ => None,
        });
        kind.unwrap_or(if complement { Why::Complement } else { Why::Known })
    }

    pub(super) fn literal(&self, (expr, truth): (ExprId, bool)) -> Option<(&Expr, bool)> {
        match self.bundle.exprs.get(expr)? {
            Expr::Not(inner) => self.literal((*inner, !truth)),
            other => Some((other, truth)),
        }
    }

    fn is_list(&self, place: Place) -> bool {
        self.bundle.layout.ty(place) == Some(Type::Texts) && place.table != Table::Kept
    }

    /// The rule blocks in a condition: of `did E { }`, `some company { }` and their like.
    pub(super) fn inner(conditions: &[Stated]) -> Vec<&[Stated]> {
        let mut blocks = Vec::new();
        for condition in conditions {
            condition.each(&mut |stated| {
                if stated.form == Form::Block && !stated.parts.is_empty() {
                    blocks.push(stated.parts.as_slice());
                }
            });
        }
        blocks
    }
}
