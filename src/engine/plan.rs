//! The campaigns of a bundle by what makes them try, and their order.

use crate::bytecode::{Bundle, Campaign, Op, Reg};
use crate::ir::{EventId, HistoryId, Mode, Trigger, Window};

/// The campaigns of a bundle by what makes them try; numbers are places in the bundle. Drafts are in none.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The place of each campaign in the order of §7.0: priority, first live, name.
    pub(super) ranks: Vec<u32>,
    /// By event.
    pub(super) events: Vec<(EventId, Vec<u32>)>,
    /// In-app without `when`.
    pub(super) visits: Vec<u32>,
    /// Those that may be launched.
    pub(super) launched: Vec<u32>,
    /// By a date, at its instant.
    pub(super) dates: Vec<u32>,
    /// By a date, at visits.
    pub(super) in_app_dates: Vec<u32>,
    /// Hourly checked.
    pub(super) checks: Vec<u32>,
    /// With a fixed audience.
    pub(super) fixed: Vec<u32>,
    /// What changes the rules and links of checked campaigns without a record.
    pub(super) edges: Edges,
}

/// What changes conditions without a record.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Relative times.
    pub(super) relatives: Vec<u32>,
    /// Histories with a window that moves with now, and its length.
    pub(super) windows: Vec<(HistoryId, i64)>,
}

impl Plan {
    pub(super) fn new(bundle: &Bundle) -> Self {
        let mut plan = Self::default();
        let mut order: Vec<usize> = (0..bundle.campaigns.len()).collect();
        order.sort_by(|a, b| {
            let key = |at: &usize| bundle.campaigns.get(*at).map(|campaign| &campaign.settings);
            match (key(a), key(b)) {
                (Some(a), Some(b)) => (b.priority.cmp(&a.priority))
                    .then_with(|| a.first_live().cmp(&b.first_live()))
                    .then_with(|| a.name.cmp(&b.name)),
                _ => a.cmp(b),
            }
        });
        plan.ranks = vec![0; order.len()];
        for (rank, at) in (0..).zip(order) {
            if let Some(place) = plan.ranks.get_mut(at) {
                *place = rank;
            }
        }
        for (at, campaign) in (0..).zip(&bundle.campaigns) {
            if !campaign.settings.live.is_empty() {
                plan.add(at, campaign);
            }
        }
        plan.edges = Edges::of(bundle, &plan.checks);
        plan
    }

    fn add(&mut self, at: u32, campaign: &Campaign) {
        let settings = &campaign.settings;
        match &settings.trigger {
            Trigger::Event(event) => match self.events.iter_mut().find(|(known, _)| known == event) {
                Some((_, campaigns)) => campaigns.push(at),
                None => self.events.push((*event, vec![at])),
            },
            Trigger::Visit => self.visits.push(at),
            Trigger::Launched => {}
            Trigger::Date(_) if settings.channel.is_direct() => self.dates.push(at),
            Trigger::Date(_) => self.in_app_dates.push(at),
            Trigger::Check => self.checks.push(at),
        }
        if settings.shareable || settings.trigger == Trigger::Launched {
            self.launched.push(at);
        }
        if settings.mode == Mode::Fixed {
            self.fixed.push(at);
        }
    }

    /// The rank of a campaign.
    pub(super) fn rank(&self, campaign: u32) -> u32 {
        self.ranks.get(campaign as usize).copied().unwrap_or(u32::MAX)
    }
}

impl Edges {
    fn of(bundle: &Bundle, campaigns: &[u32]) -> Self {
        let program = &bundle.programs.moment;
        let campaigns = campaigns.iter().filter_map(|at| bundle.campaigns.get(*at as usize));
        let mut regs: Vec<Reg> = Vec::new();
        for campaign in campaigns {
            regs.extend([campaign.audience.all, campaign.reach.all]);
            regs.extend(campaign.links.iter().flat_map(|id| bundle.template_registers(*id)));
        }
        let mut edges = Self::default();
        for reg in regs.into_iter().flat_map(|reg| program.reached(reg)) {
            match program.op(reg) {
                Some(Op::Within(at)) if !edges.relatives.contains(&at) => edges.relatives.push(at),
                Some(Op::Did(at)) => {
                    if let Some(did) = bundle.dids.get(at as usize)
                        && let Window::Last(length) = did.window
                        && !edges.windows.contains(&(did.history, length))
                    {
                        edges.windows.push((did.history, length));
                    }
                }
                _ => {}
            }
        }
        edges
    }
}
