//! Whether a bundle may be run: every index it holds points at something, every register is defined from earlier ones
//! of its space, types fit the ops that read them, and nothing nests deeper than the interpreter's stack.

use std::collections::HashSet;

use super::op::{Op, Program, Reg, Space};
use super::{Bundle, Campaign, HistoryKind, Rule, TemplateOp};
use crate::ir::{Content, DateTrigger, Kept, Place, Table, TemplateId, Test, Trigger, Type};
use crate::time::Zone;

/// How deep registers may hang on each other: more than the checker lets through, less than the stack holds.
const MAX_DEPTH: u32 = 5_000;

/// Says what is wrong with a bundle, if anything is.
pub(super) fn verify(bundle: &Bundle) -> Result<(), String> {
    let verifier = Verifier { bundle };
    verifier.workspace()?;
    verifier.pools()?;
    if bundle.programs.events.len() != bundle.layout.events.len() {
        return Err("it has not one program for each event".to_owned());
    }
    for (space, program) in bundle.programs.iter() {
        verifier.program(space, program)?;
    }
    for history in &bundle.histories {
        verifier.history(history)?;
    }
    for template in &bundle.templates {
        verifier.template(&template.ops)?;
    }
    let mut names = HashSet::new();
    for campaign in &bundle.campaigns {
        if !names.insert(campaign.settings.name.as_str()) {
            return Err(format!("two campaigns are called `{}`", campaign.settings.name));
        }
        verifier.campaign(campaign)?;
    }
    Ok(())
}

struct Verifier<'a> {
    bundle: &'a Bundle,
}

impl Verifier<'_> {
    fn workspace(&self) -> Result<(), String> {
        let workspace = &self.bundle.workspace;
        require(Zone::get(&workspace.timezone).is_some(), "its time zone is unknown")?;
        require(workspace.session_gap >= 0, "its session gap is negative")?;
        let fields = &self.bundle.layout.contact;
        require(Kept::ALL.iter().all(|kept| fields.slot(kept.name()).is_some()), "a seed has no slot")?;
        require(self.bundle.layout.page.slot("url").is_some(), "pages have no url")?;
        require(self.bundle.layout.events.len() < usize::from(u16::MAX) - 4, "it has too many events")
    }

    fn pools(&self) -> Result<(), String> {
        for (place, test) in &self.bundle.tests {
            let ty = self.ty(*place)?;
            let fits = match test {
                Test::Known => true,
                Test::Flag(_) => ty == Type::Flag,
                Test::Numbers(_) => ty == Type::Number,
                Test::Times(_) => ty == Type::Time,
                Test::Contains { .. } => matches!(ty, Type::Text | Type::Texts | Type::TextOrTexts),
                Test::OneOf { .. } | Test::StartsWith { .. } | Test::EndsWith { .. } => ty == Type::Text,
                Test::Matches { pattern, .. } => {
                    require(regex::Regex::new(pattern).is_ok(), "a regular expression does not compile")?;
                    ty == Type::Text
                }
            };
            require(fits, "a test reads a value of another type")?;
        }
        for (place, _) in &self.bundle.relatives {
            require(self.ty(*place)? == Type::Time, "a relative time reads a value of another type")?;
        }
        for (left, _, right) in &self.bundle.compares {
            self.ty(*left)?;
            self.ty(*right)?;
        }
        for did in &self.bundle.dids {
            require((did.history.0 as usize) < self.bundle.histories.len(), "a history is missing")?;
        }
        Ok(())
    }

    fn ty(&self, place: Place) -> Result<Type, String> {
        self.bundle.layout.ty(place).ok_or_else(|| "a value has no slot".to_owned())
    }

    fn program(&self, space: Space, program: &Program) -> Result<(), String> {
        let mut depths: Vec<u32> = Vec::with_capacity(program.ops.len());
        let moments = space == Space::Moment;
        for op in &program.ops {
            let below = |reg: &Reg| {
                depths.get(reg.0 as usize).copied().ok_or_else(|| "a register is read before it is defined".to_owned())
            };
            let fits = |place: Place| moments || Space::of(place.table) == space;
            let depth = match op {
                Op::Const(_) => 0,
                Op::Test(at) => {
                    let (place, _) = self.bundle.tests.get(*at as usize).ok_or("a test is missing")?;
                    require(fits(*place), "a test reads another row")?;
                    0
                }
                Op::Compare(at) => {
                    let (left, _, right) = self.bundle.compares.get(*at as usize).ok_or("a comparison is missing")?;
                    require(fits(*left) && fits(*right), "a comparison reads another row")?;
                    0
                }
                Op::Within(at) => {
                    let (place, _) = self.bundle.relatives.get(*at as usize).ok_or("a relative time is missing")?;
                    let has_time = matches!(space, Space::Page | Space::Event(_) | Space::Moment);
                    require(fits(*place) && has_time, "a relative time reads another row")?;
                    0
                }
                Op::Did(at) => {
                    let did = self.bundle.dids.get(*at as usize).ok_or("a history condition is missing")?;
                    require(moments, "a history condition stands outside moments")?;
                    self.history_depth(did.history.0, &depths)?
                }
                Op::Gather(gather) => {
                    let program = self.bundle.programs.get(gather.space()).ok_or("a space is missing")?;
                    let there = program.op(gather.reg()).is_some();
                    require(moments && there && gather.space() != Space::Moment, "a gathered register is missing")?;
                    0
                }
                Op::SomeCompany(reg) if moments => below(reg)?,
                Op::SomeCompany(reg) => {
                    let there = self.bundle.programs.company.op(*reg).is_some();
                    require(space == Space::Contact && there, "a register of companies is missing")?;
                    0
                }
                Op::Not(reg) => below(reg)?,
                Op::All(args) | Op::Any(args) => {
                    let args = program.args(*args);
                    require(!args.is_empty(), "a group is empty")?;
                    let mut deepest = 0;
                    for arg in args {
                        deepest = deepest.max(below(arg)?);
                    }
                    deepest
                }
            };
            require(depth < MAX_DEPTH, "its conditions nest too deep")?;
            depths.push(depth + 1);
        }
        Ok(())
    }

    /// A history whose rules are judged in moments hangs on their registers, which must stand before its user: so no
    /// history can hang on itself.
    fn history_depth(&self, history: u32, depths: &[u32]) -> Result<u32, String> {
        let history = self.bundle.histories.get(history as usize).ok_or("a history is missing")?;
        match history.rules {
            Some(reg) if history.reads_trigger => {
                depths.get(reg.0 as usize).copied().ok_or_else(|| "a history is read before it is defined".to_owned())
            }
            _ => Ok(0),
        }
    }

    fn history(&self, history: &super::History) -> Result<(), String> {
        let space = match history.kind {
            HistoryKind::Event(event) => Space::Event(event),
            HistoryKind::Visit => Space::Page,
            HistoryKind::Receipt(_, campaign) => {
                require((campaign as usize) < self.bundle.campaigns.len(), "a campaign is missing")?;
                return require(history.rules.is_none(), "a receipt has rules");
            }
        };
        let program = self.bundle.programs.get(space).ok_or("an event is missing")?;
        let program = if history.reads_trigger { &self.bundle.programs.moment } else { program };
        require(history.rules.is_none_or(|reg| program.op(reg).is_some()), "rules of a history are missing")
    }

    fn template(&self, ops: &[TemplateOp]) -> Result<(), String> {
        for (at, op) in ops.iter().enumerate() {
            match op {
                TemplateOp::Text(_) => {}
                TemplateOp::Value(place, _) => {
                    self.ty(*place)?;
                }
                TemplateOp::Unless(reg, to) => {
                    self.moment(*reg)?;
                    require(at < *to as usize && *to as usize <= ops.len(), "a template jumps astray")?;
                }
                TemplateOp::Jump(to) => {
                    require(at < *to as usize && *to as usize <= ops.len(), "a template jumps astray")?;
                }
            }
        }
        Ok(())
    }

    fn moment(&self, reg: Reg) -> Result<(), String> {
        require(self.bundle.programs.moment.op(reg).is_some(), "a register is missing")
    }

    fn campaign(&self, campaign: &Campaign) -> Result<(), String> {
        let settings = &campaign.settings;
        for rule in [&campaign.audience, &campaign.reach, &campaign.when, &campaign.page, &campaign.goal] {
            self.rule(rule)?;
        }
        self.content(&campaign.content, 0)?;
        for link in &campaign.links {
            self.template_id(*link)?;
        }
        match &settings.trigger {
            Trigger::Event(event) => {
                require(self.bundle.layout.events.len() > event.0 as usize, "a triggering event is missing")?;
            }
            Trigger::Date(DateTrigger { place, .. }) => {
                require(self.ty(*place)? == Type::Time, "a date trigger reads a value that is no time")?;
                let rows = matches!(place.table, Table::Contact | Table::Company | Table::Kept);
                require(rows, "a date trigger reads neither a contact nor a company")?;
                let of_company = place.table == Table::Company;
                require(!of_company || settings.per_company, "a date of a company without companies")?;
            }
            Trigger::Check => require(settings.channel.is_direct(), "a check of an in-app campaign")?,
            Trigger::Visit => require(!settings.channel.is_direct(), "a visit of a direct campaign")?,
            Trigger::Launched => {}
        }
        if let Some(goal) = &settings.goal {
            require(self.bundle.layout.events.len() > goal.event.0 as usize, "the event of a goal is missing")?;
        }
        let ordered = settings.live.windows(2).all(|pair| match pair {
            [first, second] => first.until.is_some_and(|end| end <= second.from),
            _ => true,
        });
        let filled = settings.live.iter().all(|interval| interval.until.is_none_or(|end| interval.from < end));
        require(ordered && filled, "live intervals overlap or are empty")?;
        let lengths = [settings.delay, settings.time_on_page].into_iter().flatten();
        require(lengths.min().is_none_or(|least| least >= 0), "a delay is negative")
    }

    fn rule(&self, rule: &Rule) -> Result<(), String> {
        self.moment(rule.all)?;
        rule.clauses.iter().try_for_each(|clause| self.moment(clause.reg))
    }

    fn content(&self, content: &Content, depth: u32) -> Result<(), String> {
        require(depth < 16, "a message nests too deep")?;
        match content {
            Content::Template(id) => self.template_id(*id),
            Content::List(items) => items.iter().try_for_each(|item| self.content(item, depth + 1)),
            Content::Object(entries) => entries.iter().try_for_each(|(_, item)| self.content(item, depth + 1)),
            Content::Text(_) | Content::Number(_) | Content::Flag(_) => Ok(()),
        }
    }

    fn template_id(&self, id: TemplateId) -> Result<(), String> {
        require((id.0 as usize) < self.bundle.templates.len(), "a template is missing")
    }
}

fn require(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}
