//! What a run did, in figures (INTERFACE §2.2).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

use serde::Serialize;

use super::console::Face;
use super::table;
use crate::data::{FieldCount, Report};
use crate::engine::Outcome;

/// The figures of a run.
#[derive(Serialize)]
pub(super) struct Summary {
    campaigns: Vec<Campaign>,
    contacts_read: u64,
    records_read: u64,
    bad: u64,
    skipped: BTreeMap<&'static str, u64>,
    wrong_types: u64,
    missing_required: u64,
    created_at_for_received_at: u64,
    seconds: f64,
    records_per_second: f64,
    #[serde(skip)]
    started: Instant,
    #[serde(skip)]
    report: Report,
}

/// What became of a campaign's tries.
#[derive(Serialize)]
struct Campaign {
    campaign: String,
    sent: u64,
    decisions: BTreeMap<&'static str, u64>,
}

impl Summary {
    /// Of a run that began at `started`, once its data is read.
    pub(super) fn new(started: Instant, report: Report) -> Self {
        Self {
            campaigns: Vec::new(),
            contacts_read: report.contacts,
            records_read: report.records,
            bad: report.bad,
            skipped: report.skipped.iter().map(|(kind, count)| (kind.name(), *count)).collect(),
            wrong_types: report.wrong_types,
            missing_required: report.missing.iter().map(|field| field.count).sum(),
            created_at_for_received_at: report.stood_in,
            seconds: 0.0,
            records_per_second: 0.0,
            started,
            report,
        }
    }

    /// Adds what became of a campaign's tries.
    pub(super) fn add(&mut self, campaign: &str, counts: impl IntoIterator<Item = (Outcome, u64)>) {
        let counts: Vec<(Outcome, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        let sent = counts.iter().find(|(outcome, _)| *outcome == Outcome::Sent).map_or(0, |(_, count)| *count);
        let decisions = counts.into_iter().map(|(outcome, count)| (outcome.word(), count)).collect();
        self.campaigns.push(Campaign { campaign: campaign.to_owned(), sent, decisions });
    }

    /// Stops the watch.
    pub(super) fn finish(&mut self) {
        self.seconds = self.started.elapsed().as_secs_f64();
        self.records_per_second = (self.contacts_read + self.records_read) as f64 / self.seconds.max(1e-6);
    }

    /// The figures as one line of JSON.
    pub(super) fn json(&self) -> String {
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The figures for people.
    pub(super) fn table(&self, face: Face) -> String {
        let mut text = self.decisions(face);
        let _ = self.data(&mut text);
        text
    }

    /// A row for each campaign, a column for each outcome that occurs.
    fn decisions(&self, face: Face) -> String {
        let occurs = |outcome: &Outcome| self.campaigns.iter().any(|row| row.decisions.contains_key(outcome.word()));
        let outcomes: Vec<Outcome> =
            Outcome::ALL.into_iter().filter(|outcome| *outcome == Outcome::Sent || occurs(outcome)).collect();
        let mut headings = vec!["campaign"];
        headings.extend(outcomes.iter().map(|outcome| outcome.word()));
        let mut sheet = table::new(face, &headings);
        for row in &self.campaigns {
            let count = |outcome: &Outcome| row.decisions.get(outcome.word()).copied().unwrap_or_default();
            let mut cells = vec![row.campaign.clone()];
            cells.extend(outcomes.iter().map(|outcome| grouped(count(outcome))));
            sheet.add_row(cells);
        }
        table::numbers(&mut sheet, 1..headings.len());
        table::text(&sheet)
    }

    fn data(&self, out: &mut String) -> std::fmt::Result {
        let report = &self.report;
        let (contacts, records) = (grouped(report.contacts), grouped(report.records));
        let rate = grouped(self.records_per_second as u64);
        writeln!(out, "read {contacts} contacts and {records} records in {:.2} s, {rate} a second", self.seconds)?;
        out.push_str(&unreadable(report));
        let skipped: u64 = report.skipped.values().sum();
        if skipped > 0 {
            writeln!(out, "skipped {} records", grouped(skipped))?;
            for (kind, count) in &report.skipped {
                writeln!(out, "  {}: {}", kind.name(), grouped(*count))?;
            }
        }
        if report.wrong_types > 0 {
            writeln!(out, "values of a wrong type, taken as unknown: {}", grouped(report.wrong_types))?;
            fields(out, &report.wrong)?;
        }
        if self.missing_required > 0 {
            writeln!(out, "required values that are missing: {}", grouped(self.missing_required))?;
            fields(out, &report.missing)?;
        }
        if report.stood_in > 0 {
            writeln!(out, "`created_at` stood in for the received time of {} records", grouped(report.stood_in))?;
        }
        if !report.sources.is_empty() {
            writeln!(out, "unknown sources, taken as `rest`")?;
            fields(out, &report.sources)?;
        }
        Ok(())
    }
}

/// The records that could not be read (§11.5); nothing if there are none.
pub(super) fn unreadable(report: &Report) -> String {
    if report.bad == 0 {
        return String::new();
    }
    let list: String = report.bad_first.iter().map(|bad| format!("  {}: {}\n", bad.at, bad.reason)).collect();
    format!("could not read {}\n{list}", counted(report.bad, "record"))
}

/// So many of something.
pub(super) fn counted(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

fn fields(out: &mut String, fields: &[FieldCount]) -> std::fmt::Result {
    for field in fields {
        write!(out, "  {}: {}, first in {}", field.field, grouped(field.count), field.first)?;
        match (field.expected.as_str(), field.found.as_str()) {
            ("", _) | (_, "") => writeln!(out)?,
            (expected, found) => writeln!(out, " ({found} instead of {expected})")?,
        }
    }
    Ok(())
}

/// A number with its digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
