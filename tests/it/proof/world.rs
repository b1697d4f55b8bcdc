//! Everything that a contact may be, as far as small rules can tell it apart.

use super::tree::Theme;
use crate::naive::clock;

pub(super) const HOUR: i64 = 3_600_000_000;
pub(super) const DAY: i64 = 24 * HOUR;

/// The day from which times are counted.
pub(super) const EPOCH: i64 = 20_000 * DAY;

/// A zone whose clocks are changed.
pub(super) const CHANGING: &str = "Europe/Dublin";

/// The midnights before the days of 23 and of 25 hours in 2026.
const CHANGES: [i64; 2] = [20_541 * DAY, 20_751 * DAY - HOUR];

/// A contact at an instant.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    pub(super) plan: Option<String>,
    pub(super) seats: Option<f64>,
    pub(super) vip: Option<bool>,
    pub(super) tags: Option<Vec<&'static str>>,
    pub(super) due: Option<i64>,
    pub(super) limit: Option<f64>,
    pub(super) due_day: i64,
    pub(super) now: i64,
    /// The calendar day of `now`.
    pub(super) today: i64,
    /// How many events there were in the last 7 days, in the last 30 days, and ever.
    pub(super) events: [u64; 3],
}

fn texts() -> Vec<String> {
    let letters = ["a", "A", "b", "B", "1"];
    let mut all: Vec<String> = vec![String::new(), "zz".to_owned()];
    let mut longest = vec![String::new()];
    for _ in 0..3 {
        longest = longest.iter().flat_map(|text| letters.iter().map(move |letter| format!("{text}{letter}"))).collect();
        all.extend(longest.iter().cloned());
    }
    all
}

/// How far times are tried from now: every edge of the durations and days that rules use, and around it.
fn distances() -> Vec<i64> {
    let mut all = Vec::new();
    for half_days in -10..=10 {
        for aside in [-1, 0, 1, 3 * HOUR] {
            all.push(half_days * 12 * HOUR + aside);
        }
    }
    all
}

/// Around a day that is shorter or longer: to the hour and half a day.
fn changes(all: &mut Vec<World>) {
    let zone = clock::zone(CHANGING).unwrap();
    let start = clock::day_of(&zone, EPOCH);
    let day = |at: i64| clock::day_of(&zone, at).duration_since(start).as_hours() / 24;
    for midnight in CHANGES {
        for from in [-DAY, 0, 12 * HOUR, DAY - HOUR, DAY, DAY + HOUR, 2 * DAY, 2 * DAY + HOUR] {
            for now in [midnight + from, midnight + from - 1] {
                for half_days in -6..=6 {
                    for hour in [-1, 0, 1] {
                        for aside in [-1, 0, 1] {
                            let due = now + (half_days * 12 + hour) * HOUR + aside;
                            let (due_day, today) = (day(due), day(now));
                            all.push(World { due: Some(due), now, due_day, today, ..World::default() });
                        }
                    }
                }
            }
        }
    }
    all.push(World::default());
}

pub(super) fn worlds(theme: Theme) -> Vec<World> {
    let bare = World { now: EPOCH, ..World::default() };
    let mut all = Vec::new();
    match theme {
        Theme::Values => {
            let plans = ["a", "A", "b", "B", "1", "ab", "Ab", "aB", "AB", "zz"];
            let plans: Vec<Option<String>> = plans.iter().map(|plan| Some((*plan).to_owned())).chain([None]).collect();
            let next = 2.0_f64.next_up();
            let seats = [0.0, 1.0, 1.5, 2.0, next, 2.5, 3.0, 4.0];
            let seats: Vec<Option<f64>> = seats.into_iter().map(Some).chain([None]).collect();
            for plan in &plans {
                for seats in &seats {
                    for vip in [None, Some(true), Some(false)] {
                        all.push(World { plan: plan.clone(), seats: *seats, vip, ..bare.clone() });
                    }
                }
            }
        }
        Theme::Texts => {
            all.extend(texts().into_iter().map(|plan| World { plan: Some(plan), ..bare.clone() }));
            all.push(bare);
        }
        Theme::Tags => {
            let tags = ["a", "A", "b", "B", "1"];
            for set in 0..32_u32 {
                let own = tags.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, tag)| *tag);
                all.push(World { tags: Some(own.collect()), ..bare.clone() });
            }
            all.push(bare);
        }
        Theme::Instants => {
            for half_days in -6..=6 {
                for aside in [-1, 0, 1] {
                    all.push(World { due: Some(EPOCH + half_days * 12 * HOUR + aside), ..bare.clone() });
                }
            }
            all.push(bare);
        }
        Theme::Changes => changes(&mut all),
        Theme::Pairs => {
            let values = [None, Some(0.0), Some(1.0), Some(1.5), Some(2.0), Some(3.0), Some(4.0)];
            for seats in values {
                all.extend(values.map(|limit| World { seats, limit, ..bare.clone() }));
            }
        }
        Theme::Distances => {
            for distance in distances() {
                for now in [EPOCH, EPOCH + DAY - 1, EPOCH + 12 * HOUR] {
                    let due = now + distance;
                    let (due_day, today) = (due.div_euclid(DAY), now.div_euclid(DAY));
                    all.push(World { due: Some(due), now, due_day, today, ..bare.clone() });
                }
            }
            all.push(bare);
        }
        Theme::Counts => {
            for ever in 0..6 {
                for month in 0..=ever {
                    for week in 0..=month {
                        all.push(World { events: [week, month, ever], ..bare.clone() });
                    }
                }
            }
        }
    }
    all
}
