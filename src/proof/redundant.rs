//! Conditions that change nothing: those that always hold, and those that others imply (§3.6).

use std::collections::{HashMap, HashSet};

use super::Proof;
use super::search::Claim;
use crate::ir::{BlockKind, Expr, ExprId, Form, Place, Stated};
use crate::source::Loc;

/// How many of its neighbours are asked whether they imply a condition.
const NEIGHBOURS: usize = 40;

/// How much of a condition is looked at for what it is about.
const LARGEST: usize = 1_000;

/// A condition that changes nothing.
#[derive(Clone, Debug)]
pub struct Redundant {
    /// Where it stands.
    pub loc: Loc,
    /// The conditions that imply it, in the order of the block.
    pub by: Vec<Loc>,
    /// The condition before it and the one behind it of the same block, group or chain.
    pub beside: (Option<Loc>, Option<Loc>),
    /// What it stands in.
    pub of: BlockKind,
}

/// Conditions that must all hold, each with its neighbours.
type Conjunction<'b> = Vec<(&'b Stated, ExprId, (Option<Loc>, Option<Loc>))>;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum About {
    Value(Place),
    History,
    Other(ExprId),
}

impl<'b> Proof<'b> {
    /// The conditions that hold whatever the data, in rules and in messages; of those inside each other the outermost.
    pub fn always_true(&self) -> Vec<Redundant> {
        let mut found = Vec::new();
        for block in &self.bundle.blocks {
            self.always(&block.conditions, block.of, true, &mut found);
        }
        found
    }

    fn always(&self, conditions: &[Stated], of: BlockKind, own: bool, found: &mut Vec<Redundant>) {
        for (at, stated) in conditions.iter().enumerate() {
            // Page rules without conditions are none, with one that always holds they ask for a page (§7.6).
            let asks_for_page = own && of == BlockKind::Where && conditions.len() == 1;
            if !asks_for_page && stated.expr.is_some_and(|expr| self.holds(expr)) {
                let beside = beside(conditions, at);
                found.push(Redundant { loc: stated.loc, by: Vec::new(), beside, of });
            } else {
                self.always(&stated.parts, of, false, found);
            }
        }
    }

    fn holds(&self, expr: ExprId) -> bool {
        self.warning.refutes([Claim { expr, truth: false, whole: false }])
    }

    /// The conditions that follow from others of their block or chain; of two that follow from each other the later.
    pub fn implied(&self) -> Vec<Redundant> {
        let mut found = Vec::new();
        let mut about = HashMap::new();
        for block in &self.bundle.blocks {
            let mut open: Vec<Conjunction<'b>> = Vec::new();
            collect(&block.conditions, &mut open);
            for conjunction in open {
                self.implied_in(&conjunction, block.of, &mut about, &mut found);
            }
        }
        found
    }

    fn implied_in(
        &self,
        conjunction: &Conjunction<'b>,
        of: BlockKind,
        about: &mut HashMap<ExprId, HashSet<About>>,
        found: &mut Vec<Redundant>,
    ) {
        let claim = |expr: ExprId, truth: bool| Claim { expr, truth, whole: false };
        if conjunction.len() < 2 || self.warning.refutes(conjunction.iter().map(|(_, expr, _)| claim(*expr, true))) {
            return;
        }
        let mut left: Vec<usize> = (0..conjunction.len()).collect();
        for at in (0..conjunction.len()).rev() {
            let Some((stated, goal, beside)) = conjunction.get(at) else { continue };
            if self.holds(*goal) {
                left.retain(|other| *other != at);
                continue;
            }
            let wanted = about.entry(*goal).or_insert_with(|| self.about(*goal)).clone();
            let mut near: Vec<usize> = left.iter().copied().filter(|other| *other != at).collect();
            near.retain(|other| {
                conjunction.get(*other).is_some_and(|(_, expr, _)| {
                    let own = about.entry(*expr).or_insert_with(|| self.about(*expr));
                    own.iter().any(|thing| wanted.contains(thing))
                })
            });
            near.sort_by_key(|other| other.abs_diff(at));
            near.truncate(NEIGHBOURS);
            near.sort_unstable();
            let implies = |some: &[usize]| {
                let some = some.iter().filter_map(|other| conjunction.get(*other));
                self.warning.refutes(some.map(|(_, expr, _)| claim(*expr, true)).chain([claim(*goal, false)]))
            };
            if near.is_empty() || !implies(&near) {
                continue;
            }
            for other in near.clone() {
                let fewer: Vec<usize> = near.iter().copied().filter(|kept| *kept != other).collect();
                if implies(&fewer) {
                    near = fewer;
                }
            }
            left.retain(|other| *other != at);
            let by: Vec<_> = near.iter().filter_map(|other| conjunction.get(*other)).collect();
            let by = by.into_iter().map(|(stated, ..)| stated.loc).collect();
            found.push(Redundant { loc: stated.loc, by, beside: *beside, of });
        }
    }

    /// What a condition is about.
    fn about(&self, expr: ExprId) -> HashSet<About> {
        let mut found = HashSet::new();
        let mut seen = HashSet::from([expr]);
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            match self.bundle.exprs.get(expr) {
                Some(Expr::All(parts) | Expr::Any(parts)) if seen.len() < LARGEST => {
                    open.extend(parts.iter().filter(|part| seen.insert(**part)));
                }
                Some(Expr::Not(part)) => open.push(*part),
                Some(Expr::Test(place, _) | Expr::Relative { place, .. }) => {
                    found.insert(About::Value(*place));
                }
                Some(Expr::Compare(left, _, right)) => found.extend([About::Value(*left), About::Value(*right)]),
                Some(Expr::Did(_)) => {
                    found.insert(About::History);
                }
                _ => {
                    found.insert(About::Other(expr));
                }
            }
        }
        found
    }
}

fn beside(conditions: &[Stated], at: usize) -> (Option<Loc>, Option<Loc>) {
    let loc = |at: Option<usize>| at.and_then(|at| conditions.get(at)).map(|stated| stated.loc);
    (loc(at.checked_sub(1)), loc(at.checked_add(1)))
}

/// The conjunctions among conditions and in them: each block, and each `all` and `and` inside of what is none.
fn collect<'b>(conditions: &'b [Stated], found: &mut Vec<Conjunction<'b>>) {
    let mut conjunction = Vec::new();
    flatten(conditions, &mut conjunction);
    for (stated, ..) in &conjunction {
        nested(stated, found);
    }
    found.push(conjunction);
}

fn flatten<'b>(conditions: &'b [Stated], conjunction: &mut Conjunction<'b>) {
    for (at, stated) in conditions.iter().enumerate() {
        match (stated.form, stated.expr) {
            (Form::All, Some(_)) => flatten(&stated.parts, conjunction),
            (_, Some(expr)) => conjunction.push((stated, expr, beside(conditions, at))),
            (_, None) => {}
        }
    }
}

fn nested<'b>(stated: &'b Stated, found: &mut Vec<Conjunction<'b>>) {
    match stated.form {
        Form::Block => collect(&stated.parts, found),
        Form::Any | Form::None | Form::Not => {
            for part in &stated.parts {
                collect(std::slice::from_ref(part), found);
            }
        }
        Form::Plain | Form::All | Form::Segment(_) => {}
    }
}
