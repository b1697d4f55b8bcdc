//! Instants and time zones: the one door to zone rules (jiff), and the calendar that goes with them.
//!
//! In: a zone name, a local date and time, an instant. Out: instants in microseconds since 1970-01-01T00:00Z and
//! calendar days. Every local time follows §8.2: one that a clock change skips moves forward by the length of the
//! gap, one that occurs twice is the first.

mod instant;
mod parse;
mod zone;

pub use instant::{DAY, Date, HOUR, Instant, SECOND};
pub use parse::{parse_time, parse_unix};
pub use zone::{Zone, edition};
