//! Where the sources name values and events.

use super::layout::Place;
use crate::source::Loc;

/// A name in the sources and what it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    /// Where the name stands, its scope not included.
    pub loc: Loc,
    /// What it stands for.
    pub named: Named,
}

/// What a name stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    /// A value that is read.
    Value(Place),
    /// An event.
    Event(String),
}
