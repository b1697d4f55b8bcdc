//! Items of a file.

use super::campaign::Campaign;
use super::rule::Rules;
use super::test::Test;
use super::word::{Clock, Duration, DurationKind, List, Name, Text, Word};
use crate::source::Span;

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

impl SchemaType {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Time => "time",
            Self::Texts => "texts",
        }
    }
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
