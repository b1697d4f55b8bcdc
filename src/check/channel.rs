//! The channels and their fields: the table of LANGUAGE §5.1, which everything else about content reads.

use crate::ir::Channel;

/// A field of a channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spec {
    /// Its first word.
    pub(super) word: &'static str,
    /// Whether there must be one.
    pub(super) required: bool,
    /// Whether there may be several.
    pub(super) many: bool,
}

const fn one(word: &'static str) -> Spec {
    Spec { word, required: false, many: false }
}

const fn must(word: &'static str) -> Spec {
    Spec { word, required: true, many: false }
}

const fn many(word: &'static str) -> Spec {
    Spec { word, required: false, many: true }
}

const fn some(word: &'static str) -> Spec {
    Spec { word, required: true, many: true }
}

/// Something with fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Block {
    /// A message.
    Message(Channel),
    /// A `step` of a tour.
    Step,
    /// A `card` of a carousel.
    Card,
}

impl Block {
    /// Its fields in the order in which `content` has them. Where there are `body` and `html`, one of them is required.
    pub(super) const fn fields(self) -> &'static [Spec] {
        const BANNER: &[Spec] = &[one("body"), one("html"), one("style"), one("persistent"), many("action")];
        const POST: &[Spec] =
            &[must("headline"), one("body"), one("html"), many("image"), many("action"), one("from"), one("answered")];
        const CHAT: &[Spec] = &[must("from"), one("body"), one("html"), many("action"), one("answered")];
        const TOOLTIP: &[Spec] = &[must("anchor"), must("body"), one("shown"), many("action")];
        const TOUR: &[Spec] = &[some("step")];
        const CHECKLIST: &[Spec] = &[must("headline"), some("task")];
        const CAROUSEL: &[Spec] = &[some("card")];
        const SURVEY: &[Spec] = &[one("headline"), some("question"), one("shown")];
        const WORKFLOW: &[Spec] = &[must("name"), many("input")];
        const EMAIL: &[Spec] = &[must("subject"), one("body"), one("html"), one("from"), many("action")];
        const PUSH: &[Spec] = &[must("title"), must("body"), one("opens")];
        const SMS: &[Spec] = &[must("body")];
        const STEP: &[Spec] = &[one("anchor"), one("headline"), must("body")];
        const CARD: &[Spec] = &[must("headline"), one("body"), one("image"), many("action")];
        match self {
            Self::Message(Channel::Banner) => BANNER,
            Self::Message(Channel::Post) => POST,
            Self::Message(Channel::Chat) => CHAT,
            Self::Message(Channel::Tooltip) => TOOLTIP,
            Self::Message(Channel::Tour) => TOUR,
            Self::Message(Channel::Checklist) => CHECKLIST,
            Self::Message(Channel::Carousel) => CAROUSEL,
            Self::Message(Channel::Survey) => SURVEY,
            Self::Message(Channel::Workflow) => WORKFLOW,
            Self::Message(Channel::Email) => EMAIL,
            Self::Message(Channel::Push) => PUSH,
            Self::Message(Channel::Sms) => SMS,
            Self::Step => STEP,
            Self::Card => CARD,
        }
    }

    /// The field of a word.
    pub(super) fn field(self, word: &str) -> Option<Spec> {
        self.fields().iter().copied().find(|spec| spec.word == word)
    }

    /// The field whose key in a send record this is.
    pub(super) fn key(self, word: &str) -> Option<Spec> {
        self.fields().iter().copied().find(|spec| key(self, *spec) == word)
    }

    /// How messages name it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Message(channel) => channel.word(),
            Self::Step => "step",
            Self::Card => "card",
        }
    }
}

/// The key of a field in the `content` of a send record (INTERFACE §3.1a).
pub(super) const fn key(block: Block, spec: Spec) -> &'static str {
    match (block, spec.word.as_bytes()) {
        (Block::Message(_), b"image") => "images",
        (_, b"action") => "actions",
        (_, b"step") => "steps",
        (_, b"task") => "tasks",
        (_, b"card") => "cards",
        (_, b"question") => "questions",
        (_, b"input") => "inputs",
        (_, b"answered") => "answered_by",
        _ => spec.word,
    }
}

/// The channel of a word that stands after a number: singular, plural, or `sms`.
pub(super) fn counted(word: &str) -> Option<Channel> {
    Channel::from_word(word).or_else(|| match word {
        "pushes" => Some(Channel::Push),
        "sms" => Some(Channel::Sms),
        _ => Channel::from_word(word.strip_suffix('s')?).filter(|channel| *channel != Channel::Sms),
    })
}

/// Every channel's word.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    Channel::ALL.into_iter().map(Channel::word)
}
