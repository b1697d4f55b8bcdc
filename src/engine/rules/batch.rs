//! Moments that are judged together.

use std::cell::OnceCell;

use crate::bytecode::Rule;
use crate::engine::tries::Origin;
use crate::ir::EventId;
use crate::source::Loc;
use crate::vm::{Bits, Block, Frame, Moment, Tables};

/// Moments with the triggers that led to them.
pub(super) struct Batch<'b> {
    pub(super) frame: Frame,
    pub(super) origins: Vec<Origin<'b>>,
    /// Of tries that moved or waited: whether the contact left the trigger's page.
    pub(super) left: Vec<bool>,
    /// Of tries that moved or waited: whether the company is no longer the contact's.
    pub(super) gone: Vec<bool>,
    companies: OnceCell<Companies>,
    each_company: OnceCell<Box<Batch<'b>>>,
}

/// The moments of a batch, each with every company of the contact in turn.
struct Companies {
    frame: Frame,
    /// For each moment of the batch, where its own start; one more at the end.
    starts: Vec<u32>,
}

impl<'b> Batch<'b> {
    pub(super) fn new(moments: Vec<Moment>, origins: Vec<Origin<'b>>, event: Option<EventId>) -> Self {
        Self {
            frame: Frame::new(moments, event),
            origins,
            left: Vec::new(),
            gone: Vec::new(),
            companies: OnceCell::new(),
            each_company: OnceCell::new(),
        }
    }

    /// A batch of tries that moved or waited.
    pub(super) fn later(self, left: Vec<bool>, gone: Vec<bool>) -> Self {
        Self { left, gone, ..self }
    }

    /// A batch whose companies are chosen already: for a campaign that is decided for each, it is `batch`.
    pub(super) fn chosen(batch: Self) -> Self {
        let whole = Self::new(Vec::new(), Vec::new(), batch.frame.event());
        Self { each_company: OnceCell::from(Box::new(batch)), ..whole }
    }

    pub(super) fn len(&self) -> usize {
        self.origins.len()
    }

    pub(super) fn moment(&self, row: usize) -> Moment {
        self.frame.moments().get(row).copied().unwrap_or_default()
    }

    /// The batch of a campaign that is decided for each company: a contact without companies has no part in it.
    pub(super) fn each_company(&self, tables: &'b Tables<'b>) -> &Self {
        self.each_company.get_or_init(|| {
            let mut moments = Vec::new();
            let mut origins = Vec::new();
            for (moment, origin) in self.frame.moments().iter().zip(&self.origins) {
                for company in tables.companies_of(moment.version) {
                    moments.push(Moment { company, ..*moment });
                    origins.push(Origin { company: Some(tables.company_id(company)), ..*origin });
                }
            }
            Box::new(Self::new(moments, origins, self.frame.event()))
        })
    }

    /// The rows at which all of some rules hold. Where `any_company`, and a rule reads the company, one company must
    /// satisfy them together; a contact without companies has one whose values are all unknown (§4.4).
    pub(super) fn hold(&self, block: &Block<'b>, rules: &[&Rule], any_company: bool) -> Bits {
        if any_company && rules.iter().any(|rule| rule.mentions_company) {
            let companies = self.companies(block.tables());
            let held = conjunction(block, &companies.frame, rules);
            return companies.fold(&held);
        }
        conjunction(block, &self.frame, rules)
    }

    /// The first condition of some rules that fails at a row; with companies the first k such that none satisfies the
    /// first k (INTERFACE §3.3).
    pub(super) fn first_failing(
        &self,
        block: &Block<'b>,
        rules: &[&Rule],
        any_company: bool,
        row: usize,
    ) -> Option<Loc> {
        let mut clauses = rules.iter().flat_map(|rule| &rule.clauses);
        if !(any_company && rules.iter().any(|rule| rule.mentions_company)) {
            return clauses.find(|clause| !block.eval(&self.frame, clause.reg).get(row)).map(|clause| clause.loc);
        }
        let companies = self.companies(block.tables());
        let mut left: Vec<usize> = companies.rows(row).collect();
        let failing = clauses.find(|clause| {
            let held = block.eval(&companies.frame, clause.reg);
            left.retain(|row| held.get(*row));
            left.is_empty()
        });
        failing.map(|clause| clause.loc)
    }

    fn companies(&self, tables: &'b Tables<'b>) -> &Companies {
        self.companies.get_or_init(|| {
            let mut moments = Vec::new();
            let mut starts = vec![0];
            for moment in self.frame.moments() {
                let companies = tables.companies_of(moment.version);
                if companies.is_empty() {
                    moments.push(*moment);
                }
                moments.extend(companies.map(|company| Moment { company, ..*moment }));
                starts.push(moments.len() as u32);
            }
            Companies { frame: Frame::new(moments, self.frame.event()), starts }
        })
    }
}

impl Companies {
    fn rows(&self, row: usize) -> std::ops::Range<usize> {
        let start = |at: usize| self.starts.get(at).copied().unwrap_or_default() as usize;
        start(row)..start(row + 1)
    }

    fn fold(&self, held: &Bits) -> Bits {
        Bits::from_fn(self.starts.len().saturating_sub(1), |row| self.rows(row).any(|pair| held.get(pair)))
    }
}

fn conjunction(block: &Block<'_>, frame: &Frame, rules: &[&Rule]) -> Bits {
    let mut held = Bits::new(frame.moments().len(), true);
    for rule in rules {
        held.and(&block.eval(frame, rule.all));
    }
    held
}
