//! Random bundles with data to run them on: small, and full of ties and boundaries.
//!
//! In: a seed. Out: campaigns that pass every check, contacts, activity and the span of a run, always the same for the
//! same seed. It must not know what a campaign would do.

mod campaigns;
mod crowd;
mod data;
mod dice;
mod messages;
mod rules;
mod times;

pub(crate) use self::crowd::crowd;
use self::data::Data;
pub(crate) use self::dice::Dice;
use self::times::Times;

/// A bundle and its data. Times are microseconds since 1970.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) source: String,
    /// JSON lines.
    pub(crate) contacts: String,
    /// JSON lines.
    pub(crate) activity: String,
    pub(crate) from: Option<i64>,
    pub(crate) to: Option<i64>,
    pub(crate) contacts_at: Option<i64>,
    /// An instant at which a run may be cut in two.
    pub(crate) cut: i64,
    pub(crate) now: i64,
}

pub(crate) fn world(seed: u64) -> World {
    let dice = &mut Dice::new(seed);
    let times = Times::new(dice);
    let (mut source, segments) = campaigns::workspace(dice, &times);
    let mut made = Vec::new();
    // Many campaigns and records for few contacts, so that sends get in each other's way.
    let dense = dice.percent(40);
    for at in 0..if dense { dice.between(4, 8) } else { dice.between(1, 6) } {
        let (text, campaign) = campaigns::campaign(dice, &times, &segments, &format!("c{at}"), &made);
        source.push_str(&text);
        made.push(campaign);
    }
    let contacts = if dense { 1 } else { dice.between(1, 3) };
    // The last one is a number, which is taken as it is written.
    let ids: Vec<String> =
        (0..contacts).map(|at| if at == 2 { "7".to_owned() } else { format!("\"u{at}\"") }).collect();
    let mut data = Data { dice, times: &times, campaigns: &made };
    let contacts = data.contacts(&ids);
    let activity = data.activity(&ids, if dense { 70 } else { 30 });
    let from = dice.percent(25).then(|| times.near(dice));
    let days = dice.one(&[1, 1, 1, 18]);
    let to =
        dice.percent(60).then(|| times.near(dice) + days * 24 * 3_600_000_000).map(|to| to.max(from.unwrap_or(to)));
    let contacts_at = dice.percent(12).then(|| times.near(dice));
    World { source, contacts, activity, from, to, contacts_at, cut: times.near(dice), now: times.near(dice) }
}
