//! What makes a campaign try to send (§7).

use super::campaign::Parts;
use super::checker::Checker;
use super::fields::Owner;
use super::literal::micros;
use super::scope::{Context, Scope, Triggered};
use crate::diagnostic::Code;
use crate::ir::{BlockKind, DateTrigger, Offset, Place, Rule, Table, Trigger, Type};
use crate::source::Span;
use crate::syntax::ast::{self, When};
use crate::time::DAY;

impl Checker<'_> {
    /// What rules may read of the trigger.
    pub(super) fn triggered(&mut self, parts: &Parts<'_>) -> Triggered {
        match parts.when.map(|(_, when)| when) {
            Some(When::Event(name, _)) => Triggered::By(self.fields.event(&name.text)),
            None if parts.is_broken("when") => Triggered::Unclear,
            _ => Triggered::No,
        }
    }

    /// The trigger and the rules of `when event`.
    pub(super) fn trigger_of(&mut self, parts: &Parts<'_>, scope: Scope) -> (Trigger, Rule) {
        match parts.when.map(|(_, when)| when) {
            None if scope.direct => (Trigger::Check, Rule::default()),
            None => (Trigger::Visit, Rule::default()),
            Some(When::Launched) => (Trigger::Launched, Rule::default()),
            Some(When::Event(name, rules)) => {
                self.declared_event(name);
                let event = self.fields.event(&name.text);
                let rule = self.rule(rules.as_ref(), scope.to(Context::When(event)), BlockKind::When);
                (Trigger::Event(event), rule)
            }
            Some(When::Date { offset, path, at }) => {
                let trigger = self.date(offset, path, at.as_ref());
                (Trigger::Date(trigger), Rule::default())
            }
        }
    }

    fn date(&mut self, offset: &ast::Offset, path: &ast::Path, at: Option<&ast::Clock>) -> DateTrigger {
        let (place, attribute) =
            self.date_place(path).unwrap_or_else(|| (Place { table: Table::Contact, slot: 0 }, path.to_string()));
        let (sign, duration) = match offset {
            ast::Offset::Before(duration) => (-1, Some(duration)),
            ast::Offset::After(duration) => (1, Some(duration)),
            ast::Offset::On => (1, None),
        };
        let length = duration.map_or(0, |duration| micros(duration.kind));
        let offset = match at {
            None => Offset::Micros(sign * length),
            Some(clock) => {
                self.contact_zone();
                if let Some(duration) = duration.filter(|_| length % DAY != 0) {
                    let clock_loc = self.loc(clock.span);
                    let diagnostic = self
                        .at(Code::InvalidOffset, duration.span, "with `at`, the offset is a number of days")
                        .because("not whole days")
                        .label(clock_loc, "a time of day")
                        .help("write days or weeks, or leave `at` out");
                    self.report(diagnostic);
                }
                Offset::Days(sign * (length / DAY), clock.minute)
            }
        };
        DateTrigger { place, attribute, offset }
    }

    fn date_place(&mut self, path: &ast::Path) -> Option<(Place, String)> {
        let scope = Scope { context: Context::Date, triggered: Triggered::No, direct: false, in_company: false };
        let found = self.resolve(path, scope, super::scope::Side::Left)?;
        self.fields.used(found.field, Type::Time, self.loc(path.span));
        let (owner, name) = self.fields.who(found.field);
        let attribute = if owner == Owner::Company { format!("company.{name}") } else { name.to_owned() };
        Some((found.place, attribute))
    }

    /// Reads the contact's time zone, where a clock of the contact is needed.
    pub(super) fn contact_zone(&mut self) {
        self.fields.read(Owner::Contact, "timezone");
    }

    /// The page rules and `time_on_page` in microseconds (§7.6).
    pub(super) fn page(&mut self, rules: Option<&ast::Rules>, scope: Scope) -> (Rule, Option<i64>) {
        let Some(rules) = rules else { return (Rule::default(), None) };
        let before = std::mem::take(&mut self.mentions_company);
        let mut time: Option<(Span, i64)> = None;
        let mut clauses = Vec::new();
        let mut last = None;
        for condition in &rules.conditions {
            let mut conjuncts = Vec::new();
            conjuncts_of(condition, &mut conjuncts);
            let mut others = Vec::new();
            let mut timed = false;
            for conjunct in conjuncts {
                match (time_on_page(conjunct), &time) {
                    (Some(duration), None) => {
                        time = Some((conjunct.span, micros(duration)));
                        timed = true;
                    }
                    (Some(_), Some((first, _))) => {
                        let first = self.loc(*first);
                        let diagnostic = self
                            .at(Code::MisplacedTimeOnPage, conjunct.span, "`time_on_page` stands twice")
                            .because("the second one")
                            .label(first, "the first one")
                            .help("keep the longer one");
                        self.report(diagnostic);
                        timed = true;
                    }
                    (None, _) => others.push(conjunct),
                }
            }
            last = Some(condition.span);
            let expr = if timed {
                let parts: Vec<_> = others.iter().map(|other| self.condition(other, scope)).collect();
                let parts: Option<Vec<_>> = parts.into_iter().collect();
                parts.filter(|parts| !parts.is_empty()).map(|parts| self.exprs.all(parts))
            } else {
                self.condition(condition, scope)
            };
            clauses.extend(expr.map(|expr| crate::ir::Clause { expr, loc: self.loc(condition.span) }));
        }
        if let (Some(_), Some(span), true) = (time, last, clauses.is_empty()) {
            clauses.push(crate::ir::Clause { expr: self.exprs.constant(true), loc: self.loc(span) });
        }
        self.keep_block(BlockKind::Where);
        let mentions_company = std::mem::replace(&mut self.mentions_company, before);
        (Rule { clauses, mentions_company }, time.map(|(_, micros)| micros))
    }
}

/// The conditions that a line joins by `and`; the line itself where it does not.
fn conjuncts_of<'c>(condition: &'c ast::Condition, found: &mut Vec<&'c ast::Condition>) {
    match &condition.kind {
        ast::ConditionKind::Parens(inner) => conjuncts_of(inner, found),
        ast::ConditionKind::Chain { first, rest }
            if rest.iter().all(|(joiner, _)| joiner.kind == ast::JoinerKind::And) =>
        {
            conjuncts_of(first, found);
            for (_, condition) in rest {
                conjuncts_of(condition, found);
            }
        }
        _ => found.push(condition),
    }
}

/// The duration of `time_on_page > D`.
fn time_on_page(condition: &ast::Condition) -> Option<ast::DurationKind> {
    let ast::ConditionKind::Compare { path, predicate: Some(predicate) } = &condition.kind else { return None };
    let named = match path.segments.as_slice() {
        [name] => name.text == "time_on_page",
        [scope, name] => scope.text == "page" && name.text == "time_on_page",
        _ => false,
    };
    match &predicate.kind {
        ast::PredicateKind::Order(
            ast::Order::Greater | ast::Order::GreaterOrEqual,
            ast::Operand::Value(ast::Value { kind: ast::ValueKind::Duration(duration), .. }),
        ) if named && !predicate.negated => Some(*duration),
        _ => None,
    }
}
