//! From typed conditions to registers.

use std::collections::HashMap;

use super::op::{Args, Gather, Op, Program, Reg, Space};
use super::template::lower;
use super::{Bundle, Campaign, Clause, Did, History, HistoryKind, Rule, SourceText, Template};
use crate::ir::{self, Expr, ExprId, Field, Kept, Type};
use crate::source::Sources;

/// Compiles a bundle that was checked without errors.
pub fn generate(ir: &ir::Bundle, sources: &Sources) -> Bundle {
    let mut codegen = Codegen::new(ir, sources);
    codegen.histories();
    for template in &ir.templates {
        let mut ops = Vec::new();
        lower(&template.parts, &mut |expr| codegen.moment(expr), &mut ops);
        codegen.out.templates.push(Template { kind: template.kind, ops });
    }
    for campaign in &ir.campaigns {
        let campaign = Campaign {
            settings: campaign.settings.clone(),
            audience: codegen.rule(&campaign.audience),
            reach: codegen.rule(&campaign.reach),
            when: codegen.rule(&campaign.when),
            page: codegen.rule(&campaign.page),
            goal: codegen.rule(&campaign.goal),
            content: campaign.content.clone(),
            links: campaign.links.clone(),
        };
        codegen.out.campaigns.push(campaign);
    }
    codegen.out
}

struct Codegen<'a> {
    ir: &'a ir::Bundle,
    out: Bundle,
    homes: HashMap<ExprId, Home>,
    done: HashMap<(Space, ExprId), Reg>,
    /// Parts that codegen makes by regrouping, by space, kind and operands.
    groups: HashMap<(Space, bool, Vec<Reg>), Reg>,
    gathers: HashMap<Gather, Reg>,
}

/// Where a condition can be computed.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Home {
    /// Anywhere: it is constant.
    Anywhere,
    /// Once per row of this space; moments take everything.
    In(Space),
}

impl Home {
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Anywhere, home) | (home, Self::Anywhere) => home,
            (Self::In(a), Self::In(b)) if a == b => self,
            _ => Self::In(Space::Moment),
        }
    }
}

impl<'a> Codegen<'a> {
    fn new(ir: &'a ir::Bundle, sources: &Sources) -> Self {
        let mut out = Bundle { layout: ir.layout.clone(), workspace: ir.workspace.clone(), ..Bundle::default() };
        complete(&mut out.layout);
        out.programs.events = vec![Program::default(); out.layout.events.len()];
        out.sources = sources
            .iter()
            .map(|(_, file)| SourceText { name: file.name().to_owned(), text: file.text().to_owned() })
            .collect();
        let mut codegen = Self {
            ir,
            out,
            homes: HashMap::new(),
            done: HashMap::new(),
            groups: HashMap::new(),
            gathers: HashMap::new(),
        };
        // Operands stand before their users, so each home is known when it is asked for.
        for (id, expr) in ir.exprs.iter() {
            let home = codegen.find_home(expr);
            codegen.homes.insert(id, home);
        }
        codegen
    }

    fn home(&self, id: ExprId) -> Home {
        self.homes.get(&id).copied().unwrap_or(Home::In(Space::Moment))
    }

    fn find_home(&self, expr: &Expr) -> Home {
        match expr {
            Expr::Const(_) => Home::Anywhere,
            Expr::Test(place, _) => Home::In(Space::of(place.table)),
            Expr::Relative { place, at_record: true, .. } => match Space::of(place.table) {
                space @ (Space::Page | Space::Event(_)) => Home::In(space),
                _ => Home::In(Space::Moment),
            },
            Expr::Relative { .. } | Expr::Did(_) => Home::In(Space::Moment),
            Expr::Compare(left, _, right) => Home::In(Space::of(left.table)).with(Home::In(Space::of(right.table))),
            Expr::All(parts) | Expr::Any(parts) => {
                parts.iter().fold(Home::Anywhere, |home, part| home.with(self.home(*part)))
            }
            Expr::Not(part) => self.home(*part),
            Expr::SomeCompany(part) => match self.home(*part) {
                Home::In(Space::Company) => Home::In(Space::Contact),
                _ => Home::In(Space::Moment),
            },
        }
    }

    /// The register of a condition in the space of moments.
    fn moment(&mut self, id: ExprId) -> Reg {
        self.reg(Space::Moment, id)
    }

    fn reg(&mut self, space: Space, id: ExprId) -> Reg {
        if let Some(&reg) = self.done.get(&(space, id)) {
            return reg;
        }
        let reg = match self.home(id) {
            Home::In(home) if space == Space::Moment && home != Space::Moment => {
                let inner = self.reg(home, id);
                self.gather(home, inner)
            }
            _ => self.define(space, id),
        };
        self.done.insert((space, id), reg);
        reg
    }

    fn gather(&mut self, space: Space, reg: Reg) -> Reg {
        let Some(gather) = Gather::new(space, reg) else { return self.push(Space::Moment, Op::Const(false)) };
        if let Some(&known) = self.gathers.get(&gather) {
            return known;
        }
        let reg = self.push(Space::Moment, Op::Gather(gather));
        self.gathers.insert(gather, reg);
        reg
    }

    fn define(&mut self, space: Space, id: ExprId) -> Reg {
        let ir = self.ir;
        let Some(expr) = ir.exprs.get(id) else { return self.push(space, Op::Const(false)) };
        let op = match expr {
            Expr::Const(value) => Op::Const(*value),
            Expr::Test(place, test) => Op::Test(pool(&mut self.out.tests, (*place, test.clone()))),
            Expr::Relative { place, relative, .. } => Op::Within(pool(&mut self.out.relatives, (*place, *relative))),
            Expr::Compare(left, how, right) => Op::Compare(pool(&mut self.out.compares, (*left, *how, *right))),
            Expr::Did(did) => {
                Op::Did(pool(&mut self.out.dids, Did { history: did.history, count: did.count, window: did.window }))
            }
            Expr::SomeCompany(part) => {
                let inner = if space == Space::Contact { Space::Company } else { Space::Moment };
                Op::SomeCompany(self.reg(inner, *part))
            }
            Expr::Not(part) => Op::Not(self.reg(space, *part)),
            Expr::All(parts) => return self.group(space, true, parts),
            Expr::Any(parts) => return self.group(space, false, parts),
        };
        self.push(space, op)
    }

    /// Joins parts. Among moments, those of one other space are joined there first, so that one bit is gathered.
    fn group(&mut self, space: Space, all: bool, parts: &[ExprId]) -> Reg {
        if space != Space::Moment {
            let regs = parts.iter().map(|part| self.reg(space, *part)).collect();
            return self.join(space, all, regs);
        }
        let mut spaces: Vec<(Space, Vec<ExprId>)> = Vec::new();
        let mut late = Vec::new();
        for &part in parts {
            match self.home(part) {
                Home::In(home) if home != Space::Moment => match spaces.iter_mut().find(|(known, _)| *known == home) {
                    Some((_, parts)) => parts.push(part),
                    None => spaces.push((home, vec![part])),
                },
                _ => late.push(part),
            }
        }
        let mut regs = Vec::new();
        for (home, parts) in spaces {
            let inner = parts.iter().map(|part| self.reg(home, *part)).collect();
            let inner = self.join(home, all, inner);
            regs.push(self.gather(home, inner));
        }
        // What reads only rows is settled first: it is cheap, and often decides the block.
        regs.extend(late.into_iter().map(|part| self.moment(part)).collect::<Vec<_>>());
        self.join(space, all, regs)
    }

    fn join(&mut self, space: Space, all: bool, regs: Vec<Reg>) -> Reg {
        if let [only] = regs.as_slice() {
            return *only;
        }
        let key = (space, all, regs);
        if let Some(&reg) = self.groups.get(&key) {
            return reg;
        }
        let (_, _, regs) = &key;
        // An op takes at most u16::MAX operands: longer lists are joined in pieces.
        let pieces: Vec<Args> = match self.out.programs.get_mut(space) {
            Some(program) => regs
                .chunks(usize::from(u16::MAX))
                .map(|piece| {
                    let start = program.args.len() as u32;
                    program.args.extend_from_slice(piece);
                    Args::new(start, piece.len() as u16)
                })
                .collect(),
            None => Vec::new(),
        };
        let make = |args| if all { Op::All(args) } else { Op::Any(args) };
        let joined: Vec<Reg> = pieces.into_iter().map(|args| self.push(space, make(args))).collect();
        let reg = match joined.as_slice() {
            [only] => *only,
            _ => self.join(space, all, joined),
        };
        self.groups.insert(key, reg);
        reg
    }

    fn push(&mut self, space: Space, op: Op) -> Reg {
        match self.out.programs.get_mut(space) {
            Some(program) => {
                program.ops.push(op);
                Reg(program.ops.len() as u32 - 1)
            }
            None => Reg::default(),
        }
    }

    fn rule(&mut self, rule: &ir::Rule) -> Rule {
        let clauses: Vec<Clause> =
            rule.clauses.iter().map(|clause| Clause { reg: self.moment(clause.expr), loc: clause.loc }).collect();
        let parts: Vec<ExprId> = rule.clauses.iter().map(|clause| clause.expr).collect();
        let all = match parts.as_slice() {
            [] => self.push(Space::Moment, Op::Const(true)),
            [only] => self.moment(*only),
            parts => self.group(Space::Moment, true, parts),
        };
        Rule { clauses, all, mentions_company: rule.mentions_company }
    }

    fn histories(&mut self) {
        let ir = self.ir;
        let mut reads_trigger = vec![false; ir.histories.len()];
        for (_, expr) in ir.exprs.iter() {
            if let Expr::Did(did) = expr
                && let Some(reads) = reads_trigger.get_mut(did.history.0 as usize)
            {
                *reads |= did.reads_trigger;
            }
        }
        for (history, reads_trigger) in ir.histories.iter().zip(reads_trigger) {
            let (kind, rules, space) = match history {
                ir::History::Event(event, rules) => (HistoryKind::Event(*event), *rules, Space::Event(*event)),
                ir::History::Visit(rules) => (HistoryKind::Visit, *rules, Space::Page),
                ir::History::Receipt(action, name) => {
                    let place = ir.campaigns.iter().position(|campaign| campaign.settings.name == *name);
                    (HistoryKind::Receipt(*action, place.map_or(u32::MAX, |at| at as u32)), None, Space::Moment)
                }
            };
            let elsewhere = |home| matches!(home, Home::In(other) if other != space);
            let reads_trigger = reads_trigger || rules.is_some_and(|rules| elsewhere(self.home(rules)));
            let space = if reads_trigger { Space::Moment } else { space };
            let rules = rules.map(|rules| self.reg(space, rules));
            self.out.histories.push(History { kind, rules, reads_trigger });
        }
    }
}

/// Adds an operand to its pool. A condition is defined once a space, so none is added twice for nothing.
fn pool<T>(pool: &mut Vec<T>, value: T) -> u32 {
    pool.push(value);
    pool.len() as u32 - 1
}

/// Adds the fields that the engine itself reads.
fn complete(layout: &mut ir::Layout) {
    let field = |name: &str, ty| Field { name: name.to_owned(), ty, one_of: Vec::new(), required: false, shown: true };
    for kept in Kept::ALL {
        if layout.contact.slot(kept.name()).is_none() {
            layout.contact.fields.push(field(kept.name(), kept.ty()));
        }
    }
    if layout.page.slot("url").is_none() {
        layout.page.fields.push(field("url", Type::Text));
    }
}
