//! Sends and their records (INTERFACE §3).

use sha2::{Digest, Sha256};

use super::tries::TriggerInfo;
use crate::bytecode::{Bundle, Campaign};
use crate::ir::Trigger;
use crate::time::Instant;
use crate::vm::write_json_text;

/// A message that goes out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Send {
    /// An idempotency key (INTERFACE §3.1).
    pub id: [u8; 16],
    /// The campaign, by its place in the bundle.
    pub campaign: u32,
    /// To whom.
    pub contact_id: String,
    /// For which company.
    pub company_id: Option<String>,
    /// When, in microseconds.
    pub at: i64,
    /// When it stops being wanted.
    pub expires_at: Option<i64>,
    /// What made the campaign try.
    pub trigger: TriggerInfo,
    /// The instant of the trigger and the place of its record among the contact's: the end of the order of sends.
    pub(super) trigger_order: (i64, u32),
    /// The message as compact JSON.
    pub content: String,
}

/// A send of an earlier run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EarlierSend {
    /// Its idempotency key.
    pub id: [u8; 16],
    /// The name of its campaign, which the bundle may lack.
    pub campaign: String,
    /// To whom.
    pub contact_id: String,
    /// For which company.
    pub company_id: Option<String>,
    /// When, in microseconds.
    pub at: i64,
    /// The word of its channel.
    pub channel: String,
    /// Whether its campaign was exempt from caps then.
    pub exempt_caps: bool,
    /// When the triggering record was received, for events and visits.
    pub received_at: Option<i64>,
}

impl Send {
    /// It, as an earlier send of the next run.
    pub fn earlier(&self, bundle: &Bundle) -> EarlierSend {
        let settings = bundle.campaigns.get(self.campaign as usize).map(|campaign| &campaign.settings);
        EarlierSend {
            id: self.id,
            campaign: settings.map_or_else(String::new, |settings| settings.name.clone()),
            contact_id: self.contact_id.clone(),
            company_id: self.company_id.clone(),
            at: self.at,
            channel: settings.map_or_else(String::new, |settings| settings.channel.word().to_owned()),
            exempt_caps: settings.is_some_and(|settings| settings.exempt_caps),
            received_at: match self.trigger {
                TriggerInfo::Event { received_at, .. }
                | TriggerInfo::Visit { received_at }
                | TriggerInfo::Launch { received_at } => Some(received_at),
                TriggerInfo::Date { .. } | TriggerInfo::Check | TriggerInfo::Live => None,
            },
        }
    }
}

/// The id of a send: `number` is that of its trigger among the contact's records of its type and name at its time.
pub(super) fn send_id(
    campaign: &Campaign,
    contact: &str,
    company: Option<&str>,
    trigger: &TriggerInfo,
    number: u32,
    at: i64,
) -> [u8; 16] {
    let at = Instant(at);
    let (kind, key) = match *trigger {
        TriggerInfo::Event { received_at, .. } => ("event", format!("{}#{number}", Instant(received_at))),
        TriggerInfo::Visit { received_at } => ("visit", format!("{}#{number}", Instant(received_at))),
        TriggerInfo::Launch { received_at } => ("launch", format!("{}#{number}", Instant(received_at))),
        TriggerInfo::Date { value } => ("date", format!("{}={}", attribute(campaign), Instant(value))),
        TriggerInfo::Check => ("check", at.to_string()),
        TriggerInfo::Live => ("live", at.to_string()),
    };
    let mut hash = Sha256::new();
    for part in [&campaign.settings.name, contact, company.unwrap_or_default(), kind, &key] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut id = [0; 16];
    id.iter_mut().zip(hash.finalize().iter()).for_each(|(to, from)| *to = *from);
    id
}

fn attribute(campaign: &Campaign) -> &str {
    match &campaign.settings.trigger {
        Trigger::Date(date) => &date.attribute,
        _ => "",
    }
}

/// Writes a send record as one line of compact JSON, without the line break.
pub fn write_send(out: &mut String, bundle: &Bundle, send: &Send) {
    let Some(campaign) = bundle.campaigns.get(send.campaign as usize) else { return };
    out.push_str("{\"id\":\"");
    send.id.iter().for_each(|byte| out.push_str(&format!("{byte:02x}")));
    out.push_str("\",\"campaign\":");
    write_json_text(out, &campaign.settings.name);
    out.push_str(",\"contact_id\":");
    write_json_text(out, &send.contact_id);
    out.push_str(",\"company_id\":");
    write_optional(out, send.company_id.as_deref());
    out.push_str(",\"at\":");
    write_json_text(out, &Instant(send.at).to_string());
    out.push_str(",\"expires_at\":");
    write_optional(out, send.expires_at.map(|at| Instant(at).to_string()).as_deref());
    out.push_str(",\"channel\":");
    write_json_text(out, campaign.settings.channel.word());
    out.push_str(",\"trigger\":");
    write_trigger(out, bundle, send.campaign, &send.trigger);
    out.push_str(",\"content\":");
    out.push_str(&send.content);
    out.push('}');
}

/// Writes the trigger of a send or a decision (INTERFACE §3.1).
pub(super) fn write_trigger(out: &mut String, bundle: &Bundle, campaign: u32, trigger: &TriggerInfo) {
    let received = |out: &mut String, kind: &str, at: i64| {
        out.push_str(&format!("{{\"kind\":\"{kind}\",\"received_at\":\"{}\"}}", Instant(at)));
    };
    match *trigger {
        TriggerInfo::Event { event, received_at } => {
            out.push_str("{\"kind\":\"event\",\"event\":");
            write_json_text(out, bundle.layout.events.get(event.0 as usize).map_or("", |event| &event.name));
            out.push_str(&format!(",\"received_at\":\"{}\"}}", Instant(received_at)));
        }
        TriggerInfo::Visit { received_at } => received(out, "visit", received_at),
        TriggerInfo::Launch { received_at } => received(out, "launch", received_at),
        TriggerInfo::Date { value } => {
            out.push_str("{\"kind\":\"date\",\"attribute\":");
            write_json_text(out, bundle.campaigns.get(campaign as usize).map_or("", attribute));
            out.push_str(&format!(",\"value\":\"{}\"}}", Instant(value)));
        }
        TriggerInfo::Check => out.push_str("{\"kind\":\"check\"}"),
        TriggerInfo::Live => out.push_str("{\"kind\":\"live\"}"),
    }
}

/// Writes a text or `null`.
pub(super) fn write_optional(out: &mut String, text: Option<&str>) {
    match text {
        Some(text) => write_json_text(out, text),
        None => out.push_str("null"),
    }
}
