//! The next check of a campaign that matches (§7.5).

use crate::engine::calendar::Hours;
use crate::engine::rules::{Matches, Stretch, check_trigger};
use crate::engine::scene::Scene;
use crate::engine::tries::{Class, Order, Origin, Try};
use crate::ir::Settings;
use crate::time::{HOUR, Instant};
use crate::vm::Moment;

/// A checked campaign with the stretches in which it matches.
pub(super) struct Checked<'b> {
    matches: Matches<'b>,
    /// The stretch of the next check.
    at: usize,
}

impl<'b> Checked<'b> {
    pub(super) const fn new(matches: Matches<'b>) -> Self {
        Self { matches, at: 0 }
    }

    /// The first check at or after `since`, if there is one in this run.
    pub(super) fn next(&mut self, scene: &Scene<'b>, since: i64) -> Option<Order<'b>> {
        let campaign = scene.campaign(self.matches.campaign)?;
        let quiet = scene.bundle().workspace.quiet;
        let hours = Hours::of(&campaign.settings, quiet);
        self.at += self.matches.stretches.get(self.at..)?.partition_point(|stretch| stretch.to <= since);
        while let Some(stretch) = self.matches.stretches.get(self.at) {
            let found = first_check(scene, &campaign.settings, hours, stretch, since.max(stretch.from));
            if let Some(at) = found.filter(|at| *at <= scene.to) {
                return Some(Order {
                    at,
                    class: Class::Check,
                    rank: scene.plan.rank(self.matches.campaign),
                    trigger_at: at,
                    trigger_seq: 0,
                    company: self.matches.company,
                });
            }
            self.at += 1;
        }
        None
    }

    /// The try of a check at its instant.
    pub(super) fn tried(&self, scene: &Scene<'b>, order: Order<'b>) -> Option<Try<'b>> {
        let stretch = self.matches.stretches.get(self.at)?;
        let campaign = scene.campaign(self.matches.campaign)?;
        Some(Try {
            campaign: self.matches.campaign,
            order,
            moment: Moment { at: order.at, ..stretch.moment },
            origin: Origin {
                trigger: check_trigger(&campaign.settings, order.at),
                at: order.at,
                seq: 0,
                company: self.matches.company,
            },
            launched: false,
        })
    }

    /// The end of the stretch that an instant lies in.
    pub(super) fn end(&self, at: i64) -> i64 {
        self.matches.stretches.get(self.at).map_or(at.saturating_add(1), |stretch| stretch.to)
    }
}

/// The first check of a campaign in a stretch at or after `since`: the start of a live interval, a full hour, or an
/// edge that turns its delivery open; while that is closed there is none.
fn first_check(scene: &Scene<'_>, settings: &Settings, hours: Hours, stretch: &Stretch, since: i64) -> Option<i64> {
    for interval in &settings.live {
        let end = stretch.to.min(interval.until.unwrap_or(i64::MAX)).min(settings.auto_pause().unwrap_or(i64::MAX));
        let start = since.max(interval.from);
        if start >= end {
            continue;
        }
        let regular = if start == interval.from { start } else { Instant(start).round_up(HOUR).0 };
        if hours.always() {
            if regular < end {
                return Some(regular);
            }
            continue;
        }
        let clocks = scene.calendar.clocks(scene.block, hours, stretch.moment.version);
        let last = end.saturating_sub(1).min(scene.to);
        let opening = clocks.next_opening(start, last);
        let regular = Some(regular).filter(|at| *at <= last && clocks.open(*at));
        if let Some(at) = regular.into_iter().chain(opening).min() {
            return Some(at);
        }
    }
    None
}
