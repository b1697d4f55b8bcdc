//! The search for a way in which conditions hold together: what they require for certain is put side by side, and
//! where one of several things must hold, each is tried.

use std::collections::{BTreeMap, HashMap};

use super::value::Asked;
use super::{Power, counts, value};
use crate::ir::{Bundle, Compare, Did, Expr, ExprId, Place, Test, Type};

/// How many tries a search may take. One that needs more is given up: nothing is said then.
const TRIES: u32 = 400;

/// A condition that is required to hold, or not to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Claim {
    /// The condition.
    pub(super) expr: ExprId,
    /// Whether it holds.
    pub(super) truth: bool,
    /// Whether it is not looked into: it excludes its exact complement and nothing else.
    pub(super) whole: bool,
}

/// What the search knows of a bundle.
#[derive(Clone, Copy)]
pub(super) struct Search<'b> {
    pub(super) bundle: &'b Bundle,
    pub(super) power: Power,
    /// By how many microseconds the clock of the workspace was ever changed.
    pub(super) spread: i128,
}

/// What is required at one point of the search.
#[derive(Clone, Default)]
struct State {
    /// Conditions that hold or do not, and whether they were looked into.
    held: HashMap<ExprId, (bool, bool)>,
    /// Those that are no combination of others.
    literals: Vec<(ExprId, bool)>,
    /// One of each of these must hold.
    choices: Vec<Vec<(ExprId, bool)>>,
}

/// A contradiction.
struct Clash;

impl Search<'_> {
    /// Whether the claims cannot hold together. If so that is certain; if not, it may only not have been found.
    pub(super) fn refutes(&self, claims: impl IntoIterator<Item = Claim>) -> bool {
        let mut state = State::default();
        for claim in claims {
            if self.require(&mut state, claim).is_err() {
                return true;
            }
        }
        let mut tries = TRIES;
        self.closes(state, &mut tries)
    }

    fn require(&self, state: &mut State, claim: Claim) -> Result<(), Clash> {
        let mut open = vec![(claim.expr, claim.truth)];
        while let Some((expr, truth)) = open.pop() {
            let node = self.bundle.exprs.get(expr);
            if let Some(Expr::Not(inner)) = node {
                open.push((*inner, !truth));
                continue;
            }
            match state.held.get(&expr) {
                Some((before, _)) if *before != truth && self.excludes_negation(expr) => return Err(Clash),
                Some((before, true)) if *before == truth => continue,
                _ => state.held.insert(expr, (truth, !claim.whole)),
            };
            match node {
                Some(Expr::Const(value)) if *value != truth => return Err(Clash),
                _ if claim.whole => {}
                Some(Expr::All(parts)) if truth => open.extend(parts.iter().map(|part| (*part, true))),
                Some(Expr::Any(parts)) if !truth => open.extend(parts.iter().map(|part| (*part, false))),
                Some(Expr::All(parts) | Expr::Any(parts)) => {
                    state.choices.push(parts.iter().map(|part| (*part, truth)).collect());
                }
                Some(Expr::Const(_)) | None => {}
                Some(_) => state.literals.push((expr, truth)),
            }
        }
        Ok(())
    }

    /// Whether a condition and its negation are a contradiction. For an error they are where sets of values tell it; how
    /// texts look, values compared with each other and what companies satisfy needs more than that (§3.6).
    fn excludes_negation(&self, expr: ExprId) -> bool {
        let looks =
            |test: &Test| matches!(test, Test::StartsWith { .. } | Test::EndsWith { .. } | Test::Matches { .. });
        self.power == Power::Warning
            || match self.bundle.exprs.get(expr) {
                Some(Expr::Test(place, Test::Contains { .. })) => self.bundle.layout.ty(*place) == Some(Type::Texts),
                Some(Expr::Test(_, test)) => !looks(test),
                Some(Expr::Compare(..) | Expr::SomeCompany(_)) => false,
                _ => true,
            }
    }

    /// Whether every way to go on ends in a contradiction.
    fn closes(&self, mut state: State, tries: &mut u32) -> bool {
        if self.clash(&state.literals) {
            return true;
        }
        loop {
            let mut certain = None;
            let mut open: Vec<Vec<(ExprId, bool)>> = Vec::new();
            for choice in std::mem::take(&mut state.choices) {
                let held = |part: &(ExprId, bool)| self.held(&state, *part);
                if choice.iter().any(|part| held(part) == Some(true)) {
                    continue;
                }
                let mut possible = Vec::with_capacity(choice.len());
                for part in choice {
                    if held(&part) != Some(false) && !self.fails(&state, part, tries) {
                        possible.push(part);
                    }
                }
                match possible.as_slice() {
                    [] => return true,
                    [only] if certain.is_none() => certain = Some(*only),
                    _ => open.push(possible),
                }
            }
            state.choices = open;
            let Some((expr, truth)) = certain else { break };
            if self.require(&mut state, Claim { expr, truth, whole: false }).is_err() || self.clash(&state.literals) {
                return true;
            }
        }
        let shortest = state.choices.iter().enumerate().min_by_key(|(_, choice)| choice.len()).map(|(at, _)| at);
        let Some(at) = shortest else { return false };
        let choice = state.choices.swap_remove(at);
        choice.into_iter().all(|(expr, truth)| {
            if *tries == 0 {
                return false;
            }
            *tries -= 1;
            let mut next = state.clone();
            self.require(&mut next, Claim { expr, truth, whole: false }).is_err() || self.closes(next, tries)
        })
    }

    /// Whether one more condition is a contradiction at once.
    fn fails(&self, state: &State, (expr, truth): (ExprId, bool), tries: &mut u32) -> bool {
        if *tries == 0 {
            return false;
        }
        *tries -= 1;
        let mut next = state.clone();
        self.require(&mut next, Claim { expr, truth, whole: false }).is_err() || self.clash(&next.literals)
    }

    fn held(&self, state: &State, (expr, truth): (ExprId, bool)) -> Option<bool> {
        match self.bundle.exprs.get(expr) {
            Some(Expr::Not(inner)) => state.held.get(inner).map(|(held, _)| *held != truth),
            _ => state.held.get(&expr).map(|(held, _)| *held == truth),
        }
    }

    /// Whether values, counts and so on cannot be as the literals want them.
    fn clash(&self, literals: &[(ExprId, bool)]) -> bool {
        let mut values: BTreeMap<Place, Vec<(Asked<'_>, bool)>> = BTreeMap::new();
        let mut histories: Vec<(&Did, bool)> = Vec::new();
        let mut pairs: BTreeMap<(Place, Place), u8> = BTreeMap::new();
        for (expr, truth) in literals {
            match self.bundle.exprs.get(*expr) {
                Some(Expr::Test(place, test)) => values.entry(*place).or_default().push((Asked::Test(test), *truth)),
                Some(Expr::Relative { place, relative, at_record }) => {
                    values.entry(*place).or_default().push((Asked::Relative(*relative, *at_record), *truth));
                }
                Some(Expr::Compare(left, compare, right)) => {
                    if *truth {
                        values.entry(*left).or_default().push((Asked::Compared, true));
                        values.entry(*right).or_default().push((Asked::Compared, true));
                    }
                    if let Some(orders) = orders(*compare).filter(|_| self.power == Power::Warning) {
                        pair(&mut pairs, (*left, *right), orders, *truth);
                    }
                }
                Some(Expr::Did(did)) => histories.push((did, *truth)),
                _ => {}
            }
        }
        let both_known = |(left, right): (Place, Place)| {
            let known = |place| values.get(&place).is_some_and(|asked| asked.iter().any(|(_, truth)| *truth));
            known(left) && known(right)
        };
        counts::clash(self.bundle, self.power, &histories)
            || values.iter().any(|(place, asked)| value::clash(self.bundle, self.power, self.spread, *place, asked))
            || pairs.iter().any(|(places, orders)| *orders == 0 && both_known(*places))
    }
}

const LESS: u8 = 1;
const EQUAL: u8 = 2;
const GREATER: u8 = 4;

/// The ways in which two known values may lie to each other, if they are compared exactly.
const fn orders(compare: Compare) -> Option<u8> {
    match compare {
        Compare::Is { fold: false } => Some(EQUAL),
        Compare::Is { fold: true } => None,
        Compare::Less => Some(LESS),
        Compare::LessOrEqual => Some(LESS | EQUAL),
        Compare::Greater => Some(GREATER),
        Compare::GreaterOrEqual => Some(GREATER | EQUAL),
    }
}

fn pair(pairs: &mut BTreeMap<(Place, Place), u8>, (left, right): (Place, Place), orders: u8, truth: bool) {
    let orders = if truth { orders } else { !orders & (LESS | EQUAL | GREATER) };
    let (places, orders) = if left <= right {
        ((left, right), orders)
    } else {
        let turned = (orders & EQUAL) | ((orders & LESS) * GREATER) | ((orders & GREATER) / GREATER);
        ((right, left), turned)
    };
    let own = if left == right { EQUAL } else { LESS | EQUAL | GREATER };
    *pairs.entry(places).or_insert(own) &= orders;
}
