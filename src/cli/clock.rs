//! Times on the command line, and the clock (INTERFACE §1.4).

use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::syntax::{self, ast::MomentKind};
use crate::time::{DAY, Date, Instant, SECOND, Zone};

/// A date or date-time as the language writes it, not yet placed in a zone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time(MomentKind);

impl FromStr for Time {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        syntax::moment(text).map(Self).ok_or_else(|| {
            "a time is a date, `2026-03-01`, or a date-time, `2026-03-01T09:00`, in the workspace's zone unless it ends \
             in `Z` or an offset as `+01:00`"
                .to_owned()
        })
    }
}

impl Time {
    /// The instant that it names; a date is its first one.
    pub(super) fn instant(self, workspace: &Zone) -> Instant {
        let day = |date: syntax::ast::Date| Date::new(date.year.into(), date.month.into(), date.day.into());
        let placed = match self.0 {
            MomentKind::Date(date) => day(date).map(|day| workspace.day_start(day)),
            MomentKind::DateTime { date, second, offset: None } => {
                day(date).map(|day| workspace.instant(day, i64::from(second) * SECOND))
            }
            MomentKind::DateTime { date, second, offset: Some(east) } => {
                day(date).map(|day| Instant(i64::from(day.0) * DAY + (i64::from(second) - i64::from(east)) * SECOND))
            }
        };
        placed.unwrap_or_default()
    }
}

/// The clock of a command that reads it.
#[derive(clap::Args)]
pub(super) struct Clock {
    /// The time to take for now, instead of the clock's
    #[arg(long, value_name = "T")]
    now: Option<Time>,
}

impl Clock {
    /// What time it is.
    pub(super) fn now(&self, workspace: &Zone) -> Instant {
        self.now.map_or_else(system_time, |time| time.instant(workspace))
    }
}

fn system_time() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
