//! Numbers, durations, lists and the other literals (§1.4).

use super::Lower;
use crate::source::Span;
use crate::syntax::ast::{Duration, DurationKind, List, Per, PerKind, Times, Unit, Value, ValueKind};
use crate::syntax::grammar::{Children, Pair, Rule};

/// Whether a number of times may be zero: after `at most` and `exactly` only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Zero {
    /// After `at most` and `exactly`.
    Allowed,
    /// Anywhere else.
    Refused,
}

impl Zero {
    /// By whether it may.
    pub(super) const fn when(allowed: bool) -> Self {
        if allowed { Self::Allowed } else { Self::Refused }
    }
}

impl Lower<'_> {
    /// A literal.
    pub(super) fn value(&mut self, pair: Pair<'_>) -> Option<Value> {
        let inner = Children::of(pair).next()?;
        let span = self.span(&inner);
        let kind = match inner.as_rule() {
            Rule::date | Rule::datetime => ValueKind::Moment(self.moment_kind(&inner)?),
            Rule::duration => ValueKind::Duration(self.duration(inner)?.kind),
            Rule::number => self.number(&inner),
            Rule::flag => ValueKind::Flag(inner.as_str() == "true"),
            _ => ValueKind::Text(self.plain_text(&inner).value),
        };
        Some(Value { kind, span })
    }

    /// A number, which has always a value: IEEE doubles round and overflow.
    pub(super) fn number(&self, pair: &Pair<'_>) -> ValueKind {
        let digits = pair.as_str().replace('_', "");
        ValueKind::Number(digits.parse().unwrap_or(f64::INFINITY), digits)
    }

    /// A whole number.
    pub(super) fn int(&mut self, pair: &Pair<'_>) -> Option<u64> {
        let number = pair.as_str().replace('_', "").parse::<u64>().ok();
        // The tree keeps some counts signed, and no count of anything is larger.
        let number = number.filter(|&number| i64::try_from(number).is_ok());
        if number.is_none() {
            let span = self.span(pair);
            self.error(span, "this number is too large", "counts go up to 9223372036854775807");
        }
        number
    }

    /// A duration.
    pub(super) fn duration(&mut self, pair: Pair<'_>) -> Option<Duration> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let first = children.next()?;
        let kind = if first.as_rule() == Rule::short_duration {
            let written = first.as_str();
            let digits = written.get(..written.len() - 1)?.replace('_', "");
            let unit = unit(written.get(written.len() - 1..)?);
            let Ok(count) = digits.parse() else {
                self.error(span, "this number is too large", "no duration is that long");
                return None;
            };
            DurationKind { count, unit }
        } else {
            DurationKind { count: self.int(&first)?, unit: unit(children.next()?.as_str()) }
        };
        Some(Duration { kind, span })
    }

    /// The window of a cap.
    pub(super) fn per(&mut self, pair: Pair<'_>) -> Option<Per> {
        let inner = Children::of(pair).next()?;
        let span = self.span(&inner);
        let kind = match inner.as_rule() {
            Rule::kw_session => PerKind::Session,
            Rule::unit => PerKind::Duration(DurationKind { count: 1, unit: unit(inner.as_str()) }),
            _ => PerKind::Duration(self.duration(inner)?.kind),
        };
        Some(Per { kind, span })
    }

    /// A number of times.
    pub(super) fn times(&mut self, pair: Pair<'_>, zero: Zero) -> Option<Times> {
        let span = self.span(&pair);
        let first = Children::of(pair).next()?;
        let count = match first.as_rule() {
            Rule::kw_once => 1,
            Rule::kw_twice => 2,
            _ => self.int(&first)?,
        };
        if count == 0 && zero == Zero::Refused {
            let message = "zero times stand only after `at most` and `exactly`";
            let diagnostic = self.syntax(span, message).because("this never happens");
            let help = "write how often; what never happened is `never did …`, in a test `expect not sent`";
            self.report(diagnostic.help(help));
            return None;
        }
        Some(Times { count, span })
    }

    /// A list of literals of one type.
    pub(super) fn list(&mut self, pair: Pair<'_>) -> Option<List> {
        let span = self.span(&pair);
        let values: Vec<Option<Value>> = Children::of(pair).map(|value| self.value(value)).collect();
        let values: Vec<Value> = values.into_iter().collect::<Option<_>>()?;
        let first = values.first()?;
        let odd = values.iter().find(|value| type_name(&value.kind) != type_name(&first.kind));
        if let Some(odd) = odd {
            let (is, was) = (type_name(&odd.kind), type_name(&first.kind));
            let at = self.loc(first.span);
            let diagnostic =
                self.syntax(odd.span, "a list holds literals of one type").because(format!("this is {is}"));
            let diagnostic = diagnostic.label(at, format!("the first is {was}"));
            self.report(diagnostic.help(format!("write {was} here, or ask for the two in conditions of their own")));
            return None;
        }
        Some(List { values, span })
    }

    /// Where a word stands.
    pub(super) fn pass(&self, children: &mut Children<'_>, rule: Rule) -> Option<Span> {
        children.next_of(rule).map(|pair| self.span(&pair))
    }
}

/// The unit of a word or of a letter.
fn unit(word: &str) -> Unit {
    match word.chars().next() {
        Some('s') => Unit::Second,
        Some('m') => Unit::Minute,
        Some('h') => Unit::Hour,
        Some('d') => Unit::Day,
        _ => Unit::Week,
    }
}

fn type_name(kind: &ValueKind) -> &'static str {
    match kind {
        ValueKind::Text(_) => "a text",
        ValueKind::Number(..) => "a number",
        ValueKind::Flag(_) => "a flag",
        ValueKind::Moment(_) => "a time",
        ValueKind::Duration(_) => "a duration",
    }
}
