//! What a campaign says beside its rules and its message. These types go into the bytecode as they are.

use serde::{Deserialize, Serialize};

use super::layout::{EventId, Place};
use crate::source::Loc;
use crate::time::DAY;

/// All of a campaign that is no rule and no message.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub loc: Loc,
    /// How it is sent.
    pub channel: Channel,
    /// Whether its audience is judged at every try or drawn once.
    pub mode: Mode,
    /// What makes it try.
    pub trigger: Trigger,
    /// Whether it may be launched beside its trigger (§7.3).
    pub shareable: bool,
    /// Microseconds on the page before the try (`time_on_page`, §7.6).
    pub time_on_page: Option<i64>,
    /// Microseconds from the trigger to the try (§8.1).
    pub delay: Option<i64>,
    /// The caps that must all allow a send, defaults included; none is `every time`.
    pub frequency: Vec<Cap>,
    /// When it may be delivered.
    pub delivery: Option<Delivery>,
    /// High goes first.
    pub priority: i64,
    /// When it is live: sorted, apart, not empty; none is a draft.
    pub live: Vec<Interval>,
    /// Whether workspace caps do not hold it back and do not count it.
    pub exempt_caps: bool,
    /// Whether quiet hours do not hold it back.
    pub exempt_quiet: bool,
    /// Whether it is decided for each company of the contact (§4.4).
    pub per_company: bool,
    /// Whether its banner cannot be dismissed.
    pub persistent: bool,
    /// What counts as its success.
    pub goal: Option<Goal>,
    /// Its stated purpose.
    pub purpose: Option<String>,
}

impl Settings {
    /// The start of the earliest interval; none for a draft (§9.1).
    pub fn first_live(&self) -> Option<i64> {
        self.live.first().map(|interval| interval.from)
    }

    /// The instant from which on a fixed campaign is paused for good (§7.7); none if it is dynamic or a draft.
    pub fn auto_pause(&self) -> Option<i64> {
        match self.mode {
            Mode::Dynamic => None,
            Mode::Fixed => self.first_live().map(|start| start.saturating_add(30 * DAY)),
        }
    }

    /// What the life cycle says at an instant (§9.1).
    pub fn life(&self, at: i64) -> Life {
        match self.first_live() {
            None => Life::Draft,
            Some(start) if at < start => Life::BeforeLive,
            Some(_) if self.auto_pause().is_some_and(|pause| pause <= at) => Life::AutoPaused,
            Some(_) if self.interval(at).is_some() => Life::Live,
            Some(_) => Life::Paused,
        }
    }

    /// The live interval that an instant lies in.
    pub fn interval(&self, at: i64) -> Option<&Interval> {
        self.live.iter().find(|interval| interval.from <= at && interval.until.is_none_or(|end| at < end))
    }

    /// When a message sent at `at` stops being wanted (INTERFACE §3.1).
    pub fn expires(&self, at: i64) -> Option<i64> {
        let end = self.interval(at).and_then(|interval| interval.until);
        match (end, self.auto_pause()) {
            (Some(end), Some(pause)) => Some(end.min(pause)),
            (end, pause) => end.or(pause),
        }
    }
}

/// The state of a campaign at an instant (§9.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Life {
    /// Never live.
    Draft,
    /// Not live yet.
    BeforeLive,
    /// A fixed audience past its thirty days.
    AutoPaused,
    /// Between or after intervals.
    Paused,
    /// Live.
    Live,
}

/// A live interval in microseconds, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Interval {
    /// Its first instant.
    pub from: i64,
    /// The instant after its last.
    pub until: Option<i64>,
}

/// A way to reach a contact (§5.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Channel {
    /// In-app.
    Banner,
    /// In-app.
    Post,
    /// In-app.
    Chat,
    /// In-app.
    Tooltip,
    /// In-app.
    Tour,
    /// In-app.
    Checklist,
    /// In-app.
    Carousel,
    /// In-app.
    Survey,
    /// In-app.
    Workflow,
    /// Direct.
    Email,
    /// Direct.
    Push,
    /// Direct.
    Sms,
}

impl Channel {
    /// All of them, in the order of LANGUAGE §5.1.
    pub const ALL: [Self; 12] = [
        Self::Banner,
        Self::Post,
        Self::Chat,
        Self::Tooltip,
        Self::Tour,
        Self::Checklist,
        Self::Carousel,
        Self::Survey,
        Self::Workflow,
        Self::Email,
        Self::Push,
        Self::Sms,
    ];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Banner => "banner",
            Self::Post => "post",
            Self::Chat => "chat",
            Self::Tooltip => "tooltip",
            Self::Tour => "tour",
            Self::Checklist => "checklist",
            Self::Carousel => "carousel",
            Self::Survey => "survey",
            Self::Workflow => "workflow",
            Self::Email => "email",
            Self::Push => "push",
            Self::Sms => "sms",
        }
    }

    /// The channel of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }

    /// Whether it reaches the contact outside the app.
    pub const fn is_direct(self) -> bool {
        matches!(self, Self::Email | Self::Push | Self::Sms)
    }

    /// Whether it can be opened by a link or from code (§7.3).
    pub const fn is_launchable(self) -> bool {
        matches!(self, Self::Tour | Self::Survey | Self::Carousel)
    }
}

/// When an audience is decided.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Mode {
    /// At every try.
    Dynamic,
    /// Once, at first live.
    Fixed,
}

impl Mode {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dynamic => "dynamic",
            Self::Fixed => "fixed",
        }
    }
}

/// What makes a campaign try to send (§7).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Trigger {
    /// Each event of a name.
    Event(EventId),
    /// Each page record (in-app without `when`).
    Visit,
    /// Launches only.
    Launched,
    /// A date.
    Date(DateTrigger),
    /// Hourly checks (direct without `when`).
    Check,
}

/// `when D before ATTRIBUTE [at T]` (§7.2).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DateTrigger {
    /// The time attribute, of the contact, a company, or engine-kept.
    pub place: Place,
    /// Its name in send records: `renews_at`, `company.renews_at`.
    pub attribute: String,
    /// From the value to the instant.
    pub offset: Offset,
}

/// From a date's value to its instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Offset {
    /// So many microseconds later (negative: earlier).
    Micros(i64),
    /// So many calendar days of the workspace later, at a minute of that day in the contact's zone.
    Days(i64, u32),
}

/// One cap of a frequency, with the place of its source if it was stated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cap {
    /// What it allows.
    pub limit: CapLimit,
    /// Where it stands; none for a default.
    pub loc: Option<Loc>,
}

/// What a cap allows (§6.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CapLimit {
    /// So many sends in all.
    Total(u64),
    /// So many sends per window.
    Per(u64, Per),
    /// No send after a dismissal.
    UntilDismissed,
}

/// The window of a cap.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Per {
    /// The session.
    Session,
    /// Microseconds up to the try.
    Window(i64),
}

/// `at most 3 messages per day`
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WorkspaceCap {
    /// How many.
    pub count: u64,
    /// Of which channel; none is all.
    pub channel: Option<Channel>,
    /// Over what time.
    pub per: Per,
    /// Where it stands.
    pub loc: Loc,
}

/// `deliver …` (§8.2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Delivery {
    /// The days on which a window opens: bit 0 is Monday.
    pub days: u8,
    /// Minutes after midnight at which it opens.
    pub from: u32,
    /// Minutes after midnight at which it closes, 1440 being the end of the day; the next day's if not later.
    pub to: u32,
    /// By the clock of the contact, not the workspace.
    pub contact_zone: bool,
}

/// `quiet hours between …` (§8.3): closed from `from` to `to`, every day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Quiet {
    /// Minutes after midnight at which they begin.
    pub from: u32,
    /// Minutes after midnight at which they end; the next day's if not later.
    pub to: u32,
    /// By the clock of the contact, not the workspace.
    pub contact_zone: bool,
}

/// `goal event E within D`
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Goal {
    /// The event.
    pub event: EventId,
    /// Microseconds after the send.
    pub within: i64,
}
