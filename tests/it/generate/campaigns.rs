//! Random campaigns of every kind that pass all checks.

use super::dice::Dice;
use super::messages::Message;
use super::rules::{Allowed, EVENTS, Place, Rules, SCHEMA, Segment};
use super::times::{CLOCKS, DURATIONS, Times, ZONES};

/// What the data has to know of a campaign.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) name: String,
    pub(crate) launchable: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    Event(&'static str),
    Visit,
    Check,
    Date,
    Launch,
}

const IN_APP: [&str; 9] = ["banner", "post", "chat", "tooltip", "tour", "checklist", "carousel", "survey", "workflow"];
const AFTER_EVENT: [&str; 12] =
    ["banner", "banner", "post", "chat", "tour", "tour", "survey", "workflow", "email", "email", "push", "sms"];
const DIRECT: [&str; 3] = ["email", "push", "sms"];
const LAUNCHABLE: [&str; 3] = ["tour", "survey", "carousel"];

fn window(dice: &mut Dice) -> String {
    let from = dice.one(&CLOCKS);
    let to = loop {
        let to = dice.one(&CLOCKS);
        if to != from {
            break if to == "00:00" && dice.percent(50) { "24:00" } else { to };
        }
    };
    format!("between {from} and {to}")
}

fn zone(dice: &mut Dice) -> &'static str {
    dice.one(&["", "", " in contact timezone"])
}

/// The workspace, its segments among them.
pub(crate) fn workspace(dice: &mut Dice, times: &Times) -> (String, Vec<Segment>) {
    let mut segments: Vec<Segment> = Vec::new();
    let mut text = String::new();
    for at in 0..dice.below(4) {
        let name = format!("s{at}");
        let allowed =
            Allowed { segments: &segments.clone(), did: dice.percent(50), company: dice.percent(30), trigger: None };
        let mut rules = Rules::new(dice, times, allowed);
        let block = rules.block(Place::Contact, 1, 2);
        segments.push(rules.into_segment(&name));
        text.push_str(&format!("segment {name} {block}\n"));
    }
    let mut settings = vec![format!("timezone \"{}\"", times.zone)];
    if dice.percent(40) {
        settings.push(format!("session gap {}", dice.pick(&["30 minutes", "10 minutes", "1 hour"])));
    }
    if dice.percent(50) {
        settings.push(format!("quiet hours {}{}", window(dice), zone(dice)));
    }
    if dice.percent(40) {
        settings.push(format!(
            "at most {} messages per {}",
            dice.between(1, 3),
            dice.pick(&["hour", "day", "2 hours"])
        ));
    }
    if dice.percent(20) {
        settings.push(format!(
            "at most 1 {} per {}",
            dice.pick(&["email", "banner", "post"]),
            dice.pick(&["day", "1 hour"])
        ));
    }
    if dice.percent(20) {
        settings.push(format!("at most {} per session", dice.pick(&["1 workflow", "2 surveys", "1 chat"])));
    }
    if dice.percent(30) {
        let allowed = Allowed { segments: &segments, did: true, company: true, trigger: None };
        let block = Rules::new(dice, times, allowed).block(Place::Contact, 1, 2);
        settings.push(format!("reach {} {block}", dice.pick(&["email, sms", "banner", "post, push", "survey, tour"])));
    }
    let workspace = format!("workspace {{\n{}\n}}\n", settings.join("\n"));
    let schema = if dice.percent(40) { SCHEMA } else { "" };
    (format!("{workspace}{schema}{text}"), segments)
}

pub(crate) fn campaign(
    dice: &mut Dice,
    times: &Times,
    segments: &[Segment],
    name: &str,
    others: &[Made],
) -> (String, Made) {
    let cause = match dice.below(20) {
        0..5 => Cause::Event("upload"),
        5..7 => Cause::Event(dice.one(&EVENTS)),
        7..12 => Cause::Visit,
        12..15 => Cause::Check,
        15..19 => Cause::Date,
        _ => Cause::Launch,
    };
    let channel = match cause {
        Cause::Event(_) => dice.one(&AFTER_EVENT),
        Cause::Visit if dice.percent(45) => "banner",
        Cause::Visit => dice.one(&IN_APP),
        Cause::Check => dice.one(&DIRECT),
        Cause::Date if dice.percent(60) => dice.one(&DIRECT),
        Cause::Date => dice.one(&IN_APP),
        Cause::Launch => dice.one(&LAUNCHABLE),
    };
    let direct = DIRECT.contains(&channel);
    let fixed = matches!(cause, Cause::Visit | Cause::Check | Cause::Launch) && channel != "banner" && dice.percent(25);
    let persistent = channel == "banner" && dice.percent(50);
    let event = if let Cause::Event(event) = cause { Some(event) } else { None };
    let own = Allowed { segments, did: true, company: true, trigger: event };
    let mut sections = Vec::new();

    let mode = if fixed { " fixed" } else { dice.pick(&["", " dynamic"]) };
    if fixed || dice.percent(60) {
        let block = Rules::new(dice, times, own.clone()).block(Place::Contact, 0, 2);
        sections.push(format!("audience{mode} {block}"));
    }
    match cause {
        Cause::Event(event) if dice.percent(60) => {
            let allowed = Allowed { company: false, ..own.clone() };
            let block = Rules::new(dice, times, allowed).block(Place::Event(event), 0, 2);
            sections.push(format!("when event {event} {block}"));
        }
        Cause::Event(event) => sections.push(format!("when event {event}")),
        Cause::Date => sections.push(date(dice)),
        Cause::Launch => sections.push("when launched".to_owned()),
        Cause::Visit | Cause::Check => {}
    }
    let shareable = cause != Cause::Launch && LAUNCHABLE.contains(&channel) && dice.percent(30);
    if shareable {
        sections.push("shareable".to_owned());
    }
    if !direct && cause != Cause::Launch && dice.percent(35) {
        let allowed = Allowed { did: false, company: false, trigger: None, segments };
        let mut lines = Rules::new(dice, times, allowed).lines(Place::Page, 0, 2);
        if dice.percent(35) {
            lines.push(format!("time_on_page {} {}", dice.pick(&[">", ">="]), dice.one(&DURATIONS[..7]).0));
        }
        sections.push(format!("where {{\n{}\n}}", lines.join("\n")));
    }
    if matches!(cause, Cause::Event(_) | Cause::Visit) && dice.percent(35) {
        sections.push(format!("delay {}", dice.one(&DURATIONS[..10]).0));
    }
    if dice.percent(70) {
        sections.extend(frequency(dice, cause, direct, fixed, persistent).map(|caps| format!("frequency {caps}")));
    }
    if dice.percent(40) {
        sections.push(deliver(dice));
    }
    if dice.percent(40) {
        sections.push(format!("priority {}", dice.pick(&["-1", "0", "1", "2"])));
    }
    if dice.percent(95) {
        sections.extend(times.live(dice));
    }
    if dice.percent(20) {
        sections.push(format!("exempt from {}", dice.pick(&["caps", "quiet hours", "caps, quiet hours"])));
    }
    let launches: Vec<&Made> = others.iter().filter(|made| made.launchable).collect();
    let company = dice.percent(25);
    let launched = (!launches.is_empty()).then(|| launches[dice.below(launches.len())].name.clone());
    let mut message = Message { dice, times, allowed: own, event, page: !direct, company, launches: launched };
    sections.push(message.send(channel, persistent));
    let text = format!("campaign {name} {{\n{}\n}}\n", sections.join("\n"));
    (text, Made { name: name.to_owned(), launchable: shareable || cause == Cause::Launch })
}

/// Campaigns `c0`, `c1` … that no launch opens.
pub(crate) fn named(count: usize) -> Vec<Made> {
    (0..count).map(|at| Made { name: format!("c{at}"), launchable: false }).collect()
}

fn date(dice: &mut Dice) -> String {
    let attribute = dice.pick(&["due_at", "trial_ends_at", "company.renews_at"]);
    let whole_days = dice.percent(50);
    let (offset, at) = if whole_days {
        (dice.one(&["1 day", "2 days"]), format!(" at {}", dice.one(&CLOCKS)))
    } else {
        (dice.one(&DURATIONS[..12]).0, String::new())
    };
    match dice.below(3) {
        0 => format!("when on {attribute}{at}"),
        1 => format!("when {offset} before {attribute}{at}"),
        _ => format!("when {offset} after {attribute}{at}"),
    }
}

fn deliver(dice: &mut Dice) -> String {
    let days = dice.one(&["weekdays", "weekends", "mon, thu", "sat to mon", "fri to sun", ""]);
    if days.is_empty() || dice.percent(70) {
        let space = if days.is_empty() { "" } else { " " };
        format!("deliver {days}{space}{}{}", window(dice), zone(dice))
    } else {
        format!("deliver {days}{}", zone(dice))
    }
}

/// `None` for the default.
fn frequency(dice: &mut Dice, cause: Cause, direct: bool, fixed: bool, persistent: bool) -> Option<String> {
    if fixed {
        return dice.percent(50).then(|| "once ever".to_owned());
    }
    if cause != Cause::Check && dice.percent(35) {
        return Some("every time".to_owned());
    }
    let mut caps = Vec::new();
    if dice.percent(35) || cause == Cause::Check {
        caps.push(dice.pick(&["once ever", "twice in total", "3 times in total", "once per 2 hours"]).to_owned());
    }
    if dice.percent(50) {
        let times = dice.pick(&["once", "twice", "3 times"]);
        caps.push(format!("{times} per {}", dice.one(&["hour", "10 minutes", "90 minutes", "day", "1 week"])));
    }
    if !direct && dice.percent(25) {
        caps.push(format!("{} per session", dice.pick(&["once", "twice"])));
    }
    if !direct && !persistent && !matches!(cause, Cause::Event(_)) && dice.percent(35) {
        caps.push("until dismissed".to_owned());
    }
    (!caps.is_empty()).then(|| caps.join(", "))
}

/// A zone that contacts have, known or not.
pub(crate) fn contact_zone(dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => "\"Mars/Base\"".to_owned(),
        1 => "\"europe/dublin\"".to_owned(),
        2 => "5".to_owned(),
        3 => "null".to_owned(),
        _ => format!("\"{}\"", dice.one(&ZONES)),
    }
}
