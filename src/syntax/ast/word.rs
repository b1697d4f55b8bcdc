//! Names, literals and other leaves.

use std::fmt;

use crate::source::Span;

/// A word that the checker looks up in a closed list: a channel, a purpose, a lint, a style.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A declared or referenced name, an identifier, a `` `backtick name` `` or, where the language allows it, a text.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name without quotes.
    pub text: String,
    /// Where, quotes included.
    pub span: Span,
    /// How it was written.
    pub quotes: Quotes,
}

/// How a name was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// `plan`
    None,
    /// `` `Plan Name` ``
    Backticks,
    /// `"Order Completed"`
    Text,
}

/// Names joined by dots; more than one dot is for the checker to refuse.
#[derive(Clone, Debug)]
pub struct Path {
    /// At least one.
    pub segments: Vec<Name>,
    /// All of it.
    pub span: Span,
}

/// A text in quotes that is not a template.
#[derive(Clone, Debug)]
pub struct Text {
    /// The decoded text (§1.4).
    pub value: String,
    /// Where, quotes included.
    pub span: Span,
    /// Whether it was written `"""…"""`.
    pub block: bool,
}

/// A literal with its place.
#[derive(Clone, Debug)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where.
    pub span: Span,
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueKind {
    /// `"…"`
    Text(String),
    /// `42`, with its digits without `_`, as a template shows it.
    Number(f64, String),
    /// `true`
    Flag(bool),
    /// `2026-03-01`, or a date-time.
    Moment(MomentKind),
    /// `2 minutes`
    Duration(DurationKind),
}

/// A date or date-time with its place.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Which.
    pub kind: MomentKind,
    /// Where.
    pub span: Span,
}

/// A date or a date-time, not yet placed in a zone. Only dates and times that exist are made; others are errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentKind {
    /// A calendar day.
    Date(Date),
    /// A local time in the workspace zone, or with `offset` seconds east of UTC.
    DateTime {
        /// The day.
        date: Date,
        /// Seconds after midnight, 0 to 86 399.
        second: u32,
        /// Seconds east of UTC; `None` is the workspace zone.
        offset: Option<i32>,
    },
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// 0 to 9999.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the last of the month.
    pub day: u8,
}

/// A duration with its place.
#[derive(Clone, Debug)]
pub struct Duration {
    /// How long.
    pub kind: DurationKind,
    /// Where.
    pub span: Span,
}

/// A whole number of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DurationKind {
    /// How many.
    pub count: u64,
    /// Of what.
    pub unit: Unit,
}

impl DurationKind {
    /// Its length in seconds; as many as fit where the number is absurd.
    pub const fn seconds(self) -> u64 {
        self.count.saturating_mul(self.unit.seconds())
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 1 s
    Second,
    /// 60 s
    Minute,
    /// 3 600 s
    Hour,
    /// 86 400 s
    Day,
    /// 604 800 s
    Week,
}

impl Unit {
    /// Its length in seconds.
    pub const fn seconds(self) -> u64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
            Self::Week => 604_800,
        }
    }
}

/// A time of day with its place.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Minutes after midnight, 0 to 1440 (`24:00`).
    pub minute: u32,
    /// Where.
    pub span: Span,
}

/// `["a", "b"]`
#[derive(Clone, Debug)]
pub struct List {
    /// The literals, at least one, all of one type.
    pub values: Vec<Value>,
    /// Where, brackets included.
    pub span: Span,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.segments.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            f.write_str(&segment.text)?;
        }
        Ok(())
    }
}
