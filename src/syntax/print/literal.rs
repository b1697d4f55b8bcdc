//! Names, literals and lists, mostly as they were written.

use super::{Printer, WIDTH};
use crate::source::Span;
use crate::syntax::ast::{
    Clock, Duration, DurationKind, List, Moment, Name, Path, Per, PerKind, Times, Unit, Value, ValueKind,
};

impl Printer<'_> {
    pub(super) fn name(&self, name: &Name) -> String {
        self.text(name.span)
    }

    pub(super) fn path(&self, path: &Path) -> String {
        self.slice(path.span).to_owned()
    }

    pub(super) fn value(&mut self, value: &Value) -> String {
        match &value.kind {
            ValueKind::Text(_) => self.text(value.span),
            ValueKind::Duration(kind) => self.duration_kind(*kind, value.span),
            ValueKind::Moment(_) => self.moment_at(value.span),
            ValueKind::Number(..) | ValueKind::Flag(_) => self.slice(value.span).to_owned(),
        }
    }

    pub(super) fn moment(&self, moment: &Moment) -> String {
        self.moment_at(moment.span)
    }

    /// A date or date-time as it was written, the hour in two digits.
    fn moment_at(&self, span: Span) -> String {
        let text = self.slice(span);
        match text.split_once('T') {
            Some((day, time)) if time.find(':') == Some(1) => format!("{day}T0{time}"),
            _ => text.to_owned(),
        }
    }

    pub(super) fn clock(clock: &Clock) -> String {
        format!("{:02}:{:02}", clock.minute / 60, clock.minute % 60)
    }

    pub(super) fn duration(&self, duration: &Duration) -> String {
        self.duration_kind(duration.kind, duration.span)
    }

    /// `30s` stays; `1 hours` is one hour.
    fn duration_kind(&self, kind: DurationKind, span: Span) -> String {
        let text = self.slice(span);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if text.len() == digits.len() + 1 {
            return text.to_owned();
        }
        let plural = if kind.count == 1 { "" } else { "s" };
        format!("{} {}{plural}", digits.trim_end(), unit(kind.unit))
    }

    pub(super) fn per(&self, per: &Per) -> String {
        match per.kind {
            PerKind::Session => "session".to_owned(),
            PerKind::Duration(kind) if kind.count == 1 => unit(kind.unit).to_owned(),
            PerKind::Duration(kind) => self.duration_kind(kind, per.span),
        }
    }

    /// `1 times` is once, `2 times` stays.
    pub(super) fn times(&self, times: &Times) -> String {
        let text = self.slice(times.span);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
        match times.count {
            1 => "once".to_owned(),
            _ if digits.is_empty() => text.to_owned(),
            _ => format!("{digits} times"),
        }
    }

    /// A list behind `lead`, which starts a line, and before `tail`. Where it does not fit, each value has its own line.
    pub(super) fn list(&mut self, lead: &str, list: &List, tail: &str) -> String {
        let inside = Span::new(list.span.start + 1, list.span.end.saturating_sub(1));
        let commented = self.has_comment(inside);
        let values: Vec<String> = list.values.iter().map(|value| self.value(value)).collect();
        let line = format!("[{}]", values.join(", "));
        self.spoiled |= self.flat && commented;
        let fits = || self.column(lead) + line.chars().count() + tail.len() <= WIDTH && !line.contains('\n');
        if self.flat || !commented && fits() {
            return line;
        }
        self.depth += 1;
        let mut chunks = self.chunks(inside, &list.values, |value| value.span, Self::value);
        self.depth -= 1;
        for chunk in &mut chunks.list {
            chunk.text.push(',');
        }
        self.enclosed('[', &chunks, ']')
    }
}

/// The word of a unit, singular.
const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
    }
}
