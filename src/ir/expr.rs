//! Conditions.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::layout::{EventId, Place};

/// A condition of a bundle. Equal ids mean equal conditions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ExprId(pub u32);

/// A condition, true or false for every row (§3.3).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Expr {
    /// Always or never true.
    Const(bool),
    /// A test of one value.
    Test(Place, Test),
    /// A time relative to now.
    Relative {
        /// The time.
        place: Place,
        /// What is asked.
        relative: Relative,
        /// Whether "now" is the received time of the row itself (inside `did`, §3.5), not the instant of the try.
        at_record: bool,
    },
    /// Two values compared; false if either is unknown.
    Compare(Place, Compare, Place),
    /// All hold; at least two, none of them `All`.
    All(Vec<ExprId>),
    /// One holds; at least two, none of them `Any`.
    Any(Vec<ExprId>),
    /// It does not hold; never of a `Not`.
    Not(ExprId),
    /// A count of records.
    Did(Did),
    /// Some company of the contact satisfies it; [`Table::Company`](super::Table::Company) inside is that company.
    SomeCompany(ExprId),
}

/// What is asked of one value; an unknown value fails every test.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Test {
    /// A value is there.
    Known,
    /// The flag has this value.
    Flag(bool),
    /// The number lies in one of the ranges.
    Numbers(Vec<Range>),
    /// The time lies in one of the half-open ranges of microseconds.
    Times(Vec<(i64, i64)>),
    /// The text is one of these, sorted and without repeats (folded, if case is ignored).
    OneOf {
        /// The texts.
        texts: Vec<String>,
        /// `ignoring case`
        fold: bool,
    },
    /// The text contains this one, or the list has it.
    Contains {
        /// The text (folded, if case is ignored).
        text: String,
        /// `ignoring case`
        fold: bool,
    },
    /// The text starts with this one.
    StartsWith {
        /// The text (folded, if case is ignored).
        text: String,
        /// `ignoring case`
        fold: bool,
    },
    /// The text ends with this one.
    EndsWith {
        /// The text (folded, if case is ignored).
        text: String,
        /// `ignoring case`
        fold: bool,
    },
    /// The regular expression is found in the text; `ignoring case` is its `i` flag.
    Matches {
        /// The expression, which compiles.
        pattern: String,
        /// `ignoring case`
        fold: bool,
    },
}

/// A number that is equal to another exactly if it is the same number (−0 is 0).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Number(u64);

impl std::fmt::Debug for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.get())
    }
}

impl Number {
    /// The number of a double; both zeros are the same.
    pub fn new(value: f64) -> Self {
        Self(if value == 0.0 { 0.0_f64 } else { value }.to_bits())
    }

    /// The double.
    pub const fn get(self) -> f64 {
        f64::from_bits(self.0)
    }
}

/// An interval of numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Range {
    /// The lower end; −∞ if there is none.
    pub low: Number,
    /// Whether the lower end belongs to it.
    pub low_in: bool,
    /// The upper end; ∞ if there is none.
    pub high: Number,
    /// Whether the upper end belongs to it.
    pub high_in: bool,
}

impl Range {
    /// Whether a number lies in it.
    pub fn contains(&self, value: f64) -> bool {
        let (low, high) = (self.low.get(), self.high.get());
        (low < value || (self.low_in && low == value)) && (value < high || (self.high_in && high == value))
    }
}

/// A time `a` relative to now (§3.2). Lengths are microseconds, days are of the workspace calendar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Relative {
    /// now − D < a ≤ now
    LessAgo(i64),
    /// a ≤ now − D
    MoreAgo(i64),
    /// a falls on the day N days before today
    DaysAgo(i64),
    /// now < a < now + D
    InLess(i64),
    /// a ≥ now + D
    InMore(i64),
    /// a falls on the day N days after today
    InDays(i64),
}

/// How two values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Compare {
    /// Equal, of one type.
    Is {
        /// `ignoring case`
        fold: bool,
    },
    /// Numbers, `<`
    Less,
    /// Numbers, `<=`
    LessOrEqual,
    /// Numbers, `>`
    Greater,
    /// Numbers, `>=`
    GreaterOrEqual,
}

/// Which history of a bundle.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct HistoryId(pub u32);

/// Records that are counted, without how many and when.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum History {
    /// Events whose row satisfies the rules.
    Event(EventId, Option<ExprId>),
    /// Page records whose row satisfies the rules.
    Visit(Option<ExprId>),
    /// Receipts of the campaign of this name.
    Receipt(Receipt, String),
}

/// What someone did with a message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Receipt {
    /// `viewed`
    Viewed,
    /// `clicked`
    Clicked,
    /// `dismissed`
    Dismissed,
    /// `replied`
    Replied,
    /// `completed`
    Completed,
}

/// A history condition (§3.5).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Did {
    /// What is counted.
    pub history: HistoryId,
    /// How many there must be.
    pub count: Count,
    /// Which of them count.
    pub window: Window,
    /// Whether its rules read `trigger.x`: then each pair of a counted record and a trigger is looked at.
    pub reads_trigger: bool,
}

/// Bounds of a count, both included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Count {
    /// At least.
    pub min: u64,
    /// At most, if there is a bound.
    pub max: Option<u64>,
}

/// Which records count, by received time in microseconds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Window {
    /// All that are taken in so far.
    All,
    /// Received > now − D.
    Last(i64),
    /// Received ≥ this instant.
    Since(i64),
    /// Received < this instant.
    Before(i64),
    /// Later in record order than the try's own trigger.
    SinceTrigger,
}

/// Every condition of a bundle, each stored once.
#[derive(Clone, Debug, Default)]
pub struct Exprs {
    nodes: Vec<Expr>,
    ids: HashMap<Expr, ExprId>,
}

impl Exprs {
    /// The id of a condition, stored if it is new. Structure is built with [`Exprs::all`], [`Exprs::any`] and
    /// [`Exprs::not`], which keep it flat.
    pub fn add(&mut self, expr: Expr) -> ExprId {
        if let Some(&id) = self.ids.get(&expr) {
            return id;
        }
        let id = ExprId(self.nodes.len() as u32);
        self.nodes.push(expr.clone());
        self.ids.insert(expr, id);
        id
    }

    /// The condition of an id.
    pub fn get(&self, id: ExprId) -> Option<&Expr> {
        self.nodes.get(id.0 as usize)
    }

    /// All conditions with their ids, operands before those that use them.
    pub fn iter(&self) -> impl Iterator<Item = (ExprId, &Expr)> {
        self.nodes.iter().enumerate().map(|(at, expr)| (ExprId(at as u32), expr))
    }

    /// Always or never true.
    pub fn constant(&mut self, value: bool) -> ExprId {
        self.add(Expr::Const(value))
    }

    /// The conjunction; true of none.
    pub fn all(&mut self, parts: impl IntoIterator<Item = ExprId>) -> ExprId {
        let flat = self.flatten(parts, |expr| if let Expr::All(inner) = expr { Some(inner) } else { None });
        match flat.as_slice() {
            [] => self.constant(true),
            [only] => *only,
            _ => self.add(Expr::All(flat)),
        }
    }

    /// The disjunction; false of none.
    pub fn any(&mut self, parts: impl IntoIterator<Item = ExprId>) -> ExprId {
        let flat = self.flatten(parts, |expr| if let Expr::Any(inner) = expr { Some(inner) } else { None });
        match flat.as_slice() {
            [] => self.constant(false),
            [only] => *only,
            _ => self.add(Expr::Any(flat)),
        }
    }

    /// The complement.
    pub fn not(&mut self, part: ExprId) -> ExprId {
        match self.get(part) {
            Some(Expr::Not(inner)) => *inner,
            Some(Expr::Const(value)) => {
                let value = !*value;
                self.constant(value)
            }
            _ => self.add(Expr::Not(part)),
        }
    }

    fn flatten(
        &self,
        parts: impl IntoIterator<Item = ExprId>,
        inner: impl Fn(&Expr) -> Option<&Vec<ExprId>>,
    ) -> Vec<ExprId> {
        let mut flat = Vec::new();
        for part in parts {
            match self.get(part).and_then(&inner) {
                Some(parts) => flat.extend(parts),
                None => flat.push(part),
            }
        }
        let mut seen = HashSet::new();
        flat.retain(|part| seen.insert(*part));
        flat
    }
}
