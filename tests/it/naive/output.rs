//! Send records and decisions as they are written (INTERFACE §3).

use nuncio::source::Loc;

use super::bundle::{Bundle, Campaign};
use super::clock;
use super::content::{object, text};
use super::frequency::Sent;
use super::judge::{By, Stop};
use super::lifecycle;
use super::tries::Try;

/// Time, campaign, contact, company, trigger.
type Order = (i64, usize, String, Option<String>, i64, Option<usize>);

/// What was found so far.
#[derive(Default)]
pub(crate) struct Found {
    sends: Vec<(Order, String)>,
    pub(crate) decisions: Vec<String>,
}

impl Found {
    pub(crate) fn send(&mut self, send: (Order, String)) {
        self.sends.push(send);
    }

    /// The lines of all sends, in order.
    pub(crate) fn into_sends(mut self) -> (Vec<String>, Vec<String>) {
        self.sends.sort();
        (self.sends.into_iter().map(|(_, line)| line).collect(), self.decisions)
    }
}

fn optional(value: Option<String>) -> String {
    value.map_or("null".to_owned(), |value| text(&value))
}

pub(crate) fn send(
    campaign: &Campaign<'_>,
    contact: &str,
    attempt: &Try,
    sent: &Sent,
    content: &str,
) -> (Order, String) {
    let line = object(&[
        ("id", text(&sent.id)),
        ("campaign", text(campaign.name)),
        ("contact_id", text(contact)),
        ("company_id", optional(attempt.company.clone())),
        ("at", text(&clock::format(sent.at))),
        ("expires_at", optional(lifecycle::expires_at(campaign, sent.at).map(clock::format))),
        ("channel", text(campaign.channel)),
        ("trigger", attempt.trigger.json()),
        ("content", content.to_owned()),
    ]);
    let trigger = &attempt.trigger;
    let order = (sent.at, attempt.campaign, contact.to_owned(), attempt.company.clone(), trigger.at, trigger.record);
    (order, line)
}

pub(crate) fn decision(bundle: &Bundle<'_>, contact: &str, attempt: &Try, now: i64, stop: Option<&Stop<'_>>) -> String {
    let mut entries = vec![
        ("campaign", text(bundle.campaigns[attempt.campaign].name)),
        ("contact_id", text(contact)),
        ("company_id", optional(attempt.company.clone())),
        ("at", text(&clock::format(now))),
        ("trigger", attempt.trigger.json()),
        ("outcome", text(stop.map_or("sent", |stop| stop.reason))),
    ];
    if let Some((file, condition)) = stop.and_then(|stop| stop.rule) {
        let place = bundle.sources.line_column(Loc { file, span: condition.span });
        let name = bundle.sources.get(file).unwrap().name();
        let rule = [("file", text(name)), ("line", place.line.to_string()), ("column", place.column.to_string())];
        entries.push(("rule", object(&rule)));
    }
    match stop.and_then(|stop| stop.by.as_ref()) {
        Some(By::Campaign(campaign)) => entries.push(("by", text(campaign))),
        Some(By::Line(line)) => entries.push(("by", line.to_string())),
        None => {}
    }
    object(&entries)
}
