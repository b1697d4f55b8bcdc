//! The text form of a bundle, with source positions.

use std::fmt;

use super::op::{Op, Program, Reg, Space};
use super::{Bundle, HistoryKind, Rule, TemplateOp};
use crate::ir::{Place, Table};
use crate::source::Sources;

/// Every space with its registers, then histories, templates and campaigns; each clause with its file and line.
impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sources = self.source_files();
        for (space, program) in self.programs.iter().filter(|(_, program)| !program.ops.is_empty()) {
            writeln!(f, "space {}", Named(self, space))?;
            for (at, op) in program.ops.iter().enumerate() {
                writeln!(f, "  r{at:<4} {}", Shown { bundle: self, program, op: *op })?;
            }
            writeln!(f)?;
        }
        for (at, history) in self.histories.iter().enumerate() {
            let what = match history.kind {
                HistoryKind::Event(event) => Named(self, Space::Event(event)).to_string(),
                HistoryKind::Visit => "visit".to_owned(),
                HistoryKind::Receipt(action, campaign) => {
                    let name = self.campaigns.get(campaign as usize).map(|campaign| campaign.settings.name.as_str());
                    format!("{action:?} {}", name.unwrap_or("?")).to_lowercase()
                }
            };
            write!(f, "history h{at} {what}")?;
            if let Some(Reg(reg)) = history.rules {
                write!(
                    f,
                    " where r{reg}{}",
                    if history.reads_trigger { " of each pair with the trigger" } else { "" }
                )?;
            }
            writeln!(f)?;
        }
        for (at, template) in self.templates.iter().enumerate() {
            writeln!(f, "template t{at} {}", format!("{:?}", template.kind).to_lowercase())?;
            for (at, op) in template.ops.iter().enumerate() {
                match op {
                    TemplateOp::Text(text) => writeln!(f, "  {at:<5} text {text:?}")?,
                    TemplateOp::Value(place, filters) if filters.is_empty() => {
                        writeln!(f, "  {at:<5} value {}", Value(self, *place))?;
                    }
                    TemplateOp::Value(place, filters) => {
                        writeln!(f, "  {at:<5} value {} {filters:?}", Value(self, *place))?;
                    }
                    TemplateOp::Unless(Reg(reg), to) => writeln!(f, "  {at:<5} unless r{reg} go to {to}")?,
                    TemplateOp::Jump(to) => writeln!(f, "  {at:<5} go to {to}")?,
                }
            }
        }
        for campaign in &self.campaigns {
            let settings = &campaign.settings;
            writeln!(f, "campaign {} {}", settings.name, settings.channel.word())?;
            writeln!(f, "  trigger {:?}", settings.trigger)?;
            let rules = [
                ("audience", &campaign.audience),
                ("reach", &campaign.reach),
                ("when", &campaign.when),
                ("where", &campaign.page),
                ("goal", &campaign.goal),
            ];
            for (name, rule) in rules.into_iter().filter(|(_, rule)| !rule.clauses.is_empty()) {
                writeln!(f, "  {name} r{}", rule.all.0)?;
                clauses(f, &sources, rule)?;
            }
        }
        Ok(())
    }
}

fn clauses(f: &mut fmt::Formatter<'_>, sources: &Sources, rule: &Rule) -> fmt::Result {
    for clause in &rule.clauses {
        let at = sources.line_column(clause.loc);
        let (name, text) = sources
            .get(clause.loc.file)
            .map_or(("?", ""), |file| (file.name(), file.slice(clause.loc.span).lines().next().unwrap_or_default()));
        writeln!(f, "    r{:<4} {name}:{}:{} {}", clause.reg.0, at.line, at.column, text.trim_end())?;
    }
    Ok(())
}

struct Named<'a>(&'a Bundle, Space);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Space::Contact => f.write_str("contact"),
            Space::Company => f.write_str("company"),
            Space::Kept => f.write_str("kept"),
            Space::Page => f.write_str("page"),
            Space::Event(event) => {
                let name = self.0.layout.events.get(event.0 as usize).map(|event| event.name.as_str());
                write!(f, "event {:?}", name.unwrap_or("?"))
            }
            Space::Moment => f.write_str("moment"),
        }
    }
}

struct Value<'a>(&'a Bundle, Place);

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(bundle, place) = self;
        let scope = match place.table {
            Table::Contact | Table::Kept => "contact",
            Table::Company => "company",
            Table::Page => "page",
            Table::Event(_) => "event",
            Table::Trigger(_) => "trigger",
        };
        write!(f, "{scope}.{}", bundle.layout.name(*place).unwrap_or("?"))
    }
}

struct Shown<'a> {
    bundle: &'a Bundle,
    program: &'a Program,
    op: Op,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bundle, program, op } = self;
        match op {
            Op::Const(value) => write!(f, "const {value}"),
            Op::Test(at) => match bundle.tests.get(*at as usize) {
                Some((place, test)) => write!(f, "test {} {test:?}", Value(bundle, *place)),
                None => write!(f, "test {at}?"),
            },
            Op::Compare(at) => match bundle.compares.get(*at as usize) {
                Some((left, how, right)) => {
                    write!(f, "compare {} {how:?} {}", Value(bundle, *left), Value(bundle, *right))
                }
                None => write!(f, "compare {at}?"),
            },
            Op::Within(at) => match bundle.relatives.get(*at as usize) {
                Some((place, relative)) => write!(f, "within {} {relative:?}", Value(bundle, *place)),
                None => write!(f, "within {at}?"),
            },
            Op::Did(at) => match bundle.dids.get(*at as usize) {
                Some(did) => {
                    write!(f, "did h{} at least {}", did.history.0, did.count.min)?;
                    if let Some(max) = did.count.max {
                        write!(f, " at most {max}")?;
                    }
                    write!(f, " in {:?}", did.window)
                }
                None => write!(f, "did {at}?"),
            },
            Op::Gather(gather) => write!(f, "gather {} r{}", Named(bundle, gather.space()), gather.reg().0),
            Op::SomeCompany(Reg(reg)) => write!(f, "some company r{reg}"),
            Op::Not(Reg(reg)) => write!(f, "not r{reg}"),
            Op::All(args) | Op::Any(args) => {
                f.write_str(if matches!(op, Op::All(_)) { "all" } else { "any" })?;
                program.args(*args).iter().try_for_each(|Reg(reg)| write!(f, " r{reg}"))
            }
        }
    }
}
