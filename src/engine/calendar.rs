//! When delivery is open: windows and quiet hours on a clock (§8.2, §8.3).
//!
//! The periods of a clock are worked out once for each stretch of days and shared by all contacts in its zone.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use foldhash::HashMap;

use crate::data::Cell;
use crate::ir::{Delivery, Offset, Quiet, Settings, Slot};
use crate::time::{DAY, Date, Instant, Zone};
use crate::vm::{Block, Machine};

/// How long a try waits for delivery to open (§8.4).
const PATIENCE: i64 = 14 * DAY;
/// How many days are worked out at once.
const STRETCH: i32 = 32;

/// What closes delivery for a campaign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hours {
    window: Option<Delivery>,
    quiet: Option<Quiet>,
}

impl Hours {
    /// The window of a campaign, and the quiet hours if they hold it back.
    pub(super) fn of(settings: &Settings, quiet: Option<Quiet>) -> Self {
        let held_back = settings.channel.is_direct() && !settings.exempt_quiet;
        Self { window: settings.delivery, quiet: quiet.filter(|_| held_back) }
    }

    /// Whether delivery is always open.
    pub(super) const fn always(&self) -> bool {
        self.window.is_none() && self.quiet.is_none()
    }

    /// Whether the clock of the contact matters.
    pub(super) fn reads_contact_zone(&self) -> bool {
        self.window.is_some_and(|window| window.contact_zone) || self.quiet.is_some_and(|quiet| quiet.contact_zone)
    }
}

/// A daily period of some days of the week, by minutes after midnight.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Daily {
    days: u8,
    from: u32,
    to: u32,
}

/// The clocks of the zones that were met.
#[derive(Default)]
pub(super) struct Calendar {
    workspace: OnceCell<Rc<Clock>>,
    zones: RefCell<HashMap<String, Option<Rc<Clock>>>>,
}

/// Periods in order, each from its first instant up to, not including, the second.
type Periods = Rc<Vec<(i64, i64)>>;

/// A zone, and the periods that were worked out for it: by the stretch of days on which they open, in order.
pub(super) struct Clock {
    zone: Zone,
    stretches: RefCell<HashMap<(Daily, i32), Periods>>,
}

/// The clocks that one try is judged by.
pub(super) struct Clocks {
    hours: Hours,
    workspace: Rc<Clock>,
    contact: Option<Rc<Clock>>,
}

impl Calendar {
    /// The clocks of a campaign's hours for a version of a contact.
    pub(super) fn clocks(&self, block: &Block<'_>, hours: Hours, version: u32) -> Clocks {
        let workspace = self.workspace(block.machine());
        let contact = if hours.reads_contact_zone() { Some(self.of_contact(block, version)) } else { None };
        Clocks { hours, workspace, contact }
    }

    /// The clock of the workspace.
    pub(super) fn workspace(&self, machine: &Machine) -> Rc<Clock> {
        Rc::clone(self.workspace.get_or_init(|| Rc::new(Clock::new(machine.zone().clone()))))
    }

    /// The clock of a contact: its attribute, else, also when unknown to the program, that of the workspace (§8.2).
    pub(super) fn of_contact(&self, block: &Block<'_>, version: u32) -> Rc<Clock> {
        let slot = block.machine().bundle().layout.contact.slot("timezone").unwrap_or(Slot::MAX);
        let clock = match block.tables().contacts.cell(version, slot) {
            Cell::Text(name) => self.named(block.machine(), block.tables().text(name)),
            _ => None,
        };
        clock.unwrap_or_else(|| self.workspace(block.machine()))
    }

    fn named(&self, machine: &Machine, name: &str) -> Option<Rc<Clock>> {
        if let Some(known) = self.zones.borrow().get(name) {
            return known.clone();
        }
        let clock = machine.zone_named(name).map(|zone| Rc::new(Clock::new(zone)));
        self.zones.borrow_mut().insert(name.to_owned(), clock.clone());
        clock
    }
}

impl Clock {
    fn new(zone: Zone) -> Self {
        Self { zone, stretches: RefCell::default() }
    }

    /// Its zone.
    pub(super) const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The periods that open on the days of a stretch, in order.
    fn stretch(&self, daily: Daily, stretch: i32) -> Periods {
        if let Some(known) = self.stretches.borrow().get(&(daily, stretch)) {
            return Rc::clone(known);
        }
        let days = (0..STRETCH).map(|day| Date(stretch.saturating_mul(STRETCH).saturating_add(day)));
        let periods = Rc::new(days.filter_map(|day| daily.period(&self.zone, day)).collect::<Vec<_>>());
        self.stretches.borrow_mut().insert((daily, stretch), Rc::clone(&periods));
        periods
    }

    /// Whether an instant lies in a period.
    fn inside(&self, daily: Daily, at: i64) -> bool {
        let today = self.zone.date(Instant(at)).0;
        // A period lasts at most a day and a clock change: it opened today or on one of the two days before.
        let first = today.saturating_sub(2).div_euclid(STRETCH);
        let last = today.saturating_add(1).div_euclid(STRETCH);
        (first..=last).any(|stretch| self.stretch(daily, stretch).iter().any(|(from, to)| *from <= at && at < *to))
    }

    /// The first edge of a period at or after an instant, its beginning or its end.
    fn next_edge(&self, daily: Daily, at: i64, begins: bool, until: i64) -> Option<i64> {
        let mut stretch = self.zone.date(Instant(at)).0.saturating_sub(2).div_euclid(STRETCH);
        let last = self.zone.date(Instant(until)).0.saturating_add(1).div_euclid(STRETCH);
        while stretch <= last {
            let periods = self.stretch(daily, stretch);
            let edges = periods.iter().map(|(from, to)| if begins { *from } else { *to });
            if let Some(edge) = edges.filter(|edge| *edge >= at).min() {
                return Some(edge).filter(|edge| *edge <= until);
            }
            stretch += 1;
        }
        None
    }
}

impl Daily {
    /// The period that opens on a day; none if it does not open then, or crosses itself (§8.2).
    fn period(self, zone: &Zone, day: Date) -> Option<(i64, i64)> {
        const MINUTE: i64 = 60_000_000;
        if self.days >> day.weekday() & 1 == 0 {
            return None;
        }
        let closes = if self.to > self.from { day } else { day.plus(1) };
        let from = zone.instant(day, i64::from(self.from) * MINUTE).0;
        let to = match self.to {
            1440 => zone.instant(closes.plus(1), 0).0,
            to => zone.instant(closes, i64::from(to) * MINUTE).0,
        };
        Some((from, to)).filter(|(from, to)| from < to)
    }
}

impl From<Delivery> for Daily {
    fn from(window: Delivery) -> Self {
        Self { days: window.days, from: window.from, to: window.to }
    }
}

impl From<Quiet> for Daily {
    fn from(quiet: Quiet) -> Self {
        Self { days: 0x7f, from: quiet.from, to: quiet.to }
    }
}

impl Clocks {
    fn clock(&self, contact: bool) -> &Clock {
        match &self.contact {
            Some(clock) if contact => clock,
            _ => &self.workspace,
        }
    }

    /// Whether the campaign's window is open.
    pub(super) fn in_window(&self, at: i64) -> bool {
        self.hours.window.is_none_or(|window| self.clock(window.contact_zone).inside(window.into(), at))
    }

    /// Whether quiet hours close delivery.
    pub(super) fn in_quiet(&self, at: i64) -> bool {
        self.hours.quiet.is_some_and(|quiet| self.clock(quiet.contact_zone).inside(quiet.into(), at))
    }

    /// Whether delivery is open.
    pub(super) fn open(&self, at: i64) -> bool {
        self.in_window(at) && !self.in_quiet(at)
    }

    /// The first instant at or after `at`, up to `until`, at which the edge of a window turns delivery open.
    pub(super) fn next_opening(&self, at: i64, until: i64) -> Option<i64> {
        let mut at = at;
        loop {
            let begins = self
                .hours
                .window
                .and_then(|window| self.clock(window.contact_zone).next_edge(window.into(), at, true, until));
            let ends = self
                .hours
                .quiet
                .and_then(|quiet| self.clock(quiet.contact_zone).next_edge(quiet.into(), at, false, until));
            let edge = begins.into_iter().chain(ends).min()?;
            if self.open(edge) && !self.open(edge.saturating_sub(1)) {
                return Some(edge);
            }
            at = edge.saturating_add(1);
        }
    }

    /// The first open instant after `at`, where delivery is closed, within the patience of a try.
    pub(super) fn wait(&self, at: i64) -> Option<i64> {
        self.next_opening(at.saturating_add(1), at.saturating_add(PATIENCE))
    }
}

/// The instant of a date trigger for a value (§7.2); `contact` is the contact's zone.
pub(super) fn date_instant(value: i64, offset: Offset, workspace: &Zone, contact: &Zone) -> i64 {
    match offset {
        Offset::Micros(micros) => Instant(value).plus(micros).0,
        Offset::Days(days, minute) => {
            let day = workspace.date(Instant(value)).plus(days);
            contact.instant(day, i64::from(minute) * 60_000_000).0
        }
    }
}
