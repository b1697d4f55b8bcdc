//! Decisions and their records (LANGUAGE §14, INTERFACE §3.3).

use super::send::{write_optional, write_trigger};
use super::tries::TriggerInfo;
use crate::bytecode::Bundle;
use crate::ir::Outcome;
use crate::source::{Loc, Sources};
use crate::time::Instant;
use crate::vm::write_json_text;

/// What stands in the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// The campaign, by its place, whose banner holds the slot.
    Banner(u32),
    /// The cap that is full.
    Cap(Loc),
}

/// A decision: what a try of a campaign came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// The campaign, by its place in the bundle.
    pub campaign: u32,
    /// The contact.
    pub contact_id: String,
    /// The company it was decided for.
    pub company_id: Option<String>,
    /// When it was made, in microseconds.
    pub at: i64,
    /// What made the campaign try.
    pub trigger: TriggerInfo,
    /// What it came to.
    pub outcome: Outcome,
    /// The condition that failed, where one decided.
    pub rule: Option<Loc>,
    /// What stands in the way, where something does.
    pub by: Option<By>,
}

/// Writes a decision as one line of compact JSON, without the line break.
pub fn write_decision(out: &mut String, bundle: &Bundle, sources: &Sources, decision: &Decision) {
    let name = |campaign: u32| bundle.campaigns.get(campaign as usize).map_or("", |found| &found.settings.name);
    out.push_str("{\"campaign\":");
    write_json_text(out, name(decision.campaign));
    out.push_str(",\"contact_id\":");
    write_json_text(out, &decision.contact_id);
    out.push_str(",\"company_id\":");
    write_optional(out, decision.company_id.as_deref());
    out.push_str(",\"at\":");
    write_json_text(out, &Instant(decision.at).to_string());
    out.push_str(",\"trigger\":");
    write_trigger(out, bundle, decision.campaign, &decision.trigger);
    out.push_str(",\"outcome\":");
    write_json_text(out, decision.outcome.word());
    if let Some(loc) = decision.rule {
        let at = sources.line_column(loc);
        out.push_str(",\"rule\":{\"file\":");
        write_json_text(out, sources.get(loc.file).map_or("", |file| file.name()));
        out.push_str(&format!(",\"line\":{},\"column\":{}}}", at.line, at.column));
    }
    match decision.by {
        Some(By::Banner(campaign)) => {
            out.push_str(",\"by\":");
            write_json_text(out, name(campaign));
        }
        Some(By::Cap(loc)) => out.push_str(&format!(",\"by\":{}", sources.line_column(loc).line)),
        None => {}
    }
    out.push('}');
}
