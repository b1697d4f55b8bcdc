//! A contact as it is after some of its records: attributes, companies, page, session, history (§7.0).

use jiff::tz::TimeZone;
use nuncio::syntax::ast::Receipt;

use super::clock;
use super::json::{Fields, Json};
use super::records::{Record, RecordKind};

#[derive(Clone, Debug)]
pub(crate) struct Company {
    pub(crate) id: String,
    pub(crate) fields: Fields,
}

/// A page record.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) record: usize,
    pub(crate) opened: i64,
    session: u64,
    pub(crate) fields: Fields,
}

/// A record that was taken into history.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    pub(crate) record: usize,
    pub(crate) at: i64,
    pub(crate) what: PastKind,
}

#[derive(Clone, Debug)]
pub(crate) enum PastKind {
    Event(String, Fields),
    Visit(Fields),
    Receipt(String, Receipt),
}

#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) known: bool,
    pub(crate) attributes: Fields,
    /// By id.
    pub(crate) companies: Vec<Company>,
    pub(crate) history: Vec<Past>,
    pub(crate) last_check: Option<i64>,
    page: Option<Page>,
    sessions: u64,
    last_sign: Option<i64>,
    gap: i64,
    zone: TimeZone,
    /// `--contacts-at`, for a contact that has a contact record.
    told_at: Option<i64>,
    /// The engine-kept attributes that the contact record told.
    told: Vec<String>,
}

impl Contact {
    pub(crate) fn new(id: &str, record: Option<&Json>, contacts_at: Option<i64>, gap: i64, zone: &TimeZone) -> Self {
        let mut contact = Self {
            id: id.to_owned(),
            known: record.is_some(),
            attributes: Fields::new(),
            companies: Vec::new(),
            history: Vec::new(),
            last_check: None,
            page: None,
            sessions: 0,
            last_sign: None,
            gap,
            zone: zone.clone(),
            told_at: None,
            told: Vec::new(),
        };
        contact.set("session_count", &Json::Null);
        for (name, value) in record.map_or(&[][..], Json::entries) {
            contact.set(name, value);
        }
        if record.is_some() {
            contact.told_at = contacts_at;
            let seeded = |name: &&str| match record.and_then(|json| json.get(name)) {
                Some(seed) if *name == "session_count" => matches!(seed, Json::Number(_)),
                seed => seed.is_some() && contact.attributes.contains_key(*name),
            };
            let kept = ["session_count", "current_url", "last_seen_at"].into_iter();
            contact.told = kept.filter(seeded).map(str::to_owned).collect();
        }
        contact.attributes.insert("id".to_owned(), Json::Text(id.to_owned()));
        contact
    }

    fn set(&mut self, name: &str, value: &Json) {
        let value = match (name, value) {
            ("id", _) => return,
            ("session_count", Json::Number(digits)) => {
                let number: f64 = digits.parse().unwrap();
                Json::Number(number.to_string())
            }
            ("session_count", _) => Json::Number("0".to_owned()),
            ("last_seen_at", json) => {
                clock::read(json, &self.zone).map_or(Json::Null, |at| Json::Text(clock::format(at)))
            }
            ("current_url", json) if json.text().is_none() => Json::Null,
            (_, value) => value.clone(),
        };
        if name == "companies" {
            self.companies = companies(&value);
        }
        if value == Json::Null {
            self.attributes.remove(name);
        } else {
            self.attributes.insert(name.to_owned(), value);
        }
    }

    /// Sets an engine-kept attribute, unless the contact record tells what it is until later than `at`.
    fn keep(&mut self, name: &str, value: Json, at: i64) {
        let told = self.told.iter().any(|told| told == name) && self.told_at.is_some_and(|told_at| at <= told_at);
        if !told {
            self.attributes.insert(name.to_owned(), value);
        }
    }

    pub(crate) fn company(&self, id: &str) -> Option<&Company> {
        self.companies.iter().find(|company| company.id == id)
    }

    /// What a record changes before campaigns try.
    pub(crate) fn meet(&mut self, index: usize, record: &Record) {
        self.known = true;
        let sign = matches!(record.kind, RecordKind::Page(_) | RecordKind::Track { js: true, .. });
        if sign {
            if self.last_sign.is_none_or(|last| record.at > last + self.gap) {
                self.sessions += 1;
                let Some(Json::Number(count)) = self.attributes.get("session_count") else {
                    panic!("it is always a number")
                };
                let count: f64 = count.parse().unwrap();
                self.keep("session_count", Json::Number((count + 1.0).to_string()), record.at);
            }
            self.last_sign = Some(record.at);
        }
        if let RecordKind::Page(fields) = &record.kind {
            if let Some(url @ Json::Text(_)) = fields.get("url") {
                self.keep("current_url", url.clone(), record.at);
            }
            let session = self.sessions;
            self.page = Some(Page { record: index, opened: record.at, session, fields: fields.clone() });
        }
    }

    /// What a record changes after campaigns have tried.
    pub(crate) fn take_in(&mut self, index: usize, record: &Record) {
        let what = match &record.kind {
            RecordKind::Track { name, metadata, .. } => Some(PastKind::Event(name.clone(), metadata.clone())),
            RecordKind::Page(fields) => Some(PastKind::Visit(fields.clone())),
            RecordKind::Receipt { campaign, action } => Some(PastKind::Receipt(campaign.clone(), *action)),
            RecordKind::Identify(_) | RecordKind::Launch { .. } | RecordKind::Check => None,
        };
        self.history.extend(what.map(|what| Past { record: index, at: record.at, what }));
        if let RecordKind::Identify(attributes) = &record.kind
            && self.told_at.is_none_or(|told_at| record.at > told_at)
        {
            for (name, value) in attributes {
                self.set(name, value);
            }
        }
        if matches!(record.kind, RecordKind::Page(_) | RecordKind::Track { js: true, .. }) {
            self.keep("last_seen_at", Json::Text(clock::format(record.at)), record.at);
        }
    }

    fn session_is_open(&self, now: i64) -> bool {
        self.last_sign.is_some_and(|last| now <= last + self.gap)
    }

    /// The session an instant belongs to: the open one, else the next one.
    pub(crate) fn session(&self, now: i64) -> u64 {
        if self.session_is_open(now) { self.sessions } else { self.sessions + 1 }
    }

    /// The page the contact is on.
    pub(crate) fn page(&self, now: i64) -> Option<&Page> {
        self.page.as_ref().filter(|page| self.session_is_open(now) && page.session == self.sessions)
    }

    /// The contact's zone, else the workspace's (§8.2).
    pub(crate) fn zone(&self) -> TimeZone {
        let name = self.attributes.get("timezone").and_then(Json::text);
        name.and_then(clock::zone).unwrap_or_else(|| self.zone.clone())
    }
}

/// Companies by id; of one id the last stands whole, one without an id is dropped.
fn companies(json: &Json) -> Vec<Company> {
    let Json::List(elements) = json else { return Vec::new() };
    let mut all = std::collections::BTreeMap::new();
    for element in elements {
        if let Some(id) = element.get("id").and_then(Json::identifier) {
            let mut fields: Fields = element.entries().iter().cloned().collect();
            fields.retain(|_, value| *value != Json::Null);
            fields.insert("id".to_owned(), Json::Text(id.clone()));
            all.insert(id, fields);
        }
    }
    all.into_iter().map(|(id, fields)| Company { id, fields }).collect()
}
