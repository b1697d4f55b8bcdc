//! A campaign and its sections.

use super::item::{Between, Per};
use super::rule::{Rules, Times};
use super::template::Copy;
use super::word::{Clock, Duration, List, Moment, Name, Path, Text, Word};
use crate::source::Span;

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
