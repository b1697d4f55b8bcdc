//! When a campaign is live and may be delivered (§8.2, §9.1).

use super::campaign::Parts;
use super::checker::Checker;
use crate::diagnostic::Code;
use crate::ir::{Delivery, Interval};
use crate::source::Span;
use crate::syntax::ast::{self, Days};

impl Checker<'_> {
    /// `deliver …`
    pub(super) fn delivery(&mut self, parts: &Parts<'_>) -> Option<Delivery> {
        let (section, deliver) = parts.deliver?;
        if deliver.days.is_empty() && deliver.between.is_none() && !deliver.in_contact_timezone {
            let diagnostic = self
                .at(Code::InvalidWindow, section.span, "`deliver` without days or hours")
                .because("nothing after it")
                .help("write `deliver weekdays between 09:00 and 17:00`, or leave it out to deliver at any time");
            self.report(diagnostic);
            return None;
        }
        if let Some(between) = &deliver.between {
            self.hours(between);
        }
        if deliver.in_contact_timezone {
            self.contact_zone();
        }
        let days = deliver.days.iter().fold(0, |days, more| days | bits(*more));
        let (from, to) = deliver.between.as_ref().map_or((0, 1440), |hours| (hours.from.minute, hours.to.minute));
        Some(Delivery {
            days: if deliver.days.is_empty() { 0x7F } else { days },
            from,
            to,
            contact_zone: deliver.in_contact_timezone,
        })
    }

    /// Says that hours are none.
    pub(super) fn hours(&mut self, between: &ast::Between) {
        if between.from.minute == between.to.minute {
            let diagnostic = self
                .at(Code::InvalidWindow, between.span, "a window that closes when it opens")
                .because("equal times")
                .help("write two different times; the whole day is `between 00:00 and 24:00`");
            self.report(diagnostic);
        }
    }

    /// The live intervals, sorted; those that are empty or overlap an earlier one are said and left out.
    pub(super) fn live(&mut self, parts: &Parts<'_>) -> Vec<Interval> {
        let mut stated: Vec<(Interval, Span)> = Vec::new();
        for (section, from, until) in &parts.live {
            let interval =
                Interval { from: self.start(from.kind), until: until.as_ref().map(|until| self.start(until.kind)) };
            let end = until.as_ref().filter(|_| interval.until.is_some_and(|end| end <= interval.from));
            match end {
                Some(until) => {
                    let from = self.loc(from.span);
                    let diagnostic = self
                        .at(Code::OverlappingLive, until.span, "a live interval that ends before it begins")
                        .because("not later than its start")
                        .label(from, "its start")
                        .help(if interval.until.is_some_and(|end| end < interval.from) {
                            "swap the two: the earlier date stands after `from`"
                        } else {
                            "a date is its first instant: `until 2026-04-30` is last live on the 29th"
                        });
                    self.report(diagnostic);
                }
                None => stated.push((interval, section.span)),
            }
        }
        stated.sort_by_key(|(interval, span)| (interval.from, span.start));
        let mut live: Vec<(Interval, Span)> = Vec::new();
        for (interval, span) in stated {
            let over = live.iter().find(|(before, _)| before.until.is_none_or(|end| interval.from < end));
            match over {
                Some((before, other)) => {
                    let (message, help) = match before.until {
                        None => (
                            "a live interval without an end before another one",
                            "end the earlier one with `until`, where the pause begins",
                        ),
                        Some(_) => ("live intervals that overlap", "join them, or end the earlier one sooner"),
                    };
                    let diagnostic = self
                        .conflict(Code::OverlappingLive, message, (*other, "live from here"), (span, "and from here"))
                        .help(help);
                    self.report(diagnostic);
                }
                None => live.push((interval, span)),
            }
        }
        live.into_iter().map(|(interval, _)| interval).collect()
    }
}

fn bits(days: Days) -> u8 {
    match days {
        Days::Weekdays => 0b001_1111,
        Days::Weekends => 0b110_0000,
        Days::One(day) => 1 << (day % 7),
        Days::Range(from, to) => {
            let length = (7 + to - from % 7) % 7;
            (0..=length).fold(0, |days, step| days | 1 << ((from + step) % 7))
        }
    }
}
