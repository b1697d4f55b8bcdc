//! Fixed audiences: who matched when the campaign first went live (§7.7).

use std::collections::{HashMap, HashSet};

use super::batch::Batch;
use crate::engine::contacts::Timeline;
use crate::engine::plan::Plan;
use crate::engine::tries::{Origin, TriggerInfo};
use crate::vm::Block;

/// The members of the fixed audiences of a block, by campaign: contacts, each with its company if the campaign is
/// decided for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::engine) struct Members<'b>(HashMap<u32, HashSet<(u32, Option<&'b str>)>>);

impl Members<'_> {
    pub(in crate::engine) fn has(&self, campaign: u32, contact: u32, company: Option<&str>) -> bool {
        self.0.get(&campaign).is_some_and(|members| members.contains(&(contact, company)))
    }
}

/// Draws the fixed audiences of a block whose campaigns have gone live by `to`.
pub(in crate::engine) fn draw<'b>(
    block: &'b Block<'b>,
    timeline: &'b Timeline<'b>,
    plan: &Plan,
    to: i64,
) -> Members<'b> {
    let mut members = Members::default();
    for &at in &plan.fixed {
        let Some(campaign) = block.machine().bundle().campaigns.get(at as usize) else { continue };
        let Some(start) = campaign.settings.first_live().filter(|start| *start <= to) else { continue };
        let contacts = (0..timeline.len()).filter(|contact| timeline.known(*contact, start.saturating_sub(1)));
        let moments: Vec<_> = contacts.map(|contact| timeline.before(contact, start)).collect();
        let origin = Origin { trigger: TriggerInfo::Live, at: start, seq: 0, company: None };
        let batch = Batch::new(moments.clone(), vec![origin; moments.len()], None);
        let per_company = campaign.settings.per_company;
        let batch = if per_company { batch.each_company(block.tables()) } else { &batch };
        let held = batch.hold(block, &[&campaign.audience], !per_company);
        let chosen = held.rows().map(|row| {
            let company = batch.origins.get(row).and_then(|origin| origin.company);
            (batch.moment(row).contact, company)
        });
        members.0.insert(at, chosen.collect());
    }
    members
}
