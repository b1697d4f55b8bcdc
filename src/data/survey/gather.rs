//! A survey in the making.

use std::borrow::Cow;

use super::Survey;
use super::census::{Entry, Gauge};
use crate::data::json;
use crate::data::value::Value;
use crate::time::{Instant, Zone};

/// Takes in records, one by one, with all of their names.
pub(in crate::data) struct Gather<'z> {
    survey: Survey,
    zone: &'z Zone,
}

impl<'z> Gather<'z> {
    pub(in crate::data) fn new(now: Instant, zone: &'z Zone) -> Self {
        Self { survey: Survey { now, ..Survey::default() }, zone }
    }

    pub(in crate::data) fn finish(self) -> Survey {
        self.survey
    }

    fn gauge(&self) -> Gauge<'z> {
        Gauge { zone: self.zone, now: self.survey.now.0, lists: true, at: None }
    }

    /// Takes in a contact record.
    pub(in crate::data) fn contact(&mut self, entries: &[Entry<'_>]) {
        let gauge = self.gauge();
        self.survey.contacts.row(entries, gauge);
    }

    /// Takes in what an `identify` record sets.
    pub(in crate::data) fn identify(&mut self, entries: &[Entry<'_>]) {
        let gauge = self.gauge();
        self.survey.contacts.set(entries, gauge);
    }

    /// Takes in a company of a contact.
    pub(in crate::data) fn company(&mut self, entries: &[Entry<'_>]) {
        let gauge = self.gauge();
        self.survey.companies.row(entries, gauge);
    }

    /// Takes in a page with its properties, those that the engine tells included.
    pub(in crate::data) fn page(&mut self, entries: &[Entry<'_>], at: i64) {
        let gauge = Gauge { at: Some(at), ..self.gauge() };
        self.survey.pages.row(entries, gauge);
    }

    /// Takes in an event: the entries that are read, and those behind them.
    pub(in crate::data) fn event(&mut self, name: &str, js: bool, metadata: (&[Entry<'_>], &[Entry<'_>]), at: i64) {
        let gauge = Gauge { at: Some(at), lists: false, ..self.gauge() };
        let event = match self.survey.events.get_mut(name) {
            Some(event) => event,
            None => self.survey.events.entry(name.to_owned()).or_default(),
        };
        event.from_js += u64::from(js);
        event.metadata.row(metadata.0, gauge);
        event.metadata.beyond(metadata.1);
    }
}

/// A name and its value, as a survey takes them.
pub(in crate::data) fn entry<'a>(name: Value<'a>, value: Value<'a>) -> Entry<'a> {
    (name.text().unwrap_or(Cow::Borrowed("")), value)
}

/// The entries of a JSON object that was read whole before.
pub(in crate::data) fn entries(object: &str) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let _ = json::object(object, |name, value| entries.push(entry(name, value)));
    entries
}
