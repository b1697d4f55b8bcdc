//! Who a campaign is for at an instant, whatever makes it try.

use rayon::prelude::*;

use super::contacts::{Member, Reading, Timeline};
use super::rules::matching;
use super::run::{Engine, blocks, members};
use crate::data::Dataset;
use crate::vm::{Bits, Block};

/// The contacts that there are at an instant, and those of them that each campaign is for.
#[derive(Clone, Debug)]
pub struct Audiences {
    /// The contacts that are known, by place in [`Dataset::contacts`].
    pub known: Bits,
    /// By place in the bundle.
    pub campaigns: Vec<Audience>,
}

/// The contacts that a campaign is for.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Those that satisfy audience and reach, by place in [`Dataset::contacts`].
    pub matched: Bits,
    /// How many messages that is, each company of a contact counted that would get one (§4.4).
    pub copies: u64,
}

impl Engine {
    /// The audiences of all campaigns at an instant, the records received up to it taken in. Life cycle, `when`,
    /// `where` and frequency are not asked.
    pub fn audiences(&self, data: &Dataset, at: i64) -> Audiences {
        let members = members(data, at);
        let parts: Vec<Vec<Vec<u32>>> =
            blocks(&members).into_par_iter().map(|block| self.block_audiences(data, block, at)).collect();
        let mut known = Bits::new(data.contacts.len(), false);
        members.iter().for_each(|member| known.set(member.contact as usize));
        let nobody = Audience { matched: Bits::new(data.contacts.len(), false), copies: 0 };
        let mut campaigns = vec![nobody; self.bundle().campaigns.len()];
        for part in parts {
            for (audience, contacts) in campaigns.iter_mut().zip(part) {
                audience.copies += contacts.len() as u64;
                contacts.iter().for_each(|contact| audience.matched.set(*contact as usize));
            }
        }
        Audiences { known, campaigns }
    }

    /// For each campaign the contacts of a block, once for each message.
    fn block_audiences(&self, data: &Dataset, members: &[Member<'_>], at: i64) -> Vec<Vec<u32>> {
        let timeline = Timeline::new(&self.machine, data, members, Reading { contacts_at: None });
        let block = Block::new(&self.machine, &timeline.tables);
        let place = |contact: u32| timeline.contacts.get(contact as usize).copied();
        matching(&block, &timeline, at).into_iter().map(|rows| rows.into_iter().filter_map(place).collect()).collect()
    }
}
