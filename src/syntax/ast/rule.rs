//! Rule blocks and conditions.

use super::word::{Duration, List, Moment, Name, Path, Text, Value};
use crate::source::Span;

/// A rule block `{ … }`, or its absence.
#[derive(Clone, Debug)]
pub struct Rules {
    /// One a line.
    pub conditions: Vec<Condition>,
    /// Whether a condition could not be read, which was said already: nothing follows from what is missing here.
    pub broken: bool,
    /// Where, braces included.
    pub span: Span,
}

/// One condition with its place.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What it says.
    pub kind: ConditionKind,
    /// Where.
    pub span: Span,
}

/// What a condition says (§3.1, §3.2, §3.5).
#[derive(Clone, Debug)]
pub enum ConditionKind {
    /// Conditions joined by `and` and `or`, as written; both kinds side by side are for the checker to refuse.
    Chain {
        /// The first.
        first: Box<Condition>,
        /// The others, each with the word before it.
        rest: Vec<(Joiner, Condition)>,
    },
    /// `not …`, with the place of the word.
    Not(Span, Box<Condition>),
    /// `( … )`
    Parens(Box<Condition>),
    /// `any { … }`
    Group(GroupKind, Rules),
    /// `some company { … }`
    Companies(Quantifier, Rules),
    /// `tagged "…"`
    Tagged {
        /// The tag.
        tag: Text,
        /// `ignoring case`
        fold: bool,
    },
    /// `in segment S`; `not in segment S` is [`ConditionKind::Not`] of it.
    InSegment(Name),
    /// `did …`, `never did …`
    Did(Did),
    /// `plan is "pro"`; without a predicate the flag itself.
    Compare {
        /// What is looked at.
        path: Path,
        /// What is asked of it.
        predicate: Option<Predicate>,
    },
}

/// The word between two conditions, with its place.
#[derive(Clone, Copy, Debug)]
pub struct Joiner {
    /// Which.
    pub kind: JoinerKind,
    /// Where.
    pub span: Span,
}

/// `and` or `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinerKind {
    /// `and`
    And,
    /// `or`
    Or,
}

/// How the conditions of a group are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// At least one holds.
    Any,
    /// All hold.
    All,
    /// None holds.
    None,
}

/// How many of a contact's companies must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one.
    Some,
    /// All, or there is none.
    Every,
    /// Not one.
    No,
}

/// What is asked of a value.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// What.
    pub kind: PredicateKind,
    /// From its first word to its last, the path not included.
    pub span: Span,
    /// Whether it was written in its negated form: `is not`, `not in`, `does not …`, `is unknown`.
    pub negated: bool,
    /// The place of `ignoring case`.
    pub fold: Option<Span>,
}

/// What is asked of a value, in its positive form.
#[derive(Clone, Debug)]
pub enum PredicateKind {
    /// `is known`
    Known,
    /// `is V`
    Is(Operand),
    /// `in [V, …]`
    In(List),
    /// `< V`
    Order(Order, Operand),
    /// `between V and W`
    Between(Value, Value),
    /// `contains "…"`
    Contains(Text),
    /// `starts with "…"`
    StartsWith(Text),
    /// `ends with "…"`
    EndsWith(Text),
    /// `matches "…"`, the text being the expression as the regex crate takes it.
    Matches(Text),
    /// `less than D ago`
    Ago(Distance),
    /// `in less than D`
    Ahead(Distance),
    /// `before V`
    Before(Moment),
    /// `after V`
    After(Moment),
    /// `on V`
    On(Moment),
}

/// The right side of a comparison.
#[derive(Clone, Debug)]
pub enum Operand {
    /// A literal.
    Value(Value),
    /// A path with its scope written out.
    Path(Path),
}

/// `<` and its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// How far from now.
#[derive(Clone, Debug)]
pub enum Distance {
    /// `less than D`
    Less(Duration),
    /// `more than D`
    More(Duration),
    /// `exactly N days`, with the place of the number.
    ExactlyDays(u64, Span),
}

/// `did …` or `never did …`
#[derive(Clone, Debug)]
pub struct Did {
    /// Whether it was written `never did`.
    pub never: bool,
    /// The words `did` or `never did`.
    pub span: Span,
    /// What is counted.
    pub what: What,
    /// How many; none is at least one.
    pub count: Option<Count>,
    /// Which of them.
    pub window: Option<Window>,
}

/// What a history condition counts.
#[derive(Clone, Debug)]
pub enum What {
    /// Events of a name.
    Event(Name, Option<Rules>),
    /// Page records.
    Visit(Option<Rules>),
    /// Receipts of a campaign.
    Receipt(Receipt, Name),
}

/// What someone did with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Receipt {
    /// `view`
    View,
    /// `click`
    Click,
    /// `dismiss`
    Dismiss,
    /// `reply`
    Reply,
    /// `complete`
    Complete,
}

/// `at least twice`
#[derive(Clone, Debug)]
pub struct Count {
    /// Which way.
    pub kind: CountKind,
    /// How many.
    pub times: Times,
}

/// Which way a count is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountKind {
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `exactly`
    Exactly,
}

/// `once`, `twice`, `N times`
#[derive(Clone, Debug)]
pub struct Times {
    /// How many.
    pub count: u64,
    /// Where.
    pub span: Span,
}

/// Which records a history condition counts.
#[derive(Clone, Debug)]
pub enum Window {
    /// `in the last D`
    InTheLast(Duration),
    /// `since the trigger`, with its place.
    SinceTheTrigger(Span),
    /// `since V`
    Since(Moment),
    /// `before V`
    Before(Moment),
}

impl Rules {
    /// Whether there is no condition.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }
}
