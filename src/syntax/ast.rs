//! The syntax tree: what a campaign file says, with the place of every part, before any name is looked up.
//!
//! Spans are byte ranges of the file that was parsed. Literals are decoded; spellings that the language takes for
//! another (`ongoing`, `monday`, `is not known`) are resolved here, and where the old word is worth a warning the tree
//! keeps it as an [`OldWord`].

use std::fmt;

use crate::source::Span;

/// A whole file.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// What could be read of it, in the order of the file.
    pub items: Vec<Item>,
    /// Every comment, in the order of the file.
    pub comments: Vec<Comment>,
    /// Old names that were taken for new ones (§13 `old_name`).
    pub old_words: Vec<OldWord>,
}

/// A `//` or `///` comment, without its line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its bytes, slashes included.
    pub span: Span,
    /// Whether it is `///`, and not `////`.
    pub doc: bool,
    /// Its text after the slashes, trailing white space removed.
    pub text: String,
}

/// An old name that was taken for a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldWord {
    /// Where it stands.
    pub span: Span,
    /// What to write instead; empty to leave it out.
    pub new: &'static str,
}

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

// ---------------------------------------------------------------------------------------------------------- rules

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

// -------------------------------------------------------------------------------------------------------- templates

/// A text in a template position (§12.1).
#[derive(Clone, Debug)]
pub struct Copy {
    /// What it is made of.
    pub parts: Vec<Part>,
    /// Where, quotes included.
    pub span: Span,
    /// Whether it was written `"""…"""`.
    pub block: bool,
}

/// A piece of a template.
#[derive(Clone, Debug)]
pub enum Part {
    /// Text as it is shown; in block copy without what indentation and tag lines take away.
    Text(String, Span),
    /// `{{ … }}`
    Placeholder(Placeholder),
    /// `{% if %} … {% endif %}`
    If(If),
}

/// `{{ path | filter: arg }}`
#[derive(Clone, Debug)]
pub struct Placeholder {
    /// What is shown.
    pub path: Path,
    /// Through what, left to right.
    pub filters: Vec<Filter>,
    /// Where, braces included.
    pub span: Span,
}

/// One filter.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Its name.
    pub name: Word,
    /// Its argument.
    pub argument: Option<Argument>,
    /// Where, without the `|`.
    pub span: Span,
}

/// The argument of a filter.
#[derive(Clone, Debug)]
pub struct Argument {
    /// What it is.
    pub kind: ArgumentKind,
    /// Where.
    pub span: Span,
}

/// The argument of a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentKind {
    /// A number, with its digits without `_`.
    Number(f64, String),
    /// A text, in either kind of quotes.
    Text(String),
}

/// `{% if %} … {% elsif %} … {% else %} … {% endif %}`
#[derive(Clone, Debug)]
pub struct If {
    /// The condition and the parts of `if` and of each `elsif`.
    pub branches: Vec<(Condition, Vec<Part>)>,
    /// The parts of `else`.
    pub otherwise: Option<Vec<Part>>,
    /// From the first tag to the last.
    pub span: Span,
}

// ------------------------------------------------------------------------------------------------------------ items

/// An item of a file.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its doc comment lines, joined by line breaks.
    pub doc: Option<String>,
    /// What it is.
    pub kind: ItemKind,
    /// From its first word to its `}`.
    pub span: Span,
}

/// What an item is.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// `workspace { … }`
    Workspace(Workspace),
    /// `contacts { … }`, `companies { … }`, `event NAME { … }`, `page { … }`
    Schema(Schema),
    /// `segment NAME { … }`
    Segment(Segment),
    /// `procedure NAME { … }`
    Procedure(Procedure),
    /// `campaign NAME { … }`
    Campaign(Campaign),
    /// `test "…" of NAME { … }`
    Test(Test),
}

/// `workspace { … }`
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The word `workspace`.
    pub keyword: Span,
    /// One a line.
    pub settings: Vec<Setting>,
}

/// A setting of the workspace.
#[derive(Clone, Debug)]
pub struct Setting {
    /// What it sets.
    pub kind: SettingKind,
    /// Where.
    pub span: Span,
}

/// What a setting sets (§2.1).
#[derive(Clone, Debug)]
pub enum SettingKind {
    /// `timezone "Europe/Dublin"`
    Timezone(Text),
    /// `session gap 30 minutes`
    SessionGap(Duration),
    /// `quiet hours between 22:00 and 08:00 [in contact timezone]`
    QuietHours(Between, bool),
    /// `at most 3 messages per day`
    AtMost {
        /// How many.
        count: u64,
        /// `messages`, or a channel, as it was written.
        what: Word,
        /// Over what time.
        per: Per,
    },
    /// `channels banner, post`
    Channels(Vec<Word>),
    /// `fin true`
    Fin(bool),
    /// `reach email { … }`
    Reach(Vec<Word>, Rules),
}

/// `between 09:00 and 17:00`
#[derive(Clone, Debug)]
pub struct Between {
    /// When it opens.
    pub from: Clock,
    /// When it closes.
    pub to: Clock,
    /// Where.
    pub span: Span,
}

/// The window of a cap.
#[derive(Clone, Debug)]
pub struct Per {
    /// A session, or a duration.
    pub kind: PerKind,
    /// Where.
    pub span: Span,
}

/// The window of a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerKind {
    /// `per session`
    Session,
    /// `per 2 hours`; `per hour` has a count of 1.
    Duration(DurationKind),
}

/// A declaration of names and types.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Of what.
    pub of: SchemaOf,
    /// The first word of the item.
    pub keyword: Span,
    /// One a name.
    pub lines: Vec<SchemaLine>,
    /// Whether a line could not be read, which was said already: other names may be declared here.
    pub broken: bool,
}

/// What a schema declares.
#[derive(Clone, Debug)]
pub enum SchemaOf {
    /// Attributes of contacts.
    Contacts,
    /// Attributes of companies.
    Companies,
    /// Metadata of an event.
    Event(Name),
    /// Properties of a page.
    Page,
}

/// `plan text required one of ["free", "pro"]`
#[derive(Clone, Debug)]
pub struct SchemaLine {
    /// Its doc comment lines, joined by line breaks.
    pub doc: Option<String>,
    /// The declared name.
    pub name: Name,
    /// Its type.
    pub ty: SchemaType,
    /// Where the type stands.
    pub ty_span: Span,
    /// `required`
    pub required: bool,
    /// `one of [...]`
    pub one_of: Option<List>,
    /// All of it.
    pub span: Span,
}

/// A type of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaType {
    /// `text`
    Text,
    /// `number`
    Number,
    /// `flag`
    Flag,
    /// `time`
    Time,
    /// `texts`
    Texts,
}

/// `segment NAME { … }`
#[derive(Clone, Debug)]
pub struct Segment {
    /// Its name.
    pub name: Name,
    /// Its rules.
    pub rules: Rules,
}

/// `procedure NAME { step "…" }`
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Its name.
    pub name: Name,
    /// Its steps.
    pub steps: Vec<Text>,
}

/// `campaign NAME { … }`
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The word `campaign`.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// One a line.
    pub sections: Vec<Section>,
    /// The first words of the sections that could not be read, which was said already: none of these is missing.
    pub broken: Vec<Word>,
}

/// A section of a campaign.
#[derive(Clone, Debug)]
pub struct Section {
    /// What it says.
    pub kind: SectionKind,
    /// All of it.
    pub span: Span,
    /// Its first word.
    pub keyword: Span,
}

/// What a section says (§5).
#[derive(Clone, Debug)]
pub enum SectionKind {
    /// `purpose WORD`
    Purpose(Word),
    /// `audience [dynamic|fixed] [{ … }]`
    Audience {
        /// The mode, if it was written, with its place.
        mode: Option<(Mode, Span)>,
        /// The rules, if there is a block.
        rules: Option<Rules>,
    },
    /// `when …`
    When(When),
    /// `shareable`
    Shareable,
    /// `where { … }`
    Where(Rules),
    /// `delay D`
    Delay(Duration),
    /// `frequency …`
    Frequency(Vec<Cap>),
    /// `deliver …`
    Deliver(Deliver),
    /// `priority N`
    Priority(i64),
    /// `live from T [until T]`
    Live {
        /// The start.
        from: Moment,
        /// The end.
        until: Option<Moment>,
    },
    /// `send CHANNEL { … }`
    Send(Send),
    /// `goal event E [{ … }] within D`
    Goal {
        /// The event.
        event: Name,
        /// Rules on its metadata.
        rules: Option<Rules>,
        /// How long after the send.
        within: Duration,
    },
    /// `exempt from caps, quiet hours`
    Exempt(Vec<(Exemption, Span)>),
    /// `reviewed DATE`; a date-time is for the checker to refuse.
    Reviewed(Moment),
    /// `allow LINT, …`
    Allow(Vec<Word>),
}

/// Who belongs to an audience, and when that is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Judged at every try.
    Dynamic,
    /// Drawn once, when the campaign goes live.
    Fixed,
}

/// What a campaign is not held back by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// `caps`
    Caps,
    /// `quiet hours`
    QuietHours,
}

/// What makes a campaign try to send.
#[derive(Clone, Debug)]
pub enum When {
    /// `when event E [{ … }]`
    Event(Name, Option<Rules>),
    /// `when launched`
    Launched,
    /// `when D before|after A [at T]`, `when on A [at T]`
    Date {
        /// How far from the value.
        offset: Offset,
        /// The attribute.
        path: Path,
        /// The time of day.
        at: Option<Clock>,
    },
}

/// How far a date trigger lies from its value.
#[derive(Clone, Debug)]
pub enum Offset {
    /// `D before`
    Before(Duration),
    /// `D after`
    After(Duration),
    /// `on`
    On,
}

/// One cap of a frequency.
#[derive(Clone, Debug)]
pub struct Cap {
    /// What it allows.
    pub kind: CapKind,
    /// Where.
    pub span: Span,
}

/// What a cap allows (§6.1).
#[derive(Clone, Debug)]
pub enum CapKind {
    /// `once ever`
    OnceEver,
    /// `every time`
    EveryTime,
    /// `until stopped`
    UntilStopped,
    /// `until dismissed`
    UntilDismissed,
    /// `3 times in total`
    InTotal(Times),
    /// `once per hour`
    Per(Times, Per),
}

/// `deliver [DAYS] [between T and T] [in contact timezone]`
#[derive(Clone, Debug)]
pub struct Deliver {
    /// The days as they were written; none is every day.
    pub days: Vec<Days>,
    /// The hours of each day.
    pub between: Option<Between>,
    /// `in contact timezone`
    pub in_contact_timezone: bool,
}

/// Days of the week; Monday is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// `weekdays`
    Weekdays,
    /// `weekends`
    Weekends,
    /// `mon`
    One(u8),
    /// `mon to fri`, which may wrap
    Range(u8, u8),
}

/// `send CHANNEL { … }`
#[derive(Clone, Debug)]
pub struct Send {
    /// The channel as it was written, or the new name of an old one.
    pub channel: Word,
    /// One a line.
    pub fields: Vec<Field>,
    /// The block, braces included.
    pub block: Span,
}

/// A field of a message.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it says.
    pub kind: FieldKind,
    /// All of it.
    pub span: Span,
    /// Its first word.
    pub keyword: Word,
}

/// What a field says (§5.1); which channel takes which is for the checker.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// `style success`
    Style(Word),
    /// `persistent`
    Persistent,
    /// `shown on load`: the preposition and the word
    Shown(Word, Word),
    /// `body`, `headline`, `subject`, `title`, `html`, `opens`: the keyword tells which
    Copy(Copy),
    /// `from "Name"`
    FromName(Text),
    /// `from admin "ID"`
    FromAdmin(Text),
    /// `anchor "…"`, `name "…"`: the keyword tells which
    Plain(Text),
    /// `image "url" [alt "Text"]`
    Image(Copy, Option<Copy>),
    /// `action "Label" opens …`
    Action(Copy, Target),
    /// `answered by fin`
    Answered(Word),
    /// `step { … }`, `card { … }`: the keyword tells which
    Block(Vec<Field>, Span),
    /// `task "Label" opens "url" [done event E]`
    Task {
        /// Its label.
        label: Copy,
        /// Its link.
        opens: Copy,
        /// The event that completes it.
        done: Option<Name>,
    },
    /// `question "Text" [choices [...] | scale A to B]`
    Question(Copy, Option<Answer>),
    /// `input key "template"`
    Input(Name, Copy),
    /// A line whose first word is no field of any channel; nothing was said about it yet.
    Unknown,
    /// A field that could not be read, which was said already: it is not missing.
    Broken,
}

/// What an action does.
#[derive(Clone, Debug)]
pub enum Target {
    /// `opens "url"`
    Opens(Copy),
    /// `starts "procedure"`
    Starts(Name),
    /// `launches CAMPAIGN`
    Launches(Name),
}

/// How a question is answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// `choices ["a", "b"]`
    Choices(List),
    /// `scale A to B`, with its place
    Scale(i64, i64, Span),
}

// ------------------------------------------------------------------------------------------------------------ tests

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

impl Rules {
    /// Whether there is no condition.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }
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
