//! Conditions on a value (§3.2).

use super::checker::Checker;
use super::literal::{closed, micros, number};
use super::near;
use super::scope::{Found, Scope, Side};
use crate::diagnostic::Code;
use crate::ir::{Compare, Expr, ExprId, Literal, Number, Range, Relative, Test, Type};
use crate::source::Span;
use crate::syntax::ast::{self, Distance, Operand, Order, PredicateKind, ValueKind};
use crate::text::fold::fold;

impl Checker<'_> {
    /// `plan is "pro"`, `live`
    pub(super) fn compare(
        &mut self,
        path: &ast::Path,
        predicate: Option<&ast::Predicate>,
        scope: Scope,
    ) -> Option<ExprId> {
        let left = self.resolve(path, scope, Side::Left);
        let Some(predicate) = predicate else {
            let left = left?;
            self.fields.used(left.field, Type::Flag, self.loc(path.span));
            return Some(self.test(left.place, Test::Flag(true)));
        };
        let right = match &predicate.kind {
            PredicateKind::Is(Operand::Path(path)) => Some((path, self.resolve(path, scope, Side::Is))),
            PredicateKind::Order(_, Operand::Path(path)) => Some((path, self.resolve(path, scope, Side::Order))),
            _ => None,
        };
        let left = left?;
        let positive = match right {
            Some((path, right)) => self.with(left, predicate, path.span, right?),
            None => self.ask(left, predicate, scope),
        }?;
        Some(if predicate.negated { self.exprs.not(positive) } else { positive })
    }

    /// Two values compared.
    fn with(&mut self, left: Found, predicate: &ast::Predicate, span: Span, right: Found) -> Option<ExprId> {
        let loc = self.loc(span);
        let compare = match &predicate.kind {
            PredicateKind::Order(order, _) => {
                self.fields.used(left.field, Type::Number, loc);
                self.fields.used(right.field, Type::Number, loc);
                match order {
                    Order::Less => Compare::Less,
                    Order::LessOrEqual => Compare::LessOrEqual,
                    Order::Greater => Compare::Greater,
                    Order::GreaterOrEqual => Compare::GreaterOrEqual,
                }
            }
            _ => {
                let fold = predicate.fold.is_some();
                if fold {
                    self.fields.used(left.field, Type::Text, loc);
                    self.fields.used(right.field, Type::Text, loc);
                } else {
                    self.fields.compared(left.field, right.field, loc);
                }
                Compare::Is { fold }
            }
        };
        Some(self.exprs.add(Expr::Compare(left.place, compare, right.place)))
    }

    /// A value compared with literals.
    fn ask(&mut self, left: Found, predicate: &ast::Predicate, scope: Scope) -> Option<ExprId> {
        let folds = predicate.fold.is_some();
        let place = left.place;
        let fold_text = |text: &ast::Text| if folds { fold(&text.value) } else { text.value.clone() };
        let test = match &predicate.kind {
            PredicateKind::Known => Test::Known,
            PredicateKind::Is(Operand::Value(value)) => {
                return self.equals(left, std::slice::from_ref(value), predicate.fold);
            }
            PredicateKind::In(list) => return self.equals(left, &list.values, predicate.fold),
            PredicateKind::Order(order, Operand::Value(value)) => {
                return self.ordered(left, *order, value);
            }
            PredicateKind::Between(low, high) => return self.between(left, low, high),
            PredicateKind::Is(Operand::Path(_)) | PredicateKind::Order(_, Operand::Path(_)) => return None,
            PredicateKind::Contains(text) => {
                self.fields.used(left.field, Type::TextOrTexts, self.loc(text.span));
                if self.declared_type(left) == Some(Type::Texts) {
                    self.closed_set(left, &Literal::Text(text.value.clone()), text.span, folds)?;
                }
                Test::Contains { text: fold_text(text), fold: folds }
            }
            PredicateKind::StartsWith(text) => {
                self.fields.used(left.field, Type::Text, self.loc(text.span));
                Test::StartsWith { text: fold_text(text), fold: folds }
            }
            PredicateKind::EndsWith(text) => {
                self.fields.used(left.field, Type::Text, self.loc(text.span));
                Test::EndsWith { text: fold_text(text), fold: folds }
            }
            PredicateKind::Matches(text) => {
                self.fields.used(left.field, Type::Text, self.loc(text.span));
                self.expression(text, folds)?;
                Test::Matches { pattern: text.value.clone(), fold: folds }
            }
            PredicateKind::Ago(distance) => {
                let relative = match distance {
                    Distance::Less(duration) => Relative::LessAgo(micros(duration.kind)),
                    Distance::More(duration) => Relative::MoreAgo(micros(duration.kind)),
                    Distance::ExactlyDays(days, _) => Relative::DaysAgo(days_of(*days)),
                };
                return self.relative(left, relative, predicate.span, scope);
            }
            PredicateKind::Ahead(distance) => {
                let relative = match distance {
                    Distance::Less(duration) => Relative::InLess(micros(duration.kind)),
                    Distance::More(duration) => Relative::InMore(micros(duration.kind)),
                    Distance::ExactlyDays(days, _) => Relative::InDays(days_of(*days)),
                };
                return self.relative(left, relative, predicate.span, scope);
            }
            PredicateKind::Before(moment) => {
                self.fields.used(left.field, Type::Time, self.loc(moment.span));
                Test::Times(vec![(i64::MIN, self.start(moment.kind))])
            }
            PredicateKind::After(moment) => {
                self.fields.used(left.field, Type::Time, self.loc(moment.span));
                Test::Times(vec![(self.moment(moment.kind).1, i64::MAX)])
            }
            PredicateKind::On(moment) => {
                self.fields.used(left.field, Type::Time, self.loc(moment.span));
                Test::Times(vec![self.moment(moment.kind)])
            }
        };
        Some(self.test(place, test))
    }

    fn relative(&mut self, left: Found, relative: Relative, span: Span, scope: Scope) -> Option<ExprId> {
        self.fields.used(left.field, Type::Time, self.loc(span));
        let at_record = scope.context.is_record();
        Some(self.exprs.add(Expr::Relative { place: left.place, relative, at_record }))
    }

    /// Equal to one of some literals.
    fn equals(&mut self, left: Found, values: &[ast::Value], folded: Option<Span>) -> Option<ExprId> {
        let mut noted = Vec::new();
        let (mut texts, mut numbers, mut times, mut flags) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut wrong = false;
        for value in values {
            let ty = type_of(&value.kind);
            if !noted.contains(&ty) {
                noted.push(ty);
                self.fields.used(left.field, ty, self.loc(value.span));
            }
            let literal = match &value.kind {
                ValueKind::Text(text) => {
                    texts.push(if folded.is_some() { fold(text) } else { text.clone() });
                    Some(Literal::Text(text.clone()))
                }
                ValueKind::Number(..) | ValueKind::Duration(_) => number(&value.kind).map(|value| {
                    numbers.push(closed(value, value));
                    Literal::Number(value)
                }),
                ValueKind::Flag(flag) => {
                    flags.push(*flag);
                    Some(Literal::Flag(*flag))
                }
                ValueKind::Moment(moment) => {
                    let (start, end) = self.moment(*moment);
                    times.push((start, end));
                    Some(Literal::Time(start, end))
                }
            };
            if let Some(literal) = literal {
                wrong |= self.closed_set(left, &literal, value.span, folded.is_some()).is_none();
            }
        }
        if let (Some(span), Some(ty)) = (folded, noted.iter().find(|ty| **ty != Type::Text)) {
            let diagnostic = self
                .at(Code::TypeMismatch, span, format!("{} has no upper and lower case", ty.phrase()))
                .because("only for texts")
                .help("leave `ignoring case` out")
                .fix("leave it out", self.loc(span), "");
            self.report(diagnostic);
            return None;
        }
        if wrong {
            return None;
        }
        let mut parts = Vec::new();
        if !texts.is_empty() {
            texts.sort();
            texts.dedup();
            parts.push(self.test(left.place, Test::OneOf { texts, fold: folded.is_some() }));
        }
        if !numbers.is_empty() {
            numbers.sort_by(|one, other| one.low.get().total_cmp(&other.low.get()));
            numbers.dedup();
            parts.push(self.test(left.place, Test::Numbers(numbers)));
        }
        if !times.is_empty() {
            times.sort_unstable();
            times.dedup();
            parts.push(self.test(left.place, Test::Times(times)));
        }
        for flag in flags {
            parts.push(self.test(left.place, Test::Flag(flag)));
        }
        Some(self.exprs.any(parts))
    }

    fn ordered(&mut self, left: Found, order: Order, value: &ast::Value) -> Option<ExprId> {
        let Some(bound) = number(&value.kind) else {
            if matches!(value.kind, ValueKind::Number(..)) {
                self.fields.used(left.field, Type::Number, self.loc(value.span));
                return Some(self.exprs.constant(false));
            }
            // The grammar has no other literals here.
            return None;
        };
        self.fields.used(left.field, Type::Number, self.loc(value.span));
        let least = || Number::new(f64::NEG_INFINITY);
        let most = || Number::new(f64::INFINITY);
        let bound = Number::new(bound);
        let range = match order {
            Order::Less => Range { low: least(), low_in: true, high: bound, high_in: false },
            Order::LessOrEqual => Range { low: least(), low_in: true, high: bound, high_in: true },
            Order::Greater => Range { low: bound, low_in: false, high: most(), high_in: true },
            Order::GreaterOrEqual => Range { low: bound, low_in: true, high: most(), high_in: true },
        };
        Some(self.test(left.place, Test::Numbers(vec![range])))
    }

    fn between(&mut self, left: Found, low: &ast::Value, high: &ast::Value) -> Option<ExprId> {
        if let (ValueKind::Moment(from), ValueKind::Moment(to)) = (&low.kind, &high.kind) {
            self.fields.used(left.field, Type::Time, self.loc(low.span));
            let range = (self.start(*from), self.moment(*to).1);
            return Some(self.test(left.place, Test::Times(vec![range])));
        }
        for value in [low, high] {
            if matches!(value.kind, ValueKind::Text(_) | ValueKind::Flag(_)) {
                let what = type_of(&value.kind).phrase();
                let diagnostic = self
                    .at(Code::TypeMismatch, value.span, format!("nothing lies between {what} and another value"))
                    .because(format!("{what}, not a number or a time"))
                    .help("write numbers, durations, dates or date-times; for some texts `in [\"…\", \"…\"]`");
                self.report(diagnostic);
                return None;
            }
        }
        let types = (type_of(&low.kind), type_of(&high.kind));
        if types.0 != types.1 {
            let low_loc = self.loc(low.span);
            let message = format!("between {} and {}", types.0.phrase(), types.1.phrase());
            let diagnostic = self
                .at(Code::TypeMismatch, high.span, message)
                .because(types.1.phrase())
                .label(low_loc, types.0.phrase())
                .help("write two numbers or two times");
            self.report(diagnostic);
            return None;
        }
        self.fields.used(left.field, Type::Number, self.loc(low.span));
        Some(match (number(&low.kind), number(&high.kind)) {
            (Some(low), Some(high)) => self.test(left.place, Test::Numbers(vec![closed(low, high)])),
            _ => self.exprs.constant(false),
        })
    }

    fn expression(&mut self, text: &ast::Text, folds: bool) -> Option<()> {
        let Err(error) = regex::RegexBuilder::new(&text.value).case_insensitive(folds).build() else { return Some(()) };
        let full = error.to_string();
        let why = full.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        let why = why.trim().trim_start_matches("error: ").to_owned();
        let diagnostic = self
            .at(Code::InvalidRegex, text.span, format!("the regular expression does not compile: {why}"))
            .because("not in the syntax of `matches`")
            .help("mend it, or ask with `contains`, `starts with` or `ends with`");
        self.report(diagnostic);
        None
    }

    fn declared_type(&self, found: Found) -> Option<Type> {
        let (owner, name) = self.fields.who(found.field);
        let line = self.names.line(&self.fields.subject(owner), name)?;
        Some(super::fields::type_of(line.ty))
    }

    /// Says that a literal is none of the values that `one of` allows (§2.2).
    fn closed_set(&mut self, found: Found, literal: &Literal, span: Span, folds: bool) -> Option<()> {
        let (owner, name) = self.fields.who(found.field);
        let Some(line) = self.names.line(&self.fields.subject(owner), name) else { return Some(()) };
        let same = |other: &Literal| match (literal, other) {
            (Literal::Text(one), Literal::Text(other)) if folds => fold(one) == fold(other),
            (Literal::Time(start, end), Literal::Time(from, to)) => start < to && from < end,
            (one, other) => one == other,
        };
        let kind = std::mem::discriminant(literal);
        if line.one_of.is_empty()
            || line.one_of.iter().any(same)
            || line.one_of.iter().any(|other| std::mem::discriminant(other) != kind)
        {
            return Some(());
        }
        let values: Vec<String> = line.one_of.iter().map(show).collect();
        let known: Vec<&str> = values.iter().map(String::as_str).collect();
        let name = name.to_owned();
        let diagnostic = self
            .at(Code::TypeMismatch, span, format!("`{name}` is never {}", quoted(literal)))
            .because("not one of its values")
            .label(line.loc, "declared with its values here");
        let diagnostic = match literal {
            Literal::Text(text) => near::suggest(diagnostic, text, known.iter().copied(), near::Spelling::Text, None),
            _ => diagnostic.help(format!("write {}", near::list(&known, "or"))),
        };
        self.report(diagnostic);
        None
    }
}

fn show(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => text.clone(),
        Literal::Number(number) => number.to_string(),
        Literal::Flag(flag) => flag.to_string(),
        Literal::Time(start, _) => crate::time::Instant(*start).to_string(),
    }
}

fn quoted(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("`\"{text}\"`"),
        other => format!("`{}`", show(other)),
    }
}

fn days_of(days: u64) -> i64 {
    i64::try_from(days).unwrap_or(i64::MAX)
}

const fn type_of(value: &ValueKind) -> Type {
    match value {
        ValueKind::Text(_) => Type::Text,
        ValueKind::Number(..) | ValueKind::Duration(_) => Type::Number,
        ValueKind::Flag(_) => Type::Flag,
        ValueKind::Moment(_) => Type::Time,
    }
}
