//! The text form of what is proven: of each block what it requires, what comes of it value by value, and what follows.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use super::integers::Integers;
use super::number;
use super::premise::Premise;
use super::redundant::Redundant;
use super::{Conflict, Proof};
use crate::ir::{Block, Expr, Place, Stated, Test};
use crate::source::Loc;

/// ```text
/// Audience
///     1 contact.seats in (10, inf]
///     2 contact.seats in [-inf, 5)
///     contact.seats: number (10, inf) & (-inf, 5) = nothing, from 1 and 2
///     conflict: 2 with 1 (Number)
/// ```
impl Display for Proof<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (always, implied) = (self.always_true(), self.implied());
        self.bundle.blocks.iter().try_for_each(|block| self.block(f, block, &always, &implied))
    }
}

impl Proof<'_> {
    fn block(&self, f: &mut Formatter<'_>, block: &Block, always: &[Redundant], implied: &[Redundant]) -> fmt::Result {
        writeln!(f, "{:?}", block.of)?;
        let premises = self.segments.premises(&block.conditions);
        for (at, premise) in premises.iter().enumerate() {
            let (expr, truth) = premise.stated();
            let through = if premise.through.is_empty() { "" } else { " (of a segment)" };
            writeln!(f, "    {} {}{}{through}", at + 1, if truth { "" } else { "not " }, self.bundle.show(expr))?;
        }
        self.numbers(f, &premises)?;
        if let Some(conflict) = self.conflict(&block.conditions) {
            writeln!(f, "    conflict: {}", Named(&premises, &conflict))?;
        }
        for (word, found) in [("always", always), ("implied", implied)] {
            for redundant in found {
                if let Some(goal) = self.shown(block, redundant.loc) {
                    let by: Vec<_> = redundant.by.iter().filter_map(|loc| self.shown(block, *loc)).collect();
                    let from = if by.is_empty() { "" } else { " from " };
                    writeln!(f, "    {word}: {goal}{from}{}", by.join(", "))?;
                }
            }
        }
        Ok(())
    }

    /// The numbers that each value may be.
    fn numbers(&self, f: &mut Formatter<'_>, premises: &[Premise]) -> fmt::Result {
        let mut values: BTreeMap<Place, Vec<(usize, Integers)>> = BTreeMap::new();
        for (at, premise) in premises.iter().enumerate() {
            if let Some((Expr::Test(place, Test::Numbers(ranges)), truth)) = self.literal(premise.stated()) {
                let set = number::ranges(ranges);
                let set = if truth { set } else { set.complement(number::ENDS.0, number::ENDS.1) };
                values.entry(*place).or_default().push((at + 1, set));
            }
        }
        for (place, sets) in values {
            let mut all = Integers::range(number::ENDS.0, number::ENDS.1);
            write!(f, "    {}: number ", self.bundle.place(place))?;
            for (at, (_, set)) in sets.iter().enumerate() {
                write!(f, "{}{}", if at > 0 { " & " } else { "" }, number::shown(set))?;
                all = all.and(set);
            }
            let from: Vec<String> = sets.iter().map(|(at, _)| at.to_string()).collect();
            writeln!(f, " = {}, from {}", number::shown(&all), from.join(" and "))?;
        }
        Ok(())
    }

    /// The condition of a block at a place, as text.
    fn shown(&self, block: &Block, loc: Loc) -> Option<String> {
        let mut shown = None;
        let mut look = |stated: &Stated| {
            if stated.loc == loc && shown.is_none() {
                shown = stated.expr.map(|expr| self.bundle.show(expr).to_string());
            }
        };
        block.conditions.iter().for_each(|condition| condition.each(&mut look));
        shown
    }
}

/// A conflict, by the numbers of its premises.
struct Named<'a>(&'a [Premise], &'a Conflict);

impl Display for Named<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(premises, Conflict { primary, others, why }) = self;
        let number = |premise: &Premise| {
            let same = |other: &Premise| other.stated() == premise.stated() && other.at == premise.at;
            premises.iter().position(same).map_or(0, |at| at + 1)
        };
        write!(f, "{}", number(primary))?;
        for (at, other) in others.iter().enumerate() {
            write!(f, "{}{}", if at > 0 { " and " } else { " with " }, number(other))?;
        }
        write!(f, " ({why:?})")
    }
}
