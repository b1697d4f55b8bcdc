//! Contact and activity records as they are read from JSON lines (§11.1, §11.2).

use std::collections::BTreeMap;

use nuncio::syntax::ast::Receipt;

use super::bundle::Bundle;
use super::clock;
use super::json::{Fields, Json};

/// A record that is not skipped.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) at: i64,
    pub(crate) kind: RecordKind,
    /// Its number among the contact's records of its type and name at its time.
    pub(crate) number: usize,
}

#[derive(Clone, Debug)]
pub(crate) enum RecordKind {
    Track { name: String, js: bool, metadata: Fields },
    Page(Fields),
    Identify(Vec<(String, Json)>),
    Receipt { campaign: String, action: Receipt },
    Launch { campaign: String },
    Check,
}

impl RecordKind {
    /// Type and name, for the number of a record.
    fn title(&self) -> (u8, &str) {
        match self {
            Self::Track { name, .. } => (0, name),
            Self::Page(_) => (1, ""),
            Self::Identify(_) => (2, ""),
            Self::Receipt { .. } => (3, ""),
            Self::Launch { campaign } => (4, campaign),
            Self::Check => (5, ""),
        }
    }
}

/// Contact records by id; of several the last stands whole.
pub(crate) fn contacts(texts: &[String]) -> BTreeMap<String, Json> {
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
    lines.filter_map(Json::parse).filter_map(|json| Some((json.get("id")?.identifier()?, json))).collect()
}

/// Records by contact, in order of received time, then of the files.
pub(crate) fn activity(texts: &[String], bundle: &Bundle<'_>) -> BTreeMap<String, Vec<Record>> {
    let mut all: BTreeMap<String, Vec<Record>> = BTreeMap::new();
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
    for json in lines.filter_map(Json::parse) {
        if let Some((contact, record)) = record(&json, bundle) {
            all.entry(contact).or_default().push(record);
        }
    }
    for records in all.values_mut() {
        records.sort_by_key(|record| record.at);
        for at in 0..records.len() {
            let (before, rest) = records.split_at_mut(at);
            let record = &mut rest[0];
            let same = |other: &&Record| other.at == record.at && other.kind.title() == record.kind.title();
            record.number = before.iter().filter(same).count();
        }
    }
    all
}

fn first<'a>(json: &'a Json, names: &[&str]) -> Option<&'a Json> {
    names.iter().find_map(|name| json.get(name))
}

/// `None` for what is bad or skipped.
fn record(json: &Json, bundle: &Bundle<'_>) -> Option<(String, Record)> {
    let contact = first(json, &["contact_id", "user_id", "userId"])?.identifier()?;
    let at = clock::read(first(json, &["received_at", "receivedAt", "timestamp", "created_at"])?, &bundle.zone)?;
    let metadata = first(json, &["metadata", "properties"]);
    let campaign = || json.get("campaign").and_then(Json::text).filter(|name| bundle.campaign(name).is_some());
    let kind = match json.get("type").map_or(Some("track"), Json::text)? {
        "track" => {
            let name = first(json, &["event", "name", "event_name"])?.text()?.to_owned();
            let js = json.get("source").is_none_or(|source| matches!(source.text(), Some("js" | "gtm")));
            let sent = metadata.map_or(&[][..], Json::entries);
            RecordKind::Track { name, js, metadata: sent.iter().take(20).cloned().collect() }
        }
        "page" => {
            let mut fields: Fields = metadata.map_or(&[][..], Json::entries).iter().cloned().collect();
            if let Some(url) = json.get("url") {
                fields.insert("url".to_owned(), url.clone());
            }
            if let Some(path) = fields.get("url").and_then(Json::text).map(path) {
                fields.insert("path".to_owned(), Json::Text(path));
            }
            RecordKind::Page(fields)
        }
        "identify" => {
            RecordKind::Identify(first(json, &["attributes", "traits"]).map_or(&[][..], Json::entries).to_vec())
        }
        "receipt" => RecordKind::Receipt {
            campaign: campaign()?.to_owned(),
            action: match json.get("action")?.text()? {
                "viewed" => Receipt::View,
                "clicked" => Receipt::Click,
                "dismissed" => Receipt::Dismiss,
                "replied" => Receipt::Reply,
                "completed" => Receipt::Complete,
                _ => return None,
            },
        },
        "launch" => {
            let campaign = campaign()?.to_owned();
            if !bundle.campaign(&campaign)?.launchable {
                return None;
            }
            RecordKind::Launch { campaign }
        }
        "check" => RecordKind::Check,
        _ => return None,
    };
    Some((contact, Record { at, kind, number: 0 }))
}

/// §4.1: what follows `scheme://authority`, cut at the first `?` or `#`.
fn path(url: &str) -> String {
    let rest = match url.split_once("://") {
        Some((_, rest)) => rest.find(['/', '?', '#']).map_or("", |end| rest.split_at(end).1),
        None => url,
    };
    let rest = rest.split(['?', '#']).next().unwrap();
    if rest.is_empty() { "/".to_owned() } else { rest.to_owned() }
}
