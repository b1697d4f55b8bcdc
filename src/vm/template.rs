//! The template interpreter (§12).

use std::fmt::Write;

use chrono::{DateTime, NaiveDate};

use super::block::Block;
use super::moment::Moment;
use crate::bytecode::TemplateOp;
use crate::data::Cell;
use crate::ir::{EventId, Filter, Place, Table, TemplateId, TemplateKind};
use crate::text::escape;
use crate::time::{DAY, Instant, parse_time, parse_unix};

/// A value on its way through filters.
struct Shown {
    /// Its text; none while unknown.
    text: Option<String>,
    /// What it is as a time, until a filter has made it text.
    time: Option<Option<Instant>>,
    /// Whether it must not be percent-encoded again.
    encoded: bool,
    /// Whether it must not be escaped.
    raw: bool,
}

impl Block<'_> {
    /// A field of a message as it reads at a moment: trailing line breaks are gone.
    pub fn render(&self, moment: &Moment, event: Option<EventId>, id: TemplateId) -> String {
        let mut out = String::new();
        let Some(template) = self.machine().bundle().templates.get(id.0 as usize) else { return out };
        let mut at = 0;
        while let Some(op) = template.ops.get(at) {
            at += 1;
            match op {
                TemplateOp::Text(text) => out.push_str(text),
                TemplateOp::Value(place, filters) => {
                    let shown = self.filtered(moment, event, *place, filters);
                    write_value(&mut out, template.kind, shown);
                }
                TemplateOp::Unless(reg, to) => {
                    if !self.holds(*moment, event, *reg) {
                        at = *to as usize;
                    }
                }
                TemplateOp::Jump(to) => at = *to as usize,
            }
        }
        out.truncate(out.trim_end_matches(['\n', '\r']).len());
        out
    }

    fn filtered(&self, moment: &Moment, event: Option<EventId>, place: Place, filters: &[Filter]) -> Shown {
        let cell = self.cell(moment, event, place);
        let mut shown = Shown { text: self.show(moment, event, place, cell), time: None, encoded: false, raw: false };
        let timed =
            filters.iter().any(|filter| matches!(filter, Filter::Date(_) | Filter::DaysUntil | Filter::DaysSince));
        if timed {
            shown.time = Some(self.time(moment, event, place, cell));
        }
        for filter in filters {
            self.apply(filter, moment.at, &mut shown);
        }
        shown
    }

    fn apply(&self, filter: &Filter, now: i64, shown: &mut Shown) {
        match filter {
            Filter::Raw => return shown.raw = true,
            Filter::Fallback(text) if shown.text.as_deref().is_none_or(str::is_empty) => {
                shown.text = Some(text.clone());
            }
            Filter::Fallback(_) => return,
            Filter::Upcase => shown.text = shown.text.take().map(|text| text.to_uppercase()),
            Filter::Downcase => shown.text = shown.text.take().map(|text| text.to_lowercase()),
            Filter::Capitalize => shown.text = shown.text.take().map(|text| capitalize(&text)),
            Filter::Truncate(length) => shown.text = shown.text.take().map(|text| truncate(text, *length)),
            Filter::UrlEncode => {
                shown.text = shown.text.take().map(|text| {
                    let mut encoded = String::new();
                    escape::percent(&text, &mut encoded);
                    encoded
                });
                shown.encoded = true;
            }
            Filter::Date(format) => {
                let time = self.as_time(shown);
                shown.text = time.and_then(|time| self.date(time, format));
            }
            Filter::DaysUntil => {
                let left = self.as_time(shown).map(|time| time.0.saturating_sub(now)).filter(|left| *left >= 0);
                shown.text = left.map(|left| (left / DAY + i64::from(left % DAY > 0)).to_string());
            }
            Filter::DaysSince => {
                let gone = self.as_time(shown).map(|time| now.saturating_sub(time.0)).filter(|gone| *gone >= 0);
                shown.text = gone.map(|gone| (gone / DAY).to_string());
            }
        }
        shown.time = None;
    }

    /// A value as a time: as the data gave it, after another filter by its text.
    fn as_time(&self, shown: &Shown) -> Option<Instant> {
        match shown.time {
            Some(time) => time,
            None => parse_time(shown.text.as_deref()?, self.machine().zone()),
        }
    }

    /// What a value is as a time (§11.3).
    pub fn time(&self, moment: &Moment, event: Option<EventId>, place: Place, cell: Cell) -> Option<Instant> {
        match cell {
            Cell::Time(at) => Some(Instant(at)),
            Cell::Number(_) => parse_unix(&self.as_sent(moment, event, place)?),
            Cell::Text(text) => {
                let text = self.tables().text(text);
                // Only in CSV, where nothing is quoted, are digits a time.
                parse_time(text, self.machine().zone())
                    .or_else(|| self.as_sent(moment, event, place).and_then(|digits| parse_unix(&digits)))
            }
            Cell::Unknown | Cell::Flag(_) | Cell::Texts(_) => None,
        }
    }

    /// The text as sent of a value that keeps one apart.
    fn as_sent(&self, moment: &Moment, event: Option<EventId>, place: Place) -> Option<String> {
        let slot = self.machine().bundle().layout.shape(place.table)?.raw_slot(place.slot);
        if slot == place.slot {
            return None;
        }
        match self.cell(moment, event, Place { slot, ..place }) {
            Cell::Text(text) => Some(self.tables().text(text).to_owned()),
            _ => None,
        }
    }

    /// A value as it is shown (§12.2); none if it is unknown.
    fn show(&self, moment: &Moment, event: Option<EventId>, place: Place, cell: Cell) -> Option<String> {
        let kept = place.table == Table::Kept;
        match cell {
            Cell::Unknown => None,
            Cell::Flag(value) => Some(value.to_string()),
            Cell::Text(text) => Some(self.tables().text(text).to_owned()),
            Cell::Texts(list) => {
                let items = self.tables().data.arenas.list(list).iter().map(|text| self.tables().text(*text));
                Some(items.collect::<Vec<_>>().join(", "))
            }
            Cell::Number(value) if kept => Some(number(value)),
            Cell::Number(value) => self.as_sent(moment, event, place).or_else(|| Some(number(value))),
            Cell::Time(at) if kept => Some(Instant(at).to_string()),
            Cell::Time(at) => self.as_sent(moment, event, place).or_else(|| Some(Instant(at).to_string())),
        }
    }

    fn date(&self, at: Instant, format: &str) -> Option<String> {
        let (day, micros) = self.machine().zone().local(at);
        let midnight = NaiveDate::from_epoch_days(day.0)?.and_hms_opt(0, 0, 0)?;
        let local = DateTime::from_timestamp_micros(midnight.and_utc().timestamp_micros().checked_add(micros)?)?;
        let mut text = String::new();
        write!(text, "{}", local.naive_utc().format(format)).ok()?;
        Some(text)
    }

    /// When `days_until` and `days_since` in these templates give another number at the earliest, after `now`; none
    /// if there is no such filter on a known time.
    pub fn next_day_change(&self, moment: &Moment, event: Option<EventId>, templates: &[TemplateId]) -> Option<i64> {
        let bundle = self.machine().bundle();
        let ops = templates.iter().filter_map(|id| bundle.templates.get(id.0 as usize)).flat_map(|found| &found.ops);
        let changes = ops.filter_map(|op| {
            let TemplateOp::Value(place, filters) = op else { return None };
            if !filters.iter().any(|filter| matches!(filter, Filter::DaysUntil | Filter::DaysSince)) {
                return None;
            }
            let at = self.time(moment, event, *place, self.cell(moment, event, *place))?;
            // A number of days changes at the value's own time of day, and, rounded up, a microsecond later.
            let same = moment.at.saturating_add(at.0.saturating_sub(moment.at).rem_euclid(DAY));
            Some(if same > moment.at { same } else { moment.at.saturating_add(1) })
        });
        changes.min()
    }
}

fn write_value(out: &mut String, kind: TemplateKind, shown: Shown) {
    let Some(text) = shown.text else { return };
    match kind {
        TemplateKind::Html if !shown.raw => escape::html(&text, out),
        TemplateKind::Link if !shown.encoded && !out.is_empty() => escape::percent(&text, out),
        TemplateKind::Plain | TemplateKind::Html | TemplateKind::Link => out.push_str(&text),
    }
}

fn capitalize(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn truncate(text: String, length: u64) -> String {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if text.chars().nth(length).is_none() {
        return text;
    }
    text.chars().take(length.saturating_sub(1)).chain(['…']).collect()
}

/// A number as ECMAScript writes it.
pub(crate) fn number(value: f64) -> String {
    let magnitude = value.abs();
    if value == 0.0 {
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&magnitude) {
        return value.to_string();
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, power)) if !power.starts_with('-') => format!("{digits}e+{power}"),
        _ => text,
    }
}
