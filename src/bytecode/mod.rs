//! The compiled form of a bundle: register programs over blocks of rows, templates, and settings.
//!
//! In: a checked [`ir::Bundle`](crate::ir::Bundle). Out: a [`Bundle`] that `vm` and `engine` run and that a `.nbc` file
//! keeps. It must not know syntax, data or time.
//!
//! A register is a bit per row of a [`Space`]. Each space has one [`Program`]: a list of [`Op`]s in which the op at
//! place `r` defines register `r` from registers before it, once for the whole bundle. So the verifier has little to
//! do, the interpreter computes a register at most once a block and only if someone asks, and a thousand campaigns
//! that ask the same thing ask one register.
//!
//! Codegen splits a condition into the largest parts that read one kind of row: those become registers of that space,
//! computed once per row of it, and a [`Op::Gather`] brings the bits to the moments that a try sees.

mod codegen;
mod container;
mod disasm;
mod op;
mod template;
mod verify;

pub use codegen::generate;
pub use container::{LoadError, from_bytes, to_bytes};
pub use op::{Args, Op, Program, Programs, Reg, Space};
pub use template::{Template, TemplateOp};

use serde::{Deserialize, Serialize};

use crate::ir::{
    Compare, Content, Count, EventId, HistoryId, Layout, Place, Receipt, Relative, Settings, TemplateId, Test, Window,
    Workspace,
};
use crate::source::{Loc, SourceFile, Sources};

/// A compiled bundle.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Bundle {
    /// The sources it was compiled from, so that every decision can point at them.
    pub sources: Vec<SourceText>,
    /// Which values are read.
    pub layout: Layout,
    /// What all campaigns share.
    pub workspace: Workspace,
    /// The operands of [`Op::Test`].
    pub tests: Vec<(Place, Test)>,
    /// The operands of [`Op::Within`].
    pub relatives: Vec<(Place, Relative)>,
    /// The operands of [`Op::Compare`].
    pub compares: Vec<(Place, Compare, Place)>,
    /// The operands of [`Op::Did`].
    pub dids: Vec<Did>,
    /// What history conditions count.
    pub histories: Vec<History>,
    /// The program of each space.
    pub programs: Programs,
    /// Every template.
    pub templates: Vec<Template>,
    /// The campaigns, drafts included, in the order of the sources.
    pub campaigns: Vec<Campaign>,
}

/// A source file kept in a bundle.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SourceText {
    /// Its name as it was given.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A campaign, its rules as registers of [`Space::Moment`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Campaign {
    /// All that is no rule and no message.
    pub settings: Settings,
    /// Who may be sent to.
    pub audience: Rule,
    /// What `reach` asks.
    pub reach: Rule,
    /// Rules of `when event`.
    pub when: Rule,
    /// Page rules; empty if no page is needed.
    pub page: Rule,
    /// Rules of the goal's event.
    pub goal: Rule,
    /// The message.
    pub content: Content,
    /// Its links.
    pub links: Vec<TemplateId>,
}

/// A rule block.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// The top-level conditions, in order.
    pub clauses: Vec<Clause>,
    /// All of them.
    pub all: Reg,
    /// Whether it reads the contact's company (§4.4).
    pub mentions_company: bool,
}

/// A top-level condition.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Clause {
    /// Its register.
    pub reg: Reg,
    /// Where it stands.
    pub loc: Loc,
}

/// A history condition.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Did {
    /// What is counted.
    pub history: HistoryId,
    /// How many there must be.
    pub count: Count,
    /// Which of them count.
    pub window: Window,
}

/// Records that are counted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct History {
    /// Of what kind.
    pub kind: HistoryKind,
    /// Which of them: a register of the record's own space, or of [`Space::Moment`] if `trigger.x` is read.
    pub rules: Option<Reg>,
    /// Whether each pair of a counted record and a trigger is looked at.
    pub reads_trigger: bool,
}

/// The kind of record that a history counts.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub enum HistoryKind {
    /// Events.
    Event(EventId),
    /// Page records.
    Visit,
    /// Receipts of the campaign of this place.
    Receipt(Receipt, u32),
}

impl Bundle {
    /// The sources as files again.
    pub fn source_files(&self) -> Sources {
        let mut sources = Sources::new();
        for source in &self.sources {
            sources.add(SourceFile::new(source.name.as_str(), source.text.as_str()));
        }
        sources
    }

    /// Names of the campaigns, each with whether it may be launched: what readers need to know of them.
    pub fn campaign_names(&self) -> Vec<(String, bool)> {
        let launchable = |campaign: &Campaign| {
            campaign.settings.shareable || campaign.settings.trigger == crate::ir::Trigger::Launched
        };
        self.campaigns.iter().map(|campaign| (campaign.settings.name.clone(), launchable(campaign))).collect()
    }
}

impl Bundle {
    /// The registers that the conditions of a template read.
    pub fn template_registers(&self, id: TemplateId) -> impl Iterator<Item = Reg> {
        self.templates.get(id.0 as usize).into_iter().flat_map(|template| &template.ops).filter_map(|op| match op {
            TemplateOp::Unless(reg, _) => Some(*reg),
            _ => None,
        })
    }
}
