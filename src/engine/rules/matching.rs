//! Who satisfies audience and reach at an instant.

use super::batch::Batch;
use crate::engine::contacts::Timeline;
use crate::engine::tries::{Origin, TriggerInfo};
use crate::vm::Block;

/// For each campaign of the bundle the contacts of a block that satisfy audience and reach when the records of an
/// instant are taken in; a contact stands once for each company that a campaign is decided for.
pub(in crate::engine) fn matching<'b>(block: &'b Block<'b>, timeline: &'b Timeline<'b>, at: i64) -> Vec<Vec<u32>> {
    let contacts = (0..timeline.len()).filter(|contact| timeline.known(*contact, at));
    let moments: Vec<_> = contacts.map(|contact| timeline.after(contact, at)).collect();
    let origin = Origin { trigger: TriggerInfo::Check, at, seq: 0, company: None };
    let origins = vec![origin; moments.len()];
    let whole = Batch::new(moments, origins, None);
    let of = |campaign: &crate::bytecode::Campaign| {
        let per_company = campaign.settings.per_company;
        let batch = if per_company { whole.each_company(block.tables()) } else { &whole };
        let held = batch.hold(block, &[&campaign.audience, &campaign.reach], !per_company);
        held.rows().map(|row| batch.moment(row).contact).collect()
    };
    block.machine().bundle().campaigns.iter().map(of).collect()
}
