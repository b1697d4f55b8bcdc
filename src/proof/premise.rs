//! What a rule block requires for certain (§3.6): its conditions, those in `all`, in parentheses and joined by `and`,
//! those of a segment, and what a `not` or `none` of one of them denies.

use std::collections::HashSet;

use super::search::Claim;
use crate::ir::{Block, BlockKind, Bundle, Expr, ExprId, Form, HistoryId, Place, Stated, Window};
use crate::source::Loc;

/// How many segments deep conditions are looked at.
const DEEPEST: usize = 100;

/// How many conditions are looked at to see whether a segment is about one thing.
const LARGEST: usize = 1_000;

/// A condition that a rule block requires to hold, or not to hold.
#[derive(Clone, Debug)]
pub struct Premise {
    pub(super) claim: Claim,
    /// Where it stands in the block: the condition, or the `in segment` that it comes through.
    pub at: Loc,
    /// The segments that it comes through, the outermost first, by their place in [`Bundle::segments`], each with
    /// the place of the condition, or of the next `in segment`, in it.
    pub through: Vec<(usize, Loc)>,
}

impl Premise {
    /// The condition, and whether it must hold.
    pub const fn stated(&self) -> (ExprId, bool) {
        (self.claim.expr, self.claim.truth)
    }
}

/// The segments of a bundle, as far as premises come through them.
pub(super) struct Segments<'b> {
    bundle: &'b Bundle,
    blocks: Vec<Option<&'b Block>>,
    /// Those that nobody is in; nothing comes through them.
    pub(super) empty: HashSet<usize>,
}

impl<'b> Segments<'b> {
    pub(super) fn of(bundle: &'b Bundle) -> Self {
        let mut blocks = vec![None; bundle.segments.len()];
        for block in &bundle.blocks {
            if let BlockKind::Segment(at) = block.of
                && let Some(place) = blocks.get_mut(at)
            {
                *place = Some(block);
            }
        }
        Self { bundle, blocks, empty: HashSet::new() }
    }

    fn conditions(&self, segment: usize) -> &'b [Stated] {
        self.blocks.get(segment).copied().flatten().map_or(&[], |block| &block.conditions)
    }

    /// What a block requires, in the order of the sources.
    pub(super) fn premises(&self, conditions: &'b [Stated]) -> Vec<Premise> {
        let mut walk = Walk { segments: self, premises: Vec::new(), entered: HashSet::new(), through: Vec::new() };
        for condition in conditions {
            walk.step(condition, true, condition.loc);
        }
        walk.premises
    }

    /// Whether a segment asks one thing, or several of one value or count, so that to deny it is to deny that.
    fn is_about_one(&self, segment: usize, expr: ExprId) -> bool {
        self.is_plain(segment, 0) && one_subject(self.bundle, expr)
    }

    fn is_plain(&self, segment: usize, depth: usize) -> bool {
        depth < DEEPEST && self.conditions(segment).iter().all(|condition| self.is_certain(condition, true, depth))
    }

    fn is_certain(&self, stated: &Stated, truth: bool, depth: usize) -> bool {
        match (stated.form, stated.parts.as_slice()) {
            (Form::Plain | Form::Block, _) => true,
            (Form::Not | Form::None, [part]) => self.is_certain(part, !truth, depth),
            (Form::All, [part]) => self.is_certain(part, truth, depth),
            (Form::All, parts) => truth && parts.iter().all(|part| self.is_certain(part, true, depth)),
            (Form::Any | Form::None | Form::Not, _) => false,
            (Form::Segment(segment), _) => !self.empty.contains(&segment) && self.is_plain(segment, depth + 1),
        }
    }
}

struct Walk<'s, 'b> {
    segments: &'s Segments<'b>,
    premises: Vec<Premise>,
    entered: HashSet<usize>,
    through: Vec<(usize, Loc)>,
}

impl<'b> Walk<'_, 'b> {
    fn step(&mut self, stated: &'b Stated, truth: bool, at: Loc) {
        let Some(expr) = stated.expr else { return };
        if let Some((_, inside)) = self.through.last_mut() {
            *inside = stated.loc;
        }
        let at = if self.through.is_empty() { stated.loc } else { at };
        match (stated.form, stated.parts.as_slice()) {
            (Form::Plain | Form::Block, _) => self.premise(expr, truth, false, at),
            (Form::Not | Form::None, [part]) => {
                // The whole of `not in segment S` is the condition.
                let before = self.premises.len();
                self.step(part, !truth, at);
                self.widen(before, stated.loc);
            }
            (Form::All, parts) if truth || parts.len() == 1 => {
                for part in parts {
                    self.step(part, truth, at);
                }
            }
            (Form::All | Form::Any | Form::None | Form::Not, _) => {}
            (Form::Segment(segment), _) => self.segment(segment, expr, truth, at),
        }
    }

    fn segment(&mut self, segment: usize, expr: ExprId, truth: bool, at: Loc) {
        if self.segments.empty.contains(&segment) {
            return;
        }
        if !truth {
            let whole = !self.segments.is_about_one(segment, expr);
            return self.premise(expr, false, whole, at);
        }
        self.premise(expr, true, true, at);
        if self.through.len() < DEEPEST && self.entered.insert(segment) {
            for condition in self.segments.conditions(segment) {
                self.through.push((segment, condition.loc));
                self.step(condition, true, at);
                self.through.pop();
            }
        }
    }

    fn premise(&mut self, expr: ExprId, truth: bool, whole: bool, at: Loc) {
        self.premises.push(Premise { claim: Claim { expr, truth, whole }, at, through: self.through.clone() });
    }

    /// Makes the premises from one on stand where a condition around them stands.
    fn widen(&mut self, from: usize, loc: Loc) {
        let outside = self.through.len();
        for premise in self.premises.iter_mut().skip(from) {
            match premise.through.get_mut(..outside).and_then(<[_]>::last_mut) {
                Some((_, inside)) => *inside = loc,
                None => premise.at = loc,
            }
        }
    }
}

#[derive(PartialEq)]
enum Subject {
    Value(Place),
    Count(HistoryId, Window),
    Other(ExprId),
}

/// Whether a condition is about one value, one count, or one other thing.
fn one_subject(bundle: &Bundle, expr: ExprId) -> bool {
    let mut found: Option<Subject> = None;
    let mut seen = HashSet::from([expr]);
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        let subject = match bundle.exprs.get(expr) {
            Some(Expr::All(parts) | Expr::Any(parts)) => {
                open.extend(parts.iter().filter(|part| seen.insert(**part)));
                continue;
            }
            Some(Expr::Not(part)) => {
                open.extend(seen.insert(*part).then_some(*part));
                continue;
            }
            Some(Expr::Test(place, _) | Expr::Relative { place, .. }) => Subject::Value(*place),
            Some(Expr::Did(did)) => Subject::Count(did.history, did.window),
            Some(Expr::Const(_) | Expr::Compare(..) | Expr::SomeCompany(_)) | None => Subject::Other(expr),
        };
        match &found {
            Some(before) if *before != subject => return false,
            Some(_) => {}
            None => found = Some(subject),
        }
        if seen.len() > LARGEST {
            return false;
        }
    }
    true
}
