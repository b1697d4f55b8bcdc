//! Delivery windows and quiet hours (§8.2–§8.4).

use jiff::tz::TimeZone;
use nuncio::syntax::ast::{Days, Deliver};

use super::bundle::{Bundle, Campaign};
use super::clock::{self, DAY};
use super::history::Contact;

#[derive(Clone, Debug)]
pub(crate) struct Window {
    /// On which days it opens, Monday first.
    pub(crate) days: [bool; 7],
    /// Minutes after midnight.
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) in_contact_timezone: bool,
}

impl Window {
    pub(crate) fn new(deliver: &Deliver) -> Self {
        let mut days = [deliver.days.is_empty(); 7];
        for words in &deliver.days {
            match *words {
                Days::Weekdays => days[..5].fill(true),
                Days::Weekends => days[5..].fill(true),
                Days::One(day) => days[usize::from(day)] = true,
                Days::Range(first, last) => {
                    let mut day = first;
                    days[usize::from(day)] = true;
                    while day != last {
                        day = (day + 1) % 7;
                        days[usize::from(day)] = true;
                    }
                }
            }
        }
        let (from, to) =
            deliver.between.as_ref().map_or((0, 1_440), |between| (between.from.minute, between.to.minute));
        Self { days, from, to, in_contact_timezone: deliver.in_contact_timezone }
    }

    /// The times at which it is open, of the days around `at` and of `more` days after.
    fn spans(&self, zone: &TimeZone, at: i64, more: i64) -> Vec<(i64, i64)> {
        let today = clock::day_of(zone, at);
        let days = (-2..=more + 2).map(|days| clock::plus_days(today, days));
        let opens = days.filter(|&day| self.days[clock::weekday(day)]);
        let span = |day| {
            let next = clock::plus_days(day, 1);
            let closes = match self.to {
                1_440 => clock::instant(zone, next, 0),
                to if to > self.from => clock::instant(zone, day, to * 60),
                to => clock::instant(zone, next, to * 60),
            };
            (clock::instant(zone, day, self.from * 60), closes)
        };
        opens.map(span).filter(|(open, close)| open < close).collect()
    }

    fn holds(&self, zone: &TimeZone, at: i64) -> bool {
        self.spans(zone, at, 0).into_iter().any(|(open, close)| open <= at && at < close)
    }
}

/// What governs the delivery of one campaign to one contact, by the contact's zone now.
pub(crate) struct Delivery<'a> {
    window: Option<(&'a Window, TimeZone)>,
    quiet: Option<(&'a Window, TimeZone)>,
}

impl<'a> Delivery<'a> {
    pub(crate) fn new(bundle: &'a Bundle<'_>, campaign: &'a Campaign<'_>, contact: &Contact) -> Self {
        let zone = |window: &Window| if window.in_contact_timezone { contact.zone() } else { bundle.zone.clone() };
        let quiet = bundle.quiet.as_ref().filter(|_| campaign.direct && !campaign.exempt_from_quiet_hours);
        Self {
            window: campaign.window.as_ref().map(|window| (window, zone(window))),
            quiet: quiet.map(|window| (window, zone(window))),
        }
    }

    /// Why delivery is closed.
    pub(crate) fn closed(&self, at: i64) -> Option<&'static str> {
        if self.window.as_ref().is_some_and(|(window, zone)| !window.holds(zone, at)) {
            return Some("outside_delivery");
        }
        self.quiet.as_ref().is_some_and(|(window, zone)| window.holds(zone, at)).then_some("quiet_hours")
    }

    fn open(&self, at: i64) -> bool {
        self.closed(at).is_none()
    }

    /// Whether an edge of a window turns delivery open at exactly this instant.
    pub(crate) fn turns_open(&self, at: i64) -> bool {
        self.open(at) && !self.open(at - 1)
    }

    /// The first instant in (at, at + within] at which delivery turns open.
    pub(crate) fn next_turn(&self, at: i64, within: i64) -> Option<i64> {
        let days = within / DAY + 1;
        let opens = self.window.iter().flat_map(|(window, zone)| window.spans(zone, at, days)).map(|(open, _)| open);
        let ends = self.quiet.iter().flat_map(|(window, zone)| window.spans(zone, at, days)).map(|(_, close)| close);
        opens.chain(ends).filter(|&edge| at < edge && edge <= at + within && self.turns_open(edge)).min()
    }
}
