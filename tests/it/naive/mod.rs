//! The naive engine: a plain, slow reading of LANGUAGE with which the real engine is compared.
//!
//! In: the sources of a bundle, contacts and activity as JSON lines, sends of earlier runs, the span of a run. Out: the
//! lines of its sends and decisions. It takes every contact through every record, every timer and every full hour and
//! judges the syntax tree at each; it must not share anything with the project above `syntax`, and must not be clever.

mod banners;
pub(crate) mod bundle;
mod cases;
pub(crate) mod clock;
mod content;
mod delivery;
mod frequency;
pub(crate) mod history;
pub(crate) mod json;
mod judge;
mod lifecycle;
mod output;
mod records;
pub(crate) mod rules;
mod run;
mod templates;
mod tries;
mod types;
mod values;

use std::collections::BTreeSet;

use nuncio::source::{FileId, SourceFile, Sources};

use self::bundle::Bundle;
use self::frequency::Sent;
use self::history::Contact;
use self::json::Json;
use self::output::Found;
use self::run::Person;

/// What a run is given. Times are microseconds since 1970.
#[derive(Clone, Debug, Default)]
pub(crate) struct Input {
    /// Names and texts.
    pub(crate) sources: Vec<(String, String)>,
    /// JSON lines, one text a file.
    pub(crate) contacts: Vec<String>,
    /// JSON lines, one text a file.
    pub(crate) activity: Vec<String>,
    pub(crate) from: Option<i64>,
    pub(crate) to: Option<i64>,
    pub(crate) contacts_at: Option<i64>,
    /// Send records of earlier runs.
    pub(crate) earlier: Vec<String>,
    pub(crate) now: i64,
}

/// The lines that a run writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) sends: Vec<String>,
    pub(crate) decisions: Vec<String>,
}

pub(crate) fn run(input: &Input) -> Output {
    let mut sources = Sources::new();
    let mut files = Vec::new();
    for (at, (name, text)) in input.sources.iter().enumerate() {
        let source = SourceFile::new(name.as_str(), text.as_str());
        let (file, diagnostics) = nuncio::syntax::parse(FileId(at as u32), &source);
        let error = diagnostics.iter().find(|diagnostic| diagnostic.is_error());
        assert!(error.is_none(), "{name} does not parse: {error:#?}\n{text}");
        sources.add(source);
        files.push(file);
    }
    let bundle = Bundle::new(&sources, &files);
    let contacts = records::contacts(&input.contacts);
    let mut activity = records::activity(&input.activity, &bundle);
    let latest = activity.values().flatten().map(|record| record.at).max();
    let to = input.to.or(latest).unwrap_or(input.now).max(input.from.unwrap_or(i64::MIN));
    for records in activity.values_mut() {
        records.retain(|record| record.at <= to);
    }
    let earlier: Vec<Json> = input.earlier.iter().map(|line| Json::parse(line).unwrap()).collect();
    let ids: BTreeSet<&String> = contacts.keys().chain(activity.keys()).collect();
    let mut found = Found::default();
    for id in ids {
        let contact = Contact::new(id, contacts.get(id), input.contacts_at, bundle.gap, &bundle.zone);
        let own = earlier.iter().filter(|send| send.get("contact_id").and_then(Json::text) == Some(id));
        let earlier = own.map(|send| earlier_send(send, &bundle)).collect();
        let records = activity.get(id).cloned().unwrap_or_default();
        Person::new(&bundle, contact, records, earlier, input.from).run(to, &mut found);
    }
    let (sends, decisions) = found.into_sends();
    Output { sends, decisions }
}

fn earlier_send(send: &Json, bundle: &Bundle<'_>) -> Sent {
    let text = |name: &str| send.get(name).and_then(Json::text).map(str::to_owned);
    let campaign = text("campaign").unwrap();
    Sent {
        id: text("id").unwrap(),
        exempt_from_caps: bundle.campaign(&campaign).is_some_and(|campaign| campaign.exempt_from_caps),
        campaign,
        company: text("company_id"),
        channel: text("channel").unwrap(),
        at: clock::read(send.get("at").unwrap(), &bundle.zone).unwrap(),
        session: 0,
        after_records: 0,
        trigger: None,
    }
}
