//! The syntax tree: what a campaign file says, with the place of every part, before any name is looked up.
//!
//! Spans are byte ranges of the file that was parsed. Literals are decoded; spellings that the language takes for
//! another (`ongoing`, `monday`, `is not known`) are resolved here, and where the old word is worth a warning the tree
//! keeps it as an [`OldWord`].

mod campaign;
mod item;
mod rule;
mod template;
mod test;
mod word;

pub use campaign::{
    Answer, Campaign, Cap, CapKind, Days, Deliver, Exemption, Field, FieldKind, Mode, Offset, Section, SectionKind,
    Send, Target, When,
};
pub use item::{
    Between, Item, ItemKind, Per, PerKind, Procedure, Schema, SchemaLine, SchemaOf, SchemaType, Segment, Setting,
    SettingKind, Workspace,
};
pub use rule::{
    Condition, ConditionKind, Count, CountKind, Did, Distance, GroupKind, Joiner, JoinerKind, Operand, Order,
    Predicate, PredicateKind, Quantifier, Receipt, Rules, Times, What, Window,
};
pub use template::{Argument, ArgumentKind, Copy, Filter, If, Part, Placeholder};
pub use test::{Act, At, Expect, Object, ObjectValue, Test, TestLine, TestLineKind};
pub use word::{
    Clock, Date, Duration, DurationKind, List, Moment, MomentKind, Name, Path, Quotes, Text, Unit, Value, ValueKind,
    Word,
};

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
    /// What the items are called that could not be read, which was said already: nothing is said of these names.
    pub broken: Vec<String>,
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
