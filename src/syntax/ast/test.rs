//! Tests in the language.

use super::rule::{Receipt, Times};
use super::word::{Duration, List, Moment, Name, Text, Value, Word};
use crate::source::Span;

/// `test "…" of CAMPAIGN [with all] { … }`
#[derive(Clone, Debug)]
pub struct Test {
    /// What it shows.
    pub title: Text,
    /// The campaign under test.
    pub of: Name,
    /// `with all`
    pub with_all: bool,
    /// One a line.
    pub lines: Vec<TestLine>,
}

/// A line of a test.
#[derive(Clone, Debug)]
pub struct TestLine {
    /// What it says.
    pub kind: TestLineKind,
    /// Where.
    pub span: Span,
}

/// A line of a test.
#[derive(Clone, Debug)]
pub enum TestLineKind {
    /// `contact { … }`
    Contact(Object),
    /// `company { … }`
    Company(Object),
    /// `at T …`, `after D …`
    Step(At, Act),
    /// `expect …`
    Expect(Expect),
}

/// When a step happens.
#[derive(Clone, Debug)]
pub enum At {
    /// `at T`
    At(Moment),
    /// `after D`
    After(Duration),
}

/// `{ key: V, … }`
#[derive(Clone, Debug)]
pub struct Object {
    /// The entries, in order.
    pub entries: Vec<(Name, ObjectValue)>,
    /// Where, braces included.
    pub span: Span,
}

/// A value in an object.
#[derive(Clone, Debug)]
pub enum ObjectValue {
    /// A literal.
    Value(Value),
    /// A list.
    List(List),
    /// `unknown`, with its place.
    Unknown(Span),
}

/// What happens in a step.
#[derive(Clone, Debug)]
pub enum Act {
    /// `event E [{ … }] [from js]`
    Event(Name, Option<Object>, Option<Word>),
    /// `visit "url" [{ … }]`
    Visit(Text, Option<Object>),
    /// `set { … }`
    Set(Object),
    /// `launch`
    Launch,
    /// `check`
    Check,
    /// `wait`
    Wait,
    /// `dismiss [campaign C]`
    Receipt(Receipt, Option<Name>),
}

/// What a test expects.
#[derive(Clone, Debug)]
pub enum Expect {
    /// `sent TIMES`
    Sent(Times),
    /// `sent at T [with FIELD "…" and …]`
    SentAt(Moment, Vec<(Word, Text)>),
    /// `not sent [at T] [because REASON]`
    NotSent(Option<Moment>, Option<Word>),
    /// `goal reached`, `goal not reached`
    Goal(bool),
}
