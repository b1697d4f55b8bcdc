//! Dates, times of day and date-times: only those that exist (§1.4).

use super::Lower;
use crate::source::Span;
use crate::syntax::ast::{Between, Clock, Date, Moment, MomentKind};
use crate::syntax::grammar::{Children, Pair, Rule};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Lower<'_> {
    /// A date or a date-time.
    pub(in crate::syntax) fn moment(&mut self, pair: Pair<'_>) -> Option<Moment> {
        let inner = Children::of(pair).next()?;
        let span = self.span(&inner);
        Some(Moment { kind: self.moment_kind(&inner)?, span })
    }

    /// The date or date-time of a `date` or `datetime`.
    pub(super) fn moment_kind(&mut self, pair: &Pair<'_>) -> Option<MomentKind> {
        let span = self.span(pair);
        let text = self.text(span);
        if pair.as_rule() == Rule::date {
            return self.date(span).map(MomentKind::Date);
        }
        let (day, time) = text.split_once('T')?;
        let date = self.date(Span::new(span.start, span.start + day.len() as u32))?;
        let (time, offset) = match time.find(['Z', '+', '-']).and_then(|at| time.split_at_checked(at)) {
            Some((time, "Z")) => (time, Some(0)),
            Some((time, offset)) => {
                let (hours, minutes) = offset.get(1..)?.split_once(':')?;
                let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
                if hours > 23 || minutes > 59 {
                    let at = Span::new(span.end - offset.len() as u32, span.end);
                    let why = "an offset has less than 24 hours, and less than 60 minutes beside them";
                    self.error(at, format!("there is no offset `{offset}`"), why);
                    return None;
                }
                let sign = if offset.starts_with('-') { -1 } else { 1 };
                (time, Some(sign * (hours * 3600 + minutes * 60)))
            }
            None => (time, None),
        };
        let from = span.start + day.len() as u32 + 1;
        let second = self.time(Span::new(from, from + time.len() as u32))?;
        if second >= 86_400 {
            let at = Span::new(from, from + time.len() as u32);
            let diagnostic = self.syntax(at, format!("there is no time `{time}` of a day"));
            self.report(diagnostic.because("a day ends before 24:00").help("write 00:00 of the next day"));
            return None;
        }
        Some(MomentKind::DateTime { date, second, offset })
    }

    fn date(&mut self, span: Span) -> Option<Date> {
        let text = self.text(span);
        let mut numbers = text.splitn(3, '-');
        let year = numbers.next()?.parse::<i16>().ok()?;
        let month = numbers.next()?.parse::<u8>().ok()?;
        let day = numbers.next()?.parse::<u8>().ok()?;
        let Some(name) = MONTHS.get(usize::from(month).wrapping_sub(1)) else {
            self.error(span, format!("there is no day `{text}`"), "a year has 12 months");
            return None;
        };
        let last = days_in(year, month);
        if day == 0 || day > last {
            self.error(span, format!("there is no day `{text}`"), format!("{name} {year} has the days 1 to {last}"));
            return None;
        }
        Some(Date { year, month, day })
    }

    /// Seconds after midnight; 86 400 for 24:00.
    fn time(&mut self, span: Span) -> Option<u32> {
        let text = self.text(span);
        let mut numbers = text.split(':').map(|number| number.parse::<u32>().unwrap_or(u32::MAX));
        let (hour, minute, second) = (numbers.next()?, numbers.next()?, numbers.next().unwrap_or(0));
        let exists = hour <= 23 && minute <= 59 && second <= 59 || (hour, minute, second) == (24, 0, 0);
        if !exists {
            let why = match () {
                () if hour > 23 => "hours go from 00 to 23",
                () if minute > 59 => "minutes go from 00 to 59",
                () => "seconds go from 00 to 59",
            };
            self.error(span, format!("there is no time `{text}`"), why);
            return None;
        }
        Some(hour * 3600 + minute * 60 + second)
    }

    /// A time of day; `24:00` only as the end of a window.
    pub(super) fn clock(&mut self, pair: &Pair<'_>, ends_window: bool) -> Option<Clock> {
        let span = self.span(pair);
        let minute = self.time(span)? / 60;
        if minute == 1440 && !ends_window {
            let diagnostic = self.syntax(span, "`24:00` stands only at the end of a window");
            let diagnostic = diagnostic.because("a day starts at 00:00 and ends before 24:00");
            let at = self.loc(span);
            self.report(diagnostic.help("write `00:00`").fix("write `00:00`", at, "00:00"));
            return None;
        }
        Some(Clock { minute, span })
    }

    /// `between T and T`
    pub(super) fn between(&mut self, pair: Pair<'_>) -> Option<Between> {
        let span = self.span(&pair);
        let mut clocks = Children::of(pair).filter(|child| child.as_rule() == Rule::clock);
        let (from, to) = (clocks.next()?, clocks.next()?);
        let (from, to) = (self.clock(&from, false), self.clock(&to, true));
        Some(Between { from: from?, to: to?, span })
    }
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
