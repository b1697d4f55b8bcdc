//! Rule blocks as they were written: the conditions, their parts and their places.
//!
//! An expression has no place of its own; here every condition of the sources stands with the expression it became.

use super::expr::ExprId;
use crate::source::Loc;

/// A rule block of the sources.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is the block of.
    pub of: BlockKind,
    /// Its conditions, in order.
    pub conditions: Vec<Stated>,
}

/// What a rule block belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// `segment`, with its place in [`Bundle::segments`](super::Bundle::segments).
    Segment(usize),
    /// `reach`
    Reach,
    /// `audience`
    Audience,
    /// `when event`
    When,
    /// `where`
    Where,
    /// `goal event`
    Goal,
    /// The condition of one `{% if %}` or `{% elsif %}`.
    Template,
}

/// A condition as it was written; parentheses are part of what they hold.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Where it stands.
    pub loc: Loc,
    /// What it asks; none if something in it is wrong, which was said.
    pub expr: Option<ExprId>,
    /// How its parts make it up.
    pub form: Form,
    /// The conditions in it, in order.
    pub parts: Vec<Self>,
}

/// How a condition is made up of others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Of none: it asks for a value, a tag or history.
    Plain,
    /// All of them hold: `all { }`, `and`.
    All,
    /// One of them holds: `any { }`, `or`.
    Any,
    /// None of them holds: `none { }`.
    None,
    /// The one in it does not hold: `not`.
    Not,
    /// `in segment`, by the segment's place in [`Bundle::segments`](super::Bundle::segments).
    Segment(usize),
    /// They are a rule block of their own: `did E { }`, `some company { }` and their like.
    Block,
}

impl Stated {
    /// It and every condition in it, outer ones first.
    pub fn each<'s>(&'s self, visit: &mut impl FnMut(&'s Self)) {
        visit(self);
        for part in &self.parts {
            part.each(visit);
        }
    }
}
