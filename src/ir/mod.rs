//! The typed form of a bundle: names resolved to slots, literals folded, every condition stored once.
//!
//! In: nothing; `check` builds it. Out: [`Bundle`], which codegen lowers. It must not know syntax, bytecode or data.
//!
//! Conditions are hash-consed over the whole bundle ([`Exprs`]): two campaigns that ask the same thing hold the same
//! [`ExprId`]. An expression therefore has no place of its own; places belong to the [`Clause`]s that use it.
//!
//! Negated forms are [`Expr::Not`] of their positive form, so that §3.3 (a negation is the exact complement) holds by
//! construction: an unknown value makes every [`Test`] false.

mod campaign;
mod content;
mod display;
mod expr;
mod layout;
mod outcome;
mod reference;
mod stated;

pub use campaign::{
    Cap, CapLimit, Channel, DateTrigger, Delivery, Goal, Interval, Life, Mode, Offset, Per, Quiet, Settings, Trigger,
    WorkspaceCap,
};
pub use content::{Content, Filter, Part, Template, TemplateId, TemplateKind};
pub use expr::{
    Compare, Count, Did, Expr, ExprId, Exprs, History, HistoryId, Number, Range, Receipt, Relative, Test, Window,
};
pub use layout::{Event, EventId, Field, Kept, Layout, Literal, Place, Shape, Slot, Table, Type};
pub use outcome::Outcome;
pub use reference::{Named, Reference};
pub use stated::{Block, BlockKind, Form, Stated};

use crate::source::Loc;
use crate::time::Zone;

/// A bundle of campaigns, checked and resolved.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// Which values the rules and templates read, so that readers can be told.
    pub layout: Layout,
    /// Every condition, once.
    pub exprs: Exprs,
    /// What history conditions count.
    pub histories: Vec<History>,
    /// Every template.
    pub templates: Vec<Template>,
    /// Settings of the workspace.
    pub workspace: Workspace,
    /// The campaigns, drafts included, in the order of the sources.
    pub campaigns: Vec<Campaign>,
    /// The segments, in the order of the sources.
    pub segments: Vec<Segment>,
    /// Every value and event that rules, messages and tests name, in the order of the sources. Names of schemas are not
    /// among them.
    pub references: Vec<Reference>,
    /// Every rule block as it was written, those with errors in them included.
    pub blocks: Vec<Block>,
}

/// What all campaigns share (§2.1); `reach` is kept with each campaign.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Workspace {
    /// The IANA name of the zone of every local time that names none.
    pub timezone: String,
    /// Microseconds without a sign of life after which the next one opens a session.
    pub session_gap: i64,
    /// The daily window in which direct messages wait.
    pub quiet: Option<Quiet>,
    /// The caps over all campaigns, in the order of the source.
    pub caps: Vec<WorkspaceCap>,
}

impl Default for Workspace {
    fn default() -> Self {
        Self { timezone: "UTC".to_owned(), session_gap: 1_800_000_000, quiet: None, caps: Vec::new() }
    }
}

impl Workspace {
    /// The zone of its name.
    pub fn zone(&self) -> Zone {
        Zone::get(&self.timezone).unwrap_or_else(Zone::utc)
    }
}

/// A campaign.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// All that is no rule and no message.
    pub settings: Settings,
    /// Who may be sent to.
    pub audience: Rule,
    /// What `reach` asks for this campaign's channel, all its settings after each other.
    pub reach: Rule,
    /// The rules of `when event`.
    pub when: Rule,
    /// The page rules without `time_on_page`. Not empty exactly if a page is needed (§7.6): a `where` that holds
    /// nothing but `time_on_page` is one clause that is always true.
    pub page: Rule,
    /// The rules of the goal's event, judged over its metadata when it is received.
    pub goal: Rule,
    /// The message: an object whose keys stand in the order of LANGUAGE §5.1.
    pub content: Content,
    /// Its templates that are links (§12.3), in the order of the message.
    pub links: Vec<TemplateId>,
}

/// A rule block: clauses that must all hold.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// The top-level conditions, in order.
    pub clauses: Vec<Clause>,
    /// Whether one of them reads an attribute of the contact's company outside `some company { }` and its like,
    /// segments included (§4.4).
    pub mentions_company: bool,
}

/// A top-level condition of a rule block.
#[derive(Clone, Copy, Debug)]
pub struct Clause {
    /// What it asks.
    pub expr: ExprId,
    /// Where it stands.
    pub loc: Loc,
}

/// A named rule set.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub loc: Loc,
    /// Its rules.
    pub rule: Rule,
}
