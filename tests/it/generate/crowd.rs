//! Many contacts under many generated rules, judged together.

use super::World;
use super::campaigns;
use super::data::Data;
use super::dice::Dice;
use super::rules::{Allowed, Place, Rules};
use super::times::Times;

/// So many campaigns for the event `ping`, each with an audience of its own, and so many contacts with one ping each.
pub(crate) fn crowd(seed: u64, campaigns: usize, contacts: usize) -> World {
    let dice = &mut Dice::new(seed);
    let times = Times::new(dice);
    let (mut source, segments) = campaigns::workspace(dice, &times);
    let live = times.early();
    for at in 0..campaigns {
        let allowed = Allowed { segments: &segments, did: true, company: true, trigger: Some("ping") };
        let audience = Rules::new(dice, &times, allowed).block(Place::Contact, 1, 4);
        let company = if dice.percent(15) { " {{ company.name }}" } else { "" };
        let send = format!("send push {{\ntitle \"T{company}\"\nbody \"{{{{ name }}}}\"\n}}");
        source += &format!(
            "campaign c{at} {{\naudience {audience}\nwhen event ping\nlive from {live}\n{send}\nexempt from caps, quiet hours\n}}\n"
        );
    }
    source = source.replace("event paid {", "event ping { size number, invoice text }\nevent paid {");
    let ids: Vec<String> = (0..contacts).map(|at| format!("\"u{at:05}\"")).collect();
    let mut data = Data { dice, times: &times, campaigns: &campaigns::named(campaigns) };
    let people = data.contacts(&ids);
    let mut activity = if contacts > 1_000 { Vec::new() } else { vec![data.activity_between(&ids, 0, 12)] };
    for id in &ids {
        let at = Times::utc(times.near(data.dice));
        let invoice = data.dice.pick(&["1", "\"in_2\"", "null"]).to_owned();
        activity.push(format!(
            "{{\"contact_id\":{id},\"received_at\":\"{at}\",\"event\":\"ping\",\"metadata\":{{\"invoice\":{invoice}}}}}"
        ));
    }
    World {
        source,
        contacts: people,
        activity: activity.join("\n"),
        from: None,
        to: None,
        contacts_at: None,
        cut: times.near(dice),
        now: times.near(dice),
    }
}
